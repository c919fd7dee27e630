"""Deriving everything anew from the stored bytes: the same ids, by today's rules."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import select

from duibiao.ledger.adding.add import KEPT_MOST, read_many
from duibiao.ledger.adding.derive import Derived, Given
from duibiao.ledger.adding.write import rewrite
from duibiao.ledger.store.schema import DOCUMENTS
from duibiao.ledger.store.store import Store

_ASKED = (
    DOCUMENTS.c.number,
    DOCUMENTS.c.name,
    DOCUMENTS.c.source,
    DOCUMENTS.c.bytes,
    DOCUMENTS.c.given_adcode,
    DOCUMENTS.c.given_year,
)


def rebuild(
    store: Store,
    *,
    shallow: bool = False,
    workers: int | None = None,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> tuple[int, list[str]]:
    """Read every stored document again. Returns how many, and a line for each that could not be read.

    ``shallow``: only those of which names and projects have not been read yet.

    A batch at a time, each in one transaction: stopped in the middle, every document is whole, of one rule
    set or the other.
    """
    with store.reading() as connection:
        asked = select(DOCUMENTS.c.number).order_by(DOCUMENTS.c.number)
        numbers = list(connection.scalars(asked.where(DOCUMENTS.c.deep == 0) if shallow else asked))
    failed: list[str] = []
    batch: list[tuple[int, Derived]] = []
    count = workers if workers is not None else os.cpu_count() or 1
    made = read_many(_stored(store, numbers), count if len(numbers) > 8 else 1)
    for seen, (number, derived) in enumerate(zip(numbers, made, strict=True), start=1):
        if isinstance(derived, str):
            failed.append(derived)
        else:
            batch.append((number, derived))
        if len(batch) >= KEPT_MOST or seen == len(numbers):
            with store.writing() as connection:
                rewrite(connection, batch)
            batch.clear()
            progress(seen, len(numbers))
    return len(numbers) - len(failed), failed


def _stored(store: Store, numbers: list[int]) -> Iterator[Given]:
    for number in numbers:
        with store.reading() as connection:
            row = connection.execute(select(*_ASKED).where(DOCUMENTS.c.number == number)).one()
        yield _given(row)


def _given(row: Any) -> Given:
    data = zlib.decompress(row.bytes)
    return Given(data, row.name, row.name, row.source, row.given_adcode, row.given_year)


def deepen(store: Store) -> None:
    """Read names and projects of the documents of which they have not been read yet, unless that is done
    behind (``Store.deepens``)."""
    if not store.deepens:
        return
    with store.reading() as connection:
        waiting = connection.scalar(select(DOCUMENTS.c.number).where(DOCUMENTS.c.deep == 0).limit(1))
    if waiting is not None:
        rebuild(store, shallow=True)
