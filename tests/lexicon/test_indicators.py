from __future__ import annotations

import pytest

from duibiao.lexicon import indicators, load
from duibiao.lexicon.indicators import units
from duibiao.lexicon.lint_indicators import lint_indicators
from duibiao.lexicon.vocabulary import parse

ENTRY = """
[[entries]]
id = "{id}"
name = "{name}"
also_level = ["{level}"]
unit = ["{unit}"]
kind = "growth"
basis = "physical"
direction = "up"
theme = "农业"
"""
THEMES = 'about = "test"\n[groups.themes]\nwords = ["农业"]\n'


def entry(key: str = "hemp_output", name: str = "麻产量", level: str = "麻", unit: str = "吨") -> str:
    return ENTRY.format(id=key, name=name, level=level, unit=unit)


def lint(*entries: str) -> list[str]:
    return lint_indicators(parse(THEMES + "".join(entries)), units())


def test_the_packaged_catalogue_is_well_formed_and_large() -> None:
    assert lint_indicators(load("duibiao.lexicon.catalogues", "indicators.toml"), units()) == []
    assert len(indicators()) >= 300
    assert indicators()["gdp"].name == "国内生产总值"
    assert "地区生产总值" in indicators()["gdp"].names


@pytest.mark.parametrize(
    ("entries", "wanted"),
    [
        ([entry(), entry(name="苎麻产量", level="苎麻")], "hemp_output: the id stands 2 times"),
        ([entry(key="Hemp output")], "Hemp output: an id is lower-case words joined by _"),
        ([entry(unit="石")], "hemp_output: unit '石' is no group of units.toml"),
        ([entry(level="麻产量")], "hemp_output: '麻产量' stands twice"),
        ([entry(), entry(key="hemp_stock", name="麻库存")], "hemp_output, hemp_stock: both are called '麻'"),
        ([entry().replace('"growth"', '"level"')], "hemp_output: kind 'level' is not known"),
        ([entry().replace("农业", "林业")], "hemp_output: theme '林业' is not known"),
        ([entry().replace('"up"', '"more"')], "hemp_output: direction 'more' is not known"),
        ([entry().replace('"growth"', '"share"')], "hemp_output: a share has a unit of a share"),
        ([entry().replace("direction", "way")], "hemp_output: `direction` is missing"),
        (
            [entry(), '[[rejected]]\ntext = "麻"\nbecause = "test"\n'],
            "hemp_output: '麻' is rejected",
        ),
    ],
)
def test_what_is_wrong_is_told(entries: list[str], wanted: str) -> None:
    assert wanted in lint(*entries)


def test_one_name_may_stand_for_two_that_differ_in_unit() -> None:
    assert lint(entry(), entry(key="hemp_area", name="麻面积", unit="亩")) == []
