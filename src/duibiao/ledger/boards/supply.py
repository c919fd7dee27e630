"""What boards are filled from: documents of a place and of those above it, with what was read in them.

``Supply`` is all that a board asks of a store; tests give texts in its place.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sqlalchemy import Connection, Table, or_, select

from duibiao.gazetteer import Gazetteer, Place
from duibiao.ledger.adding.derive import MATERIAL
from duibiao.ledger.asking.facts import facts
from duibiao.ledger.asking.origin import ORIGIN_COLUMNS, Origin, origin_of
from duibiao.ledger.asking.things import prefix
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
    STATEMENTS,
)
from duibiao.reading import Mention, Statement
from duibiao.reading.chains import Chain
from duibiao.reading.programmes import ProgrammeFact
from duibiao.reading.projects import ProjectEvent
from duibiao.sources import document_from_bytes
from duibiao.text import Document

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Material:
    """A document and what was read from it. ``standards``: by id of a statement, of the catalogue or ''."""

    origin: Origin
    document: Document
    statements: Sequence[Statement]
    standards: dict[str, str]
    mentions: Sequence[Mention]
    projects: Sequence[ProjectEvent]
    programmes: Sequence[ProgrammeFact]
    chains: Sequence[Chain]


class Supply(Protocol):
    """Documents that may tell of a place, none that a corrected version supersedes."""

    def materials(self, place: Place, years: tuple[int, int] | None = None) -> Iterator[Material]:
        """Of the place and what lies in it, of the divisions above, and local material that names it.

        ``years``: first and last year that documents are for; those without a year always come.
        """
        ...


@dataclass(frozen=True, slots=True)
class FromStore:
    """The supply of a ledger."""

    store: Store

    def materials(self, place: Place, years: tuple[int, int] | None = None) -> Iterator[Material]:
        """See ``Supply``. Own documents first, then from the nearest division above, the newest first."""
        gazetteer = Gazetteer.load()
        chain = [p.adcode for p in gazetteer.chain(place)]
        with self.store.reading() as connection:
            found = [o for o in _origins(connection, place, chain) if _in_years(o, years)]
            found = [o for o in found if o.kind == MATERIAL or _bears(o, place, chain, gazetteer)]
            for origin in sorted(found, key=lambda o: _order(o, chain)):
                yield _material(connection, origin)


def _origins(connection: Connection, place: Place, chain: Sequence[str]) -> list[Origin]:
    """Documents of a division on the way up or in the place, and material that names the place."""
    naming = select(MENTIONS.c.document).where(MENTIONS.c.adcode == place.adcode)
    around = DOCUMENTS.c.adcode.in_(chain)
    stem = prefix(place)
    of_the_place = or_(around, DOCUMENTS.c.adcode.startswith(stem)) if stem else around
    material = (DOCUMENTS.c.kind == MATERIAL) & DOCUMENTS.c.number.in_(naming)
    asked = select(*ORIGIN_COLUMNS).where(DOCUMENTS.c.superseded_by.is_(None), or_(of_the_place, material))
    return [origin_of(tuple(row)) for row in connection.execute(asked)]


def _bears(origin: Origin, place: Place, chain: Sequence[str], gazetteer: Gazetteer) -> bool:
    """A report of the place, of a division above it or of one inside it."""
    other = gazetteer.get(origin.adcode)
    return origin.adcode in chain or (other is not None and gazetteer.holds(place, other))


def _in_years(origin: Origin, years: tuple[int, int] | None) -> bool:
    return years is None or origin.year is None or years[0] <= origin.year <= years[1]


def _order(origin: Origin, chain: Sequence[str]) -> tuple[int, int, str, str]:
    far = chain.index(origin.adcode) if origin.adcode in chain else 0
    return (far, -(origin.year or 0), origin.name, origin.sha256)


def _material(connection: Connection, origin: Origin) -> Material:
    data = connection.scalar(select(DOCUMENTS.c.bytes).where(DOCUMENTS.c.number == origin.number))
    assert data is not None
    order = (STATEMENTS.c.start, STATEMENTS.c.end)
    mine = STATEMENTS.c.document == origin.number
    said = list(facts(connection, mine, order=order, name=origin.label))
    return Material(
        origin,
        document_from_bytes(zlib.decompress(data), name=origin.label),
        [fact.statement for fact in said],
        {fact.statement.id: fact.standard for fact in said},
        _told(connection, MENTIONS, MENTION_COLUMNS, origin),
        _told(connection, EVENTS, EVENT_COLUMNS, origin),
        _told(connection, PROGRAMMES, PROGRAMME_COLUMNS, origin),
        _told(connection, CHAINS, CHAIN_COLUMNS, origin),
    )


def _told(connection: Connection, table: Table, columns: Columns[T], origin: Origin) -> list[T]:
    """The facts of a table that stand in one document, in reading order, the longer first."""
    asked = select(*(table.c[name] for name in columns.names)).where(table.c.document == origin.number)
    rows = connection.execute(asked.order_by(table.c.start, table.c.end.desc(), table.c.id))
    return [columns.fact(tuple(row), doc=origin.label) for row in rows]
