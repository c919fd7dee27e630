"""The gate of targets: a key written by hand, and every row of the announcing lines, accepted one by one.

``headlines.tsv``: by file, a row each: start and end of the number (of the clause where none is set), span of
the name, id of the indicator, value, value_high, unit, bound, kind, wording, tie or ``words``, span of
争取更好结果, period.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from duibiao.reading import read_statements
from duibiao.reading.report import identify
from duibiao.reading.targets import Says, Target, read_targets
from duibiao.sources import read_document

GOLD = Path(__file__).resolve().parents[2] / "gold"
FLOORS = tomllib.loads((GOLD / "floors.toml").read_text("utf-8"))["targets"]


@cache
def targets_of(path: Path) -> tuple[Target, ...]:
    document = read_document(path)
    report = identify(document)
    statements = read_statements(document, place=report.place, year=report.year)
    return tuple(read_targets(document, statements, report=report))


def headlines_of(path: Path) -> list[Target]:
    return [t for t in targets_of(path) if t.headline]


def rows(name: str) -> Iterator[list[str]]:
    for line in (GOLD / "targets" / name).read_text("utf-8").splitlines():
        if not line.startswith("# "):
            yield line.split("\t")


def number(target: Target) -> str:
    assert target.value is not None
    low = format(target.value, "f")
    return low if target.value_high is None else f"{low}~{target.value_high:f}"


@pytest.mark.corpus
def test_every_target_of_the_key_is_read(corpus: Path) -> None:
    wrong, asked = [], 0
    for file, period, indicator, value, unit, bound, more in rows("key.tsv"):
        asked += 1
        of = targets_of if "/" in period else headlines_of  # plans of several years stand outside the line
        have = [
            (number(t), t.bound.value, wants_more(t))
            for t in of(corpus / file)
            if (t.standard, t.period, t.unit) == (indicator, period, unit) and t.value is not None
        ]
        if (value, bound, more) not in have or (of is headlines_of and len(have) > 1):
            wrong.append((file, indicator, (value, bound, more), have))
    assert asked >= 139
    assert len(wrong) <= FLOORS["key_wrong_most"], wrong


def wants_more(target: Target) -> str:
    said = any(w.says is Says.STRETCH for w in target.words)
    return "more" if said and target.kind.value == "growth" else ""


@pytest.mark.corpus
def test_no_floor_is_broken(corpus: Path) -> None:
    wanted: dict[str, set[tuple[str, ...]]] = {}
    for cells in rows("headlines.tsv"):
        if cells[0] == "#file":
            path = corpus / cells[1]
            assert hashlib.sha256(path.read_bytes()).hexdigest() == cells[2], f"{cells[1]} is another version"
            file = cells[1]
        else:
            wanted.setdefault(file, set()).add(tuple(cells))
    have = {file: {fields(t) for t in headlines_of(corpus / file)} for file in wanted}
    asked = sum(map(len, wanted.values()))
    missed = [(file, row) for file in wanted for row in sorted(wanted[file] - have[file])]
    spurious = [(file, row) for file in wanted for row in sorted(have[file] - wanted[file])]
    assert 1 - len(missed) / asked >= FLOORS["headlines"], missed
    assert 1 - len(spurious) / asked >= FLOORS["headlines"], spurious


def fields(t: Target) -> tuple[str, ...]:
    at = t.value_span or t.span
    more = next((w.span for w in t.words if w.says is Says.STRETCH), None)
    tie = t.tie.relation.value if t.tie else "" if t.value is not None else t.form.value
    name = "" if t.indicator_span is None else f"{t.indicator_span.start}-{t.indicator_span.end}"
    of_number = t.value is not None
    return (
        str(at.start), str(at.end), name, t.standard,
        "" if t.value is None else format(t.value, "f"),
        "" if t.value_high is None else format(t.value_high, "f"),
        t.unit, t.bound.value if of_number else "", t.kind.value if of_number else "", t.wording.value, tie,
        f"{more.start}-{more.end}" if more else "", t.period,
    )  # fmt: skip
