"""The audit log: rows are only added, each holds the hash of the one before; a change in the middle shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from duibiao.ledger.store import Store
from duibiao.site.store.articles import now
from duibiao.site.store.desk_schema import AUDIT_LOG

FIRST = "0" * 64
"""Stands for the hash before the first row."""
WORD_MOST = 200
"""Longest name or value in code points that is kept of what a stranger typed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: who did what with which object. ``who``: '' where nobody was logged in."""

    number: int
    at: str
    who: str
    action: str
    object: str
    detail: str
    before: str
    hash: str

    @property
    def told(self) -> dict[str, str]:
        """The details, by name."""
        return dict(json.loads(self.detail))


@dataclass(frozen=True, slots=True)
class Chain:
    """Whether the log holds together. ``broken``: number of the first row that does not, 0 for none."""

    rows: int
    broken: int
    last: str
    """hash of the last row: written down elsewhere, it vouches for all before it"""


def note(
    connection: Connection,
    who: str,
    action: str,
    object_: str = "",
    detail: Mapping[str, object] | None = None,
) -> None:
    """Add a row in the transaction of what it tells of: both are kept, or neither."""
    last = connection.execute(
        select(AUDIT_LOG.c.number, AUDIT_LOG.c.hash).order_by(AUDIT_LOG.c.number.desc()).limit(1)
    ).first()
    number, before = (last.number + 1, last.hash) if last else (1, FIRST)
    told = {key: _cut(value) for key, value in (detail or {}).items()}
    words = json.dumps(told, ensure_ascii=False, sort_keys=True)
    row = Entry(number, now(), _cut(who), action, _cut(object_), words, before, "")
    connection.execute(insert(AUDIT_LOG).values(**_values(row), hash=hash_of(row)))


def hash_of(entry: Entry) -> str:
    """SHA-256 of a row with the hash before it."""
    return hashlib.sha256(json.dumps(_values(entry), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def entries(store: Store, limit: int, *, below: int = 0) -> list[Entry]:
    """The newest first; ``below``: only rows before this number."""
    asked = select(AUDIT_LOG).order_by(AUDIT_LOG.c.number.desc()).limit(limit)
    if below:
        asked = asked.where(AUDIT_LOG.c.number < below)
    with store.reading() as connection:
        return [Entry(**row._mapping) for row in connection.execute(asked)]


def verified(store: Store) -> Chain:
    """Work out every hash again."""
    before, rows, broken = FIRST, 0, 0
    with store.reading() as connection:
        for row in connection.execute(select(AUDIT_LOG).order_by(AUDIT_LOG.c.number)):
            entry, rows = Entry(**row._mapping), rows + 1
            whole = entry.number == rows and entry.before == before and entry.hash == hash_of(entry)
            if not whole and not broken:
                broken = entry.number
            before = entry.hash
    return Chain(rows, broken, before)


def counted(store: Store, action: str) -> int:
    """How often this was done."""
    asked = select(func.count()).select_from(AUDIT_LOG).where(AUDIT_LOG.c.action == action)
    with store.reading() as connection:
        return int(connection.scalar(asked) or 0)


def _values(entry: Entry) -> dict[str, object]:
    names = ("number", "at", "who", "action", "object", "detail", "before")
    return {name: getattr(entry, name) for name in names}


def _cut(value: object) -> str:
    return str(value)[:WORD_MOST]
