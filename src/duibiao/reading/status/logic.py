"""Whether a figure is reached, aimed at, under way, or a rule, a price or a size."""

from __future__ import annotations

import re
from collections.abc import Callable

from duibiao.lexicon import first_answer, load
from duibiao.reading.frame import WINDOW, Frame
from duibiao.reading.model import Status
from duibiao.reading.outlook import Direction
from duibiao.reading.predicates.logic import ROLE

_V = load("duibiao.reading.status")
_TARGET, _ACHIEVED, _ONGOING, _THRESHOLD, _SPEC, _SET = (
    re.compile(_V[name].regex())
    for name in ("target", "achieved", "ongoing", "threshold_after", "specification_before", "task_set")
)
_NOT_YET, _PLANNED, _GOING_ON, _AGAINST = (
    re.compile(_V[name].regex()) for name in ("not_yet", "planned", "going_on_after", "against_target")
)
_IN_FORCE = re.compile(_V["in_force"].regex() + r"\Z")
_PLANNED_AS = frozenset(_V["planned_as"].words)
_TO = tuple(word for word, role in ROLE.items() if role in ("rise_to", "fall_to"))
_BEFORE_START = frozenset(_V["before_start"].words)
_FROM = ("由", "从")
_LIFE = re.compile(_V["life_in_subject"].regex())
_COUNTED = frozenset(("counter", "loose", "people"))
_SPEC_UNITS = frozenset(_V["specification_units"].words)

Rule = Callable[[Frame], Status | None]


def threshold(f: Frame) -> Status | None:
    """投资50亿元以上的项目, 30万吨级航道."""
    if f.quantity.family == "share" or f.quantity.unit.endswith("次"):
        return None  # 1500万人次以上的培训: so often, no class of people
    if f.quantity.family in _COUNTED and f.text[f.end_after : f.end_after + 1] != "的":
        return None
    return Status.OTHER if _THRESHOLD.match(f.text, f.quantity.end, f.close) else None


def task_set(f: Frame) -> Status | None:
    """国家下达的110万人任务."""
    if f.quantity.family == "money":
        return None  # 下达补贴资金26亿元
    return Status.TARGET if _SET.search(f.text, max(f.floor, f.near), f.quantity.start) else None


def compared_with_target(f: Frame) -> Status | None:
    """略低于8%的预定目标."""
    return Status.TARGET if _AGAINST.match(f.text, f.end_after, f.close) is not None else None


def starting_point(f: Frame) -> Status | None:
    """由20元提高到40元: what is started from is there already, also in a plan."""
    between = (word for word in f.predicate.words if not word.startswith("每") and word not in _BEFORE_START)
    near = next(between, "")
    if near not in _FROM:
        return None
    return Status.ACHIEVED if f.text.startswith(_TO, f.end_after) else None


def in_force(f: Frame) -> Status | None:
    """将现行16%的税率降至13%: what holds now is there already, also in a plan."""
    return Status.ACHIEVED if _IN_FORCE.search(f.text, f.near, f.quantity.start) is not None else None


def planned_then(f: Frame) -> Status | None:
    """1981年计划为3.7%，实际达到4.6%: a plan of a year that is over."""
    return Status.TARGET if _PLANNED_AS.intersection(f.predicate.words) else None


def still_to_come(f: Frame) -> Status | None:
    """建成后年产值约9亿元; in local notes also 谋划, 拟建, 预计."""
    start = max(f.sentence.start, f.quantity.start - WINDOW)
    if _NOT_YET.search(f.text, start, f.quantity.start) is not None:
        return Status.TARGET
    if f.outlook.direction is not Direction.NONE or f.time is not None:
        return None
    return Status.TARGET if _PLANNED.search(f.text, start, f.quantity.start) is not None else None


def specification(f: Frame) -> Status | None:
    """12英寸, 时速350公里, 60岁以上."""
    if f.quantity.family == "age" and _LIFE.search(f.subject + f.name) is not None:
        return None
    if f.quantity.unit in _SPEC_UNITS or _SPEC.search(f.text, f.near, f.quantity.start):
        return Status.OTHER
    return None


def said_to_be_aimed_at(f: Frame) -> Status | None:
    """力争, 将, 要, 目标 in the clause; in a part that looks back only strong words count."""
    if f.outlook.direction is Direction.BACK:
        return None
    return (
        Status.TARGET
        if _TARGET.search(f.text, max(f.sentence.start, f.quantity.start - WINDOW), f.quantity.start)
        else None
    )


def said_to_be_reached(f: Frame) -> Status | None:
    """已, 累计, 增长了 in the clause of a part that looks ahead."""
    if f.outlook.direction is Direction.BACK:
        return None
    return Status.ACHIEVED if _ACHIEVED.search(f.text, f.near, f.quantity.start) else None


def time_tells(f: Frame) -> Status | None:
    """A named time after or before the report."""
    if f.time is None or not f.time.period:
        return None
    last = int(f.time.period.rpartition("/")[2][:4])
    if last < f.year:
        return Status.ACHIEVED
    return Status.TARGET if last > f.year else None


def under_way(f: Frame) -> Status | None:
    """在建, 正在."""
    if f.outlook.direction is Direction.AHEAD:
        return None
    before = f.text[max(f.floor, f.near) : f.quantity.start]
    if _ONGOING.search(before):
        return Status.ONGOING
    after = f.text[f.end_after : min(f.close, f.end_after + WINDOW)].rstrip("，。；")
    return Status.ONGOING if f.counts and _GOING_ON.search(after) else None


def section_tells(f: Frame) -> Status | None:
    """What looks back is reached, what looks ahead is aimed at."""
    return Status.TARGET if f.outlook.direction is Direction.AHEAD else Status.ACHIEVED


RULES: tuple[Rule, ...] = (
    threshold,
    task_set,
    compared_with_target,
    specification,
    starting_point,
    in_force,
    planned_then,
    still_to_come,
    under_way,
    time_tells,
    said_to_be_reached,
    said_to_be_aimed_at,
    section_tells,
)
"""Asked in this order; the first answer stands."""


def status(frame: Frame) -> tuple[Status, str]:
    """The status and the rule that gave it."""
    return first_answer(RULES, frame)
