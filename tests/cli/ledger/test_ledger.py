"""``duibiao ledger``: what its commands print, and how they end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from duibiao.cli.ledger import COMMANDS, command
from duibiao.errors import DuibiaoError, JobError, PartialSuccess, StoreError, UsageError
from tests.ledger.made import many, report, write


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    return str(tmp_path / "ledger.sqlite")


@pytest.fixture
def filled(tmp_path: Path, ledger: str) -> str:
    for year in (2031, 2032):
        write(tmp_path / "files", f"{year}.txt", report(year, number=year))
    _run("add", tmp_path / "files", "--ledger", ledger)
    return ledger


def _run(*args: Path | str) -> Result:
    return CliRunner().invoke(command, [str(a) for a in args], catch_exceptions=False)


def _fails(kind: type[DuibiaoError], *args: Path | str) -> str:
    with pytest.raises(kind) as error:
        _run(*args)
    return error.value.line


def test_add_tells_what_became_of_the_files(tmp_path: Path, ledger: str) -> None:
    many(tmp_path / "files", 3)
    assert "收入 3 份，已有 0 份，未能读取 0 份" in _run("add", tmp_path / "files", "--ledger", ledger).stdout
    assert "收入 0 份，已有 3 份" in _run("add", tmp_path / "files", "--ledger", ledger).stdout


def test_some_unreadable_files_are_a_partial_success(tmp_path: Path, ledger: str) -> None:
    many(tmp_path / "files", 1)
    (tmp_path / "files" / "empty.txt").write_text("", encoding="utf-8")
    line = _fails(PartialSuccess, "add", tmp_path / "files", "--ledger", ledger)
    assert "1 份文件没有收入" in line
    assert PartialSuccess.exit_status == 3


def test_nothing_readable_is_a_failed_job(tmp_path: Path, ledger: str) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    _fails(JobError, "add", tmp_path / "empty.txt", "--ledger", ledger)
    (tmp_path / "folder").mkdir()
    _fails(JobError, "add", tmp_path / "folder", "--ledger", ledger)


def test_documents_in_every_format(filled: str) -> None:
    assert "2032年广东省政府工作报告" in _run("documents", "--ledger", filled).stdout
    rows = json.loads(_run("documents", "--format", "json", "--ledger", filled).stdout)
    assert [row["year"] for row in rows] == [2031, 2032]
    cells = list(csv.DictReader(io.StringIO(_run("documents", "--format", "csv", "--ledger", filled).stdout)))
    assert cells[0]["adcode" if "adcode" in cells[0] else "place"] == "广东省"
    assert "statements" in _run("documents", "--count", "--ledger", filled).stdout


def test_search_marks_what_was_found(filled: str) -> None:
    shown = _run("search", "第2031号工程", "--ledger", filled)
    assert "【第2031号工程】" in shown.stdout
    (row,) = json.loads(_run("search", "第2031号工程", "--format", "json", "--ledger", filled).stdout)
    (mark,) = row["marks"]
    assert row["text"][mark[0] - row["start"] : mark[1] - row["start"]] == "第2031号工程"


def test_series_in_every_format(filled: str) -> None:
    asked = ("series", "--place", "广东", "--indicator", "GDP", "--ledger", filled)
    assert "约5%" in _run(*asked).stdout
    rows = json.loads(_run(*asked, "--format", "json").stdout)
    assert all(row["said"] for row in rows)
    cells = list(csv.DictReader(io.StringIO(_run(*asked, "--format", "csv").stdout)))
    assert {c["period"] for c in cells} == {"2030", "2031", "2032"}
    assert _run(*asked, "--years", "2031", "--format", "json").stdout.count('"period": "2030"') == 0


def test_targets_in_every_format(filled: str) -> None:
    asked = ("targets", "--place", "广东", "--ledger", filled)
    assert "超额完成" in _run(*asked).stdout
    rows = json.loads(_run(*asked, "--format", "json").stdout)
    assert {"verdict", "wording", "results", "sha256", "why"} <= set(rows[0])
    cells = list(csv.DictReader(io.StringIO(_run(*asked, "--format", "csv").stdout)))
    assert len(cells) == len(rows)


def test_audit_of_stored_reports(filled: str) -> None:
    assert "核对" in _run("audit", "--place", "广东", "--ledger", filled).stdout
    assert "核对 0 处" in _run("audit", "--place", "浙江", "--ledger", filled).stdout


NOTE = (
    "2031年3月，肇庆浪山抽水蓄能电站开工建设，总投资86亿元。共有6个镇入选省首批典型。"
    "全市打造从电芯到电箱、电柜、集装箱的储能全产业链。"
)


@pytest.fixture
def noted(tmp_path: Path, ledger: str) -> str:
    source = write(tmp_path, "note.txt", NOTE)
    _run("add", source.path, "--place", "肇庆", "--year", "2031", "--ledger", ledger)
    return ledger


def test_projects_and_decisions(noted: str) -> None:
    at = ("--ledger", noted)
    assert "总投资86亿元" in _run("projects", "--place", "肇庆", *at).stdout
    (row,) = [r for r in json.loads(_run("projects", "--format", "json", *at).stdout) if "浪山" in r["name"]]
    event = next(e["id"] for e in row["events"] if e["type"] == "money")
    _run("decide", "correct", event, "88亿元", "--type", "money", "--value", "8800000000", "--unit", "元",
         "--by", "王芳", *at)  # fmt: skip
    _run("decide", "rename", row["name"], "浪山电站", "--by", "王芳", *at)
    _run(
        "decide", "add", "浪山电站", "并网发电", "--stage", "投产", "--period", "2032-06", "--by", "李明", *at
    )
    shown = _run("projects", "--project", "浪山电站", *at).stdout
    assert "88亿元" in shown
    assert "王芳（人工）" in shown
    listed = json.loads(_run("decide", "list", "--format", "json", *at).stdout)
    assert len(listed) == 3
    for one in listed:
        assert "撤销" in _run("decide", "undo", one["id"], *at).stdout
    assert "86亿元" in _run("projects", *at).stdout
    assert "没有编号" in _fails(UsageError, "decide", "undo", "none", *at)
    assert "不是数字" in _fails(
        UsageError, "decide", "add", "甲", "乙", "--value", "很多", "--by", "王芳", *at
    )


def test_programmes_and_chains(noted: str) -> None:
    at = ("--ledger", noted)
    assert "首批典型" in _run("programmes", "--place", "肇庆", *at).stdout
    assert "电芯→电箱" in _run("chains", *at).stdout
    assert json.loads(_run("chains", "--format", "json", *at).stdout)[0]["links"][0]["name"] == "电芯"
    assert json.loads(_run("programmes", "--format", "json", *at).stdout)[0]["tier"] == "镇"


def test_a_board_in_every_format(noted: str, tmp_path: Path) -> None:
    asked = ("board", "现代能源体系", "--place", "肇庆", "--ledger", noted)
    assert "86亿元" in _run(*asked).stdout
    assert "未见" in _run(*asked, "--explain").stdout
    made = json.loads(_run(*asked, "--format", "json").stdout)
    assert made["board"] == "energy"
    cells = list(csv.DictReader(io.StringIO(_run(*asked, "--format", "csv").stdout)))
    assert {c["sha256"] for c in cells if c["kind"] == "project"} == {made["documents"][0]["sha256"]}
    assert "# 肇庆市：现代能源体系" in _run(*asked, "--format", "md").stdout
    page = tmp_path / "board.html"
    _run("board", "all", "--place", "肇庆", "--format", "html", "--output", page, "--ledger", noted)
    assert "肇庆市的12个专题" in page.read_text("utf-8")


def test_boards_are_listed_and_wrong_calls_told(noted: str, tmp_path: Path) -> None:
    at = ("--ledger", noted)
    assert "产业有序转移" in _run("board", *at).stdout
    assert "--place" in _fails(UsageError, "board", "能源", *at)
    assert "没有专题" in _fails(UsageError, "board", "棋局", "--place", "肇庆", *at)
    assert "没有专题文件" in _fails(UsageError, "board", "--boards", tmp_path / ".", *at)
    table = ("board", "能源", "--place", "肇庆", "--output", tmp_path / "x", *at)
    assert "--format" in _fails(UsageError, *table)


def test_wrong_usage(filled: str) -> None:
    asked = ("series", "--place", "广东", "--ledger", filled)
    assert "年份" in _fails(UsageError, *asked, "--indicator", "GDP", "--years", "两年")
    assert "指标目录" in _fails(UsageError, *asked, "--indicator", "没有的指标名")
    assert "没有" in _fails(UsageError, "cite", "没有的文件", "--ledger", filled)


def test_export_and_cite(filled: str, tmp_path: Path) -> None:
    out = tmp_path / "out" / "panel.csv"
    told = _run("export", "--out", out, "--ledger", filled).stdout
    assert out.exists()
    assert out.with_name("panel.codebook.md").exists()
    assert "数据集版本" in told
    assert "广东省人民政府" in _run("cite", "2031.txt", "--ledger", filled).stdout
    assert "数据集" in _run("cite", "--ledger", filled).stdout


def test_backup_restore_rebuild_upgrade(filled: str, tmp_path: Path) -> None:
    _run("backup", tmp_path / "b", "--ledger", filled)
    _run("restore", tmp_path / "b", "--ledger", filled)
    assert "重建 2 份文档" in _run("rebuild", "--ledger", filled).stdout
    assert "账本已是" in _run("upgrade", "--ledger", filled).stdout


def test_no_ledger_yet(ledger: str) -> None:
    for asked in (("documents",), ("search", "字"), ("upgrade",), ("rebuild",)):
        assert "ledger add" in _fails(StoreError, *asked, "--ledger", ledger)


def test_every_command_exists() -> None:
    for name in COMMANDS:
        assert "Usage" in _run(name, "--help").stdout


def test_the_ending_of_the_file_says_which_format(filled: str, tmp_path: Path) -> None:
    out = tmp_path / "p.parquet"
    assert _run("export", "--out", out, "--ledger", filled).exit_code == 0
    assert out.read_bytes()[:4] == b"PAR1"
    with pytest.raises(UsageError, match="看不出是哪种格式"):
        _run("export", "--out", tmp_path / "p.xyz", "--ledger", filled)
    assert _run("export", "--out", tmp_path / "p.xyz", "--format", "csv", "--ledger", filled).exit_code == 0
