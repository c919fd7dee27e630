"""Finding names in text that nobody wrote: linear time, no crash, every span slices back."""

from __future__ import annotations

import pytest

from duibiao.gazetteer import Gazetteer
from duibiao.reading.mentions import find_mentions
from duibiao.text import Document
from tests.timing import seconds_of


def found(text: str, home: str = "440000") -> None:
    place = Gazetteer.load().get(home) if home else None
    mentions = find_mentions(Document("odd.txt", text, "0" * 64), home=place, year=2025)
    assert all(m.span.of(text) == m.text for m in mentions)


HOSTILE = [
    "市",
    "镇",
    "广州",
    "粤港澳",
    "深南、",
    "鼓楼区广州",
    "“",
    "、",
    "等",
    "中国大学",
    "和平远至",
    "高铁",
    "实施工程",
    "A",
]


@pytest.mark.parametrize("pattern", HOSTILE)
def test_time_is_linear_on_hostile_text(pattern: str) -> None:
    """Four times the text takes at most some six times the time (and never minutes)."""
    found(pattern)

    def seconds(size: int) -> float:
        text = (pattern * size)[:size]
        return seconds_of(lambda: found(text))

    small, large = seconds(4_000), seconds(16_000)
    assert large < 7 * small + 0.3


def test_odd_text_does_not_crash() -> None:
    for text in ("", "\n", "　", "😀广州😀", "广\u200b州", "广州\r\n深圳", "中山", "（", "”"):
        found(text)
        found(text, home="")
