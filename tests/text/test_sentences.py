"""Sentences. In the examples ``|`` stands where one ends and the next begins."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duibiao.text import Block, Document, Kind, Span, explain, split
from duibiao.text.sentences import QUOTE_MOST, RULES, quotations

EXAMPLES = [
    "生产总值增长5%。|投资增长6.5%。",
    "我们为什么能做到？|靠的是实干！|明年再来。",
    "推进“大平台。大项目”建设。|加快落地。",
    "干部群众喊出“加油！”的口号，干劲更足。",
    "他说：“今年更好。”|大家都同意。",
    "三大工程（含新区。下同）全面开工。|产值提高。",
    "各项工作……都有进步。|继续努力。",
    "这就是我们的答案……",
    "编制了《某市规划（草案）》。|请予审查。",
    "缺了一半的引号“照样分句。|下一句。",
    "多出来的引号”照样分句。|下一句。",
    "真好！！|再来？！|好。",
    "增长3.5%、4.0%，居全省第2位",
    "“十四五”规划收官；“十五五”规划开局。",
    "第一句。\n|第二句在\n下一行。",
]


@pytest.mark.parametrize("marked", EXAMPLES)
def test_examples(marked: str) -> None:
    text = marked.replace("|", "")
    assert [span.of(text) for span in split(text)] == [part.strip() for part in marked.split("|")]


def test_a_long_quotation_holds_sentences() -> None:
    inner = "全市上下齐心协力谋发展促改革。" * (QUOTE_MOST // 15 + 1)
    assert len(split(f"“{inner}”")) > 1
    assert len(split("“全市上下齐心。齐心。”")) == 1


def test_every_end_names_its_rule() -> None:
    names = {rule.__name__ for rule in RULES} | {"end_of_block"}
    found = explain("第一句。第二句！第三句")
    assert [rule for _, rule in found] == ["full_stop", "full_stop", "end_of_block"]
    assert {rule for _, rule in found} <= names


def test_quotations_are_outermost_and_closed() -> None:
    text = "“甲（乙）丙”丁（戊“己）庚”辛“壬"
    assert [span.of(text) for span in quotations(text)] == ["“甲（乙）丙”", "（戊“己）"]


def test_sentences_know_block_section_and_heading() -> None:
    text = "一、工业\n一是快。产值增长。"
    blocks = (Block(Span(0, 4), Kind.HEADING), Block(Span(5, 14)))
    sentences = Document("d", text, "0", blocks=blocks).sentences
    assert [(s.span.of(text), s.paragraph, s.section, s.heading) for s in sentences] == [
        ("一、工业", 1, 0, True),
        ("一是快。", 2, 1, True),
        ("产值增长。", 2, 1, False),
    ]


@given(st.text(alphabet="字。！？…“”（）《》「」\n 5，", max_size=80))
@settings(max_examples=400)
def test_sentences_tile_their_block(text: str) -> None:
    spans = split(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "。" * 1_000_000,
        "“" * 1_000_000,
        "”" * 1_000_000,
        "（" * 10_000 + "。" + "）" * 10_000,
        "（“" * 200_000 + "）" * 200_000,
        "“好。”" * 100_000,
    ],
    ids=["stops", "open", "close", "nested", "mixed", "quoted"],
)
def test_linear(text: str) -> None:
    began = time.process_time()
    split(text)
    assert time.process_time() - began < 6
