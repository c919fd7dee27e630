"""The whole way from documents to a checked brief, as a command or a service calls it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from duibiao.briefing.compose import Ingredients, compose
from duibiao.briefing.guard import Checked, check
from duibiao.briefing.model import Brief
from duibiao.briefing.render import render_html, render_json, render_markdown
from duibiao.errors import AmbiguousPlace, UnreadableSource
from duibiao.gazetteer import Gazetteer, Place
from duibiao.matching import match
from duibiao.reading import read_statements
from duibiao.reading.mentions import find_mentions
from duibiao.reading.report import identify, require_year
from duibiao.text import Document

REPORT_MOST = 1_000_000
"""Longest report in code points. The longest in the corpus has 57,591 (1955)."""
_RENDER = {"html": render_html, "json": render_json, "md": render_markdown}
FORMATS = tuple(_RENDER)


@dataclass(frozen=True, slots=True)
class Made:
    """A brief and what vouches for it: the guard that checked it against its documents."""

    brief: Brief
    checked: Checked


def make_brief(
    report: Document,
    place_name: str,
    documents: Sequence[Document],
    *,
    year: int | None = None,
    trusted: bool = False,
    gazetteer: Gazetteer,
) -> Made:
    """Match, read, compose and check. ``documents``: local material; the report itself among it is left out.

    Raises a ``DuibiaoError``: unknown or ambiguous place, no year, a text far too long, a failed check.
    """
    if len(report.text) > REPORT_MOST:
        raise UnreadableSource(f"有 {len(report.text)} 个字，不像一份报告", where=report.name)
    identified = identify(report, year=year)
    year = require_year(identified, report)
    place = _place(place_name, identified.place, year, gazetteer)
    material = [_beside(report, one) for one in documents if one.sha256 != report.sha256]
    matched = match(
        report, place, year, material, home=identified.place, gazetteer=gazetteer, trusted=trusted
    )
    quoted = {evidence.doc for pairing in matched.answered for evidence in pairing.evidence}
    read = [(report, identified.place, year)]
    read += [(one, place, _year_of(one, year)) for one in material if one.name in quoted]
    statements = {one.name: read_statements(one, place=whose, year=when) for one, whose, when in read}
    mentions = {
        one.name: find_mentions(one, home=whose, year=when, gazetteer=gazetteer) for one, whose, when in read
    }
    brief = compose(
        Ingredients(report, identified, place, year, matched, material, statements, mentions, gazetteer)
    )
    return Made(brief, check(brief, {one.name: one for one in (report, *material)}))


def render(made: Made, kind: str) -> str:
    """The brief as one of ``FORMATS``, every digit of it traced to a source or a count."""
    output = _RENDER[kind](made.brief)
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


def _year_of(one: Document, year: int) -> int:
    """The year that 今年 means in local material: a report's own, else that of its date, else ``year``."""
    own = identify(one)
    if own.place is not None and own.year is not None:
        return own.year
    return int(one.metadata.date[:4]) if one.metadata.date else year


def _beside(report: Document, one: Document) -> Document:
    """Local material that happens to be called like the report gets a name of its own."""
    return replace(one, name=f"{one.name}#2") if one.name == report.name else one
