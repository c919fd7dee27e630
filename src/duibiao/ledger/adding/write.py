"""Writing what was derived: one transaction holds whole documents, with their facts, passages and index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from duibiao.ledger.adding.derive import Cells, Derived
from duibiao.ledger.store.fulltext import fold, tokens
from duibiao.ledger.store.schema import DERIVED, DOCUMENTS, FACTS, PASSAGES
from duibiao.ledger.store.store import Store

WAITING_MOST = 2000
"""Paragraphs that go into the store together: those of about twenty reports."""
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


def write(store: Store, connection: Connection, derived: Iterable[Derived]) -> list[str]:
    """Write new documents. Returns the names of the documents that they supersede."""
    replaced: list[str] = []
    first, passage = _next(connection, DOCUMENTS), _next(connection, PASSAGES)
    waiting = _Waiting(store, connection)
    for number, one in enumerate(derived, first):
        older = _older_version(connection, one, waiting)
        connection.execute(_NEW, {**one.document, "number": number, "added_at": _now()})
        if older is not None:
            change = update(DOCUMENTS).where(DOCUMENTS.c.number == older[0])
            connection.execute(change.values(superseded_by=one.document["sha256"]))
            replaced.append(older[1])
        waiting.take(number, passage, one)
        passage += len(one.passages)
    waiting.put()
    return replaced


def rewrite(store: Store, connection: Connection, number: int, derived: Derived) -> None:
    """Replace everything that was derived from a document; what people gave stays."""
    drop_facts(store, connection, number)
    given = ("sha256", "name", "source", "bytes", "given_adcode", "given_year")
    row = {key: value for key, value in derived.document.items() if key not in given}
    connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.number == number).values(row))
    waiting = _Waiting(store, connection)
    waiting.take(number, _next(connection, PASSAGES), derived)
    waiting.put()


def drop_facts(store: Store, connection: Connection, number: int) -> None:
    """Delete what was derived from a document, its passages' index included."""
    filters = connection.scalar(select(DOCUMENTS.c.filters).where(DOCUMENTS.c.number == number)) or ""
    held = connection.execute(select(PASSAGES.c.number, PASSAGES.c.text).where(PASSAGES.c.document == number))
    rows = [(passage, f"{filters} {tokens(printed)}") for passage, printed in held]
    store.full_text.drop(connection, rows)
    for table in DERIVED:
        connection.execute(table.delete().where(table.c.document == number))


class _Waiting:
    """Rows of several documents that go into their tables together: calls for each one cost 0.5 ms more."""

    def __init__(self, store: Store, connection: Connection) -> None:
        self._store, self._connection = store, connection
        self._rows: dict[str, list[Cells]] = {table.name: [] for table in (*FACTS, PASSAGES)}
        self._tokens: list[tuple[int, str]] = []

    def take(self, number: int, first: int, derived: Derived) -> None:
        """``number``: of the document, ``first``: of its first passage."""
        for name, rows in derived.rows.items():
            self._rows[name] += [(number, *cells) for cells in rows]
        self._rows[PASSAGES.name] += [
            (at, number, *cells) for at, cells in enumerate(derived.passages, first)
        ]
        self._tokens += enumerate(derived.tokens, first)
        if len(self._tokens) >= WAITING_MOST:
            self.put()

    def put(self) -> None:
        """Write what waits."""
        for table in (*FACTS, PASSAGES):
            _insert(self._connection, table, self._rows[table.name])
            self._rows[table.name].clear()
        if self._tokens:
            self._store.full_text.put(self._connection, self._tokens)
        self._tokens.clear()


def _insert(connection: Connection, table: Table, rows: list[Cells]) -> None:
    """Plain rows through the driver: half the time of statements built for each."""
    if not rows:
        return
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(quote(column.name) for column in table.columns)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(table.columns))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", rows)
    else:  # a column at a time, in one round trip
        types = (column.type.compile(connection.dialect) for column in table.columns)
        marks = ", ".join(f"CAST(%s AS {type_}[])" for type_ in types)
        sql = f"INSERT INTO {table.name} ({names}) SELECT * FROM unnest({marks})"
        connection.exec_driver_sql(sql, tuple(map(list, zip(*rows, strict=True))))


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
