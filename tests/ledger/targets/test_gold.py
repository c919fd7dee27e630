"""The gate of outcomes: the headline targets of two issuers and what became of each, accepted line by line.

``outcomes.tsv``: by set, its files with their hashes, then a row for each headline target: document, start
and end of the number (of the clause where none is set), indicator, verdict, document and span of the result,
span of the operand that it is compared with.
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from duibiao.ledger.targets import Outcome, outcomes
from duibiao.reading import Statement, read_statements
from duibiao.reading.report import identify
from duibiao.reading.targets import Target, read_targets
from duibiao.sources import read_document
from duibiao.text import Span

GOLD = Path(__file__).resolve().parents[2] / "gold"
FLOORS = tomllib.loads((GOLD / "floors.toml").read_text("utf-8"))["targets"]


def gold(name: str) -> tuple[list[tuple[str, str]], set[tuple[str, ...]]]:
    """Files with hashes and the rows of one set."""
    files: list[tuple[str, str]] = []
    rows: set[tuple[str, ...]] = set()
    inside = False
    for line in (GOLD / "targets" / "outcomes.tsv").read_text("utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] == "#set":
            inside = cells[1] == name
        elif inside and cells[0] == "#file":
            files.append((cells[1], cells[2]))
        elif inside:
            rows.add(tuple(cells))
    return files, rows


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["guangdong", "state-council"])
def test_no_floor_is_broken(name: str, corpus: Path) -> None:
    files, wanted = gold(name)
    targets: list[Target] = []
    statements: list[Statement] = []
    texts: dict[str, str] = {}
    for file, sha256 in files:
        path = corpus / file
        assert hashlib.sha256(path.read_bytes()).hexdigest() == sha256, f"{file} is another version"
        document = read_document(path)
        report = identify(document)
        read = read_statements(document, place=report.place, year=report.year)
        texts[document.name] = document.text
        statements += read
        targets += [t for t in read_targets(document, read, report=report) if t.headline]
    have = {row(o) for o in outcomes(targets, statements, texts=texts)}
    assert 1 - len(wanted - have) / len(wanted) >= FLOORS["outcomes"], sorted(wanted - have)
    assert 1 - len(have - wanted) / len(wanted) >= FLOORS["outcomes"], sorted(have - wanted)


def row(o: Outcome) -> tuple[str, ...]:
    at = o.target.value_span or o.target.span
    return (
        o.target.doc, str(at.start), str(at.end), o.target.standard, o.verdict.value,
        o.result.doc if o.result else "", printed(o.result.span if o.result else None),
        printed(o.against.span if o.against else None),
    )  # fmt: skip


def printed(span: Span | None) -> str:
    return f"{span.start}-{span.end}" if span is not None else ""
