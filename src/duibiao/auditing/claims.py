"""What a rule says of some figures, and how it becomes a finding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from duibiao.auditing.figures.amounts import Amount, unit_step
from duibiao.auditing.figures.page import Figure, Page
from duibiao.auditing.model import STATED, Finding, Operand, Verdict
from duibiao.auditing.wording import message, number
from duibiao.reading import Bound
from duibiao.text import Span, content_id

_FOLD_LOW, _FOLD_HIGH = Decimal("0.95"), Decimal("1.3")
"""翻一番 is said of 1.9 to 2.6 times: doubled at least, or nearly. Re-run ``benchmarks audit``."""


@dataclass(slots=True)
class Claim:
    """A printed relation: the stated figure and what it should be by the others.

    ``computed``: in the base unit of the stated figure; several when the text leaves open which is meant
    (four or five years), of which the one that fits stands. ``doubt``: why a mismatch proves nothing.
    """

    stated: Figure
    computed: Sequence[Amount]
    operands: Sequence[tuple[Figure, str]]
    doubt: str = ""
    changes: bool = False
    amount: Amount | None = None
    """of the stated figure when it is not its printed value that is compared (a rise of 1倍)"""

    @property
    def fits(self) -> bool:
        """Whether the first of what is computed meets the stated figure, if only by rounding."""
        return judge(self, self.computed[0]) is not Verdict.INCONSISTENT

    @property
    def holds(self) -> bool:
        """Whether the first of what is computed gives the stated figure as it is printed."""
        return judge(self, self.computed[0]) is Verdict.CONSISTENT


@dataclass(slots=True)
class Remark:
    """A check that is not arithmetic: a date, a list, a place. Spans with their role, and what is wrong."""

    page: Page
    marks: Sequence[tuple[Span, str]]
    verdict: Verdict
    stated: str
    recomputed: str
    formula: str
    note: str
    changes: bool = field(default=False)
    elsewhere: Sequence[tuple[Figure, str]] = ()
    """operands in other documents"""
    apart: Sequence[tuple[Page, Span, str]] = ()
    """spans in other documents, with their role"""


def settle(rule: str, claim: Claim) -> Finding:
    """The finding that a claim amounts to."""
    judged = [(judge(claim, amount), amount) for amount in claim.computed]
    order = (Verdict.CONSISTENT, Verdict.BY_ROUNDING, Verdict.INCONSISTENT)
    verdict, best = min(judged, key=lambda pair: order.index(pair[0]))
    if verdict is Verdict.INCONSISTENT and claim.doubt:
        verdict = Verdict.NOT_CHECKABLE
    s = claim.stated
    unit, step = s.unit, unit_step(s.statement)
    recomputed = number(best.value, unit, step)
    stated = "".join(s.statement.text.split())
    operands = [_operand(s, STATED), *(_operand(f, role) for f, role in claim.operands)]
    operands.sort(key=_place(s.statement.doc))
    cut = verdict is Verdict.INCONSISTENT and s.amount.low < s.amount.high
    cut = cut and best.meets(s.amount.low - step, s.amount.high + step)
    told = message(
        "last_digit" if cut else verdict.value,
        stated=stated,
        recomputed=recomputed,
        formula=best.words,
        low=number(best.low, unit, step),
        high=number(best.high, unit, step),
        doubt=message(claim.doubt) if claim.doubt else "",
    )
    return Finding(
        id=_id(rule, operands, claim.stated.page),
        rule=rule,
        verdict=verdict,
        operands=tuple(operands),
        stated=stated,
        recomputed=recomputed,
        low=_finite(best.low),
        high=_finite(best.high),
        formula=best.words,
        explanation=told,
        changes_conclusion=claim.changes and verdict is Verdict.INCONSISTENT,
    )


def judge(claim: Claim, computed: Amount) -> Verdict:
    """Consistent: the central values give the printed number at its precision, or fit its bound.
    By rounding: only the intervals meet. Digits that were cut off instead of rounded do not hold: the finding
    says that it is the last digit.
    """
    s = claim.stated.statement
    said, step = claim.amount or claim.stated.amount, unit_step(s)
    if s.bound is Bound.EXACT:
        if abs(computed.value - said.value) <= step / 2:
            return Verdict.CONSISTENT
    elif said.low <= computed.value <= said.high:
        return Verdict.CONSISTENT
    return Verdict.BY_ROUNDING if computed.meets(said.low, said.high) else Verdict.INCONSISTENT


def remark(rule: str, made: Remark) -> Finding:
    """The finding that a remark amounts to."""
    operands = [_marked(made.page, span, role) for span, role in made.marks]
    operands += [_operand(figure, role) for figure, role in made.elsewhere]
    operands += [_marked(page, span, role) for page, span, role in made.apart]
    operands.sort(key=_place(made.page.document.name))
    return Finding(
        id=_id(rule, operands, made.page),
        rule=rule,
        verdict=made.verdict,
        operands=tuple(operands),
        stated=made.stated,
        recomputed=made.recomputed,
        low=None,
        high=None,
        formula=made.formula,
        explanation=made.note,
        changes_conclusion=made.changes,
    )


def _place(doc: str) -> Callable[[Operand], tuple[bool, str, Span]]:
    """Operands are told in the order of the text, those of ``doc`` before those of other documents."""
    return lambda o: (o.doc != doc, o.doc, o.span)


def _marked(page: Page, span: Span, role: str) -> Operand:
    return Operand(page.document.name, span, span.of(page.document.text), role)


def _operand(figure: Figure, role: str) -> Operand:
    s = figure.statement
    return Operand(s.doc, s.span, s.text, role)


def _id(rule: str, operands: Sequence[Operand], page: Page) -> str:
    where = (f"{o.doc}:{o.span.start}:{o.span.end}" for o in operands)
    return content_id(page.document.sha256, "finding", rule, *where)


def _finite(value: Decimal) -> Decimal | None:
    return value if value.is_finite() else None


def folded(amount: Amount, text: str) -> Amount | None:
    """What 翻一番 is said of; ``None`` for other words."""
    if not text.startswith("翻"):
        return None
    return Amount(amount.value, amount.value * _FOLD_LOW, amount.value * _FOLD_HIGH, amount.words)


def named(amount: Amount, words: str) -> Amount:
    """The amount under another name: 101个项目 instead of 101个."""
    return replace(amount, words=words)
