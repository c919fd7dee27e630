"""What became of a target."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from duibiao.reading import Statement
from duibiao.reading.targets import Target


class Verdict(StrEnum):
    """What became of a target."""

    MET = "met"
    NEARLY = "nearly"
    """short of it, by no more than the printed rounding leaves open"""
    MISSED = "missed"
    EXCEEDED = "exceeded"
    NO_RESULT = "no_result"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A target and what later reports say of it.

    ``results``: what is stated of the same indicator, place and period, the one that counts first; others
    that disagree with it follow. ``against``: the operand of the same report that a tied target is compared
    with (与经济增长同步: the growth of the economy). ``difference``: result less target (or less
    ``against``), in points for what is a rate, else in the target's unit; ``ratio``: result in per cent of
    the target, for amounts. Both ``None`` where nothing was compared. ``rule``: what decided; ``why``: the
    same for people, in Chinese.
    """

    id: str
    target: Target
    verdict: Verdict
    results: tuple[Statement, ...]
    against: Statement | None
    difference: Decimal | None
    ratio: Decimal | None
    rule: str
    why: str

    @property
    def result(self) -> Statement | None:
        """The statement that counts."""
        return self.results[0] if self.results else None
