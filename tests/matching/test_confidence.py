"""Confidence means what it says: shares that were measured, and still hold on places never fitted on."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.calibration import brier, calibration_error, outcome
from duibiao.gazetteer import Gazetteer
from duibiao.lexicon import load
from duibiao.matching import Cache
from duibiao.matching.concerns import Case
from duibiao.matching.confidence import Support, answers, confidence, share
from duibiao.matching.model import Reason, Why
from duibiao.sources.plain import document_from_text
from duibiao.text import Span
from tests.tagged import read

GAZETTEER = Gazetteer.load()
FLOORS = tomllib.loads((Path(__file__).parents[1] / "gold" / "floors.toml").read_text("utf-8"))["matching"]


@pytest.mark.parametrize(
    ("example", "low", "high"),
    [
        ("纵深推进<why>粤港澳大湾区</why>建设。", "0.7", "1"),
        ("在<why>大湾区</why>设立艺术中心一座。", "0", "0.6"),
        ("西南首家救援中心在<why>华南地区</why>之外落成。", "0", "0.6"),
    ],
)
def test_a_region_counts_where_it_is_meant_itself(example: str, low: str, high: str) -> None:
    text, (answer,) = read(example)
    report = document_from_text(text, name="r.txt", sha256="0")
    case = Case(report, GAZETTEER.resolve("肇庆市"), 2024, GAZETTEER, frozenset())
    reason = Reason(Why.REGION, answer.span.of(text), Span(*answer.span), "肇庆市属于它")
    assert Decimal(low) <= confidence(case, [reason], ()) <= Decimal(high)


def test_shares_rise_with_the_score() -> None:
    forms = {str(entry["name"]) for entry in load("duibiao.matching", "calibration.toml").entries}
    for form in forms:
        shares = [share(Support(form, Decimal(score) / 20)) for score in range(40)]
        assert all(a <= b for a, b in pairwise(shares))
        assert all(0 < one < 1 for one in shares)
    assert answers(Decimal("0.2")) < answers(Decimal("0.8"))


@pytest.mark.slow
@pytest.mark.corpus
def test_confidence_holds_on_places_that_were_held_out(corpus: Path) -> None:
    found = outcome(corpus, Cache.default())
    assert found.missed <= FLOORS["judged_right_and_not_told_most"]
    for name, judged in (("passages", found.pairings), ("evidence", found.evidence)):
        held_out = [one for one in judged if one.case.held_out]
        assert len(held_out) >= FLOORS["held_out_least"][name]
        assert brier(held_out) <= FLOORS["brier_most"][name]
        assert calibration_error(held_out) <= FLOORS["calibration_error_most"][name]
        fitted_on = [one for one in judged if not one.case.held_out]
        assert calibration_error(fitted_on) <= 0.06, "fit again: python -m benchmarks.calibration"
