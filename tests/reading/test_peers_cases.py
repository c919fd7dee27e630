"""What the packaged extractors promise of Chinese numbers and times, in sentences of our own."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.reading.figures import answer, read

CASES: dict[str, list[list[str]]] = tomllib.loads(
    Path(__file__).with_name("peers_cases.toml").read_text("utf-8")
)
FLOOR = 0.95
"""Least share of all cases, and of each group less one case."""


def _figure(sentence: str) -> list[str]:
    """Value (``low/high`` of a range) and unit of the first figure."""
    found = read(sentence)[1]
    if not found:
        return ["nothing", ""]
    high = answer(found[0], "value_high")
    value = answer(found[0], "value")
    return [f"{value}/{high}" if high else value, answer(found[0], "unit")]


def _period(time: str) -> list[str]:
    found = read(f"{time}，全县粮食产量5万吨。")[1]
    return [answer(found[0], "period")] if len(found) == 1 else ["nothing"]


def _wrong(group: str) -> list[str]:
    ask = _period if group == "periods" else _figure
    answers = [(case, ask(case[0])) for case in CASES[group]]
    return [f"{case}: {said}" for case, said in answers if said != case[1:]]


def test_the_peers_own_cases_pass() -> None:
    wrong = {group: _wrong(group) for group in CASES}
    total = sum(len(cases) for cases in CASES.values())
    passed = total - sum(len(lines) for lines in wrong.values())
    assert passed >= FLOOR * total, wrong
    for group, lines in wrong.items():
        assert len(lines) - 1 <= (1 - FLOOR) * len(CASES[group]), lines
