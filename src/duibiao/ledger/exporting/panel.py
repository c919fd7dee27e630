"""The rows of a panel and what its columns mean."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from duibiao import __version__
from duibiao.gazetteer import Place
from duibiao.ledger.asking.facts import Fact, facts
from duibiao.ledger.store import Store
from duibiao.ledger.store.schema import DOCUMENTS, PASSAGES, STATEMENTS, TARGET_COLUMNS, TARGETS
from duibiao.lexicon.indicators import Indicator, indicators
from duibiao.reading.record import plain
from duibiao.reading.targets import Says
from duibiao.text import content_id

_OF_THE_NUMBER = frozenset((Says.HARD, Says.SOFT, Says.STRETCH))


@dataclass(frozen=True, slots=True)
class Variable:
    """A column. ``type``: text, number or whole; ``label``: at most 80 characters, as Stata takes."""

    name: str
    type: str
    label: str


VARIABLES: tuple[Variable, ...] = (
    Variable("place", "text", "Place that the figure holds for, official full name"),
    Variable("adcode", "text", "Its administrative code (GB/T 2260), 100000 for the country"),
    Variable("period", "text", "ISO-8601: 2025, 2021/2025, 2025-H1, 2025-Q1/2025-Q3"),
    Variable("year", "whole", "Year of a period of one whole year, else missing"),
    Variable("indicator", "text", "Id of the indicator in the catalogue, empty when open"),
    Variable("indicator_name", "text", "Its official name"),
    Variable("theme", "text", "Its theme"),
    Variable("words", "text", "The indicator as printed"),
    Variable("kind", "text", "level, growth, change, share, rank, ratio or duration"),
    Variable("status", "text", "achieved, target, ongoing or other"),
    Variable("value", "number", "Value in the base unit, as a double; value_exact has every digit"),
    Variable("value_exact", "text", "The value as a decimal with the printed precision"),
    Variable("value_high", "text", "Upper end of a range, else empty"),
    Variable("unit", "text", "Base unit; % for rates and shares"),
    Variable("bound", "text", "exact, approx, min, max or range"),
    Variable("wording", "text", "Words that soften or harden a target, as printed"),
    Variable("wording_class", "text", "hard, soft, range or plain; empty for what is no target"),
    Variable("printed", "text", "The figure as printed, with its unit"),
    Variable("latest", "whole", "1: what the latest document says first of place, period, indicator, kind"),
    Variable("document", "text", "Title of the document"),
    Variable("document_year", "whole", "Year that the document plans"),
    Variable("document_sha256", "text", "Hash of the document's bytes"),
    Variable("char_start", "whole", "First code point of the figure in the document's text"),
    Variable("char_end", "whole", "Code point after its last"),
    Variable("sentence_sha256", "text", "Hash of the sentence's text, white space taken out"),
    Variable("statement", "text", "Id of the statement: hash of document and position"),
    Variable("dataset", "text", "Version of the data set: hash of its documents and of the rules"),
)


@dataclass(frozen=True, slots=True)
class Panel:
    """``rows``: cells in the order of ``VARIABLES``. ``version``: of the data set."""

    rows: Sequence[tuple[Any, ...]]
    version: str


def panel(
    store: Store,
    *,
    place: Place | None = None,
    indicator: Indicator | None = None,
    years: tuple[int, int] | None = None,
    unnamed: bool = False,
) -> Panel:
    """Rows by place, period, indicator, kind and status, the latest document first.

    ``unnamed``: also figures of no indicator of the catalogue. ``years``: periods of one year within them.
    """
    version = dataset_version(store)
    wanted: list[ColumnElement[bool]] = [] if unnamed else [STATEMENTS.c.standard != ""]
    if place is not None:
        wanted.append(STATEMENTS.c.adcode == place.adcode)
    if indicator is not None:
        wanted.append(STATEMENTS.c.standard == indicator.id)
    with store.reading() as connection:
        found = [f for f in facts(connection, *wanted) if years is None or _within(f, years)]
        words = _wordings(connection)
        sentences = _sentences(store, found)
    found.sort(key=_order)
    return Panel([*_rows(found, sentences, words, version)], version)


def dataset_version(store: Store) -> str:
    """Twelve hexadecimal digits that change with any document and with the rules."""
    with store.reading() as connection:
        asked = select(DOCUMENTS.c.sha256, DOCUMENTS.c.software).where(DOCUMENTS.c.superseded_by.is_(None))
        held = sorted(f"{sha}{software}" for sha, software in connection.execute(asked))
    return content_id("dataset", __version__, *held)[:12]


def _key(fact: Fact) -> tuple[str, ...]:
    s = fact.statement
    return (s.adcode, s.period, fact.standard, s.kind, s.status)


def _order(fact: Fact) -> tuple[Any, ...]:
    year, date, sha = fact.origin.vintage
    newest = (-year, tuple(-ord(c) for c in date), sha)
    return (*_key(fact), newest, fact.statement.span)


def _within(fact: Fact, years: tuple[int, int]) -> bool:
    year = _year(fact)
    return year is not None and years[0] <= year <= years[1]


def _year(fact: Fact) -> int | None:
    return int(fact.statement.period) if fact.statement.period.isdigit() else None


def _rows(
    found: Sequence[Fact],
    sentences: Mapping[str, str],
    words: Mapping[str, tuple[str, str]],
    version: str,
) -> Iterator[tuple[Any, ...]]:
    known = indicators()
    seen: set[tuple[str, ...]] = set()
    for fact in found:
        s, standard = fact.statement, known.get(fact.standard)
        first = bool(fact.standard) and _key(fact) not in seen
        seen.add(_key(fact))
        yield (
            s.place, s.adcode, s.period, _year(fact),
            fact.standard, standard.name if standard else "", standard.theme if standard else "", s.indicator,
            s.kind.value, s.status.value,
            float(s.value), plain(s.value), plain(s.value_high) if s.value_high is not None else "",
            s.unit, s.bound.value, *words.get(s.id, ("", "")), s.text,
            int(first), fact.origin.title, fact.origin.year, fact.origin.sha256, s.span.start, s.span.end,
            sentences[s.id], s.id, version,
        )  # fmt: skip


def _wordings(connection: Connection) -> dict[str, tuple[str, str]]:
    """By statement, the words that tell how a target is meant, as printed, and their class."""
    asked = select(*(TARGETS.c[name] for name in TARGET_COLUMNS.names)).where(TARGETS.c.statement != "")
    found = (TARGET_COLUMNS.fact(tuple(row), doc="") for row in connection.execute(asked))
    return {
        t.statement: (" ".join(w.text for w in t.words if w.says in _OF_THE_NUMBER), t.wording.value)
        for t in found
    }


def _sentences(store: Store, found: Sequence[Fact]) -> dict[str, str]:
    """The hash of each statement's sentence, cut from the stored paragraphs."""
    of_document: dict[int, list[Fact]] = defaultdict(list)
    for fact in found:
        of_document[fact.origin.number].append(fact)
    hashes: dict[str, str] = {}
    with store.reading() as connection:
        for number, here in of_document.items():
            asked = select(PASSAGES.c.start, PASSAGES.c.end, PASSAGES.c.text).where(
                PASSAGES.c.document == number
            )
            passages = [tuple(row) for row in connection.execute(asked)]
            for fact in here:
                span = fact.statement.sentence_span
                text = next(
                    (t[span.start - a : span.end - a] for a, b, t in passages if a <= span.start < b), ""
                )
                hashes[fact.statement.id] = hashlib.sha256("".join(text.split()).encode()).hexdigest()[:16]
    return hashes


def codebook(of: Panel) -> str:
    """The data set's description as Markdown: columns, values that occur, indicators with their counts."""
    lines = [
        f"# Codebook, data set {of.version}",
        "",
        f"{len(of.rows)} rows, made by duibiao {__version__}. One row is one printed figure.",
        "`latest = 1` picks one row for each place, period, indicator, kind and status.",
        "",
        "| column | type | meaning | values |",
        "| --- | --- | --- | --- |",
    ]
    for at, variable in enumerate(VARIABLES):
        lines.append(f"| `{variable.name}` | {variable.type} | {variable.label} | {_values(of, at)} |")
    lines += [
        "",
        "| indicator | name | theme | unit | better | rows |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    at = [v.name for v in VARIABLES].index("indicator")
    counts: dict[str, int] = defaultdict(int)
    for row in of.rows:
        counts[row[at]] += 1
    for id_, one in indicators().items():
        if counts[id_]:
            units = "、".join(one.units)
            lines.append(
                f"| `{id_}` | {one.name} | {one.theme} | {units} | {one.direction} | {counts[id_]} |"
            )
    return "\n".join(lines) + "\n"


def _values(of: Panel, at: int) -> str:
    found = {row[at] for row in of.rows} - {None, ""}
    if VARIABLES[at].type == "text":
        return "、".join(sorted(found)) if 0 < len(found) <= 12 else f"{len(found)} different"
    return f"{min(found)} – {max(found)}" if found else "none"
