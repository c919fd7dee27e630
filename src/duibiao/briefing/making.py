"""The whole way from documents to a checked brief, as a command or a service calls it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from duibiao.auditing import wrong_in
from duibiao.briefing.ahead import Job, begin
from duibiao.briefing.compose import Ingredients, composed
from duibiao.briefing.editing import Edits, write_edits
from duibiao.briefing.editing.apply import written
from duibiao.briefing.editing.hang import hung
from duibiao.briefing.editing.sheet import FILE
from duibiao.briefing.figures import vouched
from duibiao.briefing.guard import Checked, check
from duibiao.briefing.model import Brief
from duibiao.briefing.pictures.making import pictured
from duibiao.briefing.pictures.maps import Land
from duibiao.briefing.pictures.shapes import Shapes
from duibiao.briefing.render import view
from duibiao.briefing.render.docx import render_docx
from duibiao.briefing.render.html import render_html
from duibiao.briefing.render.json import render_json
from duibiao.briefing.render.markdown import render_markdown
from duibiao.briefing.render.wechat import render_wechat
from duibiao.briefing.render.wording import headline
from duibiao.errors import AmbiguousPlace, UnreadableSource, UsageError
from duibiao.gazetteer import Gazetteer, Place
from duibiao.matching import Cache, Matched, match
from duibiao.matching.names import province_of, read_names
from duibiao.matching.statements import read_figures, year_of
from duibiao.reading.report import Report, identify, require_year
from duibiao.text import Document

REPORT_MOST = 1_000_000
"""Longest report in code points. The longest in the corpus has 57,591 (1955)."""
_RENDER: dict[str, Callable[[Brief], str | bytes]] = {
    "html": render_html,
    "json": render_json,
    "md": render_markdown,
    "docx": render_docx,
    "wechat": render_wechat,
}
FORMATS = tuple(_RENDER)


@dataclass(frozen=True, slots=True)
class Made:
    """A brief and what vouches for it: the guard that checked it against its documents.

    ``sheet``: the text of its ``brief.toml``; ``told``: what an editor must know of the edits, in Chinese.
    """

    brief: Brief
    checked: Checked
    sheet: str
    told: tuple[str, ...]


def make_brief(
    report: Document,
    place_name: str,
    documents: Sequence[Document],
    *,
    year: int | None = None,
    trusted: bool = False,
    gazetteer: Gazetteer,
    edits: Edits | None = None,
    cache: Cache | None = None,
    borders: Shapes | None = None,
    photographs: Mapping[str, bytes] | None = None,
    ahead: bool = False,
) -> Made:
    """Match, read, compose and check. ``documents``: local material; the report itself among it is left out.

    ``borders``: of the user's own, for the map. ``photographs``: files by the names that ``edits`` have.
    ``ahead``: a process beside this one may make ready what other places will ask for.
    Raises a ``DuibiaoError``: unknown or ambiguous place, no year, a text far too long, a failed check.
    """
    if len(report.text) > REPORT_MOST:
        raise UnreadableSource(f"有 {len(report.text)} 个字，不像一份报告", where=report.name)
    identified = identify(report, year=year)
    year = require_year(identified, report)
    place = _place(place_name, identified.place, year, gazetteer)
    material = [_beside(report, one) for one in documents if one.sha256 != report.sha256]
    if ahead and cache is not None and gazetteer is Gazetteer.load():
        begin(Job(report, identified.place, year, place, material, cache))
    matched = match(report, place, year, material, home=identified.place, gazetteer=gazetteer,
                    trusted=trusted, cache=cache)  # fmt: skip
    edits = _for_this(edits, report, place)
    read = _read(report, identified, place, year, matched, material, edits, gazetteer, cache)
    made = composed(read, edits)
    documents_read = {one.name: one for one in (report, *material)}
    brief = pictured(made.brief, Land(place, gazetteer, documents_read, read.mentions, borders))
    brief, told = _hung(brief, edits, photographs or {}, documents_read)
    checked = check(brief, documents_read)
    sheet = write_edits(made.chapters, brief, headline(brief.heading), edits)
    return Made(brief, checked, sheet, (*made.told, *told, *_unsupported(brief)))


def _hung(
    brief: Brief, edits: Edits | None, photographs: Mapping[str, bytes], documents: Mapping[str, Document]
) -> tuple[Brief, Sequence[str]]:
    """With the editor's photographs, and what the editor must know of them."""
    hanging = edits.photographs if edits is not None else ()
    return hung(brief, hanging, photographs, lambda words: written(words, documents))


def _read(
    report: Document,
    identified: Report,
    place: Place,
    year: int,
    matched: Matched,
    material: Sequence[Document],
    edits: Edits | None,
    gazetteer: Gazetteer,
    cache: Cache | None,
) -> Ingredients:
    """Figures, names and what does not hold, of the report and of the local material that is quoted."""
    quoted = {evidence.doc for pairing in matched.answered for evidence in pairing.evidence}
    quoted |= {pin.doc for edit in edits.chapters for pin in edit.pin} if edits is not None else set()
    local = [one for one in material if one.name in quoted]
    statements = {report.name: read_figures(report, identified.place, year, cache)}
    statements |= {o.name: read_figures(o, place, year_of(o, year), cache) for o in local}
    statements = {one.name: vouched(statements[one.name], one) for one in (report, *local)}
    province = province_of(place, gazetteer)
    mentions = {report.name: read_names(report, identified.place, year, gazetteer, cache)}
    mentions |= {one.name: read_names(one, province, year, gazetteer, cache) for one in local}
    wrong = [*wrong_in(report, identified.place, year, gazetteer, cache)]
    wrong += [finding for one in local for finding in wrong_in(one, None, None, gazetteer, cache)]
    return Ingredients(
        report, identified, place, year, matched, material, statements, mentions, gazetteer, tuple(wrong)
    )


def _for_this(edits: Edits | None, report: Document, place: Place) -> Edits | None:
    """An editor's work on one report and place is not spent on another, nor written over."""
    if edits is None or (edits.report in ("", report.sha256) and edits.place in ("", place.adcode)):
        return edits
    if edits.changes:
        hint = "给这份另指一个 --out；不要原来的改动了，就把这个文件移走"
        raise UsageError("这份编辑单是另一份报告或另一个地方的", where=FILE, hint=hint)
    return None


def _unsupported(brief: Brief) -> Iterator[str]:
    for words in view.written(brief):
        if words.unsupported:
            figures, opening = "、".join(words.unsupported), view.one_line(words.text)[:20]
            yield f"编者写的数字在来源里没有找到：{figures}（“{opening}”）"


def render(made: Made, kind: str) -> str | bytes:
    """The brief as one of ``FORMATS``, every digit of it traced to a source or a count."""
    kept = kind in Checked.KEPT
    output = made.checked.rendered(kind) if kept else _RENDER[kind](made.brief)
    made.checked.check_rendered(output)
    return output


def _place(name: str, home: Place | None, year: int, gazetteer: Gazetteer) -> Place:
    """The place called ``name``; of several the one inside the report's own (朝阳区 on 北京's report)."""
    try:
        return gazetteer.resolve(name, year)
    except AmbiguousPlace:
        found = gazetteer.find(name, year) if home is not None else ()
        near = [place for place in found if home is not None and gazetteer.holds(home, place)]
        if len(near) == 1:
            return near[0]
        raise


def _beside(report: Document, one: Document) -> Document:
    """Local material that happens to be called like the report gets a name of its own."""
    return replace(one, name=f"{one.name}#2") if one.name == report.name else one
