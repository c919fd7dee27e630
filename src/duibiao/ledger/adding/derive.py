"""What is read from one document, as rows: a function of its bytes and what people said of it."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from duibiao import __version__
from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.ledger.adding.quoting import not_quoted, quoted_spans, unowned
from duibiao.ledger.store.fulltext import filter_token
from duibiao.ledger.store.schema import (
    CHAIN_COLUMNS,
    CHAINS,
    EVENT_COLUMNS,
    EVENTS,
    MENTION_COLUMNS,
    MENTIONS,
    PROGRAMME_COLUMNS,
    PROGRAMMES,
    STATEMENT_COLUMNS,
    STATEMENTS,
    TARGET_COLUMNS,
    TARGETS,
)
from duibiao.reading import Mention, MentionType, Statement, read_statements
from duibiao.reading.chains import read_chains
from duibiao.reading.mentions import find_mentions
from duibiao.reading.programmes import read_programmes
from duibiao.reading.projects import read_projects
from duibiao.reading.report import identify
from duibiao.reading.standard import Open, Standard, standardise
from duibiao.reading.targets import read_targets
from duibiao.sources import document_from_bytes
from duibiao.text import Document, Kind, Span

REPORT, MATERIAL = "report", "material"
MOST_NAMED = 0.5
"""Local material is a prefecture's when at least this share of the places that it names lie there."""
_YEAR = re.compile(r"(?<!\d)(20\d\d|19[5-9]\d)年")
Cells = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A file and what a person said of it. ``where``: what errors call it; ``source``: what is kept."""

    data: bytes
    name: str
    where: str
    source: str
    adcode: str = ""
    year: int | None = None
    deep: bool = True


@dataclass(frozen=True, slots=True)
class Derived:
    """``document``: its row; ``rows``: by table, cells in the order of its columns after the first.

    Plain tuples and strings: objects take twice as long from one process to another (1.8 and 0.9 ms).
    """

    document: Mapping[str, Any]
    rows: Mapping[str, Sequence[Cells]] = field(default_factory=dict)
    passages: Sequence[Cells] = ()
    """of each paragraph start, end, section, heading, text"""


def derive(given: Given) -> Derived:
    """Read one file. Raises ``UnreadableSource``.

    Without ``given.deep`` a report that says whose it is is read for its figures and targets only: half the
    time of all.
    """
    document = document_from_bytes(given.data, name=given.name, where=given.where)
    gazetteer = Gazetteer.load()
    place = gazetteer.get(given.adcode) if given.adcode else None
    report = identify(document, place=place, year=given.year)
    kind = (
        REPORT
        if "place: " in report.why or (place and "政府工作报告" in document.metadata.title[-8:])
        else MATERIAL
    )
    deep = given.deep or kind != REPORT or report.place is None
    mentions = (
        find_mentions(document, home=report.place, year=report.year, gazetteer=gazetteer) if deep else []
    )
    home = report.place or _most_named(mentions, gazetteer)
    year = report.year or _latest_year(document)
    quoted = quoted_spans(document) if kind == MATERIAL else []
    statements = unowned(read_statements(document, place=home, year=year), quoted)
    standards = {s.id: standardise(s) for s in statements}
    plans = kind == REPORT
    targets = read_targets(document, statements, report=report, standards=standards) if plans else []
    rows: dict[str, Sequence[Cells]] = {
        STATEMENTS.name: [_statement_row(s, standards[s.id]) for s in statements],
        TARGETS.name: list(map(TARGET_COLUMNS.row, targets)),
    }
    if deep:
        rows |= _deep(document, statements, mentions, home, year, quoted)
    title = report.title if kind == REPORT else document.metadata.title
    row = _document_row(document, given, home, year, kind, title) | {"deep": int(deep)}
    return Derived(row, rows, _passages(document))


def _deep(
    document: Document,
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    home: Place | None,
    year: int | None,
    quoted: Sequence[Span],
) -> dict[str, Sequence[Cells]]:
    """Names and what is told by them."""
    told = (document, statements, mentions)
    programmes = not_quoted(read_programmes(*told, place=home, year=year), quoted)
    return {
        MENTIONS.name: list(map(MENTION_COLUMNS.row, mentions)),
        EVENTS.name: list(map(EVENT_COLUMNS.row, read_projects(*told, place=home, year=year))),
        PROGRAMMES.name: list(map(PROGRAMME_COLUMNS.row, programmes)),
        CHAINS.name: list(map(CHAIN_COLUMNS.row, read_chains(document, mentions, place=home))),
    }


def _statement_row(statement: Statement, found: Standard | Open) -> Cells:
    standard = found.id if isinstance(found, Standard) else ""
    return (*STATEMENT_COLUMNS.row(statement), standard, found.why)


def _document_row(
    document: Document, given: Given, home: Place | None, year: int | None, kind: str, title: str
) -> dict[str, Any]:
    said = document.metadata
    return {
        "sha256": document.sha256,
        "name": given.name,
        "source": given.source,
        "bytes": zlib.compress(given.data, 1),
        "given_adcode": given.adcode,
        "given_year": given.year,
        "kind": kind,
        "title": title or given.name,
        "place": home.name if home else "",
        "adcode": home.adcode if home else "",
        "year": year,
        "date": said.date,
        "origin": said.origin,
        "editor": said.editor,
        "author": said.author,
        "characters": len(document.text),
        "filters": " ".join(filters_of(kind, home.adcode if home else "", year)),
        "software": software(),
    }


def _most_named(mentions: Sequence[Mention], gazetteer: Gazetteer) -> Place | None:
    """The prefecture that most of the names of local material lie in, when it is most of them."""
    found: Counter[str] = Counter()
    for mention in mentions:
        if mention.type in (MentionType.PLACE, MentionType.ZONE) and mention.adcode:
            code = _prefecture(mention.adcode)
            if code:
                found[code] += 1
    if not found:
        return None
    code, times = found.most_common(1)[0]
    return gazetteer.get(code) if times >= MOST_NAMED * sum(found.values()) else None


@cache
def _prefecture(adcode: str) -> str:
    gazetteer = Gazetteer.load()
    place = gazetteer.get(adcode)
    chain = gazetteer.chain(place) if place is not None else ()
    return next((p.adcode for p in chain if p.level is Level.PREFECTURE), "")


def _latest_year(document: Document) -> int | None:
    """The latest year that a page without a date names: it was written in it or looks ahead to it."""
    years = [int(y) for y in _YEAR.findall(document.text)]
    return max(years) if years else None


def _passages(document: Document) -> list[Cells]:
    titles = {s.heading.start: s.title(document.text) for s in document.sections}
    section, made = "", list[Cells]()
    for block in document.blocks:
        if block.kind is Kind.FURNITURE:
            continue
        printed = block.span.of(document.text)
        section = titles.get(block.span.start, section)
        heading = int(block.kind in (Kind.HEADING, Kind.TITLE))
        cells = (block.span.start, block.span.end, section, heading, printed)
        made.append(cells)
    return made


@cache
def filters_of(kind: str, adcode: str, year: int | None) -> tuple[str, ...]:
    """The tokens by which a document's passages are found within a place, a year or a kind."""
    gazetteer = Gazetteer.load()
    place = gazetteer.get(adcode) if adcode else None
    around = gazetteer.chain(place) if place is not None else ()
    places = dict.fromkeys([adcode, *(p.adcode for p in around)]) if adcode else {}
    years = [filter_token("year", year)] if year is not None else []
    return (filter_token("kind", kind), *years, *(filter_token("place", code) for code in places))


@cache
def software() -> str:
    """Version of the rules: the package's, until a rebuild by another one."""
    return __version__
