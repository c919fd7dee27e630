"""The projects of a place over all documents, with what people decided; and those decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select

from duibiao.errors import UsageError
from duibiao.gazetteer import Gazetteer, Place
from duibiao.ledger.asking.origin import Origin
from duibiao.ledger.asking.things import events
from duibiao.ledger.projects import Decision, Project, at, merge
from duibiao.ledger.store import Store
from duibiao.ledger.store.schema import DECISION_COLUMNS, DECISIONS
from duibiao.reading.projects import Subject


@dataclass(frozen=True, slots=True)
class Known:
    """Projects, those with the most evidence first. ``origins``: the document behind each event's ``doc``."""

    projects: Sequence[Project]
    origins: Mapping[str, Origin]

    def named(self, words: str) -> Project:
        """The project of this name, one of its names, or id. Raises ``UsageError``."""
        same = [p for p in self.projects if words in {p.id, p.name, *(join.name for join in p.names)}]
        near = same or [p for p in self.projects if any(words in join.name for join in p.names)]
        if len(near) != 1:
            shown = "、".join(p.name for p in near[:6])
            hint = f"可能是：{shown}" if near else "名称见 ledger projects"
            raise UsageError(f"{'没有' if not near else '不止一个'}叫“{words}”的项目", hint=hint)
        return near[0]


def projects(
    store: Store, place: Place | None = None, *, groups: bool = False, nowhere: bool = False
) -> Known:
    """Projects that lie in ``place`` or touch it; ``groups``: counted groups (101个项目) instead;
    ``nowhere``: those alone of which documents of no province do not say where they lie."""
    found = events(store, place, nowhere=nowhere)
    gazetteer = Gazetteer.load()
    made = merge([thing.fact for thing in found], decisions(store), gazetteer=gazetteer)
    made = [one for one in made if (one.subject is Subject.GROUP) == groups]
    if place is not None:
        made = at(made, place, gazetteer)
    return Known(made, {thing.fact.doc: thing.origin for thing in found})


def decisions(store: Store) -> list[Decision]:
    """What people decided, in the order of its dates."""
    asked = select(*(DECISIONS.c[name] for name in DECISION_COLUMNS.names))
    with store.reading() as connection:
        rows = connection.execute(asked.order_by(DECISIONS.c.date, DECISIONS.c.id))
        return [DECISION_COLUMNS.fact(tuple(row)) for row in rows]


def decide(store: Store, decision: Decision) -> None:
    """Keep a decision; the same one twice is one."""
    values = dict(zip(DECISION_COLUMNS.names, DECISION_COLUMNS.row(decision), strict=True))
    with store.writing() as connection:
        connection.execute(delete(DECISIONS).where(DECISIONS.c.id == decision.id))
        connection.execute(insert(DECISIONS).values(values))


def undo(store: Store, id_: str) -> Decision:
    """Take a decision back. Raises ``UsageError`` when there is none of this id (or beginning of one)."""
    same = [one for one in decisions(store) if one.id.startswith(id_)]
    if len(same) != 1:
        raise UsageError(f"没有编号为“{id_}”的决定", hint="编号见 ledger decide list")
    with store.writing() as connection:
        connection.execute(delete(DECISIONS).where(DECISIONS.c.id == same[0].id))
    return same[0]


def now() -> str:
    """When a decision is made."""
    return datetime.now(UTC).isoformat(timespec="seconds")
