"""Numbers that two reports, or an article and a report, tell between the same words."""

from __future__ import annotations

import pytest

from duibiao.sources.plain import document_from_text
from tests.auditing.reports import between, report


def test_of_two_governments_only_closer_words_tell() -> None:
    one = report(2030, "扎实做好“四稳”工作。", place="广东省")
    assert between(one, report(2031, "扎实做好“六稳”工作。", place="福建省")).wrong == ()
    one = report(2030, "各国遵循茶路共处五项原则往来。", place="广东省")
    other = report(2031, "我们遵循茶路共处七项原则往来。", place="福建省")
    assert [f.rule for f in between(one, other).wrong] == ["framed_between"]


@pytest.mark.parametrize(
    ("article", "wrong"),
    [
        ("文中提到，选取31个县、206个镇、1407个村作为茶旅典型。", []),
        ("文中提到，选取31个县、206个镇、1470个村作为茶旅典型。", ["1470个"]),
        ("某县选取3个镇、27个村作为茶旅典型。", []),
    ],
)
def test_an_article_gives_the_numbers_of_the_report_that_it_quotes(article: str, wrong: list[str]) -> None:
    text = f"茶乡新闻\n{article}\n记者走访了茶园。\n"
    made = document_from_text(text, name="article.txt", sha256="1" * 64)
    told = report(2031, "选取31个县、206个镇、1407个村作为茶旅典型，成效明显。")
    found = [f for f in between(told, made).wrong if f.rule == "framed_between"]
    assert [o.text for f in found for o in f.operands if o.doc == "article.txt"] == wrong
