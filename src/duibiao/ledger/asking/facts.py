"""Statements of the store with the document that each stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from duibiao.ledger.asking.origin import ORIGIN_COLUMNS, Origin, origin_of
from duibiao.ledger.store.schema import DOCUMENTS, STATEMENT_COLUMNS, STATEMENTS
from duibiao.reading import Statement

_FACT = [STATEMENTS.c[name] for name in STATEMENT_COLUMNS.names]
_WIDTH = len(_FACT)


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement, the indicator of the catalogue that it is of ('' when open), and where it stands."""

    statement: Statement
    standard: str
    why: str
    origin: Origin


FACTS = (
    select(*_FACT, STATEMENTS.c.standard, STATEMENTS.c.standard_why, *ORIGIN_COLUMNS)
    .join(DOCUMENTS, DOCUMENTS.c.number == STATEMENTS.c.document)
    .where(DOCUMENTS.c.superseded_by.is_(None))
)
"""What ``fact_of`` is made from, of documents that no corrected version supersedes."""


def facts(
    connection: Connection, *where: ColumnElement[bool], order: Sequence[Any] = (), name: str = ""
) -> Iterator[Fact]:
    """The statements of documents that no corrected version supersedes.

    ``name``: how statements call their document; its own name when empty.
    """
    for row in connection.execute(FACTS.where(*where).order_by(*order)):
        yield fact_of(tuple(row), name)


def fact_of(cells: Sequence[Any], name: str = "") -> Fact:
    """From a row of ``FACTS``."""
    origin = origin_of(cells[_WIDTH + 2 :])
    statement = STATEMENT_COLUMNS.fact(cells[:_WIDTH], doc=name or origin.name)
    return Fact(statement, cells[_WIDTH], cells[_WIDTH + 1], origin)
