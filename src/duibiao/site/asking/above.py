"""What the reports of the governments above say of a place: the sentences that name it or what lies in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, false, or_, select

from duibiao.gazetteer import Gazetteer, Place
from duibiao.ledger.adding.rebuild import deepen
from duibiao.ledger.asking.origin import ORIGIN_COLUMNS, Origin, origin_of
from duibiao.ledger.asking.things import prefix
from duibiao.ledger.store import Store
from duibiao.ledger.store.schema import DOCUMENTS, MENTIONS, PASSAGES
from duibiao.reading import MentionType
from duibiao.text import Span, split

REPORTS_MOST = 12
"""Reports that a page of a place shows, the newest of each government first: a decade of two governments."""

SILENT_MOST = 12
"""Reports that do not name the place that its page tells of, the newest first."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that names the place. ``span``: in its document; ``marks``: of the names, there too."""

    span: Span
    text: str
    section: str
    marks: tuple[Span, ...]
    names: tuple[str, ...]

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The sentence cut at its names: ``(words, whether they are a name)``."""
        at = self.span.start
        for mark in self.marks:
            if mark.start > at:
                yield self.text[at - self.span.start : mark.start - self.span.start], False
            if mark.end > at:
                yield self.text[max(at, mark.start) - self.span.start : mark.end - self.span.start], True
                at = mark.end
        yield self.text[at - self.span.start :], False


@dataclass(frozen=True, slots=True)
class Above:
    """A report and what it says of the place, in its own order."""

    origin: Origin
    said: tuple[Said, ...]


def above(store: Store, place: Place, gazetteer: Gazetteer) -> tuple[list[Above], list[Origin]]:
    """The reports of the governments around ``place`` that name it and those that do not, newest first."""
    deepen(store)
    governments = [one.adcode for one in gazetteer.chain(place) if one.adcode != place.adcode]
    asked = select(*ORIGIN_COLUMNS).where(
        DOCUMENTS.c.adcode.in_(governments), DOCUMENTS.c.kind == "report", DOCUMENTS.c.superseded_by.is_(None)
    )
    with store.reading() as connection:
        reports = [origin_of(tuple(row)) for row in connection.execute(asked)]
        # of one year the nearest government first
        reports.sort(key=lambda o: (-(o.year or 0), governments.index(o.adcode), o.sha256))
        numbers = [origin.number for origin in reports]
        naming = select(MENTIONS.c.document).distinct().where(MENTIONS.c.document.in_(numbers), _names(place))
        named = set(connection.scalars(naming)) if numbers else set()
        telling = [origin for origin in reports if origin.number in named][:REPORTS_MOST]
        found = [Above(origin, tuple(named_in(connection, origin.number, place))) for origin in telling]
    return found, [origin for origin in reports if origin.number not in named][:SILENT_MOST]


def _names(place: Place) -> ColumnElement[bool]:
    """Mentions of the place or of what lies in it; a region names no one place."""
    inside = prefix(place)
    if not inside:
        return false()
    here = or_(MENTIONS.c.adcode.startswith(inside), MENTIONS.c.adcodes.contains(f'"{inside}'))
    return and_(MENTIONS.c.type != MentionType.REGION.value, here)


def named_in(connection: Connection, document: int, place: Place) -> Iterator[Said]:
    """The sentences of a document that name the place or something in it, in reading order."""
    asked = (
        select(
            PASSAGES.c.start, PASSAGES.c.text, PASSAGES.c.section,
            MENTIONS.c.start, MENTIONS.c.end, MENTIONS.c.name,
        )
        .join(
            PASSAGES,
            and_(
                PASSAGES.c.document == MENTIONS.c.document,
                PASSAGES.c.start <= MENTIONS.c.start,
                PASSAGES.c.end >= MENTIONS.c.end,
            ),
        )
        .where(MENTIONS.c.document == document, _names(place))
        .order_by(PASSAGES.c.start, MENTIONS.c.start, MENTIONS.c.end.desc())
    )  # fmt: skip
    for (start, text, section), rows in groupby(connection.execute(asked), key=lambda r: (r[0], r[1], r[2])):
        yield from _sentences(start, text, section, [(Span(r[3], r[4]), r[5] or "") for r in rows])


def _sentences(start: int, text: str, section: str, named: Sequence[tuple[Span, str]]) -> Iterator[Said]:
    for one in split(text):
        span = one.shift(start)
        here = [(mark, name) for mark, name in named if span.holds(mark)]
        if here:
            marks = tuple(mark for mark, _ in here)
            names = tuple(dict.fromkeys(name for _, name in here if name))
            yield Said(span, span.shift(-start).of(text), section, marks, names)


def counted_below(connection: Connection, documents: Sequence[int], codes: Sequence[str]) -> dict[str, int]:
    """How many times these documents name each division of six digits or what lies in it."""
    counts = dict.fromkeys(codes, 0)
    stems = {code: code.removesuffix("00") if not code.endswith("0000") else code[:2] for code in codes}
    asked = select(MENTIONS.c.adcode).where(MENTIONS.c.document.in_(documents), MENTIONS.c.adcode != "")
    rows: Any = connection.execute(asked)
    for (adcode,) in rows:
        for code, stem in stems.items():
            if adcode.startswith(stem):
                counts[code] += 1
    return counts


def sentence_at(connection: Connection, document: int, position: int) -> int:
    """Where the sentence of a document begins that holds ``position``: the anchor of its full text."""
    asked = select(PASSAGES.c.start, PASSAGES.c.text)
    asked = asked.where(PASSAGES.c.document == document, PASSAGES.c.start <= position)
    row = connection.execute(asked.order_by(PASSAGES.c.start.desc()).limit(1)).first()
    if row is None:
        return position
    starts = [one.start + row[0] for one in split(row[1]) if one.start + row[0] <= position]
    return starts[-1] if starts else int(row[0])


def words_at(connection: Connection, document: int, span: Span) -> str:
    """The words of a document at ``span``, which lies in one paragraph; '' where none holds it."""
    asked = select(PASSAGES.c.start, PASSAGES.c.text).where(PASSAGES.c.document == document)
    asked = asked.where(PASSAGES.c.start <= span.start, PASSAGES.c.end >= span.end)
    row = connection.execute(asked.limit(1)).first()
    return span.shift(-row[0]).of(row[1]) if row is not None else ""
