"""Clauses: cut at commas and semicolons, not inside quotations, brackets or numbers."""

from __future__ import annotations

import pytest

from duibiao.ledger.boards.pieces import clauses, lines
from duibiao.text import Span
from tests.ledger.boards.supplying import material


@pytest.mark.parametrize(
    "text",
    [
        "去年，|全市新建码头三座；|港口吞吐量增长8%。",
        "打造“从一村种茶,到一镇卖茶”的品牌,|收入翻番。",
        "建成水厂（东片，西片）两座，|日供水1,200吨，|覆盖三镇。",
        "投资3亿元,|2座桥通车。",
    ],
)
def test_clauses(text: str) -> None:
    plain = text.replace("|", "")
    found = [c.span.of(plain) for c in clauses(plain, Span(0, len(plain)))]
    assert found == text.split("|")


def test_items_end_at_semicolons() -> None:
    text = "甲，乙；丙，丁"
    assert [c.item for c in clauses(text, Span(0, len(text)))] == [0, 0, 1, 1]


def test_captions_are_lines_of_their_own() -> None:
    given = material("肇庆港新码头启用。\n\n△肇庆港新码头。张三 摄\n\n全市港口吞吐量增长8%。\n")
    captions = [x.sentence.span.of(given.document.text) for x in lines(given.document) if x.caption]
    assert captions == ["△肇庆港新码头。张三 摄"]
