"""Levels and rates of reports that follow on each other, and of one report's review and aims."""

from __future__ import annotations

import pytest

from duibiao.auditing import Audit
from tests.auditing.reports import between, report


def _verdicts(found: Audit) -> list[str]:
    return [f.verdict.value for f in found.findings if f.rule == "next_level"]


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        # one thing under names that differ by words of no weight
        ("接待国内外旅游人数607万人次。", "接待游客704万人次，增长16%。", "consistent"),
        ("接待国内外旅游人数607万人次。", "接待游客740万人次，增长16%。", "inconsistent"),
        # of whose part it is: accused where a slip of the pen explains it
        ("公共财政预算收入13.7亿元。", "地方一般公共预算收入15.11亿元，增长10.3%。", "consistent"),
        ("公共财政预算收入13.7亿元。", "地方一般公共预算收入25.11亿元，增长10.3%。", "inconsistent"),
        # 万 for 亿
        ("固定资产投资88.12亿元。", "固定资产投资114.6万元，增长30%。", "inconsistent"),
        # gross product is revised, and its growth is real
        ("地区生产总值274.4亿元。", "地区生产总值287.9亿元，增长8.9%。", "not_checkable"),
        # enterprises above a size are others each year
        ("规模以上工业总产值207.2亿元。", "规模以上工业总产值166.7亿元，增长16.2%。", "not_checkable"),
        # a scope that is said holds also where a slip would explain the gap
        ("一般公共预算收入786.8亿元。", "一般公共预算收入815.6亿元，同口径增长7.8%。", ""),
    ],
)
def test_a_level_under_another_name(before: str, after: str, verdict: str) -> None:
    found = between(report(2030, f"2029年{before}"), report(2031, f"2030年{after}"))
    assert _verdicts(found) == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    ("rural", "verdicts"),
    [
        # the other rate is that of the printed levels: so is this one
        ("农村居民人均可支配收入23830元，增长7.1%。", ["inconsistent", "consistent"]),
        # prices may have risen by as much
        ("农村居民人均可支配收入24030元。", ["not_checkable"]),
    ],
)
def test_what_people_earn_is_told_as_a_report_tells_it_elsewhere(rural: str, verdicts: list[str]) -> None:
    before = "2029年城镇居民人均可支配收入30788元，农村居民人均可支配收入22250元。"
    after = f"2030年城镇常住居民人均可支配收入32943元，增长5%；{rural}"
    assert _verdicts(between(report(2030, before), report(2031, after))) == verdicts


@pytest.mark.parametrize(
    ("after", "verdicts"),
    [
        ("城乡居民人均可支配收入分别达到37820元、28104元，分别增长6.5%、9.4%。", ["consistent"] * 2),
        (
            "城乡居民人均可支配收入分别达到87820元、28104元，分别增长6.5%、9.4%。",
            ["inconsistent", "consistent"],
        ),
    ],
)
def test_city_and_country_told_in_rows(after: str, verdicts: list[str]) -> None:
    before = "2029年城镇和农村居民人均可支配收入分别达到35512元、25689元。"
    assert _verdicts(between(report(2030, before), report(2031, f"2030年{after}"))) == verdicts


@pytest.mark.parametrize(("aim", "verdict"), [("296亿元", "consistent"), ("269亿元", "inconsistent")])
def test_an_aim_starts_from_the_level_of_its_report(aim: str, verdict: str) -> None:
    found = between(report(2031, "2030年地区生产总值274.4亿元。", f"地区生产总值增长8%，达到{aim}。"))
    assert _verdicts(found) == [verdict]


def test_one_rate_of_two_levels() -> None:
    before = "2029年城镇和农村居民人均可支配收入分别达到32943元、23830元。"
    after = "2030年城镇和农村居民人均可支配收入分别达到35512元、25689元，均增长7.8%。"
    assert _verdicts(between(report(2030, before), report(2031, after))) == ["consistent"] * 2


@pytest.mark.parametrize(("aim", "verdicts"), [("115亿元", ["by_rounding"]), ("215亿元", ["inconsistent"])])
def test_an_aim_whose_rate_another_sentence_tells(aim: str, verdicts: list[str]) -> None:
    ahead = f"固定资产投资增长30%，粮食产量稳定。\n抓好项目建设，全年固定资产投资完成{aim}。"
    assert _verdicts(between(report(2031, "2030年固定资产投资完成88.12亿元。", ahead))) == verdicts
