"""The years that a report is of, by its headings."""

from __future__ import annotations

import pytest

from duibiao.auditing.model import Audit
from duibiao.sources.plain import document_from_text
from duibiao.text import Document
from tests.auditing.reports import CALM, between

GOOD, BAD = "consistent", "inconsistent"


def verdicts(found: Audit, rule: str) -> list[str]:
    return [f.verdict.value for f in found.findings if f.rule == rule]


def headed(title: str, given: str, back: str, ahead: str, below: str = "") -> Document:
    text = f"{title}\n——{given}\n{below}\n各位代表：\n{back}\n经济平稳运行。\n{ahead}\n{CALM}\n"
    return document_from_text(text, name="r.txt", sha256="0")


@pytest.mark.parametrize(
    ("back", "ahead", "wrong"),
    [
        ("一、2030年工作回顾", "二、2031年重点工作", []),
        ("一、2030年和“十五五”时期工作回顾", "二、2013年重点工作", ["2013"]),
        ("一、2003年工作回顾", "二、2031年重点工作", ["2003"]),
        # another plan's year
        ("一、2030年工作回顾", "二、2035年远景目标的展望", []),
    ],
)
def test_the_years_of_the_headings(back: str, ahead: str, wrong: list[str]) -> None:
    made = headed("广东省政府工作报告", "2031年1月15日在广东省第十五届人民代表大会第四次会议上", back, ahead)
    found = [f for f in between(made).wrong if f.rule == "heading_years"]
    assert [f.at.text for f in found] == wrong
    assert all(len(f.operands) > 1 for f in found)


@pytest.mark.parametrize(
    ("rule", "below", "wanted"),
    [
        ("given_on", "1月15日，广东省第十五届人民代表大会第四次会议开幕。", [GOOD]),
        ("given_on", "1月25日，广东省第十五届人民代表大会第四次会议开幕。", [BAD]),
        ("sessions", "省长在省十五届人大四次会议上作报告。", [GOOD, GOOD]),
        ("sessions", "省长在省十五届人大八次会议上作报告。", [GOOD, BAD]),
        # the session before set the aims
        ("sessions", "完成了省十五届人大三次会议确定的目标任务。", [GOOD, GOOD]),
    ],
)
def test_the_heading_says_when_and_where(rule: str, below: str, wanted: list[str]) -> None:
    given = "2031年1月15日在广东省第十五届人民代表大会第四次会议上"
    made = headed("广东省政府工作报告", given, "一、2030年工作回顾", "二、2031年重点工作", below)
    assert verdicts(between(made), rule) == wanted


def test_a_term_of_five_years_in_every_heading() -> None:
    told = "过去五年，水利加快。这五年，农业增产。五年来，农村面貌改变。"
    for n, wanted in (("五", GOOD), ("三", BAD)):
        made = document_from_text(f"各位代表：\n一、过去{n}年的工作回顾\n{told}\n", name="r.txt", sha256="0")
        assert verdicts(between(made), "term_in_headings") == [wanted]
