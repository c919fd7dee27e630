"""Whether a number reaches what was set: ordered rules over intervals of printed precision."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from duibiao.auditing.figures.amounts import printed, significant, unit_step
from duibiao.ledger.targets.model import Verdict
from duibiao.ledger.targets.results import converted
from duibiao.ledger.targets.wording import gap, goal, message, stated
from duibiao.lexicon import first_answer, load
from duibiao.lexicon.indicators import indicators
from duibiao.reading import Bound, Statement, StatementKind
from duibiao.reading.targets import Target, Wording

_DOWN = re.compile(load("duibiao.ledger.targets")["down"].regex())
_POINTS = frozenset(("%", "百分点"))
_HALF = Decimal("0.5")
ABOUT = Decimal("0.25")
"""What 左右 leaves open of a percentage: half of the half point in which targets are set, so that a result
nearest to the target among 4.5, 5, 5.5, … is about it. The State Council called 7.4% for 7.5%左右 (2014) and
6.9% for 7%左右 (2015) reached, and 5.4% for a price rise of 4%左右 (2011) not; see docs/targets.md."""


@dataclass(frozen=True, slots=True)
class Case:
    """A target and a result on one scale on which more is better.

    ``aim`` and ``aim_high``: what was set (the same but for ranges); ``x``: what came, ``x_low`` and
    ``x_high`` what it may be by its printed precision; ``about``: what 左右 leaves open; ``step``: half a
    step of the target's last printed digit; ``ceiling``: staying under is all that was asked.
    """

    target: Target
    result: Statement
    aim: Decimal
    aim_high: Decimal
    x: Decimal
    x_low: Decimal
    x_high: Decimal
    about: Decimal
    step: Decimal
    ceiling: bool

    @property
    def unit(self) -> str:
        """The unit that all are in."""
        return self.target.unit


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict and why."""

    verdict: Verdict
    why: str


def judge(target: Target, result: Statement, before: str) -> tuple[Judged, str]:
    """The verdict on a target with a number, and its rule. ``before``: the words before the result."""
    return first_answer(RULES, _case(target, result, before))


def beyond(c: Case) -> Judged | None:
    """146万人 where 110万人以上 was set: more by any rounding, and by more than 左右 leaves open."""
    surely = c.x_low > c.aim_high and c.x > c.aim_high + (c.about or c.step)
    if c.ceiling or not surely:
        return None
    return _judged(Verdict.EXCEEDED, "beyond", c, c.x - c.aim_high)


def under_ceiling(c: Case) -> Judged | None:
    """5.1% where 5.5%左右 of unemployment was set."""
    return _judged(Verdict.MET, "under_ceiling", c) if c.ceiling and c.x >= c.aim else None


def reached(c: Case) -> Judged | None:
    """5.2% where 5%左右 was set, 6.7% where 6.5%－7% was."""
    return _judged(Verdict.MET, "reached", c) if c.x >= c.aim else None


def reached_about(c: Case) -> Judged | None:
    """6.9% where 7%左右 was set."""
    if not c.about or c.x < c.aim - c.about:
        return None
    return _judged(Verdict.MET, "reached_about", c, c.aim - c.x)


def short_by_rounding(c: Case) -> Judged | None:
    """7.8% where 8% was set, which 7.8 is when rounded as that is printed. 以上 and 以内 leave nothing open
    but the rounding of the result itself.
    """
    open_ = Decimal(0) if c.target.wording is Wording.HARD else c.step
    if c.x_high <= c.aim and c.x + open_ < c.aim:
        return None
    name = "over_by_rounding" if c.ceiling else "short_by_rounding"
    return _judged(Verdict.NEARLY, name, c, c.aim - c.x)


def short(c: Case) -> Judged | None:
    """3.9% where 5%左右 was set."""
    return _judged(Verdict.MISSED, "over_ceiling" if c.ceiling else "short", c, c.aim - c.x)


RULES: tuple[Callable[[Case], Judged | None], ...] = (
    beyond,
    under_ceiling,
    reached,
    reached_about,
    short_by_rounding,
    short,
)
"""Asked in this order; the first answer stands."""


def less_is_better(target: Target) -> bool:
    """Whether a target is one to stay under: unemployment, prices, energy."""
    known = indicators().get(target.standard)
    if known is not None:
        return known.direction == "down"
    return _DOWN.search(target.indicator) is not None


def _case(target: Target, result: Statement, before: str) -> Case:
    assert target.value is not None
    high = target.value if target.value_high is None else target.value_high
    ceiling = target.value >= 0 and (target.bound is Bound.MAX or less_is_better(target))
    sign = -1 if ceiling or target.value < 0 else 1
    amount = printed(result, before)
    ends = sorted(sign * converted(v, result, target.unit) for v in (amount.low, amount.high))
    aims = sorted((sign * target.value, sign * high))
    return Case(
        target=target,
        result=result,
        aim=aims[0],
        aim_high=aims[1],
        x=sign * converted(result.value, result, target.unit),
        x_low=ends[0],
        x_high=ends[1],
        about=_about(target),
        step=unit_step(_number(target)) * _HALF,
        ceiling=ceiling,
    )


@dataclass(frozen=True, slots=True)
class _Number:
    """The number of a target as it is printed."""

    text: str
    value: Decimal
    value_high: Decimal | None
    unit: str
    bound: Bound
    kind: StatementKind


def _number(target: Target) -> _Number:
    assert target.value is not None
    return _Number(target.text, target.value, target.value_high, target.unit, target.bound, target.kind)


def _about(target: Target) -> Decimal:
    if target.bound is not Bound.APPROX:
        return Decimal(0)
    return ABOUT if target.unit in _POINTS else significant(_number(target)) * _HALF


def _judged(verdict: Verdict, name: str, c: Case, distance: Decimal = Decimal(0)) -> Judged:
    fields = {"result": stated(c.result), "target": goal(c.target), "gap": gap(distance, c.unit)}
    return Judged(verdict, message(name, band=f"±{gap(c.about, c.unit)}", **fields))
