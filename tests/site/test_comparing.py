"""Two versions beside each other."""

from __future__ import annotations

from duibiao.site.comparing import Line, compared


def test_the_characters_that_changed_are_shown() -> None:
    (rows,) = compared(["一", "增长5%", "三"], ["一", "增长6%", "三"])
    same = Line("same", (("一", False),))
    old = Line("old", (("增长", False), ("5", True), ("%", False)))
    new = Line("new", (("增长", False), ("6", True), ("%", False)))
    assert rows == [(same, same), (old, new), (Line("same", (("三", False),)),) * 2]


def test_what_has_no_counterpart_stands_alone() -> None:
    (rows,) = compared(["一", "二"], ["一", "二", "三", "四"])
    assert rows[1:] == [(None, Line("new", (("三", True),))), (None, Line("new", (("四", True),)))]
    assert compared(["一"], ["一"]) == []
