"""What the reports of the governments above say of a place: the sentences that name it or what lies in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection, Text, and_, bindparam, or_, select

from duibiao.gazetteer import Place
from duibiao.ledger.asking.asked import Asked, among, filled
from duibiao.ledger.asking.origin import ORIGIN_COLUMNS, Origin, origin_of
from duibiao.ledger.asking.things import prefix
from duibiao.ledger.store.rows import fetched
from duibiao.ledger.store.schema import DOCUMENTS, MENTIONS, PASSAGES
from duibiao.reading import MentionType
from duibiao.site.asking.held import SHORT
from duibiao.site.state import Site
from duibiao.text import Span, split

REPORTS_MOST = 12
"""Reports that a page of a place shows, the newest of each government first: a decade of two governments."""

MARK = "|"
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


def above(site: Site, connection: Connection, place: Place) -> tuple[list[Above], list[Origin]]:
    """The reports of the governments around ``place`` that name it and those that do not, newest first."""
    governments = [one.adcode for one in site.gazetteer.chain(place) if one.adcode != place.adcode]
    reports = [origin for code in governments for origin in _reports(site, connection, code)]
    # of one year the nearest government first
    reports.sort(key=lambda o: (-(o.year or 0), governments.index(o.adcode), o.sha256))
    telling: list[Origin] = []
    silent: list[Origin] = []
    for origin in reports:
        if len(telling) >= REPORTS_MOST and len(silent) >= SILENT_MOST:
            break
        named = _names(place, _named(site, connection, origin))
        (telling if named else silent).append(origin)
    told = telling[:REPORTS_MOST]
    said = _named_in(connection, [origin.number for origin in told], place)
    return [Above(origin, tuple(said[origin.number])) for origin in told], silent[:SILENT_MOST]


def _reports(site: Site, connection: Connection, code: str) -> list[Origin]:
    """Of a government; all places below it ask for the same."""

    def make() -> list[Origin]:
        return [origin_of(row) for row in _REPORTS(connection, adcode=code)]

    return site.memo(f"reports:{code}", make, (f"of:{code}",))


def _named(site: Site, connection: Connection, origin: Origin) -> str:
    """The codes that a report names, each with a mark before it."""

    def make() -> str:
        rows = _CODES(connection, number=origin.number)
        codes = {code for code, _ in rows if code}.union(*(json.loads(more) for _, more in rows))
        return MARK + MARK.join(sorted(codes)) + MARK

    return site.memo(f"named:{origin.number}", make, (f"document:{origin.sha256[:SHORT]}",))


def _names(place: Place, codes: str) -> bool:
    inside = prefix(place)
    return (
        f"{MARK}{inside}" in codes if inside.isdigit() else bool(inside) and f"{MARK}{inside}{MARK}" in codes
    )


_CODES = Asked(
    select(MENTIONS.c.adcode, MENTIONS.c.adcodes)
    .distinct()
    # a region names no one place
    .where(MENTIONS.c.document == bindparam("number"), MENTIONS.c.type != MentionType.REGION.value)
)
_REPORTS = Asked(
    select(*ORIGIN_COLUMNS).where(
        DOCUMENTS.c.adcode == bindparam("adcode"),
        DOCUMENTS.c.kind == "report",
        DOCUMENTS.c.superseded_by.is_(None),
    )
)
_NAMES = and_(
    # of the place or of what lies in it; a region names no one place
    MENTIONS.c.type != MentionType.REGION.value,
    or_(
        and_(MENTIONS.c.adcode >= bindparam("first"), MENTIONS.c.adcode < bindparam("last")),
        and_(MENTIONS.c.adcodes != "[]", MENTIONS.c.adcodes.contains(bindparam("inside", type_=Text()))),
    ),
)
_NAMED_IN = Asked(
    select(
        MENTIONS.c.document, PASSAGES.c.start, PASSAGES.c.text, PASSAGES.c.section,
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
    .where(among(MENTIONS.c.document, "document", REPORTS_MOST), _NAMES)
    .order_by(MENTIONS.c.document, PASSAGES.c.start, MENTIONS.c.start, MENTIONS.c.end.desc())
)  # fmt: skip


def _codes(place: Place) -> dict[str, str]:
    """The values of ``_NAMES``: codes of digits that begin so, or the one code."""
    inside = prefix(place)
    last = f"{inside}:" if inside.isdigit() else f"{inside}\x01"
    return {"first": inside, "last": last, "inside": f'"{inside}'}


def _named_in(connection: Connection, documents: Sequence[int], place: Place) -> dict[int, list[Said]]:
    """By document the sentences that name the place or something in it, in reading order."""
    found: dict[int, list[Said]] = {number: [] for number in documents}
    if documents and prefix(place):
        asked = filled("document", documents, REPORTS_MOST)
        rows = _NAMED_IN(connection, **asked, **_codes(place))
        for (number, start, text, section), marks in groupby(rows, key=lambda row: tuple(row[:4])):
            named = [(Span(row[4], row[5]), row[6] or "") for row in marks]
            found[number] += _sentences(start, text, section, named)
    return found


def _sentences(start: int, text: str, section: str, named: Sequence[tuple[Span, str]]) -> Iterator[Said]:
    for one in split(text):
        span = one.shift(start)
        here = [(mark, name) for mark, name in named if span.holds(mark)]
        if here:
            marks = tuple(mark for mark, _ in here)
            names = tuple(dict.fromkeys(name for _, name in here if name))
            yield Said(span, span.shift(-start).of(text), section, marks, names)


_NAMED_BY = f"SELECT adcode FROM {MENTIONS.name} WHERE document IN ({{}}) AND adcode <> ''"


def counted_below(connection: Connection, documents: Sequence[int], codes: Sequence[str]) -> dict[str, int]:
    """How many times these documents name each division of six digits or what lies in it."""
    counts = dict.fromkeys(codes, 0)
    stems = {code: code.removesuffix("00") if not code.endswith("0000") else code[:2] for code in codes}
    for (adcode,) in fetched(connection, _NAMED_BY.format(",".join(map(str, documents)))):
        for code, stem in stems.items():
            if adcode.startswith(stem):
                counts[code] += 1
    return counts


_BEFORE = Asked(
    select(PASSAGES.c.start, PASSAGES.c.text)
    .where(PASSAGES.c.document == bindparam("number"), PASSAGES.c.start <= bindparam("position"))
    .order_by(PASSAGES.c.start.desc())
    .limit(1)
)
_AROUND = Asked(
    select(PASSAGES.c.start, PASSAGES.c.text)
    .where(
        PASSAGES.c.document == bindparam("number"),
        PASSAGES.c.start <= bindparam("first"),
        PASSAGES.c.end >= bindparam("last"),
    )
    .limit(1)
)


def sentence_at(connection: Connection, document: int, position: int) -> int:
    """Where the sentence of a document begins that holds ``position``: the anchor of its full text."""
    rows = _BEFORE(connection, number=document, position=position)
    if not rows:
        return position
    row = rows[0]
    starts = [one.start + row[0] for one in split(row[1]) if one.start + row[0] <= position]
    return starts[-1] if starts else int(row[0])


def words_at(connection: Connection, document: int, span: Span) -> str:
    """The words of a document at ``span``, which lies in one paragraph; '' where none holds it."""
    for start, text in _AROUND(connection, number=document, first=span.start, last=span.end):
        return span.shift(-start).of(text)
    return ""
