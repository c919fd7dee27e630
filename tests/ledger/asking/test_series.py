"""Series: every vintage with its source, contradictions shown and never averaged."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from duibiao.errors import UsageError
from duibiao.gazetteer import Gazetteer, Place
from duibiao.ledger.adding import Source, add
from duibiao.ledger.asking.documents import read_again
from duibiao.ledger.asking.series import Point, series, the_indicator
from duibiao.ledger.store import Store
from duibiao.reading import StatementKind, Status
from tests.ledger.made import report, write


@pytest.fixture
def guangdong() -> Place:
    return Gazetteer.load().resolve("广东省")


def _one(points: list[Point], period: str, kind: StatementKind, status: Status) -> Point:
    (found,) = [p for p in points if (p.period, p.kind, p.status) == (period, kind, status)]
    return found


def test_growth_and_its_target_year_by_year(store: Store, tmp_path: Path, guangdong: Place) -> None:
    add(store, [write(tmp_path, f"{y}.txt", report(y, growth=f"4.{y - 2030}")) for y in (2031, 2032, 2033)])
    points = series(store, guangdong, the_indicator("GDP"))
    for year in (2030, 2031, 2032):
        point = _one(points, str(year), StatementKind.GROWTH, Status.ACHIEVED)
        assert point.latest.statement.value == Decimal(f"4.{year - 2029}")
        assert not point.conflict
        text = read_again(store, point.latest.origin.number).text
        assert point.latest.statement.span.of(text) == point.latest.statement.text
    target = _one(points, "2033", StatementKind.GROWTH, Status.TARGET).latest.statement
    assert (target.value, target.bound) == (Decimal(5), "approx")


def test_years(store: Store, tmp_path: Path, guangdong: Place) -> None:
    add(store, [write(tmp_path, f"{y}.txt", report(y)) for y in (2031, 2032, 2033)])
    points = series(store, guangdong, the_indicator("GDP"), years=(2032, 2032))
    assert {p.period for p in points} == {"2032"}


def test_two_documents_that_cannot_both_hold(store: Store, tmp_path: Path, guangdong: Place) -> None:
    add(
        store,
        [
            write(tmp_path, "2031.txt", report(2031, growth="4.8")),
            write(tmp_path, "note.txt", "广东省2030年地区生产总值增长5.1%。"),
        ],
    )
    point = _one(
        series(store, guangdong, the_indicator("gdp")), "2030", StatementKind.GROWTH, Status.ACHIEVED
    )
    assert point.conflict
    assert [f.statement.text for f in point.said] == ["4.8%", "5.1%"]


def test_a_superseded_document_says_nothing(store: Store, tmp_path: Path, guangdong: Place) -> None:
    for growth in ("4.8", "4.9"):
        add(store, [write(tmp_path, "2031.txt", report(2031, growth=growth))])
    point = _one(
        series(store, guangdong, the_indicator("gdp")), "2030", StatementKind.GROWTH, Status.ACHIEVED
    )
    assert [f.statement.text for f in point.said] == ["4.9%"]


@pytest.mark.parametrize("words", ["地区生产总值", "GDP", "gdp", "国内生产总值", "ＧＤＰ"])
def test_an_indicator_by_any_name(words: str) -> None:
    assert the_indicator(words).id == "gdp"


def test_an_unknown_indicator_suggests_near_ones() -> None:
    with pytest.raises(UsageError, match="城镇调查失业率"):
        the_indicator("调查失业率数")


def test_guangdong_as_its_reports_print_it(corpus: Path, tmp_path: Path, guangdong: Place) -> None:
    files = [corpus / "guangdong" / f"440000-{y}.txt" for y in (2024, 2025)]
    files.append(corpus / "provinces-2026" / "440000-2026.txt")
    with Store.open(str(tmp_path / "l.sqlite"), create=True) as store:
        add(store, [Source(f, f.name) for f in files])
        points = series(store, guangdong, the_indicator("GDP"))
    told = {(p.period, p.kind.value, p.status.value): p.latest.statement.text for p in points}
    assert told["2023", "level", "achieved"] == "13.57万亿元"
    assert told["2025", "growth", "achieved"] == "3.9%"
    assert told["2026", "growth", "target"] == "4.5%—5%"
