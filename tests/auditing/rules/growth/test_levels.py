"""Levels and what is said of them: rounding and ranges."""

from __future__ import annotations

from tests.auditing.reports import looked_back


def test_one_end_of_a_range_may_not_turn_back() -> None:
    told = "增长速度由原定平均每年6%调高到{}%至9%。"
    assert looked_back(told.format(8))[2].wrong == ()
    assert [f.rule for f in looked_back(told.format(2))[2].wrong] == ["direction"]


def test_a_round_level_beside_a_fine_one_is_no_coarser() -> None:
    told = "在校学生由二十八万人增加到四十万人，增长{}。"
    assert looked_back(told.format("42.2%"))[2].wrong == ()
    assert [f.rule for f in looked_back(told.format("32.2%"))[2].wrong] == ["growth_from_levels"]
