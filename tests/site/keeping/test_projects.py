"""Projects are put together once and looked up: what is looked up is what was put together."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from duibiao.ledger.adding import Source, add
from duibiao.ledger.asking.projects import decide, projects
from duibiao.ledger.projects import DecisionType, by_hand, decision
from duibiao.reading.projects import FactType
from duibiao.site.asking.projected import at_place, bring_up, by_id, first, waiting
from duibiao.site.keeping import changes
from duibiao.site.settings import Settings
from duibiao.site.state import Site
from tests.ledger import made

ADDRESS = "http://127.0.0.1:8000"
WHO = {"author": "张三", "date": "2031-02-01"}


@pytest.fixture
def site(published: Path, tmp_path: Path) -> Iterator[Site]:
    """With the example: everything at once."""
    found = Site.open(Settings(shutil.copy(published, tmp_path)))
    yield found
    found.close()


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """One with a process that makes pages ahead, of which any ledger is too large to wait for."""
    monkeypatch.setattr(changes, "AT_ONCE_MOST", 0)
    found = Site.open(Settings(str(tmp_path / "ledger.sqlite"), address=ADDRESS, ahead=True))
    add(found.store, [_report(tmp_path, 2031)], workers=0)
    found.changed()
    yield found
    found.close()


def _report(folder: Path, year: int) -> Source:
    return made.write(folder, f"{year}.txt", made.report(year))


def test_what_is_looked_up_is_what_was_put_together(site: Site) -> None:
    guangdong = site.gazetteer.resolve("广东省")
    one = projects(site.store, guangdong).projects[0]
    told = by_hand(one.name, FactType.MONEY, "9亿元", value=Decimal(900_000_000), unit="元", **WHO)
    decide(site.store, decision(DecisionType.ADD, projects=(one.name,), event=told, **WHO))
    wrong = one.timeline[0].event
    right = by_hand(one.name, FactType.OWNER, "某公司", measure="某公司", **WHO)
    decide(
        site.store,
        decision(DecisionType.CORRECT, projects=(one.name,), event=right, event_id=wrong.id, **WHO),
    )
    site.changed()
    expected = projects(site.store, guangdong)
    lines, count = at_place(site, guangdong, 1000)
    assert [line.id for line in lines] == [project.id for project in expected.projects]
    assert count == len(lines) > 20
    for project in expected.projects:
        found, known = by_id(site, project.id)
        assert found == project
        docs = {entry.event.doc for entry in project.timeline} - {""}
        assert known.origins == {doc: expected.origins[doc] for doc in docs}


def test_lists_go_on_where_they_stopped(site: Site) -> None:
    site.changed()
    place = site.gazetteer.resolve("肇庆市")
    whole, count = at_place(site, place, 1000)
    pieces = [line for after in range(0, count, 7) for line in at_place(site, place, 7, after)[0]]
    assert pieces == whole
    every, total = first(site, 1000)
    assert len({line.id for line in every}) == len(every) == total >= count
    assert [line.evidence for line in every] == sorted((line.evidence for line in every), reverse=True)


def test_nobody_waits_where_they_are_put_together_ahead(large: Site, tmp_path: Path) -> None:
    guangdong = large.gazetteer.resolve("广东省")
    assert at_place(large, guangdong, 10) == ([], 0)
    assert waiting(large)
    before = large.version(("projects:440000",))
    assert bring_up(large) > 0
    large.changed()
    assert not waiting(large)
    assert large.version(("projects:440000",)) != before
    (line,), _ = at_place(large, guangdong, 10)
    add(large.store, [_report(tmp_path, 2032)], workers=0)
    large.changed()
    assert at_place(large, guangdong, 10) == ([line], 1)  # what stood before stands until then
    assert bring_up(large) > 0
    (later,), _ = at_place(large, guangdong, 10)
    assert later.evidence > line.evidence
    assert bring_up(large) == 0
