"""How finely figures that stand side by side are printed: as finely as the finest of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.page import Figure
from duibiao.reading import Bound

_HALF = Decimal("0.5")


def side_by_side(figures: Sequence[Figure]) -> list[Amount]:
    """Their amounts; where all are in one unit and magnitude, none is a bound and one is printed to the
    last digit (28万人, 2950亿元), a round one beside it (40万人, 3000亿元) is no coarser.
    """
    amounts = [f.amount for f in figures]
    if len({_printed_in(f) for f in figures}) != 1 or any(
        f.statement.bound is not Bound.EXACT for f in figures
    ):
        return amounts
    widths = [a.high - a.low for a in amounts]
    finest = min(widths)
    return [_narrowed(a, finest) if width > finest else a for a, width in zip(amounts, widths, strict=True)]


def _printed_in(figure: Figure) -> tuple[str, str, int]:
    """Unit, magnitude and digits after the point that a figure is printed in."""
    text = "".join(figure.statement.text.split())
    magnitude = "".join(c for c in text if c in "万亿萬億")
    _, _, fraction = text.partition(".")
    return figure.unit, magnitude, sum(c.isdigit() for c in fraction)


def _narrowed(amount: Amount, width: Decimal) -> Amount:
    return replace(amount, low=amount.value - width * _HALF, high=amount.value + width * _HALF)
