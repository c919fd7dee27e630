"""Each verb is the right project's, done or planned as the text tells."""

from __future__ import annotations

import pytest

from duibiao.reading.projects import FactType, ProjectEvent, Stage, Standing
from tests.reading.projects.reading import events, report


def stages(found: list[ProjectEvent]) -> dict[str, list[tuple[str, str]]]:
    """Name -> its stages with standing, in order."""
    told: dict[str, list[tuple[str, str]]] = {}
    for event in found:
        if event.type is FactType.STAGE and event.stage is not None:
            told.setdefault(event.project, []).append((event.stage.value, event.standing.value))
    return told


A, B, C = "肇庆青龙抽水蓄能电站", "惠州白鹤抽水蓄能电站", "茂名白云山水库"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{A}、{B}开工建设，{C}建成蓄水。", {A: ["开工"], B: ["开工"], C: ["投产"]}),
        (f"建成{A}和{B}，开工建设{C}。", {A: ["投产"], B: ["投产"], C: ["开工"]}),
        (f"{A}竣工、{C}全面开工。", {A: ["投产"], C: ["开工"]}),
        (f"推进{A}、{C}等项目建设。", {A: ["在建"], C: ["在建"]}),
        (f"推进{A}、{C}等项目，抓好安全生产。", {A: ["在建"], C: ["在建"]}),
        (f"推进{A}和县级水厂建设。", {A: ["在建"]}),
        (f"{A}获国家核准，做好{C}前期工作。", {A: ["审批"], C: ["审批"]}),
        (f"{A}位于广宁县，已于去年开工建设，全市用水得到保障。", {A: ["开工"]}),
        (f"{A}周边道路建成通车。", {}),
        (f"{A}启动首批科学试验。", {}),
    ],
)
def test_whose_verb_it_is(sentence: str, expected: dict[str, list[str]]) -> None:
    told = stages(report(back=sentence))
    assert {name: [stage for stage, _ in found] for name, found in told.items()} == expected


@pytest.mark.parametrize(
    ("sentence", "standing"),
    [
        (f"{A}建成投产。", "done"),
        (f"{A}即将投产。", "planned"),
        (f"总投资52亿元的{A}加快建设。", "ongoing"),
        (f"推动{A}建成投产。", "done"),
    ],
)
def test_where_the_report_looks_back(sentence: str, standing: str) -> None:
    assert [s for _, s in stages(report(back=sentence))[A]] == [standing]


def test_what_a_report_sets_out_is_planned() -> None:
    told = stages(report(ahead=f"开工建设{A}，推动{C}投产达产。"))
    assert told == {A: [("开工", "planned")], C: [("投产", "planned"), ("达产", "planned")]}


@pytest.mark.parametrize(
    ("note", "standing", "period"),
    [
        (f"2029年，{A}开工建设。", Standing.DONE, "2029"),
        (f"下一步，推动{A}开工建设。", Standing.PLANNED, ""),
        (f"{A}开工建设，力争2033年投产。", Standing.DONE, ""),
    ],
)
def test_a_note_tells_by_its_times(note: str, standing: Standing, period: str) -> None:
    first = next(e for e in events(note) if e.stage is Stage.STARTED)
    assert (first.standing, first.period) == (standing, period)


def test_the_year_after() -> None:
    found = [e for e in events("2028年，引进宁德时代，其肇庆基地在第二年投产。") if e.stage is Stage.RUNNING]
    assert [(e.project, e.period, e.period_why) for e in found] == [
        ("肇庆基地", "2029", "the year after the one before")
    ]


def test_firms_and_parks_are_projects_where_they_settle() -> None:
    told = stages(events("云帆科技、百川达、瑞铭成等一批电池企业相继落户，推进高要五金产业园建设。"))
    assert told["云帆科技"] == told["百川达"] == told["瑞铭成"] == [("签约", "done")]
    assert told["高要五金产业园"] == [("在建", "ongoing")]


def test_a_section_of_a_line_is_not_the_line() -> None:
    assert list(stages(report(back="深南高铁云浮至南宁段建成通车。"))) == ["深南高铁云浮至南宁段"]
