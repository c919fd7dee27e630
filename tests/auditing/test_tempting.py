"""Invented reports without an error that tempt a checker: how many are accused is bounded."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path

from duibiao.auditing import audit
from duibiao.gazetteer import Gazetteer
from duibiao.sources import read_document

GOLD = Path(__file__).resolve().parents[1] / "gold"
MOST = tomllib.loads((GOLD / "floors.toml").read_text("utf-8"))["tempting"]["false_alarms_most"]


def test_reports_without_an_error_are_hardly_accused() -> None:
    by_government: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((GOLD / "audit" / "tempting").glob("*.txt")):
        by_government[path.stem.partition("-")[0]].append(path)
    assert len(by_government) > 40
    gazetteer = Gazetteer.load()
    audits = [audit([read_document(p) for p in own], gazetteer=gazetteer) for own in by_government.values()]
    wrong = [(f.at.doc, f.rule, f.explanation) for made in audits for f in made.wrong]
    assert len(wrong) <= MOST, wrong
    assert sum(len(made.findings) for made in audits) > 500  # it does look at them
