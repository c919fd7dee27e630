"""What boards are filled from: documents of a place and of those above it, with what was read in them.

``Supply`` is all that a board asks of the store. Statements and mentions are stored; facts of projects,
programmes and chains are read anew from the stored bytes until they have tables of their own.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection, or_, select

from duibiao.gazetteer import Gazetteer, Place
from duibiao.ledger.adding.derive import MATERIAL
from duibiao.ledger.asking.origin import ORIGIN_COLUMNS, Origin, origin_of
from duibiao.ledger.store import Store
from duibiao.ledger.store.schema import (
    DOCUMENTS,
    MENTION_COLUMNS,
    MENTIONS,
    STATEMENT_COLUMNS,
    STATEMENTS,
)
from duibiao.reading import Mention, Statement
from duibiao.reading.chains import Chain, read_chains
from duibiao.reading.programmes import ProgrammeFact, read_programmes
from duibiao.reading.projects import ProjectEvent, read_projects
from duibiao.sources import document_from_bytes
from duibiao.text import Document


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
                yield _material(connection, origin, gazetteer)


def _origins(connection: Connection, place: Place, chain: Sequence[str]) -> list[Origin]:
    """Documents of a division on the way up or in the place, and material that names the place."""
    naming = select(MENTIONS.c.document).where(MENTIONS.c.adcode == place.adcode)
    of_the_place = or_(DOCUMENTS.c.adcode.in_(chain), DOCUMENTS.c.adcode.startswith(_stem(place.adcode)))
    material = (DOCUMENTS.c.kind == MATERIAL) & DOCUMENTS.c.number.in_(naming)
    asked = select(*ORIGIN_COLUMNS).where(DOCUMENTS.c.superseded_by.is_(None), or_(of_the_place, material))
    return [origin_of(tuple(row)) for row in connection.execute(asked)]


def _stem(adcode: str) -> str:
    """What the codes of all that lies in a division begin with."""
    return adcode[:2] if adcode.endswith("0000") else adcode[:4] if adcode.endswith("00") else adcode


def _bears(origin: Origin, place: Place, chain: Sequence[str], gazetteer: Gazetteer) -> bool:
    """A report of the place, of a division above it or of one inside it."""
    other = gazetteer.get(origin.adcode)
    return origin.adcode in chain or (other is not None and gazetteer.holds(place, other))


def _in_years(origin: Origin, years: tuple[int, int] | None) -> bool:
    return years is None or origin.year is None or years[0] <= origin.year <= years[1]


def _order(origin: Origin, chain: Sequence[str]) -> tuple[int, int, str, str]:
    far = chain.index(origin.adcode) if origin.adcode in chain else 0
    return (far, -(origin.year or 0), origin.name, origin.sha256)


def _material(connection: Connection, origin: Origin, gazetteer: Gazetteer) -> Material:
    data = connection.scalar(select(DOCUMENTS.c.bytes).where(DOCUMENTS.c.number == origin.number))
    assert data is not None
    document = document_from_bytes(zlib.decompress(data), name=origin.name)
    said = [STATEMENTS.c[name] for name in STATEMENT_COLUMNS.names]
    rows = connection.execute(
        select(*said, STATEMENTS.c.standard)
        .where(STATEMENTS.c.document == origin.number)
        .order_by(STATEMENTS.c.start, STATEMENTS.c.end)
    ).all()
    statements = [STATEMENT_COLUMNS.fact(tuple(row)[:-1], doc=origin.name) for row in rows]
    named = [MENTIONS.c[name] for name in MENTION_COLUMNS.names]
    mentions = [
        MENTION_COLUMNS.fact(tuple(row), doc=origin.name)
        for row in connection.execute(
            select(*named)
            .where(MENTIONS.c.document == origin.number)
            .order_by(MENTIONS.c.start, MENTIONS.c.end.desc())
        )
    ]
    home = gazetteer.get(origin.adcode) if origin.adcode else None
    year = origin.year
    return Material(
        origin,
        document,
        statements,
        {s.id: row[-1] for s, row in zip(statements, rows, strict=True)},
        mentions,
        read_projects(document, statements, mentions, place=home, year=year),
        read_programmes(document, statements, mentions, place=home, year=year),
        read_chains(document, mentions, place=home),
    )
