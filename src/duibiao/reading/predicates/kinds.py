"""What a figure says of its indicator, and whether it falls."""

from __future__ import annotations

import re
from collections.abc import Callable

from duibiao.lexicon import first_answer, load
from duibiao.reading.frame import Frame
from duibiao.reading.model import StatementKind as Kind

_V = load("duibiao.reading.predicates")
_CHANGE, _FALL, _RATE_OF_CHANGE, _RATE_NAME, _RATIO, _NEW = (
    re.compile(_V[name].regex())
    for name in (
        "change_in_name",
        "fall_in_name",
        "rate_in_name",
        "rate_of_change_name",
        "ratio_in_name",
        "new_in_name",
    )
)
_GROWS = tuple(_V["grows_after"].words)
_AIM = re.compile(_V["change_in_an_aim"].regex())
_ACTS = frozenset(_V["acts_on_count"].words)
_CAPACITIES = frozenset(_V["capacities"].words)
_THINGS = frozenset(_V["acted_on_units"].words)
_RELATIVE = frozenset(("%", "‰", "‱"))
_POINTS = frozenset(("百分点", "基点"))

Rule = Callable[[Frame], Kind | None]


def ranked(f: Frame) -> Kind | None:
    """第2位, 首位."""
    return Kind.RANK if f.quantity.family == "rank" else None


def proportion(f: Frame) -> Kind | None:
    """2.36∶1."""
    if f.quantity.family == "bare" and _RATIO.search(f.name) is not None:
        return Kind.RATIO
    return Kind.RATIO if f.quantity.family == "ratio" else None


def points(f: Frame) -> Kind | None:
    """3个百分点."""
    return Kind.CHANGE if f.quantity.unit in _POINTS else None


def multiple(f: Frame) -> Kind | None:
    """翻一番, 增长1.5倍; 是…的3倍 is a ratio."""
    if f.quantity.unit != "倍":
        return None
    return Kind.GROWTH if f.quantity.family == "fold" or f.verb in ("rise", "fall") else Kind.RATIO


def rate_of_change(f: Frame) -> Kind | None:
    """增长5%, 下降3.2%, 增速5%."""
    if f.quantity.unit not in _RELATIVE:
        return None
    if (
        f.verb in ("rise", "fall")
        or _RATE_NAME.search(f.name)
        or (f.verb != "share" and f.text.startswith(_GROWS, f.end_after))
        or (f.verb != "share" and _RATE_OF_CHANGE.search(f.subject))
    ):
        return Kind.GROWTH
    return None


def said_again(f: Frame) -> Kind | None:
    """增产二千二百万吨，即百分之七点八: the same rise as a rate."""
    before = f.topic.before
    if before is None or "即" not in f.predicate.words or f.quantity.unit not in _RELATIVE:
        return None
    return Kind.GROWTH if before.kind == Kind.CHANGE else None


def growth_reached(f: Frame) -> Kind | None:
    """年均增长4%，争取达到5%: another figure for the growth just named."""
    before = f.topic.before
    if (
        f.quantity.unit not in _RELATIVE
        or f.verb == "share"
        or not f.predicate.words
        or before is None
        or f.name != before.name
    ):
        return None
    same = before.kind == Kind.GROWTH and before.quantity.unit == f.quantity.unit
    return Kind.GROWTH if same and not f.subject.strip("，在执行中") else None


def part_of_whole(f: Frame) -> Kind | None:
    """占32.7%, 覆盖率83%."""
    return Kind.SHARE if f.quantity.unit in _RELATIVE else None


def length_of_time(f: Frame) -> Kind | None:
    """连续7年, 1.5小时."""
    if f.quantity.family != "time":
        return None
    return (
        Kind.CHANGE if f.verb in ("rise", "fall") and f.predicate.word not in ("高", "多") else Kind.DURATION
    )


def absolute_change(f: Frame) -> Kind | None:
    """新增172.8万户, 减少300万吨."""
    if f.verb in ("rise", "fall"):
        things = f.counts or f.quantity.unit in _THINGS
        return None if things and f.predicate.word in _ACTS else Kind.CHANGE
    if f.verb in ("rise_to", "fall_to"):
        return None
    said = _CHANGE.search(f.subject) is not None and _AIM.search(f.subject) is None
    return Kind.CHANGE if said or _NEW.search(f.name) else None


def list_of_changes(f: Frame) -> Kind | None:
    """新增示范镇5个、示范村49个: the verb before the first belongs to the list."""
    before = f.topic.before
    if before is None or before.kind != Kind.CHANGE or f.predicate.verb or f.name == before.name:
        return None
    span = f.topic.span if before.counts and f.topic.span is not None else None
    end = before.end_after if span is None else span.end
    same_clause = before.quantity.end > f.open and f.text[end : f.floor] in ("、", "和")
    if not same_clause and not f.predicate.words and f.quantity.family == before.quantity.family:
        same_clause = _goes_on(f, before, f.text[end : f.floor])
    return Kind.CHANGE if same_clause and before.quantity.unit not in _POINTS else None


def _goes_on(f: Frame, before: Frame, between: str) -> bool:
    """新增采煤能力8000万吨，原油开采能力5000万吨; 新增人才40万人，其中高技能人才8万人."""
    if _NEW.search(before.subject) is None:
        return False
    if f.subject.lstrip("，").startswith("其中"):
        return between in ("", "，")
    same = f.name[-2:] in _CAPACITIES and f.name[-2:] == before.name[-2:] and _NEW.search(before.name) is None
    return same and between == "，" and f.subject.lstrip("，") == f.name


def level(f: Frame) -> Kind | None:
    """Everything else."""
    return Kind.LEVEL


RULES: tuple[Rule, ...] = (
    ranked,
    proportion,
    points,
    multiple,
    rate_of_change,
    said_again,
    growth_reached,
    part_of_whole,
    length_of_time,
    absolute_change,
    list_of_changes,
    level,
)
"""Asked in this order; the first answer stands."""


def kind(f: Frame) -> tuple[Kind, str]:
    """The kind and the rule that gave it."""
    return first_answer(RULES, f)


def falls(f: Frame, of: Kind) -> bool:
    """Whether a growth or change is downwards."""
    if of not in (Kind.GROWTH, Kind.CHANGE):
        return False
    if f.verb:
        return f.verb == "fall"
    return _FALL.search(f.subject) is not None
