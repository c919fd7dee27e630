"""What a store gives to boards is what reading the documents gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from duibiao.ledger.adding import Source, add
from duibiao.ledger.boards import FromStore, boards, fill
from duibiao.ledger.store import Store
from tests.ledger.boards.supplying import GAZETTEER, PLACE, filled, material

NOTE = "肇庆推进“百千万工程”，全市共有1个县、7个镇、50个村入选省首批典型。肇庆浪江电站总投资9亿元。"
OTHER = "佛山市建成绿道九公里，佛山公园增至三个，佛山造林一万亩。"
UPPER = """2024年广东省政府工作报告

各位代表：

一、2023年工作回顾

去年，深入实施“百县千镇万村高质量发展工程”，选取20个县、100个镇、1000个村作为首批典型。

二、2024年工作安排

今年，推进肇庆浪江抽水蓄能电站建设。
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    sources = []
    for name, text, adcode in (("a.txt", NOTE, "441200"), ("b.txt", OTHER, "440600"), ("c.txt", UPPER, "")):
        (tmp_path / name).write_text(text, "utf-8")
        sources.append(Source(tmp_path / name, name, adcode, 2024))
    with Store.open(str(tmp_path / "ledger.sqlite"), create=True) as opened:
        add(opened, sources, workers=1)
        yield opened


def test_own_documents_come_first_and_others_not_at_all(store: Store) -> None:
    found = [m.origin.name for m in FromStore(store).materials(PLACE)]
    assert found == ["a.txt", "c.txt"]


def test_facts_are_those_that_reading_gives(store: Store) -> None:
    (first, _) = FromStore(store).materials(PLACE)
    read = material(NOTE, first.origin.label)
    assert list(first.statements) == list(read.statements)
    assert sorted(m.id for m in first.mentions) == sorted(m.id for m in read.mentions)
    assert sorted(e.id for e in first.projects) == sorted(e.id for e in read.projects)
    assert list(first.programmes) == list(read.programmes)
    assert first.standards == read.standards


def test_years_leave_other_documents_out(store: Store) -> None:
    assert list(FromStore(store).materials(PLACE, (2019, 2020))) == []


def test_a_board_from_the_store(store: Store) -> None:
    board = boards()["counties_towns_villages"]
    (made,) = fill([board], FromStore(store), PLACE, among=boards().values(), gazetteer=GAZETTEER)
    assert [c.text for s in made.sections for c in s.worked_out] == [
        "1个 ÷ 20个 = 5.0%",
        "7个 ÷ 100个 = 7.0%",
        "50个 ÷ 1000个 = 5.0%",
    ]
    alone = filled(material(NOTE))[board.id]
    assert {row.quote for row in alone.rows} <= {row.quote for row in made.rows}
