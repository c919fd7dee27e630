"""Full text: every passage with the words asked for, exact to the character, the most telling first."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, select

from duibiao.errors import UsageError
from duibiao.gazetteer import Place
from duibiao.ledger.asking.origin import ORIGIN_COLUMNS, Origin, origin_of
from duibiao.ledger.store import Store
from duibiao.ledger.store.fulltext import filter_token, fold, folded_at, wanted
from duibiao.ledger.store.schema import DOCUMENTS, PASSAGES
from duibiao.text import Span

POOL = 400
"""Passages that are looked at and ranked, the newest first. With 10,000 reports a word such as 发展 stands in a
million; 400 cost about 10 ms. Re-run ``python -m benchmarks ledger`` after a change."""
CHUNK = 100
"""Passages fetched at a time."""
SNIPPET = 60
"""Code points of text around the first words found."""
HEADING_BONUS = 1.5
TERM_WEIGHT, LENGTH_WEIGHT, USUAL_LENGTH = 1.2, 0.75, 150
"""The constants of BM25 as they are usually set; a paragraph of a report has about 150 characters."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. ``marks``: where the words stand in the document; ``snippet``: what to show."""

    origin: Origin
    passage: Span
    section: str
    text: str
    marks: tuple[Span, ...]
    snippet: Span
    score: Decimal


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, best first. ``total``: passages that have the words; ``more``: there are more than were counted."""

    hits: tuple[Hit, ...]
    total: int
    more: bool


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
    hits: list[Hit] = []
    with store.reading() as connection:
        more = False
        for row in _candidates(store, connection, tokens):
            if len(hits) == POOL:
                more = True
                break
            hit = _hit(row, phrases)
            if hit is not None:
                hits.append(hit)
    best = sorted(hits, key=lambda h: (-h.score, -(h.origin.year or 0), h.origin.sha256, h.passage))
    return Found(tuple(best[:limit]), len(hits), more)


def _candidates(store: Store, connection: Connection, tokens: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """Rows of the passages that have all tokens, the latest added first."""
    below, size = 1 << 62, CHUNK
    while numbers := store.full_text.find(connection, tokens, size, below):
        asked = (
            select(PASSAGES.c.start, PASSAGES.c.end, PASSAGES.c.section, PASSAGES.c.heading, PASSAGES.c.text)
            .add_columns(*ORIGIN_COLUMNS)
            .join(DOCUMENTS, DOCUMENTS.c.number == PASSAGES.c.document)
            .where(PASSAGES.c.number.in_(numbers), DOCUMENTS.c.superseded_by.is_(None))
            .order_by(PASSAGES.c.number.desc())
        )
        for row in connection.execute(asked):
            yield tuple(row)
        below, size = numbers[-1], POOL


def _hit(row: Sequence[object], phrases: Sequence[str]) -> Hit | None:
    start, end, section, heading, printed = row[:5]
    assert isinstance(printed, str) and isinstance(start, int) and isinstance(end, int)
    plain, at = folded_at(printed)
    marks: list[Span] = []
    score = 0.0
    for phrase in phrases:
        places = list(_all(plain, phrase))
        if not places:
            return None
        marks += [Span(start + at[p], start + at[p + len(phrase) - 1] + 1) for p in places]
        norm = TERM_WEIGHT * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * len(plain) / USUAL_LENGTH)
        score += len(places) * (TERM_WEIGHT + 1) / (len(places) + norm)
    score *= HEADING_BONUS if heading else 1
    marks.sort()
    first = marks[0]
    snippet = Span(max(start, first.start - SNIPPET // 2), min(end, first.end + SNIPPET))
    rounded = Decimal(math.floor(score * 1000)) / 1000
    passage = Span(start, end)
    return Hit(origin_of(row[5:]), passage, str(section), printed, tuple(marks), snippet, rounded)


def _all(text: str, phrase: str) -> Iterator[int]:
    at = text.find(phrase)
    while at >= 0:
        yield at
        at = text.find(phrase, at + len(phrase))
