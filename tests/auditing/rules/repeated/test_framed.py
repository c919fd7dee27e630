"""One number told again between the same words: alike, not alike, and what only looks so."""

from __future__ import annotations

from tests.auditing.reports import between, report


def test_the_one_that_stands_alone_is_wrong() -> None:
    back = "坚持茶农互助九项准则。\n各地学习茶农互助七项准则。"
    made = report(2031, back, "今后仍按茶农互助七项准则办事。")
    found = between(made).wrong
    assert [f.at.text for f in found] == ["九"]
    assert all(o.text == o.span.of(made.text) for o in found[0].operands)


def test_a_name_that_comes_often() -> None:
    told = "".join(f"“三茶”工作{word}。\n" for word in ("有力", "扎实", "领先"))
    assert not between(report(2031, told, "做好“三茶”工作。")).wrong
    assert [f.at.text for f in between(report(2031, told, "做好“五茶”工作。")).wrong] == ["五"]
