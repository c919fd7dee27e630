"""Passages. In the examples ``|`` stands between two passages, ``¦`` between sentences of one."""

from __future__ import annotations

import pytest

from duibiao.sources.plain import document_from_text
from duibiao.text.passages import PASSAGE_MOST

EXAMPLES = [
    "产值增长5%。|收入增长4%。",
    "全市新开工三百个项目。¦其中，新区开工八十个。|收入增长4%。",
    "新区加快建设。¦同时，推进老城更新。¦这些项目都已落地。",
    "扩大有效投资。¦实施三百个项目。|收入增长4%。",
    "一是扩大投资。¦实施三百个项目。|收入增长4%。",
]


@pytest.mark.parametrize("marked", EXAMPLES)
def test_examples(marked: str) -> None:
    text = marked.replace("|", "").replace("¦", "")
    d = document_from_text(text, name="d", sha256="0")
    assert [p.span.of(text) for p in d.passages] == [part.replace("¦", "") for part in marked.split("|")]


def test_a_passage_stays_in_its_paragraph() -> None:
    text = "新区加快建设，推进三百个重点项目。\n其中，老城更新二十个片区。"
    assert len(document_from_text(text, name="d", sha256="0").passages) == 2


def test_a_long_passage_takes_up_no_more() -> None:
    text = "新区加快建设" * (PASSAGE_MOST // 6 + 1) + "。其中，老城更新二十个片区。"
    assert len(document_from_text(text, name="d", sha256="0").passages) == 2


def test_passages_cover_all_sentences_in_order() -> None:
    text = "一、去年工作\n产值增长。其中，工业增长。收入提高。\n各位代表！今年更好。"
    d = document_from_text(text, name="d", sha256="0")
    assert [i for p in d.passages for i in range(p.first, p.last + 1)] == list(range(len(d.sentences)))
