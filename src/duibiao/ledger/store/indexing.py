"""The index of passages: runs of sorted pairs of characters, each with the passages that it stands in.

What is added together is one run, written once and in order: nothing that was there before is touched, so
that the ten thousandth report costs what the first did. When there are many small runs at the end they are
joined to one. A run has a row for each first character of its pairs. The same tables on every database.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import BigInteger, Column, Connection, Integer, LargeBinary, Table, delete, func, select

from duibiao.ledger.store.fulltext import FIRST_OF_FILTERS, WIDTH, code_of, pairs_of
from duibiao.ledger.store.rows import put_rows

PLACE = 16
SPAN_MOST = 1 << PLACE
"""Numbers that a run may cover: a passage's place in it fits into two bytes."""
RUNS_MOST = 12
"""So many runs at the end that one may cover are joined. Added in bulk, 32 reports of 112 passages at a time,
each passage is written a second time, once."""
_SECOND, _WITHIN = np.uint64((1 << WIDTH) - 1), np.uint64(SPAN_MOST - 1)
_AT_ONCE = (0, *range(0x4E00, 0xA000, 0x200), FIRST_OF_FILTERS, 1 << WIDTH)
"""First characters are joined by these ranges, so that memory stays small."""

ABOVE = (1 << 31) - 1
"""No passage has so large a number."""

Places = npt.NDArray[np.uint16]
"""of passages: how far their numbers are from the run's first"""
Postings = npt.NDArray[np.uint64]
"""pair, then place, in one number"""
Passage = tuple[int, str, str]
"""number, filters with blanks between, text"""
Row = tuple[int, bytes, bytes, bytes]
"""the cells of the columns of ``PassageIndex``'s table of pairs"""


class Run(NamedTuple):
    """Passages that were indexed together: from number ``first`` to ``last``."""

    number: int
    first: int
    last: int


class PassageIndex:
    """The index of the passages of the table ``of``, which are known by their ``number``."""

    def __init__(self, of: Table) -> None:
        large = BigInteger().with_variant(Integer, "sqlite")
        self._of = of
        self._runs = Table(
            f"{of.name}_runs",
            of.metadata,
            Column("number", Integer, primary_key=True, autoincrement=False),
            Column("first", Integer, nullable=False, comment="number of its first passage"),
            Column("last", Integer, nullable=False),
        )
        self._pairs = Table(
            f"{of.name}_pairs",
            of.metadata,
            Column("cell", large, primary_key=True, autoincrement=False, comment="run, first character"),
            Column("seconds", LargeBinary, nullable=False, comment="uint32: second characters, in order"),
            Column("counts", LargeBinary, nullable=False, comment="uint32: passages of each pair"),
            Column("places", LargeBinary, nullable=False, comment="uint16: these passages, from the first"),
        )

    def next(self, connection: Connection) -> int:
        """The number of the next passage: not again one that the index may still know."""
        return int(connection.scalar(select(func.coalesce(func.max(self._runs.c.last), 0))) or 0) + 1

    def put(self, connection: Connection, passages: Sequence[Passage]) -> None:
        """Index passages of the table, in the order of their numbers."""
        if not passages:
            return
        runs = self._swept(connection)
        start = passages[0][0]
        for _, together in groupby(passages, lambda passage: (passage[0] - start) >> PLACE):
            part = list(together)
            run = Run(_next(runs), part[0][0], part[-1][0])
            put_rows(connection, self._pairs, _rows(run, _postings(run, part)))
            put_rows(connection, self._runs, [run])
            runs.append(run)
        small = [run for run in runs if runs[-1].last - run.first < SPAN_MOST]
        if len(small) >= RUNS_MOST:
            self._join(connection, small, Run(_next(runs), small[0].first, small[-1].last))

    def find(self, connection: Connection, tokens: Sequence[str], most: int, below: int = ABOVE) -> list[int]:
        """The latest ``most`` passages below number ``below`` that have all ``tokens``; some may be gone."""
        found: list[int] = []
        asked = select(self._runs).where(self._runs.c.first < below).order_by(self._runs.c.first.desc())
        for run in map(Run._make, connection.execute(asked).all()):
            numbers = self._in_run(connection, run, tokens)
            found += numbers[numbers < below][::-1].tolist()
            if len(found) >= most:
                break
        return found[:most]

    def _in_run(self, connection: Connection, run: Run, tokens: Sequence[str]) -> npt.NDArray[np.int64]:
        """The numbers of the passages of one run that have all tokens, in order."""
        firsts = {token: ord(token) if len(token) == 1 else code_of(token) >> WIDTH for token in tokens}
        cells = [run.number << WIDTH | first for first in set(firsts.values())]
        rows = connection.execute(select(self._pairs).where(self._pairs.c.cell.in_(cells)))
        held = {row.cell & int(_SECOND): row for row in rows}
        lists = [_places(held.get(firsts[token]), token) for token in tokens]
        lists.sort(key=len)
        found = lists[0]
        for others in lists[1:]:
            there = np.zeros(SPAN_MOST, bool)
            there[others] = True
            found = found[there[found]]
        return found.astype(np.int64) + run.first

    def _swept(self, connection: Connection) -> list[Run]:
        """The runs in order, without those of which no passage is left: they are deleted."""
        number, runs = self._of.c.number, self._runs
        alive = select(number).where(number.between(runs.c.first, runs.c.last)).exists()
        asked = select(runs, alive).order_by(runs.c.first)
        kept = []
        for *cells, lives in connection.execute(asked).all():
            if lives:
                kept.append(Run(*cells))
            else:
                self._drop(connection, Run(*cells))
        return kept

    def _join(self, connection: Connection, runs: Sequence[Run], to: Run) -> None:
        """Several runs as one, without the passages that are gone."""
        number = self._of.c.number
        there = np.zeros(SPAN_MOST, bool)
        held = connection.scalars(select(number).where(number.between(to.first, to.last)))
        there[np.fromiter(held, np.int64) - to.first] = True
        for low, high in pairwise(_AT_ONCE):
            parts = [self._read(connection, run, low, high, run.first - to.first) for run in runs]
            postings = np.concatenate(parts)
            postings = np.sort(postings[there[postings & _WITHIN]])
            put_rows(connection, self._pairs, _rows(to, postings))
        for run in runs:
            self._drop(connection, run)
        put_rows(connection, self._runs, [to])

    def _read(self, connection: Connection, run: Run, low: int, high: int, shift: int) -> Postings:
        """The postings of a run for first characters from ``low`` on, below ``high``."""
        cell, base = self._pairs.c.cell, run.number << WIDTH
        asked = select(self._pairs).where(cell >= base | low, cell < base + high).order_by(cell)
        rows = connection.execute(asked).all()
        if not rows:
            return np.empty(0, np.uint64)
        cells, *columns = zip(*rows, strict=True)
        seconds, counts, places = map(b"".join, columns)
        firsts = np.array(cells, np.uint64) - np.uint64(base) << np.uint64(WIDTH)
        pairs = firsts.repeat([len(column) // 4 for column in columns[0]]) | np.frombuffer(seconds, "<u4")
        every: Postings = pairs.repeat(np.frombuffer(counts, "<u4")) << np.uint64(PLACE)
        every |= np.frombuffer(places, "<u2") + np.uint64(shift)
        return every

    def _drop(self, connection: Connection, run: Run) -> None:
        cell, base = self._pairs.c.cell, run.number << WIDTH
        connection.execute(delete(self._pairs).where(cell >= base, cell < base + (1 << WIDTH)))
        connection.execute(delete(self._runs).where(self._runs.c.number == run.number))


def _next(runs: Sequence[Run]) -> int:
    return max((run.number for run in runs), default=0) + 1


def _postings(run: Run, passages: Sequence[Passage]) -> Postings:
    """All pairs and filters of the passages with their places, sorted, each once."""
    pairs, of = pairs_of([text for *_, text in passages])
    places = np.array([number - run.first for number, *_ in passages], np.uint64)
    made = [pairs << np.uint64(PLACE) | places[of]]
    at = 0
    for filters, together in groupby(passages, itemgetter(1)):
        here = places[at : (at := at + len(list(together)))]
        made += [np.uint64(code_of(token) << PLACE) | here for token in filters.split()]
    postings = np.sort(np.concatenate(made))
    return postings[_begins(postings)]


def _rows(run: Run, postings: Postings) -> list[Row]:
    """Sorted postings as rows, one for each first character."""
    pairs = postings >> np.uint64(PLACE)
    starts = _begins(pairs)  # of each pair's postings
    own = pairs[starts]
    firsts = own >> np.uint64(WIDTH)
    begins = _begins(firsts)  # of each row's pairs
    seconds = (own & _SECOND).astype("<u4").tobytes()
    counts = np.diff(starts, append=len(postings)).astype("<u4").tobytes()
    places = (postings & _WITHIN).astype("<u2").tobytes()
    return [
        (run.number << WIDTH | first, seconds[4 * a : 4 * b], counts[4 * a : 4 * b], places[2 * x : 2 * y])
        for first, (a, b), (x, y) in zip(
            firsts[begins].tolist(),
            pairwise([*begins.tolist(), len(own)]),
            pairwise([*starts[begins].tolist(), len(postings)]),
            strict=True,
        )
    ]


def _begins(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.intp]:
    """Where in sorted ``numbers`` another one begins."""
    differs = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=differs[1:])
    return np.flatnonzero(differs)


def _places(row: Any, token: str) -> Places:
    """The places of the passages with a token, in order; ``row``: of its first character."""
    if row is None:
        return np.empty(0, np.uint16)
    places = np.frombuffer(row.places, "<u2")
    if len(token) == 1:
        return np.unique(places)
    seconds, second = np.frombuffer(row.seconds, "<u4"), code_of(token) & int(_SECOND)
    at = int(seconds.searchsorted(second))
    if at == len(seconds) or seconds[at] != second:
        return places[:0]
    counts = np.frombuffer(row.counts, "<u4")
    start = int(counts[:at].sum())
    return places[start : start + int(counts[at])]
