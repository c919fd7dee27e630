"""How many figures and places are told of an indicator: by documents that nothing supersedes."""

from __future__ import annotations

from pathlib import Path

from duibiao.ledger.adding import add
from duibiao.site.asking.measured import used
from duibiao.site.state import Site
from tests.ledger import made


def test_what_a_corrected_version_supersedes_counts_for_nothing(fresh: Site, tmp_path: Path) -> None:
    assert used(fresh.store) == {}
    add(fresh.store, [made.write(tmp_path, "a.txt", made.report(2031))], workers=0)
    once = used(fresh.store)
    assert once["gdp"][0] > 0
    assert once["gdp"][1] == 1
    add(fresh.store, [made.write(tmp_path, "a.txt", made.report(2031, growth="4.9"))], workers=0)
    assert used(fresh.store) == once
    add(fresh.store, [made.write(tmp_path, "b.txt", made.report(2031, "湖南省"))], workers=0)
    both = used(fresh.store)
    assert both["gdp"] == (2 * once["gdp"][0], 2)
