from __future__ import annotations

import pytest

from duibiao.briefing.aims import is_aim
from duibiao.reading import read_statements
from duibiao.sources.plain import document_from_text
from tests.tagged import read


@pytest.mark.parametrize(
    "note",
    [
        "今年，力争新型储能产业产值突破<aim>800亿元</aim>。",
        "今年，港口集装箱吞吐量将达到<aim>90万标箱</aim>。",
        "今年，全市计划建设抽水蓄能电站2座、改造电网线路20条。",
        "今年，全市将引进京津项目<aim>70个</aim>以上。",
    ],
)
def test_an_aim_says_how_far_not_what_a_plan_consists_of(note: str) -> None:
    text, answers = read(note)
    document = document_from_text(text, name="n.txt", sha256="0")
    aims = [s.span for s in read_statements(document, place=None, year=2031) if is_aim(s, document)]
    assert aims == [answer.span for answer in answers]
