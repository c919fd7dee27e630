"""The targets of a government's reports and what its later reports say became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from duibiao.gazetteer import Place
from duibiao.ledger.asking.documents import documents, read_again
from duibiao.ledger.asking.facts import facts
from duibiao.ledger.asking.origin import Origin
from duibiao.ledger.store import Store
from duibiao.ledger.store.schema import STATEMENTS, TARGET_COLUMNS, TARGETS
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
    texts = {o.label: read_again(store, o.number).text for o in reports}
    targets: list[Target] = []
    statements: list[Statement] = []
    for origin in reports:
        statements += _statements(store, origin)
        if years is None or years[0] <= (origin.year or 0) <= years[1]:
            targets += _targets(store, origin, headline)
    return Followed(outcomes(targets, statements, texts=texts), {o.label: o for o in held})


def _statements(store: Store, origin: Origin) -> list[Statement]:
    with store.reading() as connection:
        wanted = STATEMENTS.c.document == origin.number
        return [
            f.statement for f in facts(connection, wanted, order=(STATEMENTS.c.start,), name=origin.label)
        ]


def _targets(store: Store, origin: Origin, headline: bool) -> list[Target]:
    asked = select(*(TARGETS.c[column] for column in TARGET_COLUMNS.names))
    asked = asked.where(TARGETS.c.document == origin.number).order_by(TARGETS.c.start, TARGETS.c.id)
    if headline:
        asked = asked.where(TARGETS.c.headline)
    with store.reading() as connection:
        return [TARGET_COLUMNS.fact(tuple(row), doc=origin.label) for row in connection.execute(asked)]
