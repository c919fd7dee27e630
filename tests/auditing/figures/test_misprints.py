"""Slips of the pen."""

from __future__ import annotations

from decimal import Decimal

import pytest

from duibiao.auditing.figures.misprints import may_lie_in


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
