"""One relation between printed numbers, solved for each of them.

A sum solves for its total and for every part, a product for all three of its numbers. So a relation that does
not hold can be asked whether one slip of the pen, in any one of its numbers, would make it hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from duibiao.auditing.claims import Claim, judge
from duibiao.auditing.figures.amounts import Amount, total, unit_step
from duibiao.auditing.figures.misprints import slipped
from duibiao.auditing.figures.page import Figure
from duibiao.auditing.model import Verdict


@dataclass(frozen=True, slots=True)
class Term:
    """A printed number in a relation: ``amount`` is what it counts there (1.07 for 7 %), ``back`` turns what
    it should count there into what should be printed.
    """

    figure: Figure
    role: str
    amount: Amount
    back: Callable[[Amount], Amount]


@dataclass(frozen=True, slots=True)
class Equation:
    """``stated`` and what it should be; ``others``: what each other number should be, by the rest."""

    stated: Term
    computed: Amount
    others: tuple[tuple[Term, Amount], ...]
    marked: bool = False
    """words mark all its numbers: a point that is one place off counts as a slip, too"""
    told: bool = False
    """words say the very relation of numbers that stand side by side: whatever does not hold is wrong"""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The printed numbers, the stated one first."""
        return (self.stated.figure, *(term.figure for term, _ in self.others))

    @property
    def holds(self) -> bool:
        """Whether the printed numbers agree, within their rounding."""
        return judge(self.claim, self.claim.computed[0]) is not Verdict.INCONSISTENT

    @property
    def claim(self) -> Claim:
        """What it says of the stated number."""
        roles = [(term.figure, term.role) for term, _ in self.others]
        return Claim(self.stated.figure, [self.stated.back(self.computed)], roles)

    @property
    def misprinted(self) -> Figure | None:
        """The number of which one slip of the pen makes it hold: the stated one first."""
        for term, amount in ((self.stated, self.computed), *self.others):
            value, step = term.figure.statement.value, unit_step(term.figure.statement)
            should = term.back(amount)
            if slipped(value, step, should.low, should.high, point=self.marked):
                return term.figure
        return None


def plain(figure: Figure, role: str, factor: Decimal | int = 1) -> Term:
    """A number that counts as printed, times ``factor`` (percent, another unit)."""
    return Term(figure, role, figure.amount.scaled(Decimal(factor)), lambda a: a.scaled(1 / Decimal(factor)))


def added(figure: Figure, role: str) -> Term:
    """A growth rate as what a level is multiplied by: 1.07 for 7 %, 3 for 增长两倍."""
    one, unit = Amount.exact(1), 100 if figure.unit == "%" else 1
    return Term(
        figure,
        role,
        one + figure.amount.scaled(Decimal(1) / unit),
        lambda a: (a - one).scaled(unit),
    )


def adds_up(stated: int, terms: Sequence[Term]) -> Equation:
    """``terms[0]`` is the sum of the others; ``stated`` is the number of the one that is told of."""
    whole, parts = terms[0], terms[1:]
    all_ = total([p.amount for p in parts])
    by = [all_]
    for at, part in enumerate(parts, 1):
        told = at == stated and len(parts) > 1  # its formula is shown: in the words of the numbers
        rest = total([p.amount for p in parts if p is not part]) if told else _without(all_, part.amount)
        by.append(whole.amount - rest if len(parts) > 1 else whole.amount)
    return _solved(stated, terms, by)


def _without(sum_: Amount, part: Amount) -> Amount:
    """What is left of a sum without one of its parts."""
    return Amount(sum_.value - part.value, sum_.low - part.low, sum_.high - part.high, sum_.words)


def multiplies(stated: int, terms: Sequence[Term]) -> Equation:
    """``terms[0]`` is the second times the third."""
    whole, one, other = (t.amount for t in terms)
    return _solved(stated, terms, [one * other, whole / other, whole / one])


def _solved(stated: int, terms: Sequence[Term], by: Sequence[Amount]) -> Equation:
    others = tuple((t, by[at]) for at, t in enumerate(terms) if at != stated)
    return Equation(terms[stated], by[stated], others)
