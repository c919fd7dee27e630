"""Targets that are tied to the growth of the economy: 与经济增长同步, 高于经济增速."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from duibiao.auditing.figures.amounts import Amount, printed
from duibiao.ledger.targets.judging import Judged
from duibiao.ledger.targets.model import Verdict
from duibiao.ledger.targets.wording import gap, message, stated
from duibiao.lexicon import first_answer
from duibiao.reading import Statement
from duibiao.reading.targets import Relation

BAND = Decimal("0.5")
"""Points by which incomes may lag and still be 基本同步: the State Council set it from 2016 on, and incomes
then lagged by up to 0.4 points (6.3% against 6.7% in 2016) without its saying that a target was missed."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A growth and that of the economy, in one report."""

    relation: Relation
    result: Statement
    economy: Statement

    @property
    def own(self) -> Amount:
        """What the growth may be by its printed precision."""
        return printed(self.result, "")

    @property
    def other(self) -> Amount:
        """The same of the economy's."""
        return printed(self.economy, "")

    @property
    def lag(self) -> Decimal:
        """By how many points the economy grew faster."""
        return self.economy.value - self.result.value


def compare(pair: Pair) -> tuple[Judged, str]:
    """The verdict on a tied target, and the rule that gave it."""
    return first_answer(RULES, pair)


def above(p: Pair) -> Judged | None:
    """高于经济增速: faster than the economy, nearly when both are the same by rounding."""
    if p.relation is not Relation.ABOVE:
        return None
    if p.lag < 0:
        return _judged(Verdict.MET, "above", p)
    near = p.own.high >= p.other.low
    return _judged(Verdict.NEARLY if near else Verdict.MISSED, "not_above", p)


def in_step(p: Pair) -> Judged | None:
    """Not slower than the economy, or by no more than rounding."""
    return _judged(Verdict.MET, "in_step", p) if p.lag <= 0 else None


def roughly_in_step(p: Pair) -> Judged | None:
    """基本同步: not slower by more than ``BAND``."""
    if p.lag > BAND:
        return None
    roughly = p.relation is Relation.ROUGHLY_IN_STEP
    return _judged(
        Verdict.MET if roughly else Verdict.NEARLY, "roughly_in_step" if roughly else "nearly_in_step", p
    )


def out_of_step(p: Pair) -> Judged | None:
    """Slower than that."""
    return _judged(Verdict.MISSED, "out_of_step", p)


RULES: tuple[Callable[[Pair], Judged | None], ...] = (above, in_step, roughly_in_step, out_of_step)
"""Asked in this order; the first answer stands."""


def _judged(verdict: Verdict, name: str, p: Pair) -> Judged:
    fields = {"result": stated(p.result), "against": stated(p.economy), "gap": gap(p.lag, "%")}
    return Judged(verdict, message(name, band=gap(BAND, "%"), **fields))
