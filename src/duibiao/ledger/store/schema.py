"""The tables. Documents and decisions are what people gave; everything else is derived from them.

A fact names its document by ``document`` (a number of this store); its ``id`` is the hash of the document's
bytes and the fact's position, the same in any store.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from duibiao.ledger.projects import Decision
from duibiao.ledger.store.columns import Columns
from duibiao.ledger.store.indexing import PassageIndex
from duibiao.reading import Mention, Statement
from duibiao.reading.chains import Chain
from duibiao.reading.programmes import ProgrammeFact
from duibiao.reading.projects import ProjectEvent
from duibiao.reading.targets import Target

METADATA = MetaData()

DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False, index=True),
    Column("source", Text, nullable=False, comment="the path or address that it was added from"),
    Column("added_at", Text, nullable=False, comment="ISO-8601, UTC"),
    Column("given_adcode", Text, nullable=False, comment="the place that a person named, '' when read"),
    Column("given_year", Integer, comment="the year that a person named"),
    Column("superseded_by", Text, comment="sha256 of the corrected version"),
    # derived from here on
    Column("kind", Text, nullable=False, comment="report | material"),
    Column("title", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("adcode", Text, nullable=False),
    Column("year", Integer),
    Column("date", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("editor", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("filters", Text, nullable=False, comment="tokens that its passages are indexed with"),
    Column("software", Text, nullable=False, comment="version of the rules that read it"),
    Column("deep", Integer, nullable=False, comment="1 when names, projects and the like were read too"),
    # last: what stands behind a large value is slow to read
    Column("bytes", LargeBinary, nullable=False, comment="the original file, zlib"),
    Index("documents_by_depth", "deep"),
    Index("documents_of_place", "adcode", "year"),
)


def _facts(name: str, columns: Columns[Any], *more: Column[Any] | Index) -> Table:
    """A table of facts: whose document, the fields of the fact, what the store adds.

    The key begins with the document: ids are hashes, and keyed by them alone every row of a document would go
    to another page.
    """
    document = ForeignKey("documents.number", ondelete="CASCADE")
    return Table(
        name,
        METADATA,
        Column("document", Integer, document, primary_key=True, autoincrement=False),
        *columns.columns(),
        *more,
    )


STATEMENT_COLUMNS = Columns(Statement)
STATEMENTS = _facts(
    "statements",
    STATEMENT_COLUMNS,
    Column("standard", Text, nullable=False, comment="id of the catalogue, '' when open"),
    Column("standard_why", Text, nullable=False),
    Index("statements_of_series", "standard", "adcode", "period"),
    Index("statements_of_place", "adcode", "standard", "kind", "period"),
    Index("statements_of_passage", "document", "start", "status"),
)
MENTION_COLUMNS = Columns(Mention, leave=frozenset({"doc", "sites"}))
MENTIONS = _facts("mentions", MENTION_COLUMNS, Index("mentions_of_place", "adcode"))
TARGET_COLUMNS = Columns(Target)
TARGETS = _facts("targets", TARGET_COLUMNS, Index("targets_of_issuer", "issuer_code", "year"))
EVENT_COLUMNS = Columns(ProjectEvent)
EVENTS = _facts("project_events", EVENT_COLUMNS)
PROGRAMME_COLUMNS = Columns(ProgrammeFact)
PROGRAMMES = _facts("programme_facts", PROGRAMME_COLUMNS)
CHAIN_COLUMNS = Columns(Chain)
CHAINS = _facts("chains", CHAIN_COLUMNS)

PASSAGES = Table(
    "passages",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("document", Integer, ForeignKey("documents.number", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("section", Text, nullable=False),
    Column("heading", Integer, nullable=False, comment="1 for a heading or title"),
    Column("text", Text, nullable=False, comment="the slice of the document"),
    Index("passages_of_document", "document"),
)

PASSAGES_INDEX = PassageIndex(PASSAGES)
"""What ``ledger search`` asks."""

DECISION_COLUMNS = Columns(Decision)
DECISIONS = Table("decisions", METADATA, *DECISION_COLUMNS.columns())

FACTS = (STATEMENTS, MENTIONS, TARGETS, EVENTS, PROGRAMMES, CHAINS)
DERIVED = (*FACTS, PASSAGES)
"""Tables that ``rebuild`` empties for a document and fills again."""
