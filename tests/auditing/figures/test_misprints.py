"""Slips of the pen."""

from __future__ import annotations

from decimal import Decimal

import pytest

from duibiao.auditing.figures.misprints import may_lie_in, surely_slipped


@pytest.mark.parametrize(
    ("printed", "low", "high", "may"),
    [
        ("95.2", "40", "70", True),  # 59.2
        ("151", "671", "1500", True),  # 1451
        ("1184", "100", "120", True),  # 118
        ("13000000000000", "1", "2000000000", True),  # 万 for 亿
        ("33", "70", "90", True),  # 83
        ("4", "10", "20", False),
    ],
)
def test_one_slip_of_the_pen(printed: str, low: str, high: str, may: bool) -> None:
    assert may_lie_in(Decimal(printed), Decimal(low), Decimal(high)) is may


@pytest.mark.parametrize(
    ("printed", "low", "high", "sure"),
    [
        ("28241", "28528", "28554", False),  # of the hundreds' step a third is open
        ("18241", "28238", "28266", True),
        ("215.5", "251.3", "251.6", True),  # neighbours turned round
        ("6.2", "9.15", "9.28", False),
    ],
)
def test_a_slip_that_is_hardly_chance(printed: str, low: str, high: str, sure: bool) -> None:
    value = Decimal(printed)
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    assert surely_slipped(value, step, Decimal(low), Decimal(high), Decimal("0.1")) is sure
