"""What a report tells in passages far apart: consistent, inconsistent, and what only looks alike."""

from __future__ import annotations

from decimal import Decimal

import pytest

from duibiao.auditing.figures.misprints import may_lie_in
from duibiao.auditing.model import Audit
from duibiao.sources.plain import document_from_text
from duibiao.text import Document
from tests.auditing.test_distant import between, report

GOOD, BAD = "consistent", "inconsistent"
CALM = "我们要坚持稳中求进，把各项工作做细做实，让群众的日子越过越好，为长远发展打下基础。"


def verdicts(found: Audit, rule: str) -> list[str]:
    return [f.verdict.value for f in found.findings if f.rule == rule]


@pytest.mark.parametrize(
    ("rule", "back", "ahead", "wanted"),
    [
        ("years_it_was", "过去五年，是我省极不平凡的五年。", CALM, [GOOD]),
        ("years_it_was", "过去三年，是我省极不平凡的五年。", CALM, [BAD]),
        ("years_it_was", "五年规划的第四年，是水利建设加快的一年。", CALM, []),
        ("editions", "成功举办第八届甲港博览会。", "办好第九届甲港博览会。", [GOOD]),
        ("editions", "成功举办第九届甲港博览会。", "办好第九届甲港博览会。", [BAD]),
        ("editions", "全力筹办第九届甲港博览会。", "办好第九届甲港博览会。", [GOOD]),
        ("planned_rise", "常住人口城镇化率达到64.7%。", "常住人口城镇化率提高到65.5%。", [GOOD]),
        ("planned_rise", "常住人口城镇化率达到64.7%。", "常住人口城镇化率提高到56.5%。", [BAD]),
        ("planned_rise", "城乡居民收入比缩小至2.21∶1。", "城乡居民收入比缩小至2.1∶1。", [GOOD]),
        ("planned_rise", "城乡居民收入比缩小至2.21∶1。", "城乡居民收入比缩小至7.1∶1。", [BAD]),
        # a part of what was built, made anew; room left below
        ("planned_rise", "高新技术企业突破4500家。", "新认定高新技术企业1400家以上。", []),
        ("planned_rise", "优良天数比例达到95.8%。", "优良天数比例达到92%以上。", [GOOD]),
        ("year_of_term", "2026年至2030年累计接待游客264.5万人次。2030年接待游客66.7万人次。", CALM, [GOOD]),
        ("year_of_term", "2026年至2030年累计接待游客264.5万人次。2030年接待游客666.7万人次。", CALM, [BAD]),
        ("year_of_term", "新增养老床位3852张。\n2026年至2030年，新增养老床位2.5万张。", CALM, [GOOD]),
        ("year_of_term", "新增养老床位38522张。\n2026年至2030年，新增养老床位2.5万张。", CALM, [BAD]),
        ("year_of_term", "新增养老床位38522张。\n2026年至2030年，年均新增养老床位2.5万张。", CALM, []),
        ("mark_passed", "地区生产总值33757亿元。\n成为首个经济总量超过8万亿元的城市。", CALM, [BAD]),
        ("mark_passed", "地区生产总值33757亿元。\n9个县经济总量超过8万亿元。", CALM, []),
        ("mark_passed", "粮食产量达到732.5亿斤。", "水利加快。", []),
        ("mark_passed", "粮食产量达到732.5亿斤。\n五年来，粮食年产量稳定在700亿斤以上。", CALM, [GOOD]),
        ("mark_passed", "粮食产量达到372.5亿斤。\n五年来，粮食年产量稳定在700亿斤以上。", CALM, [BAD]),
        # summed up over years; of a wider region
        ("mark_passed", "实际使用外资160.6亿美元。\n五年来，实际使用外资累计超过1000亿美元。", CALM, []),
        ("mark_passed", "地区生产总值33757亿元。\n双城都市圈地区生产总值突破10万亿元。", CALM, []),
        ("planned_rise", "粮食总产量达到871.6亿斤。", "正常年景下粮食产量达到900亿斤以上。", [GOOD]),
        ("planned_rise", "粮食总产量达到871.6亿斤。", "正常年景下粮食产量达到900万斤以上。", [BAD]),
        (
            "growth_of_term",
            "2030年地区生产总值达到67.7万亿元。",
            "今后五年，经济年均增长6.5%以上。\n到2035年，经济总量超过90万亿元。",
            ["by_rounding"],
        ),
        (
            "growth_of_term",
            "2030年地区生产总值达到67.7万亿元。",
            "今后五年，经济年均增长2.5%以上。\n到2035年，经济总量超过90万亿元。",
            [BAD],
        ),
        (
            "growth_of_term",
            "社会消费品零售总额达到6731.1亿元。",
            "力争2035年社会消费品零售总额达到15400亿元以上、年均增长18%。",
            [GOOD],
        ),
        (
            "growth_of_term",
            "社会消费品零售总额达到6731.1亿元。",
            "力争2035年社会消费品零售总额达到15400亿元以上、年均增长14%。",
            [BAD],
        ),
        ("planned_rise", "新农合参合率达到94.5%。", "新农合参合率稳定在95%以上。", [GOOD]),
        ("planned_rise", "新农合参合率达到94.5%。", "新农合参合率稳定在59%以上。", [BAD]),
        ("years_between", "从2026年至2030年，水利投资增加。这五年群众受益。", CALM, [GOOD]),
        ("years_between", "从2026年至2030年，水利投资增加。这七年群众受益。", CALM, [BAD]),
        ("years_between", "近八年来，农业增产。2030年同2022年相比，水利加快。", CALM, [GOOD]),
        ("years_between", "近五年来，农业增产。2030年同2022年相比，水利加快。", CALM, [BAD]),
        ("years_between", "到2045年的二十年内基本建成。2030年同2022年相比，水利加快。", CALM, []),
        ("part_of_named", "地区生产总值26575亿元。\n规模以上工业增加值11069.6亿元。", CALM, [GOOD]),
        ("part_of_named", "地区生产总值26575万元。\n规模以上工业增加值11069.6亿元。", CALM, [BAD]),
        ("part_of_named", "财政收入超百亿元的县有9个。\n税收收入2084.2亿元。", CALM, []),
        (
            "between_parts",
            "全体居民人均可支配收入增长5.1%。\n城乡居民人均可支配收入分别增长4.4%、5.8%。",
            CALM,
            [GOOD],
        ),
        (
            "between_parts",
            "全体居民人均可支配收入增长1.5%。\n城乡居民人均可支配收入分别增长4.4%、5.8%。",
            CALM,
            [BAD],
        ),
        # people move to the towns: the rate of all may be a little above both
        (
            "between_parts",
            "全体居民人均可支配收入增长6.2%。\n城乡居民人均可支配收入分别增长5.4%、5.8%。",
            CALM,
            [GOOD],
        ),
        (
            "between_parts",
            "地区生产总值增长4.3%。\n一产、二产、三产增加值分别增长6%、5.2%、5.2%。",
            CALM,
            [BAD],
        ),
        ("this_many", "全省安排水利项目119个。\n在这119个项目中，多数已经开工。", CALM, [GOOD]),
        ("this_many", "全省安排水利项目119个。\n在这189个项目中，多数已经开工。", CALM, [BAD]),
        ("this_many", "全省安排水利项目119个。\n在这26个地方，多数已经开工。", CALM, []),
        (
            "aims_again",
            "经济平稳运行。",
            "今年的主要预期目标是：地区生产总值增长5%左右。\n经济增长预期目标为5%左右，是为了留有余地。",
            [GOOD],
        ),
        (
            "aims_again",
            "经济平稳运行。",
            "今年的主要预期目标是：地区生产总值增长5%左右。\n经济增长预期目标为8%左右，是为了留有余地。",
            [BAD],
        ),
        ("counted_sets", "做强5个国家先进制造业集群。", "继续做强5个国家先进制造业集群。", [GOOD]),
        ("counted_sets", "做强5个国家先进制造业集群。", "继续做强2个国家先进制造业集群。", [BAD]),
        ("counted_sets", "做强5个国家先进制造业集群。", "新增2个国家先进制造业集群。", []),
        ("editions", "成功举办第八届国际茶叶博览会。", "办好第九届茶博会。", [GOOD]),
        ("editions", "成功举办第六届国际茶叶博览会。", "办好第九届茶博会。", [BAD]),
        ("editions", "成功举办第十七届省运会、第十届省残运会。", CALM, []),
        ("editions", "举办2030全球茶叶大会。", "办好2031全球茶叶大会。", [GOOD]),
        ("editions", "举办2050全球茶叶大会。", "办好2031全球茶叶大会。", [BAD]),
    ],
)
def test_passages_of_one_report(rule: str, back: str, ahead: str, wanted: list[str]) -> None:
    found = between(report(2031, back, ahead))
    assert verdicts(found, rule) == wanted
    assert [f.rule for f in found.wrong] == ([rule] if BAD in wanted else [])


@pytest.mark.parametrize(
    ("rule", "before", "after", "wanted"),
    [
        ("rises_in_a_row", "粮食产量实现“八连增”。", "粮食产量实现“九连增”。", [GOOD]),
        ("rises_in_a_row", "粮食产量实现“八连增”。", "粮食产量实现“五连增”。", [BAD]),
        ("reached_before", "知识产权质押融资突破2307亿元。", "知识产权质押融资突破3000亿元。", [GOOD]),
        ("reached_before", "知识产权质押融资突破5307亿元。", "知识产权质押融资突破3000亿元。", [BAD]),
        ("reached_before", "累计建成水站3431家。", "新建水站120家。", []),
        ("rises_in_a_row", "农民收入实现“八连快”。", "粮食产量实现“五连增”。", []),
    ],
)
def test_rows_from_report_to_report(rule: str, before: str, after: str, wanted: list[str]) -> None:
    assert verdicts(between(report(2030, before), report(2031, after)), rule) == wanted


@pytest.mark.parametrize(("recalled", "wanted"), [("8%", [GOOD]), ("6%", [BAD])])
def test_an_aim_that_the_next_report_recalls(recalled: str, wanted: list[str]) -> None:
    plan = "今年的主要预期目标是：地区生产总值增长8%左右。"
    after = f"地区生产总值增长7.8%，略低于{recalled}的预定目标。"
    found = between(report(2030, "经济平稳运行。", plan), report(2031, after))
    assert verdicts(found, "aims_recalled") == wanted


def headed(title: str, given: str, back: str, ahead: str, below: str = "") -> Document:
    text = f"{title}\n——{given}\n{below}\n各位代表：\n{back}\n经济平稳运行。\n{ahead}\n{CALM}\n"
    return document_from_text(text, name="r.txt", sha256="0")


@pytest.mark.parametrize(
    ("back", "ahead", "wrong"),
    [
        ("一、2030年工作回顾", "二、2031年重点工作", []),
        ("一、2030年和“十五五”时期工作回顾", "二、2013年重点工作", ["2013"]),
        ("一、2003年工作回顾", "二、2031年重点工作", ["2003"]),
        # another plan's year
        ("一、2030年工作回顾", "二、2035年远景目标的展望", []),
    ],
)
def test_the_years_of_the_headings(back: str, ahead: str, wrong: list[str]) -> None:
    made = headed("广东省政府工作报告", "2031年1月15日在广东省第十五届人民代表大会第四次会议上", back, ahead)
    found = [f for f in between(made).wrong if f.rule == "heading_years"]
    assert [f.at.text for f in found] == wrong
    assert all(len(f.operands) > 1 for f in found)


@pytest.mark.parametrize(
    ("rule", "below", "wanted"),
    [
        ("given_on", "1月15日，广东省第十五届人民代表大会第四次会议开幕。", [GOOD]),
        ("given_on", "1月25日，广东省第十五届人民代表大会第四次会议开幕。", [BAD]),
        ("sessions", "省长在省十五届人大四次会议上作报告。", [GOOD, GOOD]),
        ("sessions", "省长在省十五届人大八次会议上作报告。", [GOOD, BAD]),
        # the session before set the aims
        ("sessions", "完成了省十五届人大三次会议确定的目标任务。", [GOOD, GOOD]),
    ],
)
def test_the_heading_says_when_and_where(rule: str, below: str, wanted: list[str]) -> None:
    given = "2031年1月15日在广东省第十五届人民代表大会第四次会议上"
    made = headed("广东省政府工作报告", given, "一、2030年工作回顾", "二、2031年重点工作", below)
    assert verdicts(between(made), rule) == wanted


def test_a_term_of_five_years_in_every_heading() -> None:
    told = "过去五年，水利加快。这五年，农业增产。五年来，农村面貌改变。"
    for n, wanted in (("五", GOOD), ("三", BAD)):
        made = document_from_text(f"各位代表：\n一、过去{n}年的工作回顾\n{told}\n", name="r.txt", sha256="0")
        assert verdicts(between(made), "term_in_headings") == [wanted]


@pytest.mark.parametrize(
    ("printed", "low", "high", "may"),
    [
        ("95.2", "40", "70", True),  # 59.2
        ("151", "671", "1500", True),  # 1451
        ("1184", "100", "120", True),  # 118
        ("13000000000000", "1", "2000000000", True),  # 万 for 亿
        ("33", "70", "90", True),  # 83
        ("4", "10", "20", False),
    ],
)
def test_one_slip_of_the_pen(printed: str, low: str, high: str, may: bool) -> None:
    assert may_lie_in(Decimal(printed), Decimal(low), Decimal(high)) is may
