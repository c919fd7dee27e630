"""``duibiao read`` as people call it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from duibiao.examples import path as example
from duibiao.reading import RECORD_KEYS
from duibiao.sources import read_document

REPORT = example() / "report.txt"


def run(*args: object) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "duibiao", "read", *map(str, args)]
    return subprocess.run(words, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, object]]:
    done = run(REPORT)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_line_is_a_record_whose_spans_slice_back(rows: list[dict[str, object]]) -> None:
    text = read_document(REPORT).text
    assert rows
    for row in rows:
        assert tuple(row) == RECORD_KEYS
        assert text[row["start"] : row["end"]] == row["text"]  # type: ignore[misc]


def test_csv_has_the_same_rows(rows: list[dict[str, object]]) -> None:
    table = list(csv.DictReader(io.StringIO(run(REPORT, "--format", "csv").stdout)))
    assert [row["id"] for row in table] == [row["id"] for row in rows]


def test_the_table_has_a_line_for_each_figure(rows: list[dict[str, object]]) -> None:
    lines = run(REPORT, "--format", "table").stdout.splitlines()
    assert len(lines) == len(rows) + 1
    assert lines[0].split()[:3] == ["text", "value", "unit"]


def test_explain_shows_one_sentence_and_a_rule_for_each_field(rows: list[dict[str, object]]) -> None:
    done = run(REPORT, "--explain", "--at", rows[0]["start"])
    assert done.returncode == 0
    for field in ("value", "bound", "kind", "indicator", "period", "place", "status"):
        assert f"    {field}" in done.stdout
    assert done.stdout.count("\n\n") == 0


def test_place_and_year_can_be_given() -> None:
    done = run(REPORT, "--place", "肇庆市", "--year", "1999")
    first = json.loads(done.stdout.splitlines()[0])
    assert first["place"] in {"肇庆市", "中华人民共和国"} or first["place_span"]


@pytest.mark.parametrize(
    ("args", "status", "says"),
    [
        (["missing.txt"], 1, "没有这个文件"),
        ([REPORT, "--place", "没有这样的地方"], 2, "没有找到地方"),
        ([REPORT, "--place", "朝阳区"], 2, "同名"),
        ([REPORT, "--format", "xml"], 2, ""),
    ],
)
def test_wrong_calls_are_told_on_one_line(args: list[object], status: int, says: str, tmp_path: Path) -> None:
    done = run(*args)
    assert done.returncode == status
    assert says in done.stderr
    assert "Traceback" not in done.stderr
