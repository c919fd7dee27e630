"""A wrong call of any command: one Chinese line with a way out, status 2; a group alone shows its help."""

from __future__ import annotations

import pytest

from duibiao.cli import main


def leave(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, str]:
    """The exit status and what stands on standard error; nothing on standard output."""
    with pytest.raises(SystemExit) as left:
        main([str(arg) for arg in args])
    out, err = capsys.readouterr()
    assert out == ""
    assert isinstance(left.value.code, int)
    return left.value.code, err


@pytest.mark.parametrize(
    ("args", "line"),
    [
        ("raed", "没有命令 raed (是不是 read？)"),
        ("ledger serch", "没有命令 serch (是不是 search？)"),
        ("ledger decide 甲", "没有命令 甲 (用法见 duibiao ledger decide --help)"),
        ("read --yeer 3", "没有选项 --yeer (是不是 --year？)"),
        ("place --nope", "没有选项 --nope (用法见 duibiao place --help)"),
        ("read", "缺少参数 FILE (用法见 duibiao read --help)"),
        ("audit", "缺少参数 FILE... (用法见 duibiao audit --help)"),
        ("ledger targets", "缺少选项 --place (用法见 duibiao ledger targets --help)"),
        ("read a.txt --format x", "选项 --format 的“x”不对 (可用：jsonl、table、csv)"),
        ("read a.txt --year 今年", "选项 --year 的“今年”不对 (要整数)"),
        ("audit a.txt --year 3000", "选项 --year 的“3000”不对 (要 1949 到 2100 的整数)"),
        ("ledger backup .", "参数 FILE 的“.”不对 (用法见 duibiao ledger backup --help)"),
        ("read a.txt --year", "选项 --year 后面没有值"),
        ("audit a.txt --strict=3", "选项 --strict 不带值"),
        ("place 肇庆 又 一处", "不知道“又 一处”是什么 (用法见 duibiao place --help)"),
    ],
)
def test_one_chinese_line(args: str, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert leave(capsys, *args.split()) == (2, f"duibiao: {line}\n")


@pytest.mark.parametrize("group", ["", "ledger", "ledger decide", "user"])
def test_a_group_alone_shows_its_help(group: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, told = leave(capsys, *group.split())
    assert status == 2
    assert told.startswith(" ".join(["Usage: duibiao", *group.split()]))
