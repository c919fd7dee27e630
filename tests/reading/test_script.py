"""Text that is printed in another way is read as if it were not; offsets stay."""

from __future__ import annotations

import pytest

from duibiao.reading.script import simplified
from tests.reading.figures import read


@pytest.mark.parametrize(
    ("printed", "as_read"),
    [
        ("1 9 9 6 年产量达到4 7 3 1 0 万吨", "   1996 年产量达到000047310 万吨"),
        ("1 9 9 6 年1 2 月增长1 3 ．5 ％", "   1996 年 12 月增长0013．5 ％"),
        ("1 9 9 6 年涨幅为0 ．7 ％", "   1996 年涨幅为00．7 ％"),
        ("再延长3 0 年", "再延长3 0 年"),
    ],
)
def test_letter_spaced_digits(printed: str, as_read: str) -> None:
    assert simplified(printed) == as_read
    assert len(as_read) == len(printed)


def test_a_figure_of_letter_spaced_digits() -> None:
    _start, found = read("1 9 9 6 年，粮食产量达到4 7 3 1 0 万吨，比上年增长1 ．5 ％。", place="广东省")
    assert [(int(s.value * 10), s.unit, s.indicator, str(s.period)) for s in found] == [
        (4731000000, "吨", "粮食产量", "1996"),
        (15, "%", "粮食产量", "1996"),
    ]
