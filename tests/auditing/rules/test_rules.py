"""Every rule on passages of its own: right, wrong, and what only looks alike.

``examples.toml`` of a group of rules stands at its mirrored path, a table for each rule:

- ``examples``: text with its answers inside (``tests/tagged.py``), in a part of a report of 广东省 for 2031
  that looks back on 2030; ``<s verdict=…>`` is a stated figure, ``<o role=…>`` an operand;
- ``passages``: verdicts of the rule, what a report looks back on, and what it plans;
- ``reports``: verdicts of the rule, what a report tells, and what the next one does; `` // `` parts what they
  look back on from what they plan; a report of another place for the same year is told with its place;
- ``silent``: text of a part that looks back in which nothing is wrong.

No verdict in front of passages and reports: the rule has nothing to say of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from duibiao.auditing import RECORD_KEYS, STATED, Audit, Verdict, record
from duibiao.auditing.rules import ACROSS, WITHIN
from duibiao.auditing.rules.equations import GUESSES
from duibiao.auditing.rules.equations.parted import FORMS
from tests.auditing.reports import CALM, between, looked_back, report
from tests.tagged import read as untag

FILES = sorted(Path(__file__).parent.glob("*/examples.toml"))
TOLD: dict[str, dict[str, Any]] = {
    rule: table for path in FILES for rule, table in tomllib.loads(path.read_text("utf-8")).items()
}
RULES = {rule.__name__: rule.__module__.split(".")[3] for rule in (*WITHIN, *GUESSES, *FORMS, *ACROSS)}


def cases(kind: str) -> list[tuple[str, Any]]:
    return [(rule, one) for rule, table in TOLD.items() for one in table.get(kind, ())]


@pytest.mark.parametrize(("rule", "example"), cases("examples"))
def test_a_relation_is_found_with_its_operands_and_judged(rule: str, example: str) -> None:
    text, wanted = untag(example)
    start, made, found = looked_back(text)
    stated = {(w.span.shift(start), w.values["verdict"]) for w in wanted if w.tag == "s"}
    told = [f for f in found.findings if f.rule == rule and (f.at.span, f.verdict) in stated]
    assert {(f.at.span, f.verdict) for f in found.findings if f.rule == rule} == stated
    assert {f.changes_conclusion for f in told} <= {w.values.get("changes") == "yes" for w in wanted}
    roles = {(o.span.shift(-start), o.role) for f in told for o in f.operands if o.role != STATED}
    assert roles == {(w.span, w.values["role"]) for w in wanted if w.tag == "o"}
    for finding in found.findings:
        assert all(o.span.of(made.text) == o.text for o in finding.operands)
        assert list(record(finding)) == list(RECORD_KEYS)
        assert finding.explanation
        assert finding.low is None or finding.high is None or finding.low <= finding.high


def judged(rule: str, verdicts: str, found: Audit) -> None:
    assert [f.verdict for f in found.findings if f.rule == rule] == verdicts.split()
    wrong = {f.rule for f in found.wrong}
    assert rule in wrong if Verdict.INCONSISTENT in verdicts.split() else not wrong


@pytest.mark.parametrize(("rule", "case"), cases("passages"))
def test_passages_of_one_report(rule: str, case: tuple[str, str, str]) -> None:
    verdicts, back, ahead = case
    judged(rule, verdicts, between(report(2031, back, ahead or CALM)))


@pytest.mark.parametrize(("rule", "case"), cases("reports"))
def test_two_reports(rule: str, case: list[str]) -> None:
    verdicts, before, after, *place = case
    one = report(2031 if place else 2030, *before.split(" // "))
    back, _, ahead = after.partition(" // ")
    judged(rule, verdicts, between(one, report(2031, back, ahead, *place)))


@pytest.mark.parametrize(("rule", "text"), cases("silent"))
def test_what_need_not_hold_is_never_accused(rule: str, text: str) -> None:
    assert looked_back(text)[2].wrong == ()


def test_examples_stand_in_the_group_of_their_rule() -> None:
    groups = {rule: path.parent.name for path in FILES for rule in tomllib.loads(path.read_text("utf-8"))}
    assert {rule: RULES.get(rule) for rule in groups} == groups


def accuses(table: dict[str, Any]) -> bool:
    return any("verdict=inconsistent" in example for example in table.get("examples", ())) or any(
        "inconsistent" in case[0] for kind in ("passages", "reports") for case in table.get(kind, ())
    )


def silences(table: dict[str, Any]) -> Iterator[str]:
    yield from table.get("silent", ())
    yield from (case[1] for kind in ("passages", "reports") for case in table.get(kind, ()) if not case[0])


HEADED = {"heading_years", "given_on", "term_in_headings", "sessions"}
"""They read the heading of a report: ``years/test_headings.py``."""
ONLY_HOLDS = {"per_head"}
"""They tell what fits and accuse nothing."""


def test_every_rule_accuses_in_an_example_and_leaves_a_look_alike_alone() -> None:
    told = {rule: TOLD.get(rule, {}) for rule in RULES if rule not in HEADED}
    assert [rule for rule, table in told.items() if not accuses(table) and rule not in ONLY_HOLDS] == []
    assert [rule for rule, table in told.items() if not list(silences(table))] == []


def test_ids_depend_on_the_source_and_the_operands_only() -> None:
    text = untag(TOLD["sum_announced"]["examples"][0])[0]
    first, again = looked_back(text)[2], looked_back(text)[2]
    assert [f.id for f in first.findings] == [f.id for f in again.findings]
    assert len({f.id for f in first.findings}) == len(first.findings)


def test_counts_are_those_of_the_findings() -> None:
    found = looked_back(untag(TOLD["sum_announced"]["examples"][1])[0])[2]
    assert sum(found.counts.values()) == len(found.findings)
    assert found.counts[Verdict.INCONSISTENT] == len(found.wrong) == 1
