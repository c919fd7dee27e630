"""Full text: every passage with the words asked for, exact to the character, the most telling first."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection

from duibiao.errors import UsageError
from duibiao.gazetteer import Place
from duibiao.ledger.asking.origin import ORIGIN_COLUMNS, Origin, origin_of
from duibiao.ledger.store import Store
from duibiao.ledger.store.fulltext import filter_token, fold, phrase_pattern, wanted
from duibiao.ledger.store.indexing import ABOVE
from duibiao.ledger.store.rows import fetched
from duibiao.ledger.store.schema import PASSAGES_INDEX
from duibiao.text import Span

POOL = 400
"""Passages that are ranked, the latest added: with 10,000 reports a word such as 发展 stands in hundreds of
thousands. Re-run ``python -m benchmarks.ledger``."""
CHUNK = 100
"""Passages fetched at a time."""
POOL_OF_CHARACTERS = 100
"""The same where only single characters are asked for: more of them tell a reader nothing."""
SNIPPET = 60
"""Code points of text around the first words found."""
HEADING_BONUS = 1.5
TERM_WEIGHT, LENGTH_WEIGHT, USUAL_LENGTH = 1.2, 0.75, 150
"""The constants of BM25 as they are usually set; a paragraph of a report has about 150 characters."""

_PASSAGES = (
    'SELECT document, start, "end", section, heading, text FROM passages '
    "WHERE number IN ({}) ORDER BY number DESC"
)
_DOCUMENTS = (
    f"SELECT {', '.join(column.name for column in ORIGIN_COLUMNS)} FROM documents "
    "WHERE number IN ({}) AND superseded_by IS NULL"
)
Row = tuple[Any, ...]
"""start, end, section, heading, text, then the cells of ``ORIGIN_COLUMNS``"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage. ``marks``: where the words stand in the document; ``snippet``: what to show."""

    origin: Origin
    passage: Span
    section: str
    text: str
    marks: tuple[Span, ...]
    snippet: Span
    score: Decimal


class Met(NamedTuple):
    """A passage that was counted: whose document, and where it stands there."""

    document: int
    kind: str
    adcode: str
    year: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, best first. ``total``: passages with the words; ``more``: there are more than counted; ``met``:
    all that were counted, in the same order."""

    hits: tuple[Hit, ...]
    total: int
    more: bool
    met: tuple[Met, ...] = ()


def search(
    store: Store,
    words: str,
    *,
    place: Place | None = None,
    year: int | None = None,
    kind: str | None = None,
    limit: int = 20,
) -> Found:
    """Passages that have every part of ``words`` (parts are separated by white space).

    ``place``: of documents of that place or a place in it. Raises ``UsageError`` when nothing is asked.
    """
    phrases = tuple(dict.fromkeys(filter(None, map(fold, words.split()))))
    if not phrases:
        raise UsageError("没有要找的字词", hint='例如 duibiao ledger search "百千万工程"')
    tokens = list(dict.fromkeys(token for phrase in phrases for token in wanted(phrase)))
    tokens += [filter_token("place", place.adcode)] if place is not None else []
    tokens += [filter_token("year", year)] if year is not None else []
    tokens += [filter_token("kind", kind)] if kind is not None else []
    scored: list[tuple[Decimal, Row]] = []
    more = False
    most = POOL if any(len(phrase) > 1 for phrase in phrases) else POOL_OF_CHARACTERS
    with store.reading() as connection:
        for row in _candidates(connection, tokens):
            score = _score(row, phrases)
            if score is None:
                continue
            if len(scored) == most:
                more = True
                break
            scored.append((score, row))
    scored.sort(key=lambda s: (-s[0], -(s[1][-3] or 0), s[1][-9], s[1][0]))
    hits = tuple(_hit(row, score, phrases) for score, row in scored[:limit])
    return Found(hits, len(scored), more, tuple(_met(row) for _, row in scored))


def _candidates(connection: Connection, tokens: Sequence[str]) -> Iterator[Row]:
    """Rows of the passages that may have the words, the latest added first."""
    below, most = ABOVE, POOL + CHUNK
    while numbers := PASSAGES_INDEX.find(connection, tokens, most, below):
        for at in range(0, len(numbers), CHUNK):
            yield from _rows(connection, numbers[at : at + CHUNK])
        if len(numbers) < most:  # these were all
            return
        below = numbers[-1]


def _rows(connection: Connection, numbers: Sequence[int]) -> Iterator[Row]:
    # written out: hundreds of parameters would take as long as what they ask for
    found = fetched(connection, _PASSAGES.format(",".join(map(str, numbers))))
    # many passages stand in few documents: a join would read each of them many times
    documents = {row[0] for row in found}
    held = fetched(connection, _DOCUMENTS.format(",".join(map(str, documents)))) if documents else []
    origins = {row[0]: row for row in held}
    for row in found:
        if row[0] in origins:
            yield row[1:] + origins[row[0]]


def _score(row: Row, phrases: Sequence[str]) -> Decimal | None:
    """BM25 without the rarity of the words, which is the same for all; ``None`` where one is missing."""
    score, size = 0.0, len(row[4])
    for phrase in phrases:
        times = len(phrase_pattern(phrase).findall(row[4]))
        if times == 0:
            return None
        norm = TERM_WEIGHT * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * size / USUAL_LENGTH)
        score += times * (TERM_WEIGHT + 1) / (times + norm)
    return Decimal(math.floor(score * (HEADING_BONUS if row[3] else 1) * 1000)) / 1000


def _met(row: Row) -> Met:
    start, end, *_ = row
    number, _sha, _name, _title, kind, _place, adcode, year, _date, _origin = row[5:]
    return Met(number, kind, adcode, year, start, end)


def _hit(row: Row, score: Decimal, phrases: Sequence[str]) -> Hit:
    start, end, section, _heading, printed = row[:5]
    marks = sorted(
        Span(start + found.start(), start + found.end())
        for phrase in phrases
        for found in phrase_pattern(phrase).finditer(printed)
    )
    snippet = Span(max(start, marks[0].start - SNIPPET // 2), min(end, marks[0].end + SNIPPET))
    return Hit(origin_of(row[5:]), Span(start, end), section, printed, tuple(marks), snippet, score)
