import pytest

from duibiao.sources.fields import fields, is_field, is_open_field


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("来源：某市日报", [("origin", "某市日报")]),
        ("（来源：某市日报）", [("origin", "某市日报")]),
        ("来 源:某报(撰文 甲乙)", [("origin", "某报(撰文 甲乙)")]),
        ("日期: 来源:某市发布 编辑:某某", [("time", ""), ("origin", "某市发布"), ("editor", "某某")]),
        ("2024年1月23日 10:00 | 来源：某报 | 作者：甲乙", [("origin", "某报"), ("author", "甲乙")]),
        ("责任编辑：甲乙　校对：丙丁", [("editor", "甲乙"), ("other", "丙丁")]),
        ("文字/甲乙 图片/丙丁", [("author", "甲乙"), ("other", "丙丁")]),
        ("来源：", [("origin", "")]),
    ],
)
def test_fields(line: str, expected: list[tuple[str, str]]) -> None:
    assert is_field(line)
    assert fields(line) == expected


@pytest.mark.parametrize(
    "line", ["来源地不断拓宽。", "编辑出版三十种图书。", "文化产业增长。", "时间紧、任务重。", "图书馆开放"]
)
def test_sentences_are_no_fields(line: str) -> None:
    assert not is_field(line)


def test_an_open_field_waits_for_the_next_line() -> None:
    assert is_open_field("来源：")
    assert not is_open_field("来源：某报")
    assert not is_open_field("某报：")
