"""Projects over several documents: what was joined and why, the timeline, what contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from duibiao.reading.model import Bound
from duibiao.reading.projects import FactType, ProjectEvent, Stage, Standing, Subject
from duibiao.text import Span, content_id


class DecisionType(StrEnum):
    """What a person decided."""

    JOIN = "join"
    APART = "apart"
    ADD = "add"
    CORRECT = "correct"
    RENAME = "rename"


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on projects. To undo it, leave it out of the next merge.

    ``projects``: the names that it is about, as read (JOIN, APART: two or more; RENAME, ADD: one). ``name``:
    the new name of RENAME, and of JOIN where one is preferred. ``event``: the one that ADD brings, or that
    stands for the event ``event_id`` of CORRECT, which takes it away without one. ``date``: ISO-8601.
    """

    id: str
    type: DecisionType
    author: str
    date: str
    projects: tuple[str, ...] = ()
    name: str = ""
    event: ProjectEvent | None = None
    event_id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Join:
    """A name of a project, and why. ``decision``: id of the person's, empty when a rule joined it."""

    name: str
    why: str
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of a timeline. ``by``, ``date``, ``decision``: of the person whose it is, empty when read.

    ``replaces``: what was read and stands corrected.
    """

    event: ProjectEvent
    by: str = ""
    date: str = ""
    decision: str = ""
    replaces: ProjectEvent | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Entries that cannot all be right: two investments, or planned after it was told as done."""

    type: FactType
    measure: str
    entries: tuple[Entry, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Project:
    """One project, or one group of projects, over all documents.

    ``names``: every form, the one that is shown first. ``part_of``: id of the whole of which it is a phase or
    section. ``stage``, ``standing``: what it has come to last, ``None`` when nothing tells. ``timeline``: in
    order of time, then of stages. ``owners``, ``programmes``, ``responsible``: in the words of the texts.
    ``decisions``: ids of the persons' decisions that shaped it. ``adcodes``: of the places that it touches.
    """

    id: str
    subject: Subject
    name: str
    names: tuple[Join, ...]
    phase: str
    part_of: str
    adcodes: tuple[str, ...]
    stage: Stage | None
    standing: Standing | None
    owners: tuple[str, ...]
    programmes: tuple[str, ...]
    responsible: tuple[str, ...]
    timeline: tuple[Entry, ...]
    conflicts: tuple[Conflict, ...]
    decisions: tuple[str, ...]

    def of(self, *types: FactType) -> list[Entry]:
        """The entries of these types."""
        return [entry for entry in self.timeline if entry.event.type in types]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two projects that may be one; a person decides."""

    projects: tuple[str, str]
    why: str


def decision(
    kind: DecisionType,
    *,
    author: str,
    date: str,
    projects: tuple[str, ...] = (),
    name: str = "",
    event: ProjectEvent | None = None,
    event_id: str = "",
    note: str = "",
) -> Decision:
    """A decision with its id: the same words of the same person on the same day are the same decision."""
    known = event.id if event is not None else ""
    identity = content_id("decision", kind.value, author, date, *projects, name, known, event_id)
    return Decision(identity, kind, author, date, projects, name, event, event_id, note)


def by_hand(
    project: str,
    kind: FactType,
    text: str,
    *,
    author: str,
    date: str,
    stage: Stage | None = None,
    standing: Standing = Standing.DONE,
    value: Decimal | None = None,
    unit: str = "",
    measure: str = "",
    period: str = "",
    adcodes: tuple[str, ...] = (),
) -> ProjectEvent:
    """An event that a person tells: it stands in no document, so its spans are empty and ``doc`` is too."""
    nowhere = Span(0, 0)
    identity = content_id("by hand", project, kind.value, text, stage or "", period, author, date)
    return ProjectEvent(
        id=identity, doc="", span=nowhere, text=text, type=kind, subject=Subject.PROJECT, project=project,
        project_text=project, project_span=nowhere, standing=standing, stage=stage, value=value,
        value_high=None, unit=unit, bound=Bound.EXACT if value is not None else None, measure=measure,
        statement="", period=period, period_span=None, period_why=f"told by {author}", part="", within="",
        members=(), adcodes=adcodes, sentence_span=nowhere, section="", why="by hand",
    )  # fmt: skip


def corrected(event: ProjectEvent, project: str) -> ProjectEvent:
    """A person's event under the name of the project that it corrects."""
    return replace(event, project=project)
