"""The remark on two levels that a text says rise or fall: every rule that joins two levels tells it so."""

from __future__ import annotations

from decimal import Decimal

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Figure
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.wording import message


def turned(base: Figure, end: Figure, rises: bool, least: Decimal | None = None) -> bool:
    """Whether what is called a rise is a fall, or the other way. ``least``: the base is this bound."""
    lower, upper = (base, end) if rises else (end, base)
    return upper.amount.high < (lower.amount.low if least is None else least)


def moved(
    base: Figure, end: Figure, rises: bool, *, least: Decimal | None = None, wrong: bool | None = None
) -> Remark:
    """That ``end`` lies above (``rises``) or below ``base``. ``wrong``: where more than the two decides."""
    wrong = turned(base, end, rises, least) if wrong is None else wrong
    signs = ("<", "≥") if rises else (">", "≤")
    formula = f"{end.amount.words} {signs[not wrong]} {base.amount.words}"
    way = message("rises" if rises else "falls")
    note = message("wrong_way" if wrong else "right_way", way=way, formula=formula)
    verdict = Verdict.INCONSISTENT if wrong else Verdict.CONSISTENT
    marks, apart = [(end.span, STATED)], [(base, "base")]
    if base.page is end.page:
        marks, apart = [(base.span, "base"), *marks], []
    return Remark(
        end.page, marks, verdict, end.amount.words, "", formula, note, changes=wrong, elsewhere=apart
    )
