"""Relations of invented reports, each worded in another form: no fewer are found, nothing new is accused."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from benchmarks.worded import Worded, audited, score, worded

GOLD = Path(__file__).resolve().parents[1] / "gold"
FLOORS = tomllib.loads((GOLD / "floors.toml").read_text("utf-8"))["worded"]


@pytest.fixture(scope="module")
def relations() -> list[Worded]:
    return list(worded())


def test_marks_slice_their_documents(relations: list[Worded]) -> None:
    for relation in relations:
        doc, span = relation.mark
        assert (doc, span) in relation.operands
        assert span.of(relation.texts[doc]) != relation.printed
        assert all(0 <= s.start < s.end <= len(relation.texts[d]) for d, s in relation.operands)


def test_no_fewer_are_found(relations: list[Worded]) -> None:
    made = score(relations)
    for scope, least in FLOORS["found"].items():
        hits = sum(n for (_, s, right), n in made.items() if s == scope and right)
        assert hits >= least, (scope, hits)


def test_nothing_is_accused_without_a_change(relations: list[Worded]) -> None:
    texts = {name: text for r in relations for name, text in r.texts.items()}
    wrong = [(n, f.rule) for n, t in texts.items() for f in audited({n: t}).wrong]
    assert len(wrong) <= FLOORS["false_alarms_most"], wrong
