"""What only grows: a report plans no less of it than it says has been reached."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.misprints import digits_of, may_lie_in
from duibiao.auditing.figures.names import akin, stock_of
from duibiao.auditing.figures.page import Figure, Page, years_of
from duibiao.auditing.figures.strands import bases
from duibiao.auditing.model import STATED
from duibiao.auditing.rules.remarks import ordered
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_UP_TO, _DOWN_TO = (re.compile(_V[name].regex() + "(?:约|近|超)?$") for name in ("up_to", "down_to"))
_KEPT = re.compile("(?:稳定|保持)在$")
_PASSES = re.compile(f"(?:{_V['passes'].regex()})$")
_LOW, _CUMULATED = (re.compile(_V[name].regex()) for name in ("lower_is_better", "cumulated"))
_GROWS, _FALLS, _OURS = (re.compile(_V[name].regex()) for name in ("only_grows", "may_fall", "whose"))
_ANEW = re.compile("新|净增|" + _V["making"].regex())
_AVERAGE = re.compile(_V["averaged"].regex())
_THAN = re.compile("(?<!占)比(?![例重])")
_BUILT, _NEVER = (re.compile(_V[name].regex()) for name in ("built_in_all", "never_falls"))
PASSED = 8
"""Code points after a number in which its name may follow it."""
_KINDS = frozenset(("level", "share", "ratio"))
LEAST = Decimal("0.8")
"""Part of what has been reached that a plan which leaves room below (粮食产量达到…以上) is not under."""
NAME_LEAST = 4
"""Characters of a name that two passages need to mean one thing by it."""
ALIKE = 0.6
"""Part of the longer of two names that the shorter one has at least."""
BARE = 3
"""Last characters of a name that a plan without a verb ends in."""
NEAR = 2
"""What is planned is at most so many times what has been reached."""
LATER = 3
"""What has been reached a year later is at most so many times what there was."""
TOLD_MOST = 40
"""Levels of one unit before a plan that are looked at."""


def planned_rise(page: Page) -> Iterator[Remark]:
    """城镇化率达到64.7% of last year, and 提高到67% in the plan: no less than what has been reached; 缩小到 a
    level no more than that.
    """
    reached: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    started = bases(page)
    for figure in (f for s in page.sentences for f in s.figures if f.kind in _KINDS):
        s = figure.statement
        key = (figure.unit, figure.kind, s.adcode)
        if s.status == "achieved" and figure not in started:
            reached[key].append(figure)
        elif s.status == "target" and (way := _way(figure)):
            known = [f for f in reached[key][-TOLD_MOST:] if _one_stock(f, figure)]
            if known and (not _beyond(figure, known[-1], way) or _slipped(figure, known[-1], way)):
                yield _told(known[-1], figure, way)


def _way(target: Figure) -> str:
    """Whether a plan says that something rises to a level, or falls to one; ``least`` where the level is one
    below which it may be planned, but not by much (产量). Empty where neither is said.
    """
    name, clause = target.statement.indicator, re.split("[，；、]", target.lead)[-1]
    if _CUMULATED.search(clause) or name[-2:] not in target.lead:
        return ""
    if _DOWN_TO.search(clause):
        return "down"
    if _LOW.search(name):
        return ""
    if _UP_TO.search(clause):
        return "up"
    if _KEPT.search(clause) and target.kind == "share" and target.statement.bound == "min":
        return "least"
    reaches = _PASSES.search(clause) is not None and _THAN.search(clause) is None
    bare = clause.endswith(name[-BARE:])  # 全社会研发投入强度3.42%左右 in a row of aims
    anew = _ANEW.search(clause.replace(name, "")) is not None
    if reaches and not anew:
        return "least" if _FALLS.search(name) else "up"
    return "up" if bare and _GROWS.search(name) and not _FALLS.search(name) and not anew else ""


def reached_before(pages: Sequence[Page]) -> Iterator[Remark]:
    """质押融资突破3000亿元, and 达5307亿元 in the report of the year before: what has been reached is not so
    much less a year later.
    """
    told = {(p.place, p.year): list(_stocks(p)) for p in pages if p.place is not None and p.year is not None}
    for (place, year), later in told.items():
        earlier = told.get((place, (year or 0) - 1), [])
        for end in later:
            known = [b for b in earlier if (b.unit, b.kind) == (end.unit, end.kind) and _one_stock(b, end)]
            values = {b.statement.value for b in known}
            if len(values) != 1:
                continue
            base = known[-1]
            least = 1 if _NEVER.search(base.statement.indicator) else LEAST
            less = end.amount.high < base.amount.low * least
            fine = len(digits_of(base.statement.value)) > 1
            a, b = base.statement.value, end.statement.value
            slip = may_lie_in(a, b / NEAR, b) or may_lie_in(b, a, a * LATER)
            if fine and (not less or slip):
                yield _later(end, base, less)


def _stocks(page: Page) -> Iterator[Figure]:
    """The levels that a report says have been reached, by a verb or by what only grows; nothing made anew."""
    started = bases(page)
    for figure in (f for s in page.sentences for f in s.figures if f.kind in _KINDS and f not in started):
        s, clause = figure.statement, re.split("[，；、]", figure.lead)[-1]
        name = s.indicator
        named = name[-2:] in figure.lead + figure.tail[:PASSED]
        dated = s.status == "achieved" and s.period == str((page.year or 0) - 1)
        if (
            not dated
            or not named
            or _LOW.search(name)
            or _FALLS.search(name)
            or _ANEW.search(clause.replace(name, ""))
        ):
            continue
        built = _BUILT.search(clause) is not None
        if built or _UP_TO.search(clause) or _PASSES.search(clause) or _GROWS.search(name):
            yield figure


def _later(end: Figure, base: Figure, less: bool) -> Remark:
    stands, told = "<" if less else "、", ("stock_more", "stock_less")
    return ordered(end, stands, base, not less, told, (STATED, "base"), recomputed=base.amount.words)


def _one_stock(base: Figure, target: Figure) -> bool:
    """Whether a level that has been reached is of what the plan names, at a time before."""
    years, planned = years_of(base.statement.period), years_of(target.statement.period)
    if years is None or planned is None or years[1] >= planned[1]:
        return False
    one, other = stock_of(base), stock_of(target)
    short, long = sorted((one, other), key=len)
    like = akin(short, long) and len(short) >= ALIKE * len(long)
    part = one.endswith(other) or short == _OURS.sub("", long)  # a part of it; 全社会研发投入强度
    enough = len(short) >= NAME_LEAST or (bool(short) and short == long)
    alike = enough and (short == long or like or part)
    summed = _CUMULATED.search(base.lead) is not None
    averaged = {_AVERAGE.search(f.statement.indicator) is not None for f in (base, target)}
    return alike and not summed and len(averaged) == 1


def _beyond(target: Figure, base: Figure, way: str) -> bool:
    """Whether a plan lies on the wrong side of what has been reached."""
    if way == "down":
        return target.amount.low > base.amount.high
    return target.amount.high < base.amount.low * (LEAST if way == "least" else 1)


def _slipped(target: Figure, base: Figure, way: str) -> bool:
    """Whether one slip of the pen explains such a plan: else it is of something else."""
    planned, reached = target.statement.value, base.statement.value
    if way == "down":
        planned, reached = reached, planned
    return may_lie_in(reached, planned / NEAR, planned) or may_lie_in(planned, reached, reached * NEAR)


def _told(base: Figure, target: Figure, way: str) -> Remark:
    wrong, down = _beyond(target, base, way), way == "down"
    stands = ("<", ">")[down] if wrong else ("≥", "≤")[down] if way != "least" else "："
    told, roles = ("plan_above", "plan_below"), (STATED, "base")
    return ordered(target, stands, base, not wrong, told, roles, recomputed=base.amount.words)
