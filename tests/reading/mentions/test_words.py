"""Words by the clause are those of the whole text."""

from __future__ import annotations

from itertools import accumulate

import pytest
import rjieba
from hypothesis import given
from hypothesis import strategies as st

from duibiao.reading.mentions._words import Word, Words
from duibiao.text import Span

TEXT = "推进广湛高铁、深南高铁建设，（一）投资3.5亿元；“十五五”时期：\n\n新增5G基站1.2万个……《规划》落地。"


@pytest.mark.parametrize(
    "text", [TEXT, TEXT.replace("\n", "\r\n"), "没有标点的一段话", "，，、", " \n\n。\n"]
)
def test_the_words_of_the_whole_text(text: str) -> None:
    tagged = rjieba.tag(text)
    ends = list(accumulate(len(word) for word, _ in tagged))
    wanted = [Word(end - len(word), end, tag) for end, (word, tag) in zip(ends, tagged, strict=True)]
    words = Words(text)
    assert words.inside(Span(0, len(text))) == wanted
    assert list(words.before(len(text))) == wanted[::-1]
    for word in wanted:
        assert [words.at(i) for i in range(word.start, word.end)] == [word] * (word.end - word.start)
    assert words.at(len(text)) == wanted[-1]


@given(st.text("广东省深圳，。、和“”（）0a.%\r\n ", min_size=1, max_size=60))
def test_of_any_text(text: str) -> None:
    inside = Words(text).inside(Span(0, len(text)))
    assert [text[w.start : w.end] for w in inside] == [word for word, _ in rjieba.tag(text)]


def test_only_what_lies_wholly_inside() -> None:
    at = TEXT.index("深南高铁")
    assert all(at + 1 <= w.start and w.end <= at + 6 for w in Words(TEXT).inside(Span(at + 1, at + 6)))
