"""Arithmetic that is told in clauses: every rule on sentences of its own, right, wrong and only alike."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from duibiao.auditing import STATED
from duibiao.auditing.figures.widths import full_width
from tests.auditing.test_distant import report
from tests.auditing.test_examples import _audit
from tests.tagged import read as untag

EXAMPLES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("arithmetic.toml").read_text("utf-8"))
SILENT = EXAMPLES.pop("silent")
ALL = [(rule, example) for rule, examples in EXAMPLES.items() for example in examples]


@pytest.mark.parametrize(("rule", "example"), ALL)
def test_the_relation_is_found_with_its_operands_and_judged(rule: str, example: str) -> None:
    sentence, wanted = untag(example)
    made, start, found = _audit(sentence)
    stated = next(w for w in wanted if w.tag == "s")
    of_rule = [f for f in found.findings if f.rule == rule and f.at.span == stated.span.shift(start)]
    assert [f.verdict for f in of_rule] == [stated.values["verdict"]]
    roles = {(o.span.shift(-start), o.role) for o in of_rule[0].operands if o.role != STATED}
    assert roles == {(w.span, w.values["role"]) for w in wanted if w.tag == "o"}
    assert of_rule[0].changes_conclusion == (stated.values.get("changes") == "yes")
    assert all(o.span.of(made.text) == o.text for f in found.findings for o in f.operands)


@pytest.mark.parametrize("sentence", SILENT)
def test_what_need_not_hold_is_never_accused(sentence: str) -> None:
    assert _audit(sentence)[2].wrong == ()


def test_one_end_of_a_range_may_not_turn_back() -> None:
    told = "增长速度由原定平均每年6%调高到{}%至9%。"
    assert _audit(told.format(8))[2].wrong == ()
    assert [f.rule for f in _audit(told.format(2))[2].wrong] == ["direction"]


def test_traditional_writing_is_read_and_quoted_as_printed() -> None:
    made = report(2031, "鋼産量從三十五萬噸增加到二十萬噸。")
    assert "钢产量从三十五万吨增加到二十万吨。" in full_width(made).text
    found = _audit("鋼産量從三十五萬噸增加到二十萬噸。")[2]
    assert [(f.rule, f.at.text) for f in found.wrong] == [("direction", "二十萬噸")]


def test_a_round_level_beside_a_fine_one_is_no_coarser() -> None:
    told = "在校学生由二十八万人增加到四十万人，增长{}。"
    assert _audit(told.format("42.2%"))[2].wrong == ()
    assert [f.rule for f in _audit(told.format("32.2%"))[2].wrong] == ["growth_from_levels"]
