"""Time grows with the length of a text, whatever stands in it."""

from __future__ import annotations

from functools import partial

import pytest

from duibiao.auditing import audit
from duibiao.gazetteer import Gazetteer
from duibiao.sources.plain import document_from_text
from tests.timing import seconds_of

UNITS = [
    "增加3亿元，",
    "其中3亿元、",
    "3个，共计5个，",
    "5亿元，占3%；",
    "由3亿元增加到5亿元，增长6%，",
    "广州、",
    "以下三个方面一是",
    "甲、乙、丙三个单位，",
    "3亿元，比上年增长5%，",
    "建成水闸694座。",
    "（一）税收27203亿元。",
    "占3%，其中占2%，",
    "在收入中，税3亿元。此外3亿元。",
    "一是3项。以上共计8项。",
    "出口增长5%，高于进口增速，",
    "高于年均增长3%的水平，",
    "新中国成立57周年。",
    "2026年到2030年的三年内，2026年到2030年的五年内，",
    "水闸管理所从40个减少到29个。",
    "十件实事：一条是甲，一条是乙。",
    "“甲、“乙、",
    "工程项目突破3亿元、达2亿元，",
    "连续3年增产，",
]

MOST_SECONDS = 4.0
"""For 8,000 characters; the slowest took 1.4 s when this was set, on a machine that others used too."""


@pytest.mark.parametrize("unit", UNITS)
def test_one_endless_sentence_takes_linear_time(unit: str) -> None:
    gazetteer = Gazetteer.load()
    seconds = []
    for length in (2_000, 8_000):
        made = document_from_text(unit * (length // len(unit)), name="r.txt", sha256="0")
        place = gazetteer.resolve("广东省")
        seconds.append(
            seconds_of(partial(audit, [made], place=place, year=2031, gazetteer=gazetteer), times=1)
        )
    assert seconds[1] < 9 * max(seconds[0], 0.05)
    assert seconds[1] < MOST_SECONDS
