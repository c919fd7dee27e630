"""Boards filled for a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from duibiao.gazetteer import Gazetteer, Place
from duibiao.ledger.adding.derive import MATERIAL
from duibiao.ledger.asking.origin import Origin
from duibiao.ledger.boards.cells import cells
from duibiao.ledger.boards.dividing import divided
from duibiao.ledger.boards.expecting import missing
from duibiao.ledger.boards.model import (
    Board,
    Cell,
    Drawn,
    Filled,
    Left,
    Picture,
    Row,
    Shown,
    Source,
    Standing,
)
from duibiao.ledger.boards.rules import Tests
from duibiao.ledger.boards.sorting import Placed, sort
from duibiao.ledger.boards.supply import Material, Supply
from duibiao.ledger.boards.whose import Voice
from duibiao.ledger.boards.working import of_what, shares_of, sums_of
from duibiao.lexicon import load
from duibiao.matching.duplicates import letters
from duibiao.text import Span, trimmed

_V = load("duibiao.ledger.boards")
_LEAD = re.compile(rf"(?:{_V['caption_lead'].regex()}|\s)+")
_CREDIT = re.compile(_V["credit"].regex())
CAPTION_LEAST = 6
"""Letters of a caption that says something; shorter ones are names of photographers."""
_ORDER = tuple(Standing)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A row with the board and the section that it stands in."""

    board: str
    section: str
    row: Row


def fill(
    wanted: Sequence[Board],
    supply: Supply,
    place: Place,
    *,
    among: Iterable[Board] = (),
    years: tuple[int, int] | None = None,
    gazetteer: Gazetteer | None = None,
) -> list[Filled]:
    """Each of ``wanted`` for ``place``. ``among``: all boards known, which tell what a note is on."""
    gazetteer = gazetteer or Gazetteer.load()
    known = {b.id: b for b in (*among, *wanted)}
    tests = [Tests(board) for board in known.values()]
    kept: list[_Kept] = []
    used: list[Material] = []
    left: list[Left] = []
    nearest = ""
    for material in supply.materials(place, years):
        voice = Voice(material, place, gazetteer)
        if voice.left_out:
            left.append(Left(material.origin, voice.left_out))
            continue
        used.append(material)
        if not voice.own:
            nearest = nearest or material.origin.adcode
        rows = _rows(
            voice,
            sort(material, tests, note=voice.note),
            known,
            whole=material.origin.adcode == nearest,
        )
        kept += rows
    kept = _once(kept)
    return [_filled(board, kept, used, place, left, gazetteer) for board in wanted]


def _rows(voice: Voice, placed: Sequence[Placed], known: Mapping[str, Board], *, whole: bool) -> list[_Kept]:
    """The passages of one document; ``whole``: what it says of the whole is kept, too."""
    made: list[_Kept] = []
    material = voice.material
    others = {standing: voice.of_others(standing) for standing in Standing}
    for p in placed:
        span = _caption(material, p.span) if p.line.caption else p.span
        standing = voice.standing(p.line, span) if span.size else None
        if standing is None or (standing is Standing.NAMED and voice.told_of_another(span, p.found)):
            continue
        found = cells(material, span, without=others[standing])
        # what a desk quotes from above it has chosen; of the report itself only figures are the board's
        if standing is Standing.ABOVE and not (voice.own or (whole and p.own_words and _counts(found))):
            continue
        for section, part in divided(known[p.board], material, span, found):
            here = tuple(c for c in found if part.start <= c.source.span.start < part.end)
            quote, source = part.of(material.document.text), Source(material.origin, part)
            said = voice.standing(p.line, part)
            if said is not None:
                row = Row(said, quote, source, p.why, here, p.line.caption)
                made.append(_Kept(p.board, section.title, row))
    return made


def _counts(found: Sequence[Cell]) -> bool:
    return any(c.value is not None for c in found)


def _caption(material: Material, span: Span) -> Span:
    """A caption without its mark and the photographer; empty when nothing else is left."""
    text = material.document.text
    lead = _LEAD.match(text, span.start, span.end)
    start = lead.end() if lead else span.start
    credit = _CREDIT.search(text, start, span.end)
    made = trimmed(text, start, credit.start() if credit else span.end)
    return made if made.size >= CAPTION_LEAST else Span(start, start)


def _once(kept: Sequence[_Kept]) -> list[_Kept]:
    """The same words of the same standing once on a board, from the document that comes first."""
    found: dict[tuple[str, Standing, str], _Kept] = {}
    for k in sorted(kept, key=_quoted_last):
        found.setdefault((k.board, k.row.standing, letters(k.row.quote)), k)
    return list(found.values())


def _quoted_last(kept: _Kept) -> bool:
    """What a local page quotes from above comes after the report itself."""
    return kept.row.standing is not Standing.OWN and kept.row.source.origin.kind == MATERIAL


def _filled(
    board: Board,
    kept: Sequence[_Kept],
    used: Sequence[Material],
    place: Place,
    left: Sequence[Left],
    gazetteer: Gazetteer,
) -> Filled:
    mine = [k for k in kept if k.board == board.id]
    by_section: dict[str, list[Row]] = {section.title: [] for section in board.sections}
    for k in mine:
        by_section[k.section].append(k.row)
    shares = shares_of(by_section, used, place, gazetteer)
    rows = [k.row for k in mine]
    sections = []
    for section in board.sections:
        own = sorted(by_section[section.title], key=lambda r: _ORDER.index(r.standing))
        worked_out = [
            *(c for sum_ in section.sums for c in sums_of(sum_, own, used)),
            *shares.pop(section.title, ()),
        ]
        sections.append(Shown(section.title, tuple(own), tuple(worked_out), missing(section, rows)))
    everything = [*rows, *(Row(Standing.OWN, "", c.source, "", (c,)) for s in sections for c in s.worked_out)]
    pictures = tuple(p for drawn in board.pictures for p in [_picture(drawn, everything)] if len(p.cells) > 1)
    return Filled(board, place.name, place.adcode, tuple(sections), pictures, _origins(rows), tuple(left))


def _picture(drawn: Drawn, rows: Sequence[Row]) -> Picture:
    """The place's own figures that the board wants drawn, each value of a label once."""
    found: dict[tuple[str, str], Cell] = {}
    for row in rows:
        for c in row.cells if row.standing is Standing.OWN and not row.caption else ():
            fits = c.value is not None and c.statement is not None and c.unit == drawn.unit
            if fits and re.search(drawn.pattern, of_what(c)):
                found.setdefault((c.period if drawn.form == "columns" else of_what(c), c.text), c)
    return Picture(drawn, tuple(found.values()))


def _origins(rows: Sequence[Row]) -> tuple[Origin, ...]:
    return tuple({r.source.origin.sha256: r.source.origin for r in rows}.values())
