"""Targets of stored reports and what later reports say became of them."""

from __future__ import annotations

from pathlib import Path

from duibiao.gazetteer import Gazetteer
from duibiao.ledger.adding import add
from duibiao.ledger.asking.documents import read_again
from duibiao.ledger.asking.targets import followed
from duibiao.ledger.store import Store
from duibiao.ledger.targets import Verdict
from tests.ledger.made import report, write


def test_a_target_meets_the_result_of_the_next_report(store: Store, tmp_path: Path) -> None:
    add(
        store,
        [
            write(tmp_path, "report.txt", report(2031, goal="5")),
            write(tmp_path, "later/report.txt", report(2032, growth="4.1")),
        ],
    )
    found = followed(store, Gazetteer.load().resolve("广东省"))
    first = {o.target.standard: o for o in found.outcomes if o.target.year == 2031}
    assert first["gdp"].verdict is Verdict.MISSED
    assert first["gdp"].result is not None
    assert first["gdp"].result.text == "4.1%"
    assert first["jobs_new"].verdict is Verdict.EXCEEDED
    assert first["cpi"].verdict is Verdict.NO_RESULT
    for outcome in found.outcomes:
        for doc, span, text in [
            (outcome.target.doc, outcome.target.value_span, outcome.target.text),
            *((s.doc, s.span, s.text) for s in outcome.results),
        ]:
            stored = read_again(store, found.origins[doc].number).text
            assert span is None or span.of(stored) == text


def test_years_choose_the_report(store: Store, tmp_path: Path) -> None:
    add(store, [write(tmp_path, f"{y}.txt", report(y)) for y in (2031, 2032)])
    place = Gazetteer.load().resolve("广东省")
    assert {o.target.year for o in followed(store, place, years=(2032, 2032)).outcomes} == {2032}
    assert followed(store, Gazetteer.load().resolve("浙江省")).outcomes == []
