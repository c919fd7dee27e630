"""Doing what ``brief.toml`` says: drop, retitle, introduce, pin, merge, reorder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from duibiao.briefing.chapters import Desk, figures_of
from duibiao.briefing.editing.figures import unsupported
from duibiao.briefing.editing.sheet import FILE, ChapterEdit, Edits, Pin
from duibiao.briefing.model import Chapter, Written
from duibiao.errors import UsageError
from duibiao.matching import Evidence
from duibiao.matching.terms import compact
from duibiao.matching.told import roles
from duibiao.text import Document


@dataclass(frozen=True, slots=True)
class Edited:
    """The chapters after the edits, and what the editor must know, a line each in Chinese."""

    chapters: tuple[Chapter, ...]
    told: tuple[str, ...]


def edited(chapters: Sequence[Chapter], edits: Edits, desk: Desk, year: int) -> Edited:
    """``chapters`` as the editor wants them. Raises ``UsageError`` for what cannot be done, with its line."""
    known = {id_: chapter.id for chapter in chapters for id_ in (chapter.id, *chapter.ids)}
    told: list[str] = []
    mine: dict[str, ChapterEdit] = {}
    for edit in edits.chapters:
        if edit.id not in known:
            if edit.changes:
                told.append(
                    _at(edit.line, f"这一章这次没有出现，改动留在文件里没有用上：{edit.about or edit.id}")
                )
        elif known[edit.id] in mine:
            if edit.changes:
                told.append(
                    _at(edit.line, f"这一章已和第{mine[known[edit.id]].line}行的合成一章，改动没有用上")
                )
        else:
            mine[known[edit.id]] = edit
    made = {chapter.id: chapter for chapter in chapters}
    for id_, edit in mine.items():
        for pin in edit.pin:
            made = _pinned(made, id_, pin, desk, year)
        for pin in edit.unpin:
            made[id_] = _unpinned(made[id_], pin, desk)
    made = {id_: _worded(chapter, mine.get(id_), desk) for id_, chapter in made.items()}
    made = _merged(made, mine, known, desk)
    for id_, edit in mine.items():
        if not edit.keep:
            made.pop(id_, None)
    order = list(dict.fromkeys([*(mine if edits.listed else ()), *made]))
    return Edited(tuple(made[id_] for id_ in order if id_ in made), tuple(told))


def written(text: str, documents: Mapping[str, Document]) -> Written | None:
    """An editor's words with the figures that no source has; ``None`` for no words."""
    return Written(text, unsupported(text, (d.text for d in documents.values()))) if text else None


def _at(line: int, what: str) -> str:
    return f"{FILE} 第{line}行：{what}"


def _worded(chapter: Chapter, edit: ChapterEdit | None, desk: Desk) -> Chapter:
    if edit is None:
        return chapter
    return replace(
        chapter,
        headline=written(edit.title, desk.documents),
        intro=written(edit.intro, desk.documents),
    )


def _merged(
    made: dict[str, Chapter], mine: Mapping[str, ChapterEdit], known: Mapping[str, str], desk: Desk
) -> dict[str, Chapter]:
    """Chapters with ``merge_into`` put at the end of the other, which keeps its title."""
    for id_, edit in mine.items():
        if not edit.merge_into:
            continue
        into = known.get(edit.merge_into, "")
        if into not in made or into == id_:
            hint = "填另一章的 id；那一章自己不能已经并到别处"
            raise UsageError(
                f"没有可以并入的这一章：{edit.merge_into}", where=f"{FILE} 第{edit.line}行", hint=hint
            )
        host, guest = made[into], made.pop(id_)
        made[into] = _rebuilt(
            replace(
                host,
                passages=(*host.passages, *guest.passages),
                why=(*host.why, *guest.why),
                confidence=max(host.confidence, guest.confidence),
                evidence=(*host.evidence, *guest.evidence),
                intro=host.intro or guest.intro,
                ids=(*host.ids, guest.id, *guest.ids),
            ),
            desk,
        )
    return made


def _rebuilt(chapter: Chapter, desk: Desk) -> Chapter:
    return replace(chapter, figures=tuple(figures_of(desk, chapter.passages, chapter.evidence)))


def _pinned(made: Mapping[str, Chapter], id_: str, pin: Pin, desk: Desk, year: int) -> dict[str, Chapter]:
    """The sentence under this chapter, and under no other."""
    found = _evidence(pin, desk, year)
    changed = dict(made)
    for other, chapter in made.items():
        here = [e for e in chapter.evidence if (e.doc, e.span) == (found.doc, found.span)]
        if here:
            found = here[0]
            if other == id_:
                return changed
            rest = tuple(e for e in chapter.evidence if e not in here)
            changed[other] = _rebuilt(replace(chapter, evidence=rest), desk)
    chapter = changed[id_]
    changed[id_] = _rebuilt(replace(chapter, evidence=(*chapter.evidence, found)), desk)
    return changed


def _unpinned(chapter: Chapter, pin: Pin, desk: Desk) -> Chapter:
    wanted = compact(pin.words)
    rest = tuple(e for e in chapter.evidence if e.doc != pin.doc or wanted not in compact(e.text))
    if len(rest) == len(chapter.evidence):
        hint = "照抄句子里的几个字；已经不在这一章的，把这一条删去"
        raise UsageError(f"这一章没有这句：{pin.doc}：{pin.words}", where=f"{FILE} 第{pin.line}行", hint=hint)
    return _rebuilt(replace(chapter, evidence=rest), desk)


def _evidence(pin: Pin, desk: Desk, year: int) -> Evidence:
    """The one sentence of the file that has the words."""
    where = f"{FILE} 第{pin.line}行"
    document = desk.documents.get(pin.doc)
    if document is None or document is desk.report:
        raise UsageError(f"本地材料里没有这个文件：{pin.doc}", where=where, hint="照抄来源表里的文件名")
    wanted = compact(pin.words)
    found = [i for i, s in enumerate(document.sentences) if wanted in compact(s.span.of(document.text))]
    if len(found) != 1:
        many = f"有{len(found)}句都写着" if found else "里没有一句写着"
        raise UsageError(
            f"{pin.doc}{many}“{pin.words}”", where=where, hint="照抄句子里的字，抄到只有一句对得上"
        )
    span = document.sentences[found[0]].span
    role = roles(document, year)[found[0]]
    return Evidence(document.name, span, span.of(document.text), role, Decimal(1), 0)
