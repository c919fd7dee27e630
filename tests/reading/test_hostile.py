"""Nothing hangs, blows up or reads a figure that is not printed, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duibiao.errors import DuibiaoError
from duibiao.reading import read_statements
from duibiao.sources.plain import document_from_text
from tests.timing import seconds_of

SECONDS_PER_MB = 6.0
"""Of the processor. Generous: real text takes half a second, the worst of these two or three."""

HOSTILE = {
    "one digit": "一" * 1_000_000,
    "digits": "1234567890" * 100_000,
    "brackets": "（" * 10_000 + "5亿元" + "）" * 10_000,
    "quotes": "“" * 10_000 + "5亿元" + "”" * 10_000,
    "figures without a stop": "增长5%、" * 150_000,
    "distributed lists": "甲、乙、" * 40_000 + "分别增长" + "5%、" * 40_000,
    "years": "2023年" * 150_000,
    "powers": "十百千万亿" * 150_000,
    "dots": "1." * 300_000,
    "colons": "1∶" * 300_000,
    "book marks": "《" * 100_000 + "3个" * 10_000,
    "spaces": "5" + " " * 500_000 + "亿元",
    "newlines": "5\n" * 200_000,
    "ordinals": "第一" * 250_000,
    "contract numerals": "壹" * 200_000,
    "dates": "5月12日至" * 80_000,
    "thousands": "1，234，567，" * 60_000,
}


def read(text: str) -> int:
    try:
        document = document_from_text(text, name="h.txt", sha256="0")
    except DuibiaoError:
        return 0
    found = read_statements(document, place=None, year=2031)
    assert all(s.span.of(text) == s.text for s in found)
    return len(found)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_linear_time(name: str) -> None:
    text = HOSTILE[name]
    assert seconds_of(lambda: read(text), times=1) < SECONDS_PER_MB * max(1.0, len(text.encode()) / 1e6)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    read(text)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_as_text(data: bytes) -> None:
    read(data.decode("gb18030", errors="replace"))


CHARACTERS = "0123456789.%一二三四五六九十百千万亿半点年月日个元，。、；：第翻番成倍分之比占达至从由的“”（）"
WORDS = ["增长", "下降", "分别", "百分之", "亿元", "2030年", "去年", "以上", "左右"]
REPORTLIKE = st.lists(st.sampled_from([*CHARACTERS, *WORDS]), max_size=40)


@settings(max_examples=300, deadline=None)
@given(REPORTLIKE)
def test_words_of_reports_in_any_order(words: list[str]) -> None:
    read("".join(words))


def test_a_million_digits_are_no_figure() -> None:
    assert read(HOSTILE["digits"]) == 0
    assert read(HOSTILE["one digit"]) == 0
