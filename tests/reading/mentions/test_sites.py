"""Where a project lies by its name: the county and the town that it tells of."""

from __future__ import annotations

import pytest

from duibiao.reading.model import MentionType
from tests.reading.mentions.test_mentions import mentions


def test_a_project_touches_the_city_of_the_county_in_its_name() -> None:
    (project,) = [m for m in mentions("推进台山核电3、4号机组核准。") if m.type is MentionType.PROJECT]
    assert project.text == "台山核电3、4号机组"
    assert project.adcodes == ("440700",)


@pytest.mark.parametrize(
    ("home", "text", "sites"),
    [
        ("520000", "建成遵义茅台机场新航站楼。", ("520382117",)),  # a town after its city
        ("330000", "修缮良渚古城遗址公园。", ("330110010",)),  # the only town of the name in the province
        ("140000", "陶寺国家考古遗址公园开园。", ("141023200",)),
        ("440000", "长隆海洋王国扩建。", ()),  # the catalogue knows the city alone
        ("450000", "大藤峡水利枢纽工程全面建成。", ("450881",)),  # the catalogue knows the county
        ("610000", "定边机场开工。", ("610825",)),
        ("350000", "上浦高速开工。", ()),  # letters may stand for 上杭 as well as for 上饶
        ("370000", "太平水库扩容。", ()),  # more than one town has the name
    ],
)
def test_what_a_name_tells_of_county_and_town_is_kept(home: str, text: str, sites: tuple[str, ...]) -> None:
    found = [m.sites for m in mentions(text, home, 2026) if m.type is MentionType.PROJECT]
    assert found == [sites]
