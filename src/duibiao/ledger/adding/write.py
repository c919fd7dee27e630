"""Writing what was derived: one transaction holds whole documents, with their facts, passages and index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, update

from duibiao.ledger.adding.derive import Cells, Derived
from duibiao.ledger.store.fulltext import fold, tokens
from duibiao.ledger.store.schema import DERIVED, DOCUMENTS, FACTS, PASSAGES
from duibiao.ledger.store.store import Store

SAME_LEAST = 0.5
"""Least share of a document's paragraphs that its corrected version still has: a correction changes a few
words, reports of one place in two years share no paragraph."""


def write(store: Store, connection: Connection, derived: Iterable[Derived]) -> list[str]:
    """Write new documents. Returns the names of the documents that they supersede."""
    replaced: list[str] = []
    first, passage = _next(connection, DOCUMENTS), _next(connection, PASSAGES)
    for number, one in enumerate(derived, first):
        row = {**one.document, "number": number, "added_at": _now()}
        older = _older_version(connection, one)
        connection.execute(insert(DOCUMENTS).values(row))
        if older is not None:
            change = update(DOCUMENTS).where(DOCUMENTS.c.number == older[0])
            connection.execute(change.values(superseded_by=row["sha256"]))
            replaced.append(older[1])
        _write_facts(store, connection, number, passage, one)
        passage += len(one.passages)
    return replaced


def rewrite(store: Store, connection: Connection, number: int, derived: Derived) -> None:
    """Replace everything that was derived from a document; what people gave stays."""
    drop_facts(store, connection, number)
    given = ("sha256", "name", "source", "bytes", "given_adcode", "given_year")
    row = {key: value for key, value in derived.document.items() if key not in given}
    connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.number == number).values(row))
    _write_facts(store, connection, number, _next(connection, PASSAGES), derived)


def drop_facts(store: Store, connection: Connection, number: int) -> None:
    """Delete what was derived from a document, its passages' index included."""
    filters = connection.scalar(select(DOCUMENTS.c.filters).where(DOCUMENTS.c.number == number)) or ""
    held = connection.execute(select(PASSAGES.c.number, PASSAGES.c.text).where(PASSAGES.c.document == number))
    rows = [(passage, f"{filters} {tokens(printed)}") for passage, printed in held]
    store.full_text.drop(connection, rows)
    for table in DERIVED:
        connection.execute(table.delete().where(table.c.document == number))


def _write_facts(store: Store, connection: Connection, number: int, first: int, derived: Derived) -> None:
    """``number``: of the document, ``first``: of its first passage."""
    for table in FACTS:
        rows = derived.rows.get(table.name, ())
        _insert(connection, table, [(number, *cells) for cells in rows])
    passages = [(first + i, number, *one.cells) for i, one in enumerate(derived.passages)]
    _insert(connection, PASSAGES, passages)
    store.full_text.put(connection, [(first + i, one.tokens) for i, one in enumerate(derived.passages)])


def _insert(connection: Connection, table: Table, rows: Sequence[Cells]) -> None:
    """Plain rows through the driver: half the time of statements built for each."""
    if not rows:
        return
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(quote(column.name) for column in table.columns)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(table.columns))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", list(rows))
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


def _older_version(connection: Connection, new: Derived) -> tuple[int, str] | None:
    """A document of the same name, issuer and year that this one corrects: most paragraphs are the same."""
    row: Mapping[str, Any] = new.document
    same = select(DOCUMENTS.c.number, DOCUMENTS.c.name).where(
        DOCUMENTS.c.name == row["name"],
        DOCUMENTS.c.kind == row["kind"],
        DOCUMENTS.c.adcode == row["adcode"],
        DOCUMENTS.c.year.is_not_distinct_from(row["year"]),
        DOCUMENTS.c.superseded_by.is_(None),
    )
    for number, name in connection.execute(same).all():
        here = {fold(one.cells[-1]) for one in new.passages}
        there = set(_texts(connection, number))
        if there and len(here & there) >= SAME_LEAST * len(there):
            return int(number), str(name)
    return None


def _texts(connection: Connection, number: int) -> Iterator[str]:
    for (printed,) in connection.execute(select(PASSAGES.c.text).where(PASSAGES.c.document == number)):
        yield fold(printed)
