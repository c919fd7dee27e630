from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from duibiao.reading import Statement, StatementKind
from duibiao.reading.standard import RULES, Open, Standard, standardise
from tests.reading.figures import read
from tests.tagged import read as untag

EXAMPLES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("examples.toml").read_text("utf-8"))
NATION = EXAMPLES.pop("nation")["sentences"]
PROVINCE = [example for group in EXAMPLES.values() for example in group]


def _check(example: str, place: str) -> None:
    sentence, wanted = untag(example)
    start, found = read(sentence, place=place)
    by_span = {(s.span.start - start, s.span.end - start): s for s in found}
    for want in wanted:
        got = standardise(by_span[tuple(want.span)])  # type: ignore[index]
        if "is" in want.values:
            assert isinstance(got, Standard), f"{want} in {sentence}: {got}"
            assert got.id == want.values["is"], sentence
        else:
            assert isinstance(got, Open), f"{want} in {sentence}: {got}"
            assert got.why == want.values["open"], sentence


@pytest.mark.parametrize("example", PROVINCE)
def test_a_province(example: str) -> None:
    _check(example, "广东省")


@pytest.mark.parametrize("example", NATION)
def test_the_nation(example: str) -> None:
    _check(example, "中华人民共和国")


@pytest.fixture(scope="module")
def figure() -> Statement:
    return read("地区生产总值增长5%。")[1][0]


def _of(
    figure: Statement, name: str, kind: str, unit: str, value: str = "5", **other: str
) -> Standard | Open:
    changed = replace(figure, indicator=name, kind=StatementKind(kind), unit=unit, value=Decimal(value))
    return standardise(replace(changed, **other))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "kind", "unit", "wanted"),
    [
        ("粮食", "level", "吨", "grain_output"),
        ("粮食", "growth", "%", "grain_output"),
        ("粮食", "level", "亩", "unit_or_kind"),
        ("棉花", "level", "亩", "cotton_area"),
        ("出口", "level", "个", "unit_or_kind"),
        ("国内生产总值", "share", "%", "unit_or_kind"),
        ("森林覆盖率", "share", "%", "forest_cover"),
        ("森林覆盖率", "change", "百分点", "forest_cover"),
        ("森林覆盖率", "level", "亩", "unit_or_kind"),
        ("劳动年龄人口平均受教育年限", "duration", "年", "schooling_years"),
        ("进出口总额", "rank", "位", "trade"),
        ("进出口总额", "duration", "年", "unit_or_kind"),
        ("经济增长预期目标", "growth", "%", "gdp"),
        ("人均地区生产总值", "level", "元", "gdp_per_head"),
        ("国家级专精特新\"小巨人\"企业", "level", "家", "little_giants"),
        ("农民的人均纯收入", "growth", "%", "income_rural_net"),
        ("城乡居民人均可支配收入", "growth", "%", "rejected"),
        ("", "level", "元", "no_name"),
    ],
)  # fmt: skip
def test_unit_and_kind(figure: Statement, name: str, kind: str, unit: str, wanted: str) -> None:
    got = _of(figure, name, kind, unit, value="50000")
    assert (got.id if isinstance(got, Standard) else got.why) == wanted


def test_local_is_the_place_but_not_in_a_report_of_the_nation(figure: Statement) -> None:
    name = "地方税收收入"
    assert isinstance(_of(figure, name, "growth", "%"), Standard)
    assert _of(figure, name, "growth", "%", place="中华人民共和国") == Open(name, "modified")


def test_the_place_itself_changes_nothing_but_another_does(figure: Statement) -> None:
    assert isinstance(_of(figure, "广东进出口", "growth", "%"), Standard)
    assert isinstance(_of(figure, "广西进出口", "growth", "%"), Open)


def test_a_part_of_the_year_is_cut_only_when_it_is_the_period(figure: Statement) -> None:
    assert isinstance(_of(figure, "一季度进出口", "growth", "%", period="2031-Q1"), Standard)
    assert isinstance(_of(figure, "一季度进出口", "growth", "%", period="2031"), Open)


def test_a_ration_is_no_output(figure: Statement) -> None:
    assert isinstance(_of(figure, "粮食", "level", "斤", value="800"), Open)
    assert isinstance(_of(figure, "粮食", "level", "斤", value="80000000"), Standard)


def test_what_found_it_is_told(figure: Statement) -> None:
    got = _of(figure, "全省粮食产量目标", "level", "吨")
    assert isinstance(got, Standard)
    assert got.why == "without_lead_and_tail"
    assert got.theme == "农业"
    assert got.why in {rule.__name__ for rule in RULES}
