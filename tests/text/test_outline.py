"""Outlines. In the examples each line is a block; ``#`` before it counts its level, ``¦`` ends a lead."""

from __future__ import annotations

import time

import pytest

from duibiao.sources.plain import document_from_text
from duibiao.text import Document

BODY = "全市推进园区提质扩容，新增产业用地三千亩，开工建设三百个项目，发展后劲不断增强，各项工作都有新气象。"


def document(text: str) -> Document:
    return document_from_text(text, name="d", sha256="0")


EXAMPLES = {
    "three levels and leads": f"""
#一、去年工作
##（一）工业
####一是扩大规模。¦{BODY}
####二是提升质量。¦{BODY}
##（二）农业
{BODY}
#二、今年安排
####——强化支撑。¦{BODY}
""",
    "topics": f"""
#一、今年安排
#####扩大有效投资。¦{BODY}
#####提振和扩大消费。¦{BODY}
{BODY}
""",
    "leads that are paragraphs of their own": f"""
#一、去年工作
####一是园区提质增效。
{BODY}
####二是农业稳产增收。
{BODY}
""",
    "topics that are paragraphs of their own alternate with text": f"""
#一、去年工作
#####生态底色更加亮丽。
{BODY}
#####经济运行持续向好。
{BODY}
""",
    "unnumbered headings under numbered ones": f"""
#一、关于建设
{BODY}
##关于教育改革问题
{BODY}
#二、关于生活
{BODY}
#结束语
{BODY}
""",
    "numbered items below headings are a list": f"""
#一、总的任务
##（一）保证质量
####一、提高设计水平；
####二、加强现场施工。
##（二）保证安全
{BODY}
""",
    "items below a heading of the fourth level": f"""
#三、加快建设
####第一，全国动员
{BODY}
#####（一）普遍增产粮食。¦{BODY}
#####（二）改良土壤。¦{BODY}
####第二，发展基础工业
{BODY}
""",
    "not topics": f"""
#一、今年安排
产值增长5%。{BODY}
一年来，主要做了以下工作。{BODY}
各位代表！{BODY}
""",
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples(name: str) -> None:
    rows = EXAMPLES[name].strip().split("\n")
    text = "\n".join(row.lstrip("#").replace("¦", "") for row in rows)
    expected = [
        (len(row) - len(row.lstrip("#")), row.lstrip("#").split("¦")[0]) for row in rows if row[0] == "#"
    ]
    assert [(s.level, s.heading.of(text)) for s in document(text).sections] == expected


def test_sections_nest_and_know_their_parent() -> None:
    text = f"一、去年工作\n（一）工业\n一是扩大。{BODY}\n{BODY}\n（二）农业\n{BODY}\n二、今年安排\n{BODY}"
    d = document(text)
    parents = [d.sections[s.parent].title(text) if s.parent >= 0 else "" for s in d.sections]
    assert parents == ["", "一、去年工作", "（一）工业", "一、去年工作", ""]
    for section in d.sections:
        if section.parent >= 0:
            assert d.sections[section.parent].span.holds(section.span)


def test_a_lead_reaches_as_far_as_its_paragraph() -> None:
    text = f"一、去年工作\n一是扩大。{BODY}\n{BODY}"
    lead = document(text).sections[1]
    assert lead.span.of(text) == f"一是扩大。{BODY}"


def test_a_lead_of_its_own_reaches_one_paragraph_further() -> None:
    text = f"一、去年工作\n一是园区提质增效。\n{BODY}\n{BODY}全市再接再厉。"
    lead = document(text).sections[1]
    assert lead.span.of(text) == f"一是园区提质增效。\n{BODY}"


def test_unnumbered_headings_above_numbered_ones_are_their_parents() -> None:
    chapters = f"五年来的成就和去年工作\n{BODY}\n主要目标和今年工作\n{BODY}\n"
    d = document(f"各位代表：\n{chapters}一、建设主线\n{BODY}\n二、战略定位\n{BODY}")
    assert [(s.level, s.parent) for s in d.sections] == [(1, -1), (1, -1), (1, 1), (1, 1)]


def test_a_preface_is_not_the_parent_of_what_follows() -> None:
    d = document(f"各位代表：\n前面的话\n{BODY}\n一、去年工作\n{BODY}\n二、今年安排\n{BODY}\n结束语\n{BODY}")
    assert [s.parent for s in d.sections] == [-1, -1, -1, -1]


def test_title_is_one_line_without_its_full_stop() -> None:
    text = f"一、去年工作\n一是\n扩大规模。\n{BODY}"
    assert [s.title(text) for s in document(text).sections] == ["一、去年工作", "一是扩大规模"]


@pytest.mark.parametrize(
    "line", ["一、发展\n", "（一）发展\n", "一是发展。增长。\n", f"发展向好。\n{BODY}\n"]
)
def test_linear(line: str) -> None:
    d = document(line * 30_000)
    began = time.process_time()
    assert d.sections
    assert d.sentences
    assert time.process_time() - began < 6
