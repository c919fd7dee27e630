"""``duibiao audit`` and what it prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from duibiao.auditing import RECORD_KEYS
from duibiao.cli.audit import command
from duibiao.errors import UnreadableSource

HEAD = "2031年广东省政府工作报告\n\n各位代表：\n一、2030年工作回顾\n"
WRONG = HEAD + "零售总额由2029年的1559亿元增加到2030年的2570亿元，增长46.8%。\n"
RIGHT = HEAD + "零售总额由2029年的1559亿元增加到2030年的2570亿元，增长64.8%。\n"
NEXT = "2032年广东省政府工作报告\n\n各位代表：\n一、2031年工作回顾\n社会消费品零售总额3000亿元，增长16.7%。\n"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


@pytest.fixture
def right(tmp_path: Path) -> Path:
    path = tmp_path / "right.txt"
    path.write_text(RIGHT, encoding="utf-8")
    return path


def _run(*args: Path | str) -> Result:
    return CliRunner().invoke(command, [str(a) for a in args], catch_exceptions=False)


def test_the_table_tells_what_does_not_hold_and_counts_the_checks(wrong: Path) -> None:
    told = _run(wrong).stdout
    assert "对不上  wrong.txt 第5行" in told
    assert "2570亿元 ÷ 1559亿元 − 1" in told
    assert told.splitlines()[-1] == "核对 4 处：相符 3，四舍五入后相符 0，对不上 1，无法核对 0"


def test_strict_fails_only_when_something_does_not_hold(wrong: Path, right: Path) -> None:
    assert (_run(wrong).exit_code, _run(wrong, "--strict").exit_code) == (0, 1)
    assert _run(right, "--strict").exit_code == 0


def test_jsonl_has_the_record_of_the_design_and_slices_back(wrong: Path) -> None:
    rows = [json.loads(line) for line in _run(wrong, "--format", "jsonl").stdout.splitlines()]
    assert rows
    for row in rows:
        assert list(row) == list(RECORD_KEYS)
        assert all(WRONG[o["start"] : o["end"]] == o["text"] for o in row["operands"])


def test_explain_names_the_rule_and_the_role_of_each_operand(right: Path) -> None:
    told = _run(right, "--explain").stdout
    assert "growth_from_levels  consistent" in told
    assert "base" in told


def test_explain_names_other_rules_on_the_same_figure(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "广东省政府工作报告\n（2031年）\n局属闸门从40个减少到29个，减少27.5%。\n", encoding="utf-8"
    )
    told = _run(file, "--explain").stdout
    assert "direction  consistent" in told
    assert "同一处另有" not in told
    file.write_text(
        "广东省政府工作报告\n（2031年）\n企业收入148亿元，其中工业81亿元，交通21亿元，其他46亿元。\n",
        encoding="utf-8",
    )
    told = _run(file, "--explain").stdout
    assert told.count("同一处另有  parts_within") == told.count("同一处另有  sum_of_listed") == 1


def test_the_page_marks_the_stated_figure(wrong: Path) -> None:
    page = _run(wrong, "--format", "html").stdout
    assert '<mark class="stated">46.8%</mark>' in page
    assert "<script" not in page
    assert "有1处对不上" in page


def test_the_page_has_every_check_and_choices_that_need_no_script(right: Path) -> None:
    page = _run(right, "--format", "html").stdout
    rows = [json.loads(line) for line in _run(right, "--format", "jsonl").stdout.splitlines()]
    assert [row["id"] for row in rows if f'id="f-{row["id"]}"' not in page] == []
    assert page.count('<article class="finding') == len(rows) > 1
    assert "main:has(#v-consistent:checked) .group:not(.v-consistent)" in page
    assert "main:has(#k2:checked) .finding:not(.k2)" in page


def test_the_chain_has_a_row_for_each_indicator_of_two_reports(right: Path, tmp_path: Path) -> None:
    first = tmp_path / "a.txt"
    first.write_text(RIGHT.replace("零售总额由", "社会消费品零售总额由"), encoding="utf-8")
    second = tmp_path / "b.txt"
    second.write_text(NEXT, encoding="utf-8")
    rows = [line.split("\t") for line in _run(first, second, "--chain").stdout.splitlines()]
    assert rows[0][:2] == ["年度", "指标"]
    assert ["2031", "社会消费品零售总额", "2570亿元", "3000亿元", "16.7%"] in [row[:5] for row in rows]


def test_a_folder_without_reports_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="没有可以核对的文件"):
        _run(tmp_path)
