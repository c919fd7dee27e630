"""Every relation on sentences of its own, right and wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from duibiao.auditing import RECORD_KEYS, STATED, Audit, Verdict, audit, record
from duibiao.gazetteer import Gazetteer
from duibiao.text import Document
from tests.reading.figures import YEAR, document
from tests.tagged import read as untag

EXAMPLES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("examples.toml").read_text("utf-8"))
SILENT = EXAMPLES.pop("silent")
ALL = [(rule, example) for rule, examples in EXAMPLES.items() for example in examples]


def _audit(sentence: str) -> tuple[Document, int, Audit]:
    made = document(sentence)
    gazetteer = Gazetteer.load()
    found = audit([made], place=gazetteer.resolve("广东省"), year=YEAR, gazetteer=gazetteer)
    return made, made.text.index(sentence), found


@pytest.mark.parametrize(("rule", "example"), ALL)
def test_the_relation_is_found_with_its_operands_and_judged(rule: str, example: str) -> None:
    sentence, wanted = untag(example)
    _, start, found = _audit(sentence)
    stated = next(w for w in wanted if w.tag == "s")
    of_rule = [f for f in found.findings if f.rule == rule]
    assert [(f.verdict, f.at.span) for f in of_rule] == [(stated.values["verdict"], stated.span.shift(start))]
    roles = {(o.span.shift(-start), o.role) for o in of_rule[0].operands if o.role != STATED}
    assert roles == {(w.span, w.values["role"]) for w in wanted if w.tag == "o"}
    assert of_rule[0].changes_conclusion == (stated.values.get("changes") == "yes")


@pytest.mark.parametrize("sentence", SILENT)
def test_what_need_not_hold_is_never_accused(sentence: str) -> None:
    assert _audit(sentence)[2].wrong == ()


@pytest.mark.parametrize("example", [example for _, example in ALL])
def test_every_operand_slices_back(example: str) -> None:
    made, _, found = _audit(untag(example)[0])
    for finding in found.findings:
        assert all(o.span.of(made.text) == o.text for o in finding.operands)
        assert list(record(finding)) == list(RECORD_KEYS)
        assert finding.explanation
        assert finding.low is None or finding.high is None or finding.low <= finding.high


def test_ids_depend_on_the_source_and_the_operands_only() -> None:
    sentence = untag(EXAMPLES["sum_announced"][0])[0]
    first, again = _audit(sentence)[2], _audit(sentence)[2]
    assert [f.id for f in first.findings] == [f.id for f in again.findings]
    assert len({f.id for f in first.findings}) == len(first.findings)


def test_counts_are_those_of_the_findings() -> None:
    found = _audit(untag(EXAMPLES["sum_announced"][1])[0])[2]
    assert sum(found.counts.values()) == len(found.findings)
    assert found.counts[Verdict.INCONSISTENT] == len(found.wrong) == 1
