"""The targets of a government's reports and what its later reports say became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from duibiao.gazetteer import Place
from duibiao.ledger.asking.documents import documents
from duibiao.ledger.asking.facts import facts
from duibiao.ledger.asking.origin import Origin
from duibiao.ledger.store import Store
from duibiao.ledger.store.schema import PASSAGES, STATEMENTS, TARGET_COLUMNS, TARGETS
from duibiao.ledger.targets import Outcome, outcomes
from duibiao.reading import Statement
from duibiao.reading.targets import Target


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
    for origin in reports:
        if years is None or years[0] <= (origin.year or 0) <= years[1]:
            targets += _targets(store, origin, headline)
    statements = [s for origin in reports for s in _statements(store, origin, targets)]
    texts = {o.label: _text(store, o) for o in reports if o.label in {s.doc for s in statements}}
    return Followed(outcomes(targets, statements, texts=texts), {o.label: o for o in held})


def _statements(store: Store, origin: Origin, targets: Sequence[Target]) -> list[Statement]:
    """Of the sentences that tell of a place and period of the targets: no other can be a result."""
    wanted = STATEMENTS.c.document == origin.number
    told = select(STATEMENTS.c.sentence_start).where(
        wanted,
        STATEMENTS.c.adcode.in_({target.adcode for target in targets}),
        STATEMENTS.c.period.in_({target.period for target in targets}),
    )
    with store.reading() as connection:
        found = facts(
            connection,
            wanted,
            STATEMENTS.c.sentence_start.in_(told),
            order=(STATEMENTS.c.start,),
            name=origin.label,
        )
        return [fact.statement for fact in found] if targets else []


def _text(store: Store, origin: Origin) -> str:
    """The paragraphs of a document, each where it stands; blanks for what is between them."""
    made, at = [], 0
    asked = select(PASSAGES.c.start, PASSAGES.c.text).where(PASSAGES.c.document == origin.number)
    with store.reading() as connection:
        for start, text in connection.execute(asked.order_by(PASSAGES.c.start)):
            made += [" " * (start - at), text]
            at = start + len(text)
    return "".join(made)


def _targets(store: Store, origin: Origin, headline: bool) -> list[Target]:
    asked = select(*(TARGETS.c[column] for column in TARGET_COLUMNS.names))
    asked = asked.where(TARGETS.c.document == origin.number).order_by(TARGETS.c.start, TARGETS.c.id)
    if headline:
        asked = asked.where(TARGETS.c.headline)
    with store.reading() as connection:
        return [TARGET_COLUMNS.fact(tuple(row), doc=origin.label) for row in connection.execute(asked)]
