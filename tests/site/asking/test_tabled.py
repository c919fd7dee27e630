"""The light lines of a table say what the facts of the ledger say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from duibiao.ledger.adding import add
from duibiao.lexicon.indicators import indicators
from duibiao.reading.record import plain
from duibiao.site.asking.measured import over_places
from duibiao.site.asking.tabled import lines
from duibiao.site.settings import Settings
from duibiao.site.state import Site
from tests.ledger import made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("tabled")
    found = Site.open(Settings(str(folder / "ledger.sqlite")))
    written = [made.write(folder, f"{year}.txt", made.report(year)) for year in (2031, 2032)]
    add(found.store, [*written, made.write(folder, "again.txt", made.report(2033))], workers=0)
    add(found.store, [made.write(folder, "again.txt", made.report(2033, growth="9.9"))], workers=0)
    yield found
    found.close()


@pytest.mark.parametrize("id_", ["gdp", "jobs_new", "cpi", "grain_output"])
def test_every_line_is_a_fact_and_every_fact_a_line(site: Site, id_: str) -> None:
    expected: list[tuple[object, ...]] = []
    for grid in over_places(site.store, indicators()[id_]).values():
        for told in grid.values():
            for cell in told.values():
                for fact in cell.said:
                    s, high = fact.statement, fact.statement.value_high
                    expected.append(
                        (s.place, s.adcode, s.period, s.kind.value, s.status.value, plain(s.value),
                         plain(high) if high is not None else "", s.unit, s.bound.value, s.text, s.indicator,
                         s.span.start, s.span.end, s.sentence_span.start,
                         fact.origin.title or fact.origin.name, fact.origin.sha256, cell.conflict)
                    )  # fmt: skip
    found = [tuple(line) for line in lines(site.store, indicators()[id_])]
    assert Counter(found) == Counter(expected)
    assert id_ == "grain_output" or found


def test_of_one_place_and_year_the_latest_document_stands_first(site: Site) -> None:
    told: dict[tuple[str, ...], list[str]] = {}
    for line in lines(site.store, indicators()["gdp"]):
        told.setdefault((line.kind, line.status, line.unit, line.adcode, line.period), []).append(line.title)
    for grid in over_places(site.store, indicators()["gdp"]).items():
        variety, places = grid
        for adcode, years in places.items():
            for year, cell in years.items():
                titles = [fact.origin.title or fact.origin.name for fact in cell.said]
                key = (variety.kind.value, variety.status.value, variety.unit, adcode, year)
                assert told[key] == titles
