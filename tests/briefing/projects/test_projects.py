"""Money, capacity and stage of a project, and only of that project."""

from __future__ import annotations

import pytest

from duibiao.briefing import Brief
from duibiao.briefing.making import make_brief
from duibiao.briefing.model import Project
from duibiao.gazetteer import Gazetteer
from duibiao.sources.plain import document_from_text

REPORT = """政府工作报告
——2031年1月9日在广东省第十九届人民代表大会第一次会议上
各位代表：
一、2030年工作回顾
开工建设肇庆青龙抽水蓄能电站和惠州白云抽水蓄能电站，支持抽水蓄能产业发展。
二、2031年工作安排
推动肇庆青龙抽水蓄能电站投产。
"""


def brief_of(note: str) -> Brief:
    report = document_from_text(REPORT, name="report.txt", sha256="r")
    local = document_from_text(note, name="note.txt", sha256="n")
    return make_brief(report, "肇庆市", [local], gazetteer=Gazetteer.load()).brief


def station(note: str) -> Project:
    return next(p for p in brief_of(note).projects if p.name == "肇庆青龙抽水蓄能电站")


NOTE = "2030年，肇庆青龙抽水蓄能电站选址广宁县，总投资52亿元，总装机容量60万千瓦，是全市最大的抽水蓄能电站。"


def test_money_capacity_and_place() -> None:
    found = station(NOTE)
    assert [s.text for s in found.money] == ["52亿元"]
    assert [s.text for s in found.capacity] == ["60万千瓦"]
    assert found.place == "广宁县"


def test_stages_reached_and_ahead() -> None:
    found = station(NOTE)
    assert [(step.stage, step.ahead) for step in found.steps] == [("开工", False), ("投产", True)]
    for step in found.steps:
        assert step.said.span.of(REPORT) == step.said.text


@pytest.mark.parametrize(
    "note",
    [
        "2030年，肇庆市推进肇庆青龙抽水蓄能电站等项目，总投资90亿元，抽水蓄能产业加快发展。",
        "2030年，肇庆青龙抽水蓄能电站、肇庆白鹤抽水蓄能电站加快建设，后者总投资90亿元。",
    ],
)
def test_money_of_a_list_or_of_another_project_is_not_its_own(note: str) -> None:
    assert [s.text for s in station(note).money] == []


@pytest.mark.parametrize(
    ("sentence", "stages"),
    [
        ("肇庆青龙抽水蓄能电站竣工、肇庆白鹤抽水蓄能电站全面开工。", ["投产", "开工"]),
        ("肇庆青龙抽水蓄能电站、肇庆白鹤抽水蓄能电站开工建设。", ["开工", "开工"]),
        ("去年建成肇庆青龙抽水蓄能电站和肇庆白鹤抽水蓄能电站。", ["投产", "投产"]),
    ],
)
def test_each_project_has_its_own_verb(sentence: str, stages: list[str]) -> None:
    told = {p.name: p for p in brief_of("2030年，" + sentence).projects}
    first, second = (told[name].steps for name in ("肇庆青龙抽水蓄能电站", "肇庆白鹤抽水蓄能电站"))
    assert stages[0] in [s.stage for s in first if not s.ahead]
    assert [s.stage for s in second] == stages[1:]


def test_projects_of_other_places_are_out() -> None:
    assert not any("惠州" in p.name for p in brief_of(NOTE).projects)


def test_every_word_slices_back() -> None:
    for project in brief_of(NOTE).projects:
        for words in (*project.named, *(step.said for step in project.steps)):
            text = REPORT if words.doc == "report.txt" else NOTE
            assert words.span.of(text) == words.text
