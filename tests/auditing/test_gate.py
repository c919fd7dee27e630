"""The accuracy gate on the corpus: slips found, no false alarms, changed numbers found."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.audit import (
    false_alarms,
    files,
    independent,
    own_relations,
    sensitivity,
    slips,
)
from benchmarks.audit_relations import Relation
from duibiao.auditing import Audit, Verdict, audit
from duibiao.gazetteer import Gazetteer
from duibiao.sources import read_document
from duibiao.text import Document

GOLD = Path(__file__).resolve().parents[1] / "gold"
FLOORS = tomllib.loads((GOLD / "floors.toml").read_text("utf-8"))["audit"]
pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def documents(corpus: Path) -> list[Document]:
    return [read_document(file) for file in files() if file.is_relative_to(corpus)]


@pytest.fixture(scope="module")
def together(documents: list[Document]) -> Audit:
    return audit(documents, gazetteer=Gazetteer.load())


def test_the_slips_known_by_reading_are_found_and_nothing_else_is_accused(together: Audit) -> None:
    found = {(f.at.doc, f.at.span.start, f.rule) for f in together.wrong}
    assert slips() <= found
    assert len(false_alarms({"": together})) <= FLOORS["false_alarms_most"]


def test_no_fewer_checks_than_before(together: Audit) -> None:
    counts = {verdict.value: together.counts[verdict] for verdict in Verdict}
    assert counts["consistent"] >= FLOORS["consistent"], counts


def test_operands_slice_back_and_bounds_hold(documents: list[Document], together: Audit) -> None:
    texts = {d.name: d.text for d in documents}
    for finding in together.findings:
        assert all(o.span.of(texts[o.doc]) == o.text for o in finding.operands)
        assert finding.low is None or finding.high is None or finding.low <= finding.high


@pytest.fixture(scope="module")
def relations(documents: list[Document], together: Audit) -> dict[str, Sequence[Relation]]:
    own = [relation for d in documents for relation in own_relations(d, together)]
    return {"own": own, **independent(documents)}


def test_every_group_of_relations_has_its_floor(relations: dict[str, Sequence[Relation]]) -> None:
    assert set(relations) == set(FLOORS["found"])


@pytest.mark.parametrize("name", FLOORS["found"])
def test_a_changed_number_is_found(
    name: str, documents: list[Document], relations: dict[str, Sequence[Relation]]
) -> None:
    score = sensitivity(documents, relations[name], most=FLOORS["mutations"])
    assert score.found >= FLOORS["found"][name] * score.mutated, score
