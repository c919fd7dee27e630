"""What the page of an indicator shows is what documents say, whichever way it is read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from duibiao.ledger.adding import add
from duibiao.lexicon.indicators import indicators
from duibiao.site.asking.compared import cells, facts_of, marks, varieties
from duibiao.site.asking.measured import over_places
from duibiao.site.settings import Settings
from duibiao.site.state import Site
from tests.ledger import made

PLACES = ("广东省", "肇庆市", "福建省")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("compared")
    found = Site.open(Settings(str(folder / "ledger.sqlite")))
    sources = [
        made.write(folder, f"{year}{place}{growth}.txt", made.report(year, place, growth=growth))
        for year in (2031, 2032)
        for place in PLACES
        for growth in ("4.8", "5.1")  # two documents of a place and year, which contradict
    ]
    add(found.store, [*sources, made.write(folder, "again.txt", made.report(2033))], workers=0)
    add(found.store, [made.write(folder, "again.txt", made.report(2033, growth="9.9"))], workers=0)
    yield found
    found.close()


@pytest.mark.parametrize("id_", ["gdp", "jobs_new", "cpi", "grain_output"])
def test_marks_lead_to_the_cells_that_all_facts_give(site: Site, id_: str) -> None:
    every = over_places(site.store, indicators()[id_])
    once = {variety.key: variety for variety in reversed(every)}
    found = varieties(site, indicators()[id_])
    assert list(found) == [once[key] for key in dict.fromkeys(v.key for v in every)]
    for variety, grid in found.items():
        marked = marks(grid)
        codes, years = list(marked), sorted({year for told in marked.values() for year in told})
        held = facts_of(site.store, (m for told in marked.values() for said in told.values() for m in said))
        assert cells(marked, codes, years, held) == every[variety]
        for told in marked.values():
            for said in told.values():
                assert [held[m.key].statement.value for m in said] == [m.value for m in said]


def test_documents_that_contradict_are_told_and_superseded_ones_are_not(site: Site) -> None:
    growth = next(grid for v, grid in over_places(site.store, indicators()["gdp"]).items()
                  if v.key == "growth.achieved")  # fmt: skip
    assert growth["441200"]["2030"].conflict
    (variety,) = [v for v in varieties(site, indicators()["gdp"]) if v.key == "growth.achieved"]
    marked = marks(varieties(site, indicators()["gdp"])[variety])
    assert [str(m.value) for m in marked["440000"]["2032"]] == ["9.9"]


def test_nothing_is_told_of_an_indicator_that_nobody_writes_of(site: Site) -> None:
    assert varieties(site, indicators()["grain_output"]) == {}
    assert facts_of(site.store, []) == {}
