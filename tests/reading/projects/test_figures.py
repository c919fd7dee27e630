"""Money, size and yield of a project, and of it alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from duibiao.reading.projects import FactType, Standing
from tests.reading.projects.reading import events, report

A, B = "肇庆青龙抽水蓄能电站", "肇庆白鹤抽水蓄能电站"
FIGURES = (FactType.MONEY, FactType.CAPACITY, FactType.OUTPUT, FactType.LAND)


def figures(text: str) -> list[tuple[str, str, str]]:
    """``(project, type, printed figure)`` of a note."""
    found = sorted(events(text), key=lambda e: (e.span, e.project_span))
    return [(e.project, e.type.value, e.text) for e in found if e.type in FIGURES]


def test_everything_of_one_project() -> None:
    note = (
        f"{A}选址广宁县，总投资52亿元，总装机容量60万千瓦，年设计发电量7.5亿千瓦时，将安装2台30万千瓦机组。"
    )
    assert figures(note) == [
        (A, "money", "52亿元"),
        (A, "capacity", "60万千瓦"),
        (A, "capacity", "7.5亿千瓦时"),
        (A, "capacity", "2台"),
    ]


def test_of_the_project_said_again() -> None:
    note = f"{A}位于广宁县，总投资52亿元。项目建成投运后预计年均产值约4.5亿元。"
    assert figures(note) == [(A, "money", "52亿元"), (A, "output", "4.5亿元")]
    assert [e.standing for e in events(note) if e.type is FactType.OUTPUT] == [Standing.PLANNED]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (f"总投资52亿元的{A}建成。", [(A, "money", "52亿元")]),
        (f"{A}、{B}年投资额均超10亿元。", [(A, "money", "10亿元"), (B, "money", "10亿元")]),
        (f"{A}、{B}等项目总投资90亿元。", []),
        (f"{A}建成投运，抽水蓄能电站装机规模突破160万千瓦。", []),
        (f"{A}建成，投资30亿元的西江大桥开工。", [("西江大桥", "money", "30亿元")]),
    ],
)
def test_whose_figure_it_is(note: str, expected: list[tuple[str, str, str]]) -> None:
    assert figures(note) == expected


def test_figures_keep_their_statement() -> None:
    money = next(e for e in events(f"{A}总投资超52亿元。") if e.type is FactType.MONEY)
    assert (money.value, money.unit, money.measure) == (Decimal(5200000000), "元", "总投资")
    assert money.bound is not None
    assert money.bound.value == "min"
    assert money.statement


def test_what_was_spent_and_what_is_to_be() -> None:
    spent = next(e for e in report(back="260个省重点项目完成投资4100亿元。") if e.type is FactType.MONEY)
    planned = next(
        e
        for e in report(ahead="安排省重点建设项目1480个、年度计划投资9000亿元。")
        if e.type is FactType.MONEY
    )
    assert (spent.standing, planned.standing) == (Standing.DONE, Standing.PLANNED)
