"""``duibiao names`` and what it prints."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from duibiao.cli.names import command
from duibiao.errors import UnreadableSource

TEXT = "2025年广东省政府工作报告\n\n今年支持四会市金利镇以外的乡镇，加快肇庆高新区和珠肇高铁建设。\n"
KEYS = ["id", "doc", "start", "end", "text", "type", "name", "adcode", "adcodes", "level", "nested", "why"]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def _run(*args: str) -> str:
    result = CliRunner().invoke(command, args, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_jsonl_has_the_record_of_the_design_and_slices_back(report: Path) -> None:
    rows = [
        json.loads(line) for line in _run(str(report), "--place", "广东省", "--year", "2025").splitlines()
    ]
    assert all(list(row) == KEYS for row in rows)
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in rows)
    codes = {row["text"]: row["adcode"] for row in rows}
    assert codes["四会市"] == "441284"
    assert codes["肇庆高新区"] == "zone:肇庆高新技术产业开发区"
    line = next(row for row in rows if row["text"] == "珠肇高铁")
    assert line["type"] == "project"
    assert {"440400", "441200"} <= set(line["adcodes"])


def test_the_same_names_as_csv_and_table(report: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(_run(str(report), "--place", "广东省", "--format", "csv"))))
    assert list(rows[0]) == KEYS
    table = _run(str(report), "--place", "广东省", "--format", "table").splitlines()
    assert len(table) == len(rows) + 1


def test_explain_shows_the_rule(report: Path) -> None:
    assert "← at_home:" in _run(str(report), "--place", "广东省", "--explain")


def test_places_of_ones_own(report: Path, tmp_path: Path) -> None:
    extra = tmp_path / "own.toml"
    extra.write_text(
        '[[zones]]\nname = "金利镇以外的乡镇示范带"\naliases = ["以外的乡镇"]\nwithin = ["441204 高要区"]\n',
        encoding="utf-8",
    )
    rows = _run(str(report), "--place", "广东省", "--gazetteer", str(extra)).splitlines()
    assert "zone:金利镇以外的乡镇示范带" in {json.loads(row)["adcode"] for row in rows}


def test_a_broken_file_of_places_is_told_in_one_line(report: Path, tmp_path: Path) -> None:
    extra = tmp_path / "own.toml"
    extra.write_text("[[zones]\n", encoding="utf-8")
    with pytest.raises(UnreadableSource, match="地名补充文件"):
        _run(str(report), "--gazetteer", str(extra))


def test_names_are_joined_over_files_and_by_the_users_table(tmp_path: Path) -> None:
    first, second, own = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "own.toml"
    first.write_text("肇庆宁德时代二阶段工程投产。\n", encoding="utf-8")
    second.write_text("瑞庆时代纳税增长。\n", encoding="utf-8")
    own.write_text('[[same]]\nnames = ["瑞庆时代", "肇庆宁德时代二阶段工程"]\n', encoding="utf-8")
    output = _run(str(first), str(second), "--place", "肇庆市", "--year", "2025", "--gazetteer", str(own))
    rows = [json.loads(line) for line in output.splitlines()]
    names = {row["doc"]: row["name"] for row in rows if row["type"] == "project"}
    assert names == {"a.txt": "瑞庆时代", "b.txt": "瑞庆时代"}
