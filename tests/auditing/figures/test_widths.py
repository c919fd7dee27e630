"""Pages typed with half-width punctuation are checked as any other, and quoted as they are printed."""

from __future__ import annotations

from duibiao.auditing import Verdict
from duibiao.auditing.figures.widths import full_width
from tests.auditing.reports import between, looked_back, report


def test_marks_are_known_in_either_width_and_numbers_keep_theirs() -> None:
    text = full_width(report(2031, '建成"三横两纵"公路网,总长1,200公里;其中高速(含在建)占1:3。')).text
    assert "建成“三横两纵”公路网，总长1,200公里；其中高速（含在建）占1:3。" in text


def test_a_lone_quote_stays() -> None:
    assert '5"管道，' in full_width(report(2031, '铺设5"管道,全长9公里。')).text


def test_relations_are_seen_and_operands_are_as_printed() -> None:
    made = report(
        2031, '出口额由2025年的20亿元增加到2030年的30亿元,增长70%,建立人民调解、司法调解"三位一体"机制。'
    )
    found = [f for f in between(made).findings if f.verdict is Verdict.INCONSISTENT]
    assert {f.rule for f in found} == {"growth_from_levels", "named_count"}
    assert all(o.span.of(made.text) == o.text for f in found for o in f.operands)


def test_traditional_writing_is_read_and_quoted_as_printed() -> None:
    made = report(2031, "鋼産量從三十五萬噸增加到二十萬噸。")
    assert "钢产量从三十五万吨增加到二十万吨。" in full_width(made).text
    found = looked_back("鋼産量從三十五萬噸增加到二十萬噸。")[2]
    assert [(f.rule, f.at.text) for f in found.wrong] == [("direction", "二十萬噸")]
