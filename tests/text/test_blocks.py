"""Lines and blocks. Examples carry their answer: ``<h>…</h>`` is a heading, ``<p>…</p>`` a paragraph."""

from __future__ import annotations

import itertools
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duibiao.text import Block, Kind, Part, Span, join, lines

TAGS = {"h": Kind.HEADING, "p": Kind.PARAGRAPH, "c": Kind.CAPTION}
LONG = (
    "全市推进园区提质扩容，新增产业用地三千亩，开工建设三百个项目，发展后劲不断增强，各方面工作都有新气象。"
)


def untag(marked: str) -> tuple[str, list[tuple[str, Kind]]]:
    expected = [(m[2], TAGS[m[1]]) for m in re.finditer(r"<([hpc])>(.*?)</\1>", marked, re.DOTALL)]
    return re.sub(r"</?[hpc]>", "", marked), expected


EXAMPLES = {
    "numbered headings": "<h>一、去年工作</h>\n<p>L</p>\n<h>（一）工业</h>\n<p>L</p>",
    "a numbered sentence that goes on": "<p>（一）做强工业。建三个园区。</p>\n<p>（二）做优农业。改田。</p>",
    "a numbered heading may end with a full stop": "<h>（一）坚持制造业当家，建设产业体系。</h>\n<p>L</p>",
    "a numbered item of a list is no heading": "<p>一、节约用水，降低消耗；</p>\n<p>二、改进产品；</p>",
    "broken at links": "<p>细颗粒物（PM\n2.5\n）平均浓度下降。</p>\n<p>今年继续治理。</p>",
    "broken before punctuation": "<p>L编制了《\n某市规划\n》。</p>",
    "one clause a line": (
        "<p>近年来，某市坚持\n\n以工业化思维发展农业，\n\n推动一二三产业融合。</p>\n\n"
        "<p>一批特色产品\n\n走进生产车间。</p>"
    ),
    "a heading that is printed again": (
        "<h>本地机遇</h>\n\n<p>目前，储能产业\n\n已经成为引擎，\n\n正在发力。</p>\n\n<h>本地机遇</h>\n\n<p>L</p>"
    ),
    "paragraphs with a bold lead, set apart by blank lines": (
        "<p>发展教育事业。\nL</p>\n\n<p>发展卫生事业。\nL</p>\n\n<p>L</p>"
    ),
    "a page turn in a sentence": "<p>L要深化改\n\u200b\n革，增强动力。</p>\n\n<p>L</p>\n\n<p>L</p>",
    "a page turn between two paragraphs": "<p>L</p>\n\u200b\n<p>加强监管。</p>\n\n<p>L</p>\n\n<p>L</p>",
    "wide gaps around a heading with commas": (
        "<p>L</p>\n\n<p>L</p>\n\n\n\n<h>五年来，改革取得进展，积累了经验，打下了基础</h>\n\n\n\n<p>L</p>"
    ),
    "a lone ordinal is part of what follows": "<p>L</p>\n\n<p>二要\n积极促进联合。</p>\n\n<p>L</p>",
    "windows line ends": "<h>一、去年工作</h>\r\n<p>L</p>\r\n<p>L</p>",
    "list marks open blocks": "<p>L主要成绩是</p>\n<p>——产值提高。</p>\n<p>——收入增加。</p>",
}
"""``L`` stands for a long paragraph."""


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples(name: str) -> None:
    text, expected = untag(EXAMPLES[name].replace("L", LONG))
    blocks = join(text, lines(text), {})
    assert [(b.span.of(text), b.kind) for b in blocks] == expected


def test_a_label_stands_alone() -> None:
    text = "产值增长，\n△某某 摄\n收入提高。"
    found = lines(text)
    caption = Block(found[1].span, Kind.CAPTION, Part.BODY)
    blocks = join(text, found, {1: caption})
    assert [b.span.of(text) for b in blocks] == text.split("\n")
    assert blocks[1] is caption


def test_a_label_of_two_lines_is_one_block() -> None:
    text = "政府工作报\n告\n各位代表：\n现在报告。"
    found = lines(text)
    title = Block(Span(0, 7), Kind.TITLE, Part.FRONT)
    assert join(text, found, {0: title, 1: title})[0] is title
    assert len(join(text, found, {0: title, 1: title})) == 3


def test_gaps_are_counted_and_page_turns_are_none() -> None:
    found = lines("甲\n乙\n\n丙\n\u3000\n\n丁\n\u200b\n戊\r\n\r\n己")
    assert [(line.gap, line.turned) for line in found] == [
        (0, False), (0, False), (1, False), (2, False), (0, True), (1, False),
    ]  # fmt: skip


pieces = st.sampled_from(
    [
        "一、工作",
        "（一）工业",
        "某市发展",
        "产值增长5%，",
        "收入提高。",
        "“好”",
        "）",
        "——",
        "。",
        "，",
        "\n",
        "\n\n",
        "\r\n",
        "\u200b",
        "　",
        "一是快。",
        " ",
    ]
)


@given(st.lists(pieces, max_size=40).map("".join))
@settings(max_examples=300)
def test_blocks_tile_the_text(text: str) -> None:
    found = lines(text)
    blocks = join(text, found, {})
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(blocks))
    covered = "".join(b.span.of(text) for b in blocks)
    blank = set(" \t\r\n\u3000\u200b")
    assert [c for c in covered if c not in blank] == [c for c in text if c not in blank]
    assert all(b.span.size and b.span.of(text)[0] not in blank for b in blocks)


@pytest.mark.parametrize(
    "text",
    [
        "。" * 1_000_000,
        "字" * 1_000_000,
        "\n" * 1_000_000 + "字",
        "一、发展\n" * 100_000,
        "字\n\n" * 200_000,
        "。" + "”" * 1_000_000,
    ],
    ids=["stops", "one line", "blank", "headings", "verse", "closers"],
)
def test_linear(text: str) -> None:
    began = time.process_time()
    assert join(text, lines(text), {})
    assert time.process_time() - began < 8
