"""Board files: those of the package, and what the linter says of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from duibiao.errors import UsageError
from duibiao.ledger.boards import boards, lint, package_files, read_board, the_board
from duibiao.ledger.boards.__main__ import main

SMALL = """
id = "low_altitude"
title = "低空经济"
about = "无人机和低空航线。"
also = ["低空"]

[subject]
words = ["低空", "无人机"]
never = ['低空飞过']

[[sections]]
title = "产值"
patterns = ['产值']
expects = [{ what = "低空经济产值", kinds = ["figure"], pattern = '低空|无人机', unit = "元" }]

[[sections]]
title = "其他"
"""


def test_the_package_ships_twelve_boards_without_fault() -> None:
    assert len(boards()) == len(package_files()) == 12
    assert main() == 0


def test_a_board_is_found_by_id_title_or_other_name() -> None:
    for words in ("new_storage", "新型储能", "储能"):
        assert the_board(words, boards()).id == "new_storage"


def test_an_unknown_board_is_told_with_near_ones() -> None:
    with pytest.raises(UsageError, match=r"没有专题“储能业”.*储能"):
        the_board("储能业", boards())


def test_a_folder_adds_boards_and_may_replace_one(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(SMALL, "utf-8")
    (tmp_path / "b.toml").write_text(
        SMALL.replace("low_altitude", "tourism").replace("低空经济", "游"), "utf-8"
    )
    found = boards(tmp_path)
    assert len(found) == 13
    assert found["low_altitude"].title == "低空经济"
    assert found["tourism"].title == "游"
    assert boards()["tourism"].title == "文旅消费"


def test_a_folder_without_boards_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"没有专题文件"):
        boards(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "低空经济"\n', "", "专题：缺 title"),
        ("also =", "other =", "专题：不认识 other"),
        ("'低空飞过'", "'低空('", "不是合格的表达式"),
        ("'低空飞过'", "'低空?|'", "什么都不写也能匹配"),
        ('["figure"]', '["number"]', "没有 number 这一类事实"),
        ('"无人机"]', '"无人机", "低空"]', "低空 写了两次"),
        ('unit = "元"', 'unit = "圆"', "不认识单位 圆"),
        ("never =", 'indicators = ["gpd"]\nnever =', "指标目录里没有 gpd"),
        ("never =", 'themes = ["航空"]\nnever =', "没有主题 航空"),
        ("patterns = ['产值']\n", "", "最后一个栏目"),
        ('title = "其他"', 'title = "产值"', "栏目 产值 写了两次"),
        ('"low_altitude"', '"低空"', "id 用小写英文单词"),
        ('words = ["低空", "无人机"]\n', "", "subject 没有说什么算这个专题"),
        ('words = ["低空", "无人机"]', 'words = "低空"', "words 应是一列文字"),
        ("[subject]", "[[rejected]]\ntext = '低空'\nbecause = 'x'\n[subject]", "rejected 里的 低空 还在用"),
    ],
)
def test_what_is_wrong_in_a_file_is_told(old: str, new: str, said: str) -> None:
    assert old in SMALL
    with pytest.raises(UsageError) as error:
        read_board(SMALL.replace(old, new, 1), where="x.toml")
    assert said in error.value.line
    assert error.value.line.startswith("x.toml: ")


def test_broken_toml_is_told() -> None:
    with pytest.raises(UsageError, match=r"x.toml: 专题文件不是合格的 TOML"):
        read_board("id = ", where="x.toml")


def test_a_pattern_of_a_section_keeps_kinds_and_the_last_takes_the_rest() -> None:
    board = read_board(SMALL, where="x.toml")
    assert [s.pattern for s in board.sections] == ["(?:产值)", ""]
    assert lint({}) != []


def test_the_linter_reads_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.toml").write_text(SMALL.replace("also =", "other ="), "utf-8")
    (tmp_path / "b.toml").write_text("id = ", "utf-8")
    assert main(str(tmp_path)) == 1
    out = capsys.readouterr().out
    assert "不认识 other" in out
    assert "b.toml" in out
