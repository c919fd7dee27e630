"""The targets of a government's reports and what its later reports say became of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Text, bindparam, literal, select

from duibiao.gazetteer import Place
from duibiao.ledger.asking.asked import Asked
from duibiao.ledger.asking.documents import documents
from duibiao.ledger.asking.facts import FACTS, fact_of
from duibiao.ledger.asking.origin import Origin
from duibiao.ledger.store import Store
from duibiao.ledger.store.schema import PASSAGES, STATEMENTS, TARGET_COLUMNS, TARGETS
from duibiao.ledger.targets import Outcome, outcomes
from duibiao.reading import Statement
from duibiao.reading.targets import Target

_OF_DOCUMENT = (
    select(*(TARGETS.c[column] for column in TARGET_COLUMNS.names))
    .where(TARGETS.c.document == bindparam("number"))
    .order_by(TARGETS.c.start, TARGETS.c.id)
)
_TARGETS, _HEADLINE = Asked(_OF_DOCUMENT), Asked(_OF_DOCUMENT.where(TARGETS.c.headline))


def _held_by(words: str, column: Column[Any]) -> ColumnElement[bool]:
    return bindparam(words, type_=Text()).contains(literal("|") + column + literal("|"))


_TOLD = select(STATEMENTS.c.sentence_start).where(
    STATEMENTS.c.document == bindparam("number"),
    _held_by("adcodes", STATEMENTS.c.adcode),
    _held_by("periods", STATEMENTS.c.period),
)
_STATEMENTS = Asked(
    FACTS.where(
        STATEMENTS.c.document == bindparam("number"), STATEMENTS.c.sentence_start.in_(_TOLD)
    ).order_by(STATEMENTS.c.start)
)
_PASSAGES = Asked(
    select(PASSAGES.c.start, PASSAGES.c.text)
    .where(PASSAGES.c.document == bindparam("number"))
    .order_by(PASSAGES.c.start)
)


@dataclass(frozen=True, slots=True)
class Followed:
    """Outcomes by report and position; ``origins``: the document behind each ``doc`` of the facts."""

    outcomes: Sequence[Outcome]
    origins: Mapping[str, Origin]


def followed(
    store: Store, place: Place, *, years: tuple[int, int] | None = None, headline: bool = True
) -> Followed:
    """The targets that ``place`` set in its reports of ``years``.

    ``headline``: only those of the lines that announce the year's targets.
    """
    held = [held.origin for held in documents(store, place=place, kind="report")]
    reports = sorted((o for o in held if o.year is not None), key=lambda o: o.vintage)
    targets: list[Target] = []
    with store.reading() as connection:
        for origin in reports:
            if years is None or years[0] <= (origin.year or 0) <= years[1]:
                targets += _targets(connection, origin, headline)
        statements = [s for origin in reports for s in _statements(connection, origin, targets)]
        told = {s.doc for s in statements}
        texts = {origin.label: _text(connection, origin) for origin in reports if origin.label in told}
    return Followed(outcomes(targets, statements, texts=texts), {o.label: o for o in held})


def _statements(connection: Connection, origin: Origin, targets: Sequence[Target]) -> list[Statement]:
    """Of the sentences that tell of a place and period of the targets: no other can be a result."""
    if not targets:
        return []
    adcodes, periods = ({t.adcode for t in targets}, {t.period for t in targets})
    found = _STATEMENTS(connection, number=origin.number, adcodes=_joined(adcodes), periods=_joined(periods))
    return [fact_of(row, origin.label).statement for row in found]


def _joined(words: Collection[str]) -> str:
    """Words as one that holds each of them between bars: however many, the question is the same."""
    return f"|{'|'.join(sorted(words))}|"


def _text(connection: Connection, origin: Origin) -> str:
    """The paragraphs of a document, each where it stands; blanks for what is between them."""
    made, at = [], 0
    for start, text in _PASSAGES(connection, number=origin.number):
        made += [" " * (start - at), text]
        at = start + len(text)
    return "".join(made)


def _targets(connection: Connection, origin: Origin, headline: bool) -> list[Target]:
    asked = _HEADLINE if headline else _TARGETS
    return [TARGET_COLUMNS.fact(row, doc=origin.label) for row in asked(connection, number=origin.number)]
