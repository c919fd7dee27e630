"""How a figure bounds its value: ordered rules over its frame."""

from __future__ import annotations

import re
from collections.abc import Callable

from duibiao.lexicon import first_answer
from duibiao.reading.frame import Frame
from duibiao.reading.model import Bound
from duibiao.reading.predicates.logic import ROLE

_COMPARES = frozenset(("高于", "低于"))
_BOUNDS = ("approx", "min", "max")
_ABOUT = re.compile("(?:大约|约|接近)占[^，、；。0-9]{1,14}\\Z")

Rule = Callable[[Frame], Bound | None]


def two_numbers(f: Frame) -> Bound | None:
    """4.5-5%."""
    return Bound.RANGE if f.quantity.high is not None else None


def word_after(f: Frame) -> Bound | None:
    """3%左右, 110万人以上."""
    return Bound(f.after) if f.after else None


def within(f: Frame) -> Bound | None:
    """50米内: after a measure 内 bounds, after a time it makes a period."""
    if f.quantity.family in ("measure", "share") and f.text.startswith("内", f.quantity.end):
        return Bound.MAX
    return None


def size_of_a_difference(f: Frame) -> Bound | None:
    """高于上一时期1.2个百分点: the word compares, it bounds nothing."""
    if f.quantity.unit != "百分点":
        return None
    near = next((word for word in f.predicate.words if ROLE[word] in _BOUNDS), "")
    return Bound.EXACT if near in _COMPARES else None


def word_before(f: Frame) -> Bound | None:
    """约4600亿元, 突破1.2万亿元, 不到3%."""
    return Bound(f.predicate.bound) if f.predicate.bound else None


def about_a_share(f: Frame) -> Bound | None:
    """约占全国1/10: the word stands before the whole that the share is of."""
    if f.quantity.family != "share":
        return None
    return Bound.APPROX if _ABOUT.search(f.text, f.floor, f.quantity.start) is not None else None


def more_inside(f: Frame) -> Bound | None:
    """30余万人次, 5200多万."""
    return Bound.MIN if f.quantity.more else None


def of_its_list(f: Frame) -> Bound | None:
    """分别超过8万元、4.5万元: the word belongs to the whole list."""
    before = f.topic.before
    if not f.inherited or before is None or not f.topic.listed:
        return None
    return (
        Bound(before.predicate.bound) if before.predicate.bound and "分别" in before.predicate.words else None
    )


def nothing_bounds(f: Frame) -> Bound | None:
    """Everything else."""
    return Bound.EXACT


RULES: tuple[Rule, ...] = (
    two_numbers,
    word_after,
    within,
    size_of_a_difference,
    word_before,
    about_a_share,
    more_inside,
    of_its_list,
    nothing_bounds,
)
"""Asked in this order; the first answer stands."""


def bound(frame: Frame) -> tuple[Bound, str]:
    """The bound and the rule that gave it."""
    return first_answer(RULES, frame)
