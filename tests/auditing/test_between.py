"""Numbers that two reports, or an article and a report, tell between the same words; rows of levels."""

from __future__ import annotations

import pytest

from duibiao.sources.plain import document_from_text
from tests.auditing.test_distant import between, report
from tests.auditing.test_passages import BAD, GOOD, verdicts


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        # what goes by its number in writing
        ("我们坚持茶农互助七项准则，收成稳定。", "今后仍按茶农互助七项准则办事。", GOOD),
        ("我们坚持茶农互助七项准则，收成稳定。", "今后仍按茶农互助五项准则办事。", BAD),
        ("审慎推进茶园“三权分置”改革试点。", "完善茶园“三权分置”改革办法。", GOOD),
        ("审慎推进茶园“三权分置”改革试点。", "完善茶园“七权分置”改革办法。", BAD),
        ("山区基本普及九年茶艺教育。", "全省巩固基本普及九年茶艺教育成果。", GOOD),
        ("山区基本普及九年茶艺教育。", "全省巩固基本普及七年茶艺教育成果。", BAD),
        # a set of which every report knows the number is not the one that is wrong
        ("要坚持和落实“六个毫不动摇”方针。", "要坚持和落实“两个毫不动摇”方针。", BAD),
        # so many each year, of each report, of a row just before it, since then, measured, which
        ("滚动实施二十项民生工程。", "滚动实施十八项民生工程。", None),
        ("办好十件茶农实事。", "办好八件茶农实事。", None),
        ("今年要重点抓好以下十个方面的茶园工作。", "今年要重点抓好以下八个方面的茶园工作。", None),
        ("搞好这三个方面的茶业改革，作用很大。", "搞好这两个方面的茶业改革，作用很大。", None),
        ("发展两省和平友好、长期稳定两项原则。", "发展两省和平友好、互相信赖、长期稳定三项原则。", None),
        ("实施茶乡大开发战略三年来，变化很大。", "实施茶乡大开发战略四年来，变化很大。", None),
        ("实现“十四五”良好开局。", "实现“十五五”良好开局。", None),
        ("全面供应国四标准车用柴油。", "全面供应国五标准车用柴油。", None),
        ("贯彻十八届二中、三中全会精神。", "贯彻十八届三中、四中全会精神。", None),
        ("全省茶园年平均日照时间2240小时左右。", "全省茶园年平均日照时间2140小时左右。", None),
        (
            "全省社会消费品零售总额增长5%，进出口总额增长3%。",
            "全省社会消费品零售总额增长6%，进出口总额增长3%。",
            None,
        ),
        ("深化“三个意识”教育。", "增强“四个意识”。", None),
    ],
)
def test_numbers_of_two_reports(before: str, after: str, wanted: str | None) -> None:
    found = between(report(2030, before), report(2031, after))
    assert verdicts(found, "framed_between") == ([] if wanted is None else [wanted])
    wrong = [f.rule for f in found.wrong]
    assert wrong == (["framed_between"] if wanted == BAD else [])


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


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("水泥产量、平板玻璃产量分别达到3000万吨和2400万吨，比2029年增长25%和20%。", "consistent"),
        ("水泥产量、平板玻璃产量分别达到3000万吨和2400万吨，比2029年增长25%和50%。", "inconsistent"),
        # on a comparable scope, of all in the row
        ("水泥产量、平板玻璃产量分别达到3000万吨和2400万吨，比2029年可比增长25%和30%。", "not_checkable"),
    ],
)
def test_what_is_said_of_a_row_is_said_of_each(told: str, verdict: str) -> None:
    before = report(2030, "水泥产量2400万吨。平板玻璃产量2000万吨。")
    found = between(before, report(2031, told))
    last = [f.verdict.value for f in found.findings if f.rule == "next_level"]
    assert last[-1] == verdict
