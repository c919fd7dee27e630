"""What an audit gives: findings, each with its operands, and how many of each verdict there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from duibiao.text import Span


class Verdict(StrEnum):
    """Whether a printed relation holds."""

    CONSISTENT = "consistent"
    BY_ROUNDING = "by_rounding"
    INCONSISTENT = "inconsistent"
    NOT_CHECKABLE = "not_checkable"

    @classmethod
    def of(cls, right: bool) -> Verdict:
        """Of a relation that either holds or does not."""
        return cls.CONSISTENT if right else cls.INCONSISTENT


@dataclass(frozen=True, slots=True)
class Operand:
    """A printed number, name or mark that a check looks at. ``role``: what it is in the formula."""

    doc: str
    span: Span
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: a row of ``duibiao audit``.

    ``operands``: in the order of the text, the stated one among them (role ``stated``). ``stated`` and
    ``recomputed`` are as people read them (12.6%, 253亿元); ``low`` and ``high`` bound the recomputed value
    in the unit of the stated one, by the printed precision of its operands; ``None`` where the check is
    not about a number. ``changes_conclusion``: the mismatch turns round what a reader would conclude.
    """

    id: str
    rule: str
    verdict: Verdict
    operands: tuple[Operand, ...]
    stated: str
    recomputed: str
    low: Decimal | None
    high: Decimal | None
    formula: str
    explanation: str
    changes_conclusion: bool

    @property
    def at(self) -> Operand:
        """The stated operand: where a reader looks first."""
        return next((o for o in self.operands if o.role == STATED), self.operands[-1])


STATED = "stated"


@dataclass(frozen=True, slots=True)
class Audit:
    """All findings, in the order of the documents and of their text."""

    findings: tuple[Finding, ...]

    @property
    def counts(self) -> Counter[Verdict]:
        """How many findings have each verdict."""
        return Counter(finding.verdict for finding in self.findings)

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """The findings that do not hold."""
        return tuple(f for f in self.findings if f.verdict is Verdict.INCONSISTENT)
