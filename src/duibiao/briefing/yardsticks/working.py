"""The arithmetic of yardsticks, with decimals, and how its results are printed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from duibiao.briefing.model import Formula, Yardstick
from duibiao.reading.model import Statement

UNITS = {Formula.SHARE: "%", Formula.DIFFERENCE: "个百分点"}
SHARE_PLACES = Decimal("0.1")
"""Shares have one decimal: 1 of 22 is 4.5%. A share under 0.1 % has two significant digits."""


def worked_out(formula: Formula, local: Statement, report: Statement) -> Decimal:
    """The number that follows from the operands; printed precision. Raises ZeroDivisionError."""
    if formula is Formula.DIFFERENCE:
        return local.value - report.value
    share = local.value / report.value * 100
    if share < SHARE_PLACES:
        return share.quantize(Decimal(1).scaleb(share.adjusted() - 1), ROUND_HALF_UP)
    return share.quantize(SHARE_PLACES, ROUND_HALF_UP)


def printed(yardstick: Yardstick) -> str:
    """4.5%, 高0.5个百分点, 持平: the number in words. The digits in it are those of ``value``."""
    value, unit = yardstick.value, yardstick.unit
    if yardstick.formula is Formula.SHARE:
        exact = yardstick.local.value * 100 == value * yardstick.report.value
        return f"{'' if exact else '约'}{value:f}{unit}"
    if value.is_zero():
        return "持平"
    return f"{'高' if value > 0 else '低'}{abs(value):f}{unit}"
