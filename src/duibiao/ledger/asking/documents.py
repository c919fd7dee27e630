"""Documents of the store: listing them, finding one, reading its text again."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import bindparam, func, or_, select

from duibiao.errors import UsageError
from duibiao.gazetteer import Place
from duibiao.ledger.asking.asked import Asked
from duibiao.ledger.asking.origin import ORIGIN_COLUMNS, Origin, origin_of
from duibiao.ledger.store import Store
from duibiao.ledger.store.schema import DOCUMENTS
from duibiao.sources import document_from_bytes
from duibiao.text import Document


@dataclass(frozen=True, slots=True)
class Held:
    """A document as the store holds it. ``superseded_by``: the hash of its corrected version, or ''."""

    origin: Origin
    source: str
    added_at: str
    characters: int
    superseded_by: str


@cache
def _asked(*, place: bool, year: bool, kind: bool, superseded: bool) -> Asked:
    """The question with these conditions."""
    columns = [DOCUMENTS.c[name] for name in ("source", "added_at", "characters", "superseded_by")]
    asked = select(*columns, *ORIGIN_COLUMNS)
    if place:
        asked = asked.where(DOCUMENTS.c.adcode == bindparam("place"))
    if year:
        asked = asked.where(DOCUMENTS.c.year == bindparam("in_year"))
    if kind:
        asked = asked.where(DOCUMENTS.c.kind == bindparam("of_kind"))
    if not superseded:
        asked = asked.where(DOCUMENTS.c.superseded_by.is_(None))
    return Asked(asked.order_by(*(DOCUMENTS.c[name] for name in ("adcode", "year", "name", "number"))))


def documents(
    store: Store,
    *,
    place: Place | None = None,
    year: int | None = None,
    kind: str | None = None,
    superseded: bool = False,
) -> list[Held]:
    """By place, year and name; ``superseded``: earlier versions too."""
    asked = _asked(
        place=place is not None, year=year is not None, kind=kind is not None, superseded=superseded
    )
    given = {"place": place.adcode if place is not None else None, "in_year": year, "of_kind": kind}
    values = {name: value for name, value in given.items() if value is not None}
    with store.reading() as connection:
        rows = asked(connection, **values)
        return [Held(origin_of(r[4:]), r[0], r[1], r[2], r[3] or "") for r in rows]


def find(store: Store, words: str) -> Origin:
    """The document of this name, title or beginning of its hash. Raises ``UsageError``."""
    same = [DOCUMENTS.c.name == words, DOCUMENTS.c.title == words]
    if len(words) >= 6 and all(c in "0123456789abcdef" for c in words):
        same.append(DOCUMENTS.c.sha256.startswith(words))
    with store.reading() as connection:
        rows = connection.execute(select(*ORIGIN_COLUMNS, DOCUMENTS.c.superseded_by).where(or_(*same))).all()
    current = [r for r in rows if r.superseded_by is None] or list(rows)
    if len(current) != 1:
        what = "没有" if not current else f"有 {len(current)} 份"
        raise UsageError(
            f"账本里{what}“{words}”", hint="请给出文件名、标题或哈希的前几位（见 ledger documents）"
        )
    return origin_of(tuple(current[0][:-1]))


def reports(store: Store, place: Place, *, years: tuple[int, int] | None = None) -> list[Document]:
    """The reports of a government by year, as documents under their labels (``Origin.label``)."""
    held = [one.origin for one in documents(store, place=place, kind="report")]
    wanted = [o for o in held if years is None or (o.year is not None and years[0] <= o.year <= years[1])]
    ordered = sorted(wanted, key=lambda o: o.vintage)
    return [replace(read_again(store, o.number), name=o.label) for o in ordered]


def read_again(store: Store, number: int) -> Document:
    """The document itself, from its stored bytes."""
    with store.reading() as connection:
        asked = select(DOCUMENTS.c.name, DOCUMENTS.c.bytes).where(DOCUMENTS.c.number == number)
        name, data = connection.execute(asked).one()
    return document_from_bytes(zlib.decompress(data), name=name)


def counted(store: Store) -> Iterator[tuple[str, int]]:
    """How many rows each table has."""
    from duibiao.ledger.store.schema import METADATA  # noqa: PLC0415

    with store.reading() as connection:
        for table in METADATA.sorted_tables:
            yield table.name, int(connection.scalar(select(func.count()).select_from(table)) or 0)
