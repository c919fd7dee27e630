"""Names joined over documents with reasons; persons' decisions on top, visible, and undone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from duibiao.gazetteer import Gazetteer
from duibiao.ledger.projects import (
    Decision,
    DecisionType,
    Project,
    at,
    by_hand,
    by_place,
    decision,
    merge,
    overview,
    suggest,
)
from duibiao.reading.projects import FactType, ProjectEvent, Stage, Standing, Subject
from tests.reading.projects.reading import events, report

REPORT = report(
    back="肇庆青龙抽水蓄能项目开工建设，佛山九曲高速公路建成通车。肇庆云帆科技一期投产，肇庆云帆科技二期开工。",
    ahead="推进肇庆青龙抽水蓄能项目建设。",
)
NOTE = events("2030年，肇庆青龙抽水蓄能电站开工建设，选址广宁县，总投资52亿元，总装机容量60万千瓦。")
OTHER = events("肇庆青龙抽水蓄能电站总投资55亿元。", name="other.txt")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def of(projects: list[Project], name: str) -> Project:
    return next(p for p in projects if any(join.name == name for join in p.names))


def test_names_that_differ_by_kind_are_one_and_say_why(gazetteer: Gazetteer) -> None:
    station = of(merge([*REPORT, *NOTE], gazetteer=gazetteer), "肇庆青龙抽水蓄能电站")
    assert {join.name for join in station.names} == {"肇庆青龙抽水蓄能电站", "肇庆青龙抽水蓄能项目"}
    assert any("青龙" in join.why for join in station.names)
    assert {"441200", "441223"} <= set(station.adcodes)
    assert (station.stage, station.standing) == (Stage.STARTED, Standing.DONE)


def test_the_timeline_is_in_order_of_time(gazetteer: Gazetteer) -> None:
    station = of(merge([*REPORT, *NOTE], gazetteer=gazetteer), "肇庆青龙抽水蓄能电站")
    steps = [(e.event.period, e.event.stage, e.event.standing) for e in station.of(FactType.STAGE)]
    assert steps[0][0] == "2030"
    assert steps[-1] == ("2031", Stage.BUILDING, Standing.PLANNED)


def test_phases_stay_apart_and_know_their_whole(gazetteer: Gazetteer) -> None:
    more = events("肇庆云帆科技项目总投资30亿元。", name="more.txt")
    projects = merge([*REPORT, *more], gazetteer=gazetteer)
    first, second = of(projects, "肇庆云帆科技一期"), of(projects, "肇庆云帆科技二期")
    assert first.id != second.id
    assert (first.phase, second.phase) == ("一期", "二期")
    whole = next((p for p in projects if p.name == "肇庆云帆科技项目"), None)
    assert whole is None or {first.part_of, second.part_of} == {whole.id}


def test_two_investments_are_shown(gazetteer: Gazetteer) -> None:
    station = of(merge([*NOTE, *OTHER], gazetteer=gazetteer), "肇庆青龙抽水蓄能电站")
    (conflict,) = station.conflicts
    assert conflict.type is FactType.MONEY
    assert [e.event.text for e in conflict.entries] == ["52亿元", "55亿元"]


def test_more_than_does_not_contradict(gazetteer: Gazetteer) -> None:
    vague = events("肇庆青龙抽水蓄能电站总投资超50亿元。", name="vague.txt")
    assert of(merge([*NOTE, *vague], gazetteer=gazetteer), "肇庆青龙抽水蓄能电站").conflicts == ()


def test_a_person_keeps_apart_and_it_can_be_undone(gazetteer: Gazetteer) -> None:
    names = ("肇庆青龙抽水蓄能电站", "肇庆青龙抽水蓄能项目")
    apart = decision(DecisionType.APART, author="李工", date="2031-02-01", projects=names)
    one = of(merge([*REPORT, *NOTE], [apart], gazetteer=gazetteer), names[0])
    assert [join.name for join in one.names] == [names[0]]
    assert one.decisions == (apart.id,)
    assert len(of(merge([*REPORT, *NOTE], gazetteer=gazetteer), names[0]).names) == 2


def test_a_person_joins(gazetteer: Gazetteer) -> None:
    note = events("肇庆白鹤水库开工建设，肇庆青龙大桥建成通车。")
    names = tuple(sorted({e.project for e in note if e.subject is Subject.PROJECT}))
    assert len(names) == 2
    join = decision(DecisionType.JOIN, author="李工", date="2031-02-01", projects=names, name="白鹤青龙项目")
    (one,) = merge(note, [join], gazetteer=gazetteer)
    assert one.name == "白鹤青龙项目"
    assert any(j.decision == join.id and "李工" in j.why for j in one.names)


def corrections() -> list[Decision]:
    money = next(e for e in NOTE if e.type is FactType.MONEY)
    name = money.project
    told = by_hand(
        name, FactType.MONEY, "53亿元", author="李工", date="2031-02-01", value=Decimal("5300000000"),
        unit="元", measure="总投资", standing=Standing.STATED,
    )  # fmt: skip
    seen = by_hand(
        name,
        FactType.STAGE,
        "主体封顶",
        author="王工",
        date="2031-03-01",
        stage=Stage.BUILDING,
        period="2031-02",
    )
    return [
        decision(DecisionType.CORRECT, author="李工", date="2031-02-01", event=told, event_id=money.id),
        decision(DecisionType.ADD, author="王工", date="2031-03-01", projects=(name,), event=seen),
    ]


def test_what_a_person_adds_and_corrects_is_theirs(gazetteer: Gazetteer) -> None:
    station = of(merge(NOTE, corrections(), gazetteer=gazetteer), "肇庆青龙抽水蓄能电站")
    theirs = {(e.by, e.event.text, e.replaces.text if e.replaces else "") for e in station.timeline if e.by}
    assert theirs == {("李工", "53亿元", "52亿元"), ("王工", "主体封顶", "")}
    assert [e.event.text for e in station.of(FactType.MONEY)] == ["53亿元"]
    assert len(station.decisions) == 2


def test_a_person_takes_an_event_away(gazetteer: Gazetteer) -> None:
    wrong = next(e for e in NOTE if e.type is FactType.MONEY)
    gone = decision(DecisionType.CORRECT, author="李工", date="2031-02-01", event_id=wrong.id)
    assert of(merge(NOTE, [gone], gazetteer=gazetteer), wrong.project).of(FactType.MONEY) == []


def test_planned_after_it_was_done(gazetteer: Gazetteer) -> None:
    done = report(back="建成佛山九曲大桥。")
    again = events("下一步，推动佛山九曲大桥建成通车，力争2032年完工。", "佛山市", name="later.txt")
    bridge = of(merge([*done, *again], gazetteer=gazetteer), "佛山九曲大桥")
    assert all(c.type is FactType.STAGE for c in bridge.conflicts)


def test_the_same_in_any_order(gazetteer: Gazetteer) -> None:
    every: list[ProjectEvent] = [*REPORT, *NOTE, *OTHER]
    assert merge(every, gazetteer=gazetteer) == merge(every[::-1], gazetteer=gazetteer)
    assert merge([*every, *every], gazetteer=gazetteer) == merge(every, gazetteer=gazetteer)


def test_groups_have_a_row_of_their_own(gazetteer: Gazetteer) -> None:
    note = events("加快推进152个绿色能源项目建设，总投资900亿元。其中，光伏约600万千瓦。")
    (group,) = [p for p in merge(note, gazetteer=gazetteer) if p.subject is Subject.GROUP]
    assert group.name == "绿色能源项目"
    assert {e.event.text for e in group.of(FactType.COUNT, FactType.MONEY)} == {"152个", "900亿元"}


def test_by_place_and_stage(gazetteer: Gazetteer) -> None:
    projects = merge([*REPORT, *NOTE], gazetteer=gazetteer)
    city = gazetteer.resolve("肇庆市")
    assert "佛山九曲高速公路" not in {p.name for p in at(projects, city, gazetteer)}
    rows = overview(at(projects, city, gazetteer))
    assert {row.stage for row in rows} >= {Stage.STARTED, Stage.RUNNING}
    assert any(row.place == "广宁县" for row in by_place(projects, city, gazetteer))


def test_a_nameless_phase_is_only_suggested(gazetteer: Gazetteer) -> None:
    note = events("肇庆宁德时代二阶段工程加快建设。锂离子电池生产项目二阶段工程开工。")
    projects = merge(note, gazetteer=gazetteer)
    named = {p.name for p in projects}
    assert len(named) == 2
    assert [set(s.projects) for s in suggest(projects)] == [{p.id for p in projects}]


def test_one_name_in_two_provinces_is_two_projects(gazetteer: Gazetteer) -> None:
    here = events("海洋综合试验场项目开工建设，滨海工业园建设加快。", "广东省", name="south.txt")
    there = events("海洋综合试验场项目开工建设，滨海工业园建设加快。", "山东省", name="north.txt")
    projects = merge([*here, *there], gazetteer=gazetteer)
    assert all(len({e.event.doc for e in p.timeline}) == 1 for p in projects)


def test_a_firm_alone_is_not_one_of_its_projects_elsewhere(gazetteer: Gazetteer) -> None:
    note = events("推进比亚迪、宁德时代等项目建设，惠州比亚迪汽车零部件产业园项目投产。", "广东省")
    assert all(len(p.names) == 1 for p in merge(note, gazetteer=gazetteer))
