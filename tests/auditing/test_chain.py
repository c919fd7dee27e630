"""The table of consecutive reports: what stands in which year, what does not fit, and why."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from duibiao.auditing import Verdict, chain_tables
from duibiao.auditing.chain import Row, Table, record, words
from duibiao.gazetteer import Gazetteer
from duibiao.reading import read_statements
from duibiao.reading.report import identify
from duibiao.sources.plain import document_from_text
from duibiao.text import Document


def _report(year: int, review: str, plan: str = "") -> Document:
    text = (
        f"{year}年广东省政府工作报告\n\n各位代表：\n一、{year - 1}年工作回顾\n{review}\n"
        f"二、{year}年工作安排\n{plan}\n"
    )
    return document_from_text(text, name=f"{year}.txt", sha256=f"{year:064d}")


def _table(*reports: Document, read: bool = False) -> Table:
    gazetteer = Gazetteer.load()
    home = gazetteer.resolve("广东省")
    known = {
        one.sha256: read_statements(one, place=home, year=identify(one, place=home).year) for one in reports
    }
    (made,) = chain_tables(reports, place=home, gazetteer=gazetteer, read=known if read else None)
    return made


def _rows(*reports: Document) -> Mapping[tuple[str, int], Row]:
    return {(row.line.name, row.year): row for row in _table(*reports).rows}


FIRST = _report(
    2031,
    "去年地区生产总值达到12.04万亿元，增长5%。城镇新增就业120万人。",
    "今年经济社会发展的主要预期目标是：地区生产总值增长6%；城镇新增就业110万人以上；居民消费价格涨幅3%左右。",
)
SECOND = _report(2032, "去年地区生产总值13.04万亿元，增长5.2%。城镇新增就业100万人。居民消费价格上涨4.9%。")


def test_levels_rates_and_aims_of_two_reports_meet_in_one_row() -> None:
    row = _rows(FIRST, SECOND)["国内生产总值", 2031]
    assert [words(f) for f in (row.before, row.level, row.growth, row.target)] == [
        "12.04万亿元",
        "13.04万亿元",
        "5.2%",
        "6%",
    ]
    assert row.grown_words == "8.31%"


def test_a_rate_at_constant_prices_is_no_fault_and_says_why() -> None:
    row = _rows(FIRST, SECOND)["国内生产总值", 2031]
    assert row.rate is Verdict.NOT_CHECKABLE
    assert not row.apart
    assert row.notes == (
        "增速按不变价、水平按现价，差 3.1 个百分点（物价上涨和数据修订）",
        "没有达到上年目标，差 0.8个百分点",
    )


def test_what_is_to_stay_low_misses_its_aim_upwards() -> None:
    rows = _rows(FIRST, SECOND)
    assert rows["城镇新增就业", 2031].aim is False
    assert rows["城镇新增就业", 2031].notes == ("没有达到上年目标，差 10万人",)
    assert rows["居民消费价格", 2031].notes == ("高于上年的控制目标 1.9个百分点",)


def test_an_aim_without_room_is_to_be_reached_not_rounded_to() -> None:
    near = _report(2032, "去年地区生产总值增长5.8%。")
    assert _rows(FIRST, near)["国内生产总值", 2031].aim is False
    about = _report(2031, "去年地区生产总值增长5%。", "今年主要预期目标是：地区生产总值增长6%左右。")
    assert _rows(about, near)["国内生产总值", 2031].aim is True


def test_an_aim_of_which_nothing_is_told_says_so_and_so_does_a_missing_report() -> None:
    silent = _report(2032, "去年进出口总额增长3%。")
    assert _rows(FIRST, silent)["国内生产总值", 2031].notes == ("2032 年的报告没有印出可比的结果",)
    later = _report(2034, "去年地区生产总值增长4%。")
    assert _rows(FIRST, later)["国内生产总值", 2031].notes == ("没有 2032 年的报告，不知结果",)
    assert _table(FIRST, later).gaps == ["2032—2033"]
    assert ("国内生产总值", 2031) not in _rows(FIRST)  # nobody can know yet


def test_what_five_years_ended_with_is_the_level_of_the_last() -> None:
    five = _report(2032, "过去五年，地区生产总值从9万亿元增加到13万亿元，财政收入累计4万亿元。")
    rows = _rows(FIRST, five)
    assert words(rows["国内生产总值", 2031].level) == "13万亿元"
    assert ("财政收入", 2031) not in rows


@pytest.mark.parametrize(
    "sentence",
    [
        "固定资产投资增幅由上年的28.6%回落到17.8%。",
        "三个市固定资产投资增长28.6%。",
    ],
)
def test_what_is_of_another_year_or_of_some_places_does_not_stand(sentence: str) -> None:
    row = _rows(FIRST, _report(2032, f"去年经济平稳。{sentence}")).get(("固定资产投资", 2031))
    assert row is None or words(row.growth) != "28.6%"


def test_an_aim_that_the_next_report_owns_up_to_is_not_taken_for_a_result() -> None:
    aim = _report(2031, "去年财政收入1万亿元。", "今年主要预期目标是：单位地区生产总值能耗降低4%左右。")
    owned = _report(2032, "年初确定的单位地区生产总值能耗降低4%左右的目标没有实现。")
    row = _rows(aim, owned)["单位生产总值能耗", 2031]
    assert row.growth is None
    assert row.notes == ("2032 年的报告说目标没有实现",)
    assert words(row.target) == "下降约4%"


def test_an_aim_that_was_changed_in_the_year_is_told_and_not_missed() -> None:
    told = _report(2032, "地区生产总值的增长速度，2031年计划为4.5%，实际达到5.2%。")
    row = _rows(FIRST, told)["国内生产总值", 2031]
    assert row.aim is None
    assert row.notes == ("2032 年的报告说的目标是 4.5%，年中调整过",)


def test_bounds_of_levels_are_bounds_of_the_rate() -> None:
    above = _report(2032, "去年地区生产总值超过13万亿元，增长9%。")
    row = _rows(FIRST, above)["国内生产总值", 2031]
    assert row.grown_words == "≥7.97%"
    assert row.rate is not Verdict.NOT_CHECKABLE


def test_levels_that_do_not_give_a_nominal_rate_stand_out() -> None:
    first = _report(2031, "去年进出口总额8.05万亿元。")
    row = _rows(first, _report(2032, "去年外贸进出口总额10.06万亿元，增长12%。"))["进出口总额", 2031]
    assert row.apart
    assert row.notes[0] == "两份报告的水平推不出公布增速，差 13 个百分点（上年水平后来修订过，或口径变了）"


def test_figures_that_were_read_before_give_the_same_table() -> None:
    assert [record(r) for r in _table(FIRST, SECOND, read=True).rows] == [
        record(r) for r in _table(FIRST, SECOND).rows
    ]


def test_every_figure_of_a_row_slices_back() -> None:
    texts = {one.name: one.text for one in (FIRST, SECOND)}
    for row in _table(FIRST, SECOND).rows:
        for name in ("before", "level", "growth", "target", "result"):
            if (figure := record(row)[name]) is not None:
                assert texts[figure["doc"]][figure["start"] : figure["end"]] == figure["text"]
