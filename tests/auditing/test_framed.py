"""One number told again between the same words: alike, not alike, and what only looks so."""

from __future__ import annotations

import pytest

from tests.auditing.test_distant import between, report
from tests.auditing.test_passages import BAD, GOOD, verdicts


@pytest.mark.parametrize(
    ("back", "ahead", "wanted"),
    [
        # small counts between words that say something on either side
        ("我们坚持茶农互助七项准则，收成稳定。", "今后仍按茶农互助七项准则办事。", GOOD),
        ("我们坚持茶农互助七项准则，收成稳定。", "今后仍按茶农互助五项准则办事。", BAD),
        ("茶乡“四园”建设见效。", "继续抓好茶乡“四园”建设。", GOOD),
        ("茶乡“四园”建设见效。", "继续抓好茶乡“九园”建设。", BAD),
        ("邻省要我们撤走谷口的三个护林站。", "三个护林站，一个也不能撤。", GOOD),
        ("邻省要我们撤走谷口的三个护林站。", "八个护林站，一个也不能撤。", BAD),
        ("协商中提出了四项分水办法。", "请邻省考虑我方的六项分水办法。", BAD),
        ("全面推开“三个看齐”。", "坚定不移抓“三个看齐”，一抓到底。", GOOD),
        ("全面推开“三个看齐”。", "坚定不移抓“五个看齐”，一抓到底。", BAD),
        # times, years to come, codes, shares, large numbers after many words
        ("定下了山区茶厂扭亏脱困三年目标。", "实现山区茶厂扭亏脱困五年目标。", BAD),
        ("审议了茶业发展规划和2040年远景构想。", "编制茶业发展规划和2050年远景构想纲要。", BAD),
        ("省府通过了317号决议。", "我们支持落实省府371号决议。", BAD),
        ("茶城“117项目”全面复建。", "推动“617项目”核心区建设。", BAD),
        ("依靠占茶农百分之八十五以上的种植大户。", "团结占茶农百分之五十八以上的种植大户。", BAD),
        ("越界占用了所谓旧河道以南的七万亩。\n所谓旧河道以南的四万亩，历来属于本省。", "茶园丰收。", BAD),
        # another set of each
        ("做好茶业结构调整“三篇大文章”。", "做好茶业金融“五篇大文章”。", None),
        ("重点抓好八个方面：茶园改造。", "着重抓好五个方面：水利建设。", None),
        ("茶园考核连续三年获得全国优秀。", "水利考核连续六年获得全国优秀。", None),
        ("茶厂有五十七个改造项目。\n粮厂有三十九个改造项目。", "盐厂有二十四个改造项目。", None),
        # which, not how many
        ("省委十二届五次全会作出部署。", "按照省委十二届六次全会部署推进。", None),
        ("全面贯彻党的十九大精神。", "全面贯彻党的二十大精神。", None),
        ("扎实开展“八五”普法。", "启动实施“九五”普法。", None),
        ("确保二号机组并网发电。", "建成四号机组并网发电。", None),
        # so many are made, held, won: each time another number
        ("新增两家茶业上市公司。", "新增三家茶业上市公司。", None),
        ("举办三场茶业招商推介活动。", "举办五场茶业招商推介活动。", None),
        ("争取两个国家级茶业实验室。", "争取五个国家级茶业实验室。", None),
        ("两次荣获全国茶业督查激励。", "三次荣获全国茶业督查激励。", None),
        ("沿江三市率先种茶。", "支持沿江七市率先种茶。", None),
        ("国道两条环线贯通。", "省道三条环线贯通。", None),
        ("力争到2035年全面建成茶业强省。", "力争到2032年全面建成水利强县。", None),
        ("省级层面建立三项茶业制度。", "县级层面建立五项茶业制度。", None),
        # what a district calls its own beside what all know
        ("常态化开展“三个意识”教育。\n深化“三个意识”教育。", "增强“四个意识”。", GOOD),
    ],
)
def test_numbers_between_the_same_words(back: str, ahead: str, wanted: str | None) -> None:
    found = between(report(2031, back, ahead))
    assert verdicts(found, "framed") == ([] if wanted is None else [wanted])
    assert [f.rule for f in found.wrong] == (["framed"] if wanted == BAD else [])


def test_the_one_that_stands_alone_is_wrong() -> None:
    back = "坚持茶农互助九项准则。\n各地学习茶农互助七项准则。"
    made = report(2031, back, "今后仍按茶农互助七项准则办事。")
    found = between(made).wrong
    assert [f.at.text for f in found] == ["九"]
    assert all(o.text == o.span.of(made.text) for o in found[0].operands)


def test_a_name_that_comes_often() -> None:
    told = "".join(f"“三茶”工作{word}。\n" for word in ("有力", "扎实", "领先"))
    assert not between(report(2031, told, "做好“三茶”工作。")).wrong
    assert [f.at.text for f in between(report(2031, told, "做好“五茶”工作。")).wrong] == ["五"]


@pytest.mark.parametrize(
    ("rule", "back", "ahead", "wanted"),
    [
        ("counted_above", "坚持六项种茶守则，即勤修剪、早采摘。\n这六项守则不能丢。", "茶园丰收。", [GOOD]),
        ("counted_above", "坚持六项种茶守则，即勤修剪、早采摘。\n这九项守则不能丢。", "茶园丰收。", [BAD]),
        ("counted_above", "必须执行下列十条准则。\n茶园丰收。", "以上讲的八条种茶准则，各地适用。", [BAD]),
        ("counted_above", "要做好以下四项工作。\n茶园丰收。", "除以上七项工作外，还要修路。", [BAD]),
        # another noun, another set of the same noun
        ("counted_above", "要做好以下四项工作。\n茶园丰收。", "以上六项种茶准则，各地适用。", []),
        ("counted_above", "改良分成两个阶段。\n茶园丰收。", "这三个阶段都有进展。", []),
        ("as_said", "茶厂解决了1300户的用工问题。", "如前所说，茶厂用工增加了1300户。", [GOOD]),
        ("as_said", "茶厂解决了1800户的用工问题。", "如前所说，茶厂用工增加了1300户。", [BAD]),
        ("as_said", "茶厂解决了2600户的用工问题。", "如前所说，茶厂用工增加了1300户。", []),
        ("this_many", "全省茶农每人收入95元。超过95元这个水平的有五个县。", "茶园丰收。", [GOOD]),
        ("this_many", "全省茶农每人收入95元。超过65元这个水平的有五个县。", "茶园丰收。", [BAD]),
        ("coined_names", "省委“132”工作部署见效。", "落实省委“132”工作部署。", [GOOD]),
        ("coined_names", "省委“132”工作部署见效。", "落实省委“182”工作部署。", [BAD]),
        ("said_again", "2030年茶农平均工资提高到610元。", "2030年茶农平均工资是710元，高于邻省。", [BAD]),
        ("same_figure", "2030年全省农业总产值约为583亿元。", "2030年农业总产值是483亿元。", [BAD]),
    ],
)
def test_told_before(rule: str, back: str, ahead: str, wanted: list[str]) -> None:
    found = between(report(2031, back, ahead))
    assert verdicts(found, rule) == wanted
    assert (BAD in wanted) == any(f.rule == rule for f in found.wrong)
    assert bool(found.wrong) == (BAD in wanted)
