from __future__ import annotations

from pathlib import Path

import pytest

from duibiao.briefing.glossary import entries, terms
from duibiao.sources import read_document
from duibiao.sources.plain import document_from_text

BODY = """政府工作报告
——2031年1月9日在广东省第十九届人民代表大会第一次会议上
各位代表：
一、2031年工作安排
推进“三通两提”行动，建设“渔光小镇”，办好企业“早餐会”制度。三资管理更规范。
附件
名词解释
"""
INLINE = "1.“三通两提”行动：指通水、通电、通路，提质、提效。\n2.“渔光小镇”：以渔业和光伏\n发电为主的小镇。\n"
BELOW = "［1］“三通两提”行动：\n指通水、通电、通路，提质、提效。\n［2］三资：\n资金、资产、资源。\n"


@pytest.mark.parametrize(
    ("annex", "names"),
    [(INLINE, ["“三通两提”行动", "“渔光小镇”"]), (BELOW, ["“三通两提”行动", "三资"])],
    ids=["inline", "below"],
)
def test_entries_of_the_annex(annex: str, names: list[str]) -> None:
    document = document_from_text(BODY + annex, name="r.txt", sha256="0")
    found = entries(document)
    assert [entry.name.of(document.text) for entry in found] == names
    assert found[0].explanation.of(document.text) == "指通水、通电、通路，提质、提效。"


def test_terms_in_what_is_quoted() -> None:
    document = document_from_text(BODY + INLINE + "3.企业“早餐会”：每月一次。\n", name="r.txt", sha256="0")
    first = next(s.span for s in document.sentences if "三通" in s.span.of(document.text))
    found = terms(document, [first])
    assert [term.name for term in found] == ["“三通两提”行动", "“渔光小镇”", "企业“早餐会”"]
    for term in found:
        assert term.explanation.span.of(document.text) == term.explanation.text
        assert all(words.span.of(document.text) == words.text for words in term.named)
        assert all(first.holds(words.span) for words in term.named)


def test_short_plain_terms_are_not_looked_for() -> None:
    document = document_from_text(BODY + BELOW, name="r.txt", sha256="0")
    assert [t.name for t in terms(document, [s.span for s in document.sentences])] == ["“三通两提”行动"]


def test_no_annex_no_terms() -> None:
    document = document_from_text(BODY.replace("名词解释", ""), name="r.txt", sha256="0")
    assert terms(document, [s.span for s in document.sentences]) == []


@pytest.mark.corpus
@pytest.mark.parametrize(("code", "least"), [("360000", 24), ("440000", 13), ("460000", 28), ("510000", 20)])
def test_annexes_of_the_corpus(corpus: Path, code: str, least: int) -> None:
    assert len(entries(read_document(corpus / "provinces-2026" / f"{code}-2026.txt"))) >= least
