"""What sentences say of projects: one row per fact."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from duibiao.reading.model import Bound
from duibiao.text import Span


class FactType(StrEnum):
    """What a fact tells of its project."""

    STAGE = "stage"
    MONEY = "money"
    CAPACITY = "capacity"
    """how large it is or how much it makes: 装机, 里程, 库容, 机组"""
    OUTPUT = "output"
    """what it yields: 产值, 营收, 税收"""
    LAND = "land"
    OWNER = "owner"
    PLACE = "place"
    PROGRAMME = "programme"
    RESPONSIBLE = "responsible"
    COUNT = "count"
    """how many projects a group has"""
    ORIGIN = "origin"
    """where a group of projects comes from: 承接广州转移项目"""


class Stage(StrEnum):
    """How far a project is, in order."""

    SIGNED = "签约"
    LAND = "供地"
    APPROVED = "审批"
    STARTED = "开工"
    BUILDING = "在建"
    RUNNING = "投产"
    FULL = "达产"


STAGES: tuple[Stage, ...] = tuple(Stage)


class Standing(StrEnum):
    """Whether what is told has happened; ``STATED``: it holds of the project as such (总投资)."""

    DONE = "done"
    ONGOING = "ongoing"
    PLANNED = "planned"
    STATED = "stated"


class Subject(StrEnum):
    """One project with a name, or a counted group of them (164个项目)."""

    PROJECT = "project"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class ProjectEvent:
    """A fact about a project or a group of projects, with where each part of it is printed.

    ``span`` and ``text``: the words of the fact (开工, 86亿元, 宁德时代). ``project``: the canonical name,
    ``project_text``: as printed at ``project_span``. ``value``: in the base unit with the printed precision,
    only for figures, then ``statement`` is the id of the statement. ``measure``: what the figure measures
    (总投资). ``stage``: of a stage, and of a count (已引进101个). ``period``: ISO-8601, empty when nothing
    tells, ``period_span`` where it is printed, ``period_why`` what told. ``part``: the part of a group that
    is told of (光伏). ``within``: the zone or park that a group belongs to. ``members``: the names that stand
    for a group. ``adcodes``: of the places touched, or of what the fact says for a place or an origin.
    """

    id: str
    doc: str
    span: Span
    text: str
    type: FactType
    subject: Subject
    project: str
    project_text: str
    project_span: Span
    standing: Standing
    stage: Stage | None
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    bound: Bound | None
    measure: str
    statement: str
    period: str
    period_span: Span | None
    period_why: str
    part: str
    within: str
    members: tuple[str, ...]
    adcodes: tuple[str, ...]
    sentence_span: Span
    section: str
    why: str
