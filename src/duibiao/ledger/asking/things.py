"""Facts that are no figures: events of projects, members of programmes, chains; each with its document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Table, and_, or_, select

from duibiao.gazetteer import Place
from duibiao.ledger.adding.rebuild import deepen
from duibiao.ledger.asking.origin import ORIGIN_COLUMNS, Origin, origin_of
from duibiao.ledger.store import Store
from duibiao.ledger.store.columns import Columns
from duibiao.ledger.store.schema import (
    CHAIN_COLUMNS,
    CHAINS,
    DOCUMENTS,
    EVENT_COLUMNS,
    EVENTS,
    MENTION_COLUMNS,
    MENTIONS,
    PROGRAMME_COLUMNS,
    PROGRAMMES,
)
from duibiao.reading import Mention
from duibiao.reading.chains import Chain
from duibiao.reading.programmes import ProgrammeFact
from duibiao.reading.projects import ProjectEvent

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Thing(Generic[T]):
    """A fact and the document that it stands in; the fact's ``doc`` is ``origin.label``."""

    fact: T
    origin: Origin


def events(store: Store, place: Place | None = None, *, nowhere: bool = False) -> list[Thing[ProjectEvent]]:
    """Of projects that documents of the place tell of, or that touch it; ``nowhere``: of which documents of
    no province do not say where they are."""
    if nowhere:
        where = and_(EVENTS.c.adcodes == "[]", DOCUMENTS.c.adcode.in_(("", "100000")))
        return list(_things(store, EVENTS, EVENT_COLUMNS, None, None, where))
    touched = EVENTS.c.adcodes.contains(f'"{prefix(place)}') if place is not None and prefix(place) else None
    return list(_things(store, EVENTS, EVENT_COLUMNS, place, touched))


def programme_facts(store: Store, place: Place | None = None) -> list[Thing[ProgrammeFact]]:
    """Of documents of the place, and whose members lie in it."""
    return list(_things(store, PROGRAMMES, PROGRAMME_COLUMNS, place, _within(PROGRAMMES, place)))


def chains(store: Store, place: Place | None = None) -> list[Thing[Chain]]:
    """Of documents of the place, and of what is told of it elsewhere."""
    return list(_things(store, CHAINS, CHAIN_COLUMNS, place, _within(CHAINS, place)))


def mentions(store: Store, place: Place | None = None) -> list[Thing[Mention]]:
    """Names in documents of the place, and names of it or of what lies in it elsewhere."""
    return list(_things(store, MENTIONS, MENTION_COLUMNS, place, _within(MENTIONS, place)))


def prefix(place: Place) -> str:
    """What the codes of everything in a division begin with: 4412 for 441200, nothing for the country."""
    if not place.adcode.isdigit() or len(place.adcode) != 6:
        return place.adcode
    if place.adcode == "100000":
        return ""
    return place.adcode[:2] if place.adcode.endswith("0000") else place.adcode.removesuffix("00")


def _within(table: Table, place: Place | None) -> ColumnElement[bool] | None:
    return _begins(table.c.adcode, prefix(place)) if place is not None and prefix(place) else None


def _begins(code: ColumnElement[str], start: str) -> ColumnElement[bool]:
    """Codes that begin so, as a range: an index serves it, unlike LIKE."""
    return and_(code >= start, code < f"{start}:") if start.isdigit() else code == start


def _things(
    store: Store,
    table: Table,
    columns: Columns[T],
    place: Place | None,
    touched: ColumnElement[bool] | None,
    *where: ColumnElement[bool],
) -> Iterator[Thing[T]]:
    deepen(store)
    asked = select(*ORIGIN_COLUMNS, *(table.c[name] for name in columns.names))
    asked = asked.join(DOCUMENTS, DOCUMENTS.c.number == table.c.document)
    asked = asked.where(DOCUMENTS.c.superseded_by.is_(None), *where)
    if place is not None and touched is not None:
        own = select(DOCUMENTS.c.number).where(_begins(DOCUMENTS.c.adcode, prefix(place)))
        asked = asked.where(or_(table.c.document.in_(own), touched))
    order: tuple[Any, ...] = (table.c.document, table.c.start, table.c.id)
    width = len(ORIGIN_COLUMNS)
    with store.reading() as connection:
        for row in connection.execute(asked.order_by(*order)):
            cells = tuple(row)
            origin = origin_of(cells[:width])
            yield Thing(columns.fact(cells[width:], doc=origin.label), origin)
