"""The index of passages: runs of sorted pairs of characters, each with the passages that it stands in.

What is added together is one run, written once and in order: nothing that was there before is touched, so
that the ten thousandth report costs what the first did. When there are many small runs at the end they are
joined to one. The same tables on every database.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import BigInteger, Column, Connection, Integer, LargeBinary, Table, delete, func, select

from duibiao.ledger.store.fulltext import FIRST_OF_FILTERS, WIDTH, code_of, pairs_of, range_of
from duibiao.ledger.store.rows import fetched, put_rows

PLACE = 16
SPAN_MOST = 1 << PLACE
"""Numbers that a run may cover: a passage's place in it fits into two bytes."""
RUNS_MOST = 12
"""So many runs at the end that one may cover are joined. Added in bulk, 32 reports of 112 passages at a time,
each passage is written a second time, once."""
ROW_MOST = 512
"""Postings of a row, unless one pair alone has more: two rows fill a page of SQLite."""
_ASKED_MOST = 8
"""Tokens that are looked for together in a run, before it is seen whether any passage has them all."""
_TYPES = ("<u8", "<u4", "<u2")
_WITHIN = np.uint64(SPAN_MOST - 1)
_PAIR = 2 * WIDTH
_AT_ONCE = [first << WIDTH for first in (0, *range(0x4E00, 0xA000, 0x200), FIRST_OF_FILTERS, 1 << WIDTH)]
"""Pairs are joined by these ranges, so that memory stays small."""

ABOVE = (1 << 31) - 1
"""No passage has so large a number."""

Places = npt.NDArray[np.uint16]
"""of passages: how far their numbers are from the run's first"""
Postings = npt.NDArray[np.uint64]
"""pair, then place, in one number"""
Passage = tuple[int, str, str]
"""number, filters with blanks between, text"""
Row = tuple[int, bytes, bytes, bytes]
"""cell, pairs, counts, places: see the columns of the table"""


class Run(NamedTuple):
    """Passages that were indexed together: from number ``first`` to ``last``."""

    number: int
    first: int
    last: int


class Part(NamedTuple):
    """Some pairs of a run, in order; of each, in how many passages it is; these."""

    pairs: npt.NDArray[np.uint64]
    counts: npt.NDArray[np.uint32]
    places: Places

    @staticmethod
    def of(rows: Sequence[Sequence[bytes]], low: int, high: int) -> Part:
        """The pairs of ``rows`` from ``low`` on, below ``high``."""
        held = [b"".join(columns) for columns in zip(*rows, strict=True)] or [b"", b"", b""]
        pairs, counts, places = (np.frombuffer(c, t) for c, t in zip(held, _TYPES, strict=True))
        first, last = pairs.searchsorted(np.array([low, high], np.uint64)).tolist()
        start = int(counts[:first].sum())
        kept = counts[first:last]
        return Part(pairs[first:last], kept, places[start : start + int(kept.sum())])

    def places_in_order(self) -> Places:
        """The passages of any of its pairs, each once."""
        return self.places if len(self.pairs) <= 1 else np.unique(self.places)

    def postings(self, shift: int) -> Postings:
        """Each pair with each place, ``shift`` further on."""
        every: Postings = self.pairs.repeat(self.counts) << np.uint64(PLACE)
        every |= self.places + np.uint64(shift)
        return every


class PassageIndex:
    """The index of the passages of the table ``of``, which are known by their ``number``."""

    def __init__(self, of: Table) -> None:
        large = BigInteger().with_variant(Integer, "sqlite")
        self._of = of
        self.runs = Table(
            f"{of.name}_runs",
            of.metadata,
            Column("number", Integer, primary_key=True, autoincrement=False),
            Column("first", Integer, nullable=False, comment="number of its first passage"),
            Column("last", Integer, nullable=False),
        )
        self.pairs = Table(
            f"{of.name}_pairs",
            of.metadata,
            Column("cell", large, primary_key=True, autoincrement=False, comment="run, first pair of it"),
            Column("pairs", LargeBinary, nullable=False, comment="uint64, in order"),
            Column("counts", LargeBinary, nullable=False, comment="uint32: passages of each pair"),
            Column("places", LargeBinary, nullable=False, comment="uint16: these passages, from the first"),
        )

    def next(self, connection: Connection) -> int:
        """The number of the next passage: not again one that the index may still know."""
        return int(connection.scalar(select(func.coalesce(func.max(self.runs.c.last), 0))) or 0) + 1

    def put(self, connection: Connection, passages: Sequence[Passage]) -> None:
        """Index passages of the table, in the order of their numbers."""
        if not passages:
            return
        runs = self._swept(connection)
        start = passages[0][0]
        for _, together in groupby(passages, lambda passage: (passage[0] - start) >> PLACE):
            part = list(together)
            run = Run(_next(runs), part[0][0], part[-1][0])
            put_rows(connection, self.pairs, _rows(run, _postings(run, part)))
            put_rows(connection, self.runs, [run])
            runs.append(run)
        small = [run for run in runs if runs[-1].last - run.first < SPAN_MOST]
        if len(small) >= RUNS_MOST:
            self._join(connection, small, Run(_next(runs), small[0].first, small[-1].last))

    def tidy(self, connection: Connection) -> None:
        """Join neighbours wherever two or more fit into one run: a question looks into every run there is."""
        together: list[Run] = []
        for run in [*self._swept(connection), None]:
            if run is not None and together and run.last - together[0].first < SPAN_MOST:
                together.append(run)
                continue
            if len(together) > 1:
                to = Run(self._free(connection), together[0].first, together[-1].last)
                self._join(connection, together, to)
            together = [run] if run is not None else []

    def _free(self, connection: Connection) -> int:
        return int(connection.scalar(select(func.coalesce(func.max(self.runs.c.number), 0))) or 0) + 1

    def find(self, connection: Connection, tokens: Sequence[str], most: int, below: int = ABOVE) -> list[int]:
        """The latest ``most`` passages below number ``below`` that have all ``tokens``; some may be gone."""
        found: list[int] = []
        mark = "?" if connection.dialect.name == "sqlite" else "%s"
        asked = f"SELECT number, first, last FROM {self.runs.name} WHERE first < {mark} ORDER BY first DESC"
        for run in map(Run._make, fetched(connection, asked, (below,))):
            numbers = self._in_run(connection, run, tokens)
            found += numbers[numbers < below][::-1].tolist()
            if len(found) >= most:
                break
        return found[:most]

    def _in_run(self, connection: Connection, run: Run, tokens: Sequence[str]) -> npt.NDArray[np.int64]:
        """The numbers of the passages of one run that have all tokens, in order."""
        there: Places | None = None
        filters, words = [t for t in tokens if len(t) > 2], [t for t in tokens if len(t) <= 2]
        # filters first: few runs have passages of a place
        for asked in (filters, *(words[at : at + _ASKED_MOST] for at in range(0, len(words), _ASKED_MOST))):
            parts = self._read(connection, run, [range_of(token) for token in asked])
            # the rarest first: what is looked up in the others soon is little
            for places in sorted((part.places_in_order() for part in parts), key=len):
                there = places if there is None else _both(there, places)
                if not len(there):
                    return np.empty(0, np.int64)
        if there is None:  # nothing is asked for
            return np.arange(run.first, run.last + 1)
        return there + np.int64(run.first)

    def _swept(self, connection: Connection) -> list[Run]:
        """The runs in order, without those of which no passage is left: they are deleted."""
        number, runs = self._of.c.number, self.runs
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
        held = connection.scalars(select(number).where(number.between(to.first, to.last))).all()
        there[np.array(held, np.int64) - to.first] = True
        for low, high in pairwise(_AT_ONCE):
            parts = [self._read(connection, run, [(low, high)])[0] for run in runs]
            moved = [part.postings(run.first - to.first) for run, part in zip(runs, parts, strict=True)]
            postings = np.concatenate(moved)
            put_rows(connection, self.pairs, _rows(to, np.sort(postings[there[postings & _WITHIN]])))
        for run in runs:
            self._drop(connection, run)
        put_rows(connection, self.runs, [to])

    def _read(self, connection: Connection, run: Run, ranges: Sequence[tuple[int, int]]) -> list[Part]:
        """What a run has for each range of pairs: from the first number on, below the second."""
        if not ranges:
            return []
        mark, base = "?" if connection.dialect.name == "sqlite" else "%s", run.number << _PAIR
        parts = (
            f"SELECT {at}, cell, pairs, counts, places FROM {self.pairs.name} WHERE cell < {mark} "
            f"AND cell >= (SELECT coalesce(max(cell), 0) FROM {self.pairs.name} WHERE cell <= {mark})"
            for at in range(len(ranges))
        )
        asked = tuple(base + end for low, high in ranges for end in (high, low))
        held: list[list[Any]] = [[] for _ in ranges]
        # one question for all of them: each takes 0.1 ms before it is begun
        for at, cell, *columns in sorted(fetched(connection, " UNION ALL ".join(parts), asked)):
            if cell >= base:
                held[at].append(columns)
        return [Part.of(rows, *range_) for rows, range_ in zip(held, ranges, strict=True)]

    def _drop(self, connection: Connection, run: Run) -> None:
        cell, base = self.pairs.c.cell, run.number << _PAIR
        connection.execute(delete(self.pairs).where(cell >= base, cell < base + (1 << _PAIR)))
        connection.execute(delete(self.runs).where(self.runs.c.number == run.number))


def _both(one: Places, other: Places) -> Places:
    """What stands in both, in order."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    if not len(few):
        return few
    at = many.searchsorted(few)
    kept: Places = few[many.take(at, mode="clip") == few]
    return kept


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
    """Sorted postings as rows, of about ``ROW_MOST`` each."""
    pairs = postings >> np.uint64(PLACE)
    starts = _begins(pairs)  # of each pair's postings
    own = pairs[starts]
    counts = np.diff(starts, append=len(postings))
    begins = _begins(starts // ROW_MOST)  # of each row's pairs
    columns = (own, counts, postings & _WITHIN)
    held = [column.astype(type_).tobytes() for column, type_ in zip(columns, _TYPES, strict=True)]
    return [
        (run.number << _PAIR | pair, held[0][8 * a : 8 * b], held[1][4 * a : 4 * b], held[2][2 * x : 2 * y])
        for pair, (a, b), (x, y) in zip(
            own[begins].tolist(),
            pairwise([*begins.tolist(), len(own)]),
            pairwise([*starts[begins].tolist(), len(postings)]),
            strict=True,
        )
    ]


def _begins(numbers: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
    """Where in sorted ``numbers`` another one begins."""
    differs = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=differs[1:])
    return np.flatnonzero(differs)
