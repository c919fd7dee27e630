"""Writing what was derived: one transaction holds whole documents, with their facts, passages and index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from duibiao.ledger.adding.derive import Cells, Derived
from duibiao.ledger.store.fulltext import fold
from duibiao.ledger.store.indexing import Passage
from duibiao.ledger.store.rows import put_rows
from duibiao.ledger.store.schema import DERIVED, DOCUMENTS, FACTS, PASSAGES, PASSAGES_INDEX

WAITING_MOST = 10_000
"""Paragraphs that go into the store together: those of about ninety reports, more than a transaction has."""
SAME_LEAST = 0.5
"""Least share of a document's paragraphs that its corrected version still has: a correction changes a few
words, reports of one place in two years share no paragraph."""


_NEW = insert(DOCUMENTS)
_SAME = select(DOCUMENTS.c.number, DOCUMENTS.c.name).where(
    *(DOCUMENTS.c[key] == bindparam(f"the_{key}") for key in ("name", "kind", "adcode")),
    DOCUMENTS.c.year.is_not_distinct_from(bindparam("the_year")),
    DOCUMENTS.c.superseded_by.is_(None),
)
"""Made once: to make the two for each document costs 1 ms of 14."""


def write(connection: Connection, derived: Iterable[Derived]) -> list[str]:
    """Write new documents. Returns the names of the documents that they supersede."""
    replaced: list[str] = []
    waiting = _Waiting(connection)
    for number, one in enumerate(derived, _next(connection, DOCUMENTS)):
        older = _older_version(connection, one, waiting)
        connection.execute(_NEW, {**one.document, "number": number, "added_at": _now()})
        if older is not None:
            change = update(DOCUMENTS).where(DOCUMENTS.c.number == older[0])
            connection.execute(change.values(superseded_by=one.document["sha256"]))
            replaced.append(older[1])
        waiting.take(number, one)
    waiting.put()
    return replaced


def rewrite(connection: Connection, derived: Iterable[tuple[int, Derived]]) -> None:
    """Replace everything that was derived from documents, by number; what people gave stays."""
    waiting = _Waiting(connection)
    for number, one in derived:
        for table in DERIVED:
            connection.execute(table.delete().where(table.c.document == number))
        given = ("sha256", "name", "source", "bytes", "given_adcode", "given_year")
        row = {key: value for key, value in one.document.items() if key not in given}
        connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.number == number).values(row))
        waiting.take(number, one)
    waiting.put()


class _Waiting:
    """Rows of several documents that go into their tables together: calls for each one cost 0.5 ms more."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._next = PASSAGES_INDEX.next(connection)
        self._rows: dict[str, list[Cells]] = {table.name: [] for table in (*FACTS, PASSAGES)}
        self._indexed: list[Passage] = []

    def take(self, number: int, derived: Derived) -> None:
        """``number``: of the document."""
        for name, rows in derived.rows.items():
            self._rows[name] += [(number, *cells) for cells in rows]
        passages = list(enumerate(derived.passages, self._next))
        self._next += len(passages)
        self._rows[PASSAGES.name] += [(at, number, *cells) for at, cells in passages]
        filters = derived.document["filters"]
        self._indexed += [(at, filters, cells[-1]) for at, cells in passages]
        if len(self._indexed) >= WAITING_MOST:
            self.put()

    def put(self) -> None:
        """Write what waits."""
        for table in (*FACTS, PASSAGES):
            put_rows(self._connection, table, self._rows[table.name])
            self._rows[table.name].clear()
        PASSAGES_INDEX.put(self._connection, self._indexed)
        self._indexed.clear()


def _next(connection: Connection, table: Table) -> int:
    # writers take turns, so that nobody else takes the same number
    return int(connection.scalar(select(func.coalesce(func.max(table.c.number), 0) + 1)) or 1)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _older_version(connection: Connection, new: Derived, waiting: _Waiting) -> tuple[int, str] | None:
    """A document of the same name, issuer and year that this one corrects: most paragraphs are the same."""
    found = connection.execute(
        _SAME, {f"the_{key}": new.document[key] for key in ("name", "kind", "adcode", "year")}
    ).all()
    if found:
        waiting.put()  # it may be among them
    for number, name in found:
        here = {fold(printed) for *_, printed in new.passages}
        there = set(_texts(connection, number))
        if there and len(here & there) >= SAME_LEAST * len(there):
            return int(number), str(name)
    return None


def _texts(connection: Connection, number: int) -> Iterator[str]:
    for (printed,) in connection.execute(select(PASSAGES.c.text).where(PASSAGES.c.document == number)):
        yield fold(printed)
