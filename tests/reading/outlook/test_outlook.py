from __future__ import annotations

import pytest

from duibiao.reading.outlook import Direction, outlook
from duibiao.reading.outlook.logic import plan_start
from duibiao.sources.plain import document_from_text

REPORT = """政府工作报告
——2031年1月9日在某市第九届人民代表大会第一次会议上
各位代表：
现在，我代表市人民政府向大会报告工作。
一、2030年工作回顾
过去的一年，全市上下同心。完成了三件大事。
一是产业更强。新增规上企业20家。
二、“十六五”时期主要目标任务
今后五年要迈上新台阶。
三、2031年重点工作
（一）扩大内需。促进消费。
四、“十五五”时期发展成就和“十六五”时期主要目标
五年来，各项任务完成。
"""


def test_every_section_has_a_direction_and_its_years() -> None:
    document = document_from_text(REPORT, name="r.txt", sha256="0")
    looks = outlook(document, 2031)
    found = {s.title(REPORT): (k.direction, k.period) for s, k in zip(document.sections, looks, strict=True)}
    assert found["一、2030年工作回顾"] == (Direction.BACK, "2030")
    assert found["一是产业更强"] == (Direction.BACK, "2030")
    assert found["二、“十六五”时期主要目标任务"] == (Direction.AHEAD, "2031/2035")
    assert found["三、2031年重点工作"] == (Direction.AHEAD, "2031")
    assert found["（一）扩大内需"] == (Direction.AHEAD, "2031")
    assert found["四、“十五五”时期发展成就和“十六五”时期主要目标"][0] is Direction.NONE


@pytest.mark.parametrize(
    ("number", "year"),
    [("一", 1953), ("二", 1958), ("三", 1966), ("六", 1981), ("九", 1996), ("十", 2001), ("十四", 2021)],
)
def test_five_year_plans(number: str, year: int) -> None:
    assert plan_start(number) == year
