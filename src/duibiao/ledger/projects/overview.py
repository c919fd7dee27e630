"""How many projects stand where, and at which place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from duibiao.gazetteer import Gazetteer, Place
from duibiao.ledger.projects.model import Project
from duibiao.reading.projects import STAGES, Stage, Standing, Subject


@dataclass(frozen=True, slots=True)
class Row:
    """Projects of one place and stage. ``stage``: ``None`` for those of which no stage is told."""

    adcode: str
    place: str
    stage: Stage | None
    standing: Standing | None
    projects: tuple[str, ...]
    """ids"""


def at(projects: Sequence[Project], place: Place, gazetteer: Gazetteer) -> list[Project]:
    """The projects that lie in ``place`` or touch it."""
    return [p for p in projects if any(_holds(gazetteer, place, code) for code in p.adcodes)]


def overview(projects: Sequence[Project]) -> list[Row]:
    """Named projects by stage, in the order of stages; the places of all of them together."""
    rows: dict[tuple[Stage | None, Standing | None], list[str]] = defaultdict(list)
    for one in projects:
        if one.subject is Subject.PROJECT:
            rows[one.stage, one.standing].append(one.id)
    return [
        Row("", "", stage, standing, tuple(ids))
        for (stage, standing), ids in sorted(rows.items(), key=lambda row: _key(*row[0]))
    ]


def by_place(projects: Sequence[Project], place: Place, gazetteer: Gazetteer) -> list[Row]:
    """The same for each division right below ``place`` that projects touch."""
    found: list[Row] = []
    for child in gazetteer.children(place):
        here = at(projects, child, gazetteer)
        found += [Row(child.adcode, child.name, r.stage, r.standing, r.projects) for r in overview(here)]
    return found


def _key(stage: Stage | None, standing: Standing | None) -> tuple[int, str]:
    return STAGES.index(stage) if stage is not None else len(STAGES), standing or ""


def _holds(gazetteer: Gazetteer, outer: Place, code: str) -> bool:
    inner = gazetteer.get(code)
    return inner is not None and gazetteer.holds(outer, inner)
