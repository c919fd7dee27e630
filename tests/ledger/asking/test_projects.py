"""Projects over stored documents; what people decide stands on top, visibly, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from duibiao.errors import UsageError
from duibiao.gazetteer import Gazetteer
from duibiao.ledger.adding import Source, add, rebuild
from duibiao.ledger.asking.projects import decide, decisions, projects, undo
from duibiao.ledger.asking.things import chains, mentions, programme_facts
from duibiao.ledger.projects import DecisionType, by_hand, decision
from duibiao.ledger.store import Store
from duibiao.reading.projects import FactType, Stage
from tests.ledger.made import write

FIRST = "2031年3月，肇庆浪山抽水蓄能电站开工建设，总投资86亿元，总装机容量120万千瓦。"
SECOND = "肇庆浪山抽水蓄能电站总投资90亿元，去年建成投产。全市共有1个县、6个镇入选省首批典型。"


@pytest.fixture
def filled(store: Store, tmp_path: Path) -> Store:
    for name, text, year in (("a.txt", FIRST, 2031), ("b.txt", SECOND, 2033)):
        source = write(tmp_path, name, text)
        add(store, [Source(source.path, name, "441200", year)])
    return store


def test_one_project_of_two_documents_with_its_dated_evidence(filled: Store) -> None:
    known = projects(filled, Gazetteer.load().resolve("肇庆市"))
    one = known.named("肇庆浪山抽水蓄能电站")
    assert one.stage is Stage.RUNNING
    money = one.of(FactType.MONEY)
    assert sorted(e.event.text for e in money) == ["86亿元", "90亿元"]
    assert [c.type for c in one.conflicts] == [FactType.MONEY]
    assert {known.origins[e.event.doc].name for e in one.timeline} == {"a.txt", "b.txt"}


def test_a_place_sees_its_own_projects(filled: Store) -> None:
    assert projects(filled, Gazetteer.load().resolve("惠州市")).projects == []
    assert projects(filled, Gazetteer.load().resolve("广东省")).projects


def test_an_event_added_by_hand_is_marked_and_can_be_undone(filled: Store) -> None:
    name = projects(filled).named("浪山抽水蓄能").name
    told = {"author": "王芳", "date": "2033-05-01T08:00:00+00:00"}
    event = by_hand(name, FactType.STAGE, "全部机组达产", stage=Stage.FULL, period="2033-05", **told)
    made = decision(DecisionType.ADD, projects=(name,), event=event, **told)
    decide(filled, made)
    decide(filled, made)
    assert decisions(filled) == [made]
    one = projects(filled).named(name)
    assert one.stage is Stage.FULL
    (entry,) = [e for e in one.timeline if e.by]
    assert (entry.by, entry.event.text) == ("王芳", "全部机组达产")
    rebuild(filled)
    assert projects(filled).named(name).stage is Stage.FULL
    assert undo(filled, made.id[:8]) == made
    assert projects(filled).named(name).stage is Stage.RUNNING
    with pytest.raises(UsageError):
        undo(filled, made.id)


def test_a_correction_replaces_and_shows_what_was_read(filled: Store) -> None:
    one = projects(filled).named("浪山抽水蓄能")
    wrong = next(e.event for e in one.of(FactType.MONEY) if e.event.text == "90亿元")
    told = {"author": "李明", "date": "2033-05-01T08:00:00+00:00"}
    decide(filled, decision(DecisionType.CORRECT, projects=(one.name,), event_id=wrong.id, **told))
    again = projects(filled).named(one.name)
    assert [e.event.text for e in again.of(FactType.MONEY)] == ["86亿元"]
    assert again.conflicts == ()


def test_names_programmes_and_chains_of_a_place(filled: Store) -> None:
    place = Gazetteer.load().resolve("肇庆市")
    assert {str(t.fact.count) for t in programme_facts(filled, place)} == {"1", "6"}
    assert any(t.fact.name == "肇庆市" for t in mentions(filled, place))
    assert chains(filled, place) == []
