"""Relations over several passages of one report, and over two reports of one government."""

from __future__ import annotations

import pytest

from duibiao.sources.plain import document_from_text
from tests.auditing.reports import between, of_rule, padded, report


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("2029年水泥产量达到1800万吨。", "2030年水泥产量达到2400万吨，比上年增加600万吨。", "consistent"),
        ("2029年水泥产量达到1800万吨。", "2030年水泥产量达到2400万吨，比上年增加700万吨。", "inconsistent"),
        # one wrong digit between names that begin alike
        (
            "2029年保障性安居工程补助551亿元。",
            "2030年保障性住房专项补助682亿元，比上年增加131亿元。",
            "consistent",
        ),
        (
            "2029年保障性安居工程补助551亿元。",
            "2030年保障性住房专项补助862亿元，比上年增加131亿元。",
            "inconsistent",
        ),
        # incomes in real terms: below what they are at their prices, hardly above
        (
            "2029年居民人均可支配收入2700元。",
            "2030年居民人均可支配收入3098元，比上年增长11.2%。",
            "not_checkable",
        ),
        (
            "2029年居民人均可支配收入2700元。",
            "2030年居民人均可支配收入3098元，比上年增长17.4%。",
            "inconsistent",
        ),
        # tonnes and jin
        ("2029年粮食总产量46947万吨。", "2030年粮食总产量9680亿斤，比上年增加291亿斤。", "consistent"),
    ],
)
def test_a_level_follows_from_that_of_the_report_before(before: str, after: str, verdict: str) -> None:
    found = between(report(2030, before), report(2031, after))
    assert [f.verdict.value for f in found.findings if f.rule == "next_level"] == [verdict]


@pytest.mark.parametrize(("other", "verdict"), [("7.6%", "consistent"), ("6.7%", "inconsistent")])
def test_the_rates_of_two_places_imply_one_national_rate(other: str, verdict: str) -> None:
    one = report(2031, "2030年规模以上工业增加值增长6.7%、高于全国0.8个百分点。")
    two = report(2031, f"2030年规模以上工业增加值增长{other}、高于全国1.7个百分点。", place="山东省")
    found = between(one, two)
    assert [f.verdict.value for f in found.findings if f.rule == "against_the_nation"] == [verdict]


@pytest.mark.parametrize(
    ("before", "after", "verdict", "changes"),
    [
        # years in a row under names a word apart
        (
            "水库管护成效考核中连续3年获优秀等次。",
            "水库管护成效连续4年在考核中获优秀等次。",
            "consistent",
            False,
        ),
        (
            "水库管护成效考核中连续6年获优秀等次。",
            "水库管护成效连续4年在考核中获优秀等次。",
            "inconsistent",
            False,
        ),
        # a verb that says which way
        ("城乡居民收入比缩小至2.36∶1。", "城乡居民收入比缩小至2.31∶1。", "consistent", False),
        ("城乡居民收入比缩小至2.36∶1。", "城乡居民收入比缩小至3.21∶1。", "inconsistent", True),
        # 万 for 亿
        ("城乡供水管网投资446亿元。", "城乡供水管网投资430万元。", "inconsistent", True),
    ],
)
def test_what_goes_on_from_report_to_report(before: str, after: str, verdict: str, changes: bool) -> None:
    found = between(report(2030, before), report(2031, after)).findings
    told = [f for f in found if f.rule in ("streak", "onward", "far_apart")]
    assert [(f.verdict.value, f.changes_conclusion) for f in told] == [(verdict, changes)]
    assert len({o.doc for o in told[0].operands}) == 2


@pytest.mark.parametrize(
    ("claim", "result", "verdict"),
    [
        ("全年主要目标任务圆满完成。", "城镇新增就业126万人。", "consistent"),
        ("全年主要目标任务圆满完成。", "城镇新增就业96万人。", "inconsistent"),
        ("全年主要目标任务圆满完成。", "农村危房改造26万户。", "consistent"),
        ("全年主要目标任务圆满完成。", "农村危房改造16万户。", "inconsistent"),
        ("基本完成全年主要目标任务。", "城镇新增就业96万人。", None),
        # of one programme, not of all
        ("节能行动入库项目90个，超额完成年度目标。", "城镇新增就业96万人。", None),
        ("各项工作扎实推进。", "农村危房改造16万户。", None),
    ],
)
def test_targets_that_a_report_says_were_met(claim: str, result: str, verdict: str | None) -> None:
    plan = "今年发展主要预期目标是：城镇新增就业110万人以上。完成农村危房改造20万户。"
    ahead = "我们要坚持稳中求进，把各项工作做细做实，让群众的日子越过越好，为长远发展打下基础。"
    found = between(report(2030, "经济平稳运行。", plan), report(2031, claim + result, ahead)).findings
    told = [f for f in found if f.rule in ("promised", "target_and_result")]
    assert [f.verdict.value for f in told] == ([verdict] if verdict else [])
    assert all(f.changes_conclusion == (f.verdict.value == "inconsistent") for f in told)


def test_a_plan_told_twice_in_one_report() -> None:
    text = "新建和改造提升乡村公路2500公里。\n推进民生实事。新建和改造提升乡村公路2100公里。"
    told = [f for f in between(report(2031, "经济平稳运行。", text)).findings if f.rule == "framed"]
    assert [f.verdict.value for f in told] == ["inconsistent"]
    assert [o.text for o in told[0].operands] == ["2500公里", "2100公里"]


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        # what was set for this year is what the next starts from
        (
            "居民医保财政补助标准提高到每人每年320元。",
            "居民医保财政补助标准由每人每年320元提高到380元。",
            "consistent",
        ),
        (
            "居民医保财政补助标准提高到每人每年320元。",
            "居民医保财政补助标准由每人每年230元提高到380元。",
            "inconsistent",
        ),
        ("居民医保财政补助标准提高到35元。", "居民医保财政补助标准由36元提高到40元。", "inconsistent"),
        # another one
        ("居民医保财政补助标准提高到每人每年320元。", "农村低保补助标准由每人每年230元提高到380元。", None),
    ],
)
def test_a_standard_is_what_the_next_report_starts_from(before: str, after: str, verdict: str | None) -> None:
    found = between(report(2030, "经济平稳运行。", before), report(2031, "经济平稳运行。", after)).findings
    told = [f for f in found if f.rule == "retold"]
    assert [f.verdict.value for f in told] == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # revised, and as it came
        ("2029年服务业增加值比重达到46.1%。", "2030年服务业增加值比重由46.9%提高到48.2%。"),
        # planned, and done otherwise
        ("今年建成重点水利工程20项。", "全年主要目标任务圆满完成。建成重点水利工程21项。"),
        ("今年规模化供水覆盖率提高到87%。", "规模化供水覆盖率由85%提高到89%。"),
        # another government's target; a rate on another scope; what is dealt with each year
        ("今年二氧化硫排放量减少4%。", "化学需氧量和二氧化硫排放量分别下降8.06%和3.1%，全部完成省定目标。"),
        ("2029年全部财政收入149.5亿元。", "2030年全部财政收入166.6亿元，可比增长21.6%。"),
        (
            "1万户家庭住进新居，解决了245个村、29万人饮水安全问题。",
            "为5161户家庭修缮住房。新解决200个村、20万人饮水安全问题，帮助5万人口增收。",
        ),
    ],
)
def test_what_the_next_report_may_print_otherwise(before: str, after: str) -> None:
    ahead = ("经济平稳运行。", before) if before.startswith("今年") else (before, "")
    assert between(report(2030, *ahead), report(2031, after)).wrong == ()


def test_a_missed_target_that_the_report_owns_up_to() -> None:
    plan = "今年发展主要预期目标是：水产品产量增长13%左右。"
    back = "全年主要目标任务圆满完成。水产品产量增长11.3%，低于13%左右的预期目标。"
    assert between(report(2030, "经济平稳运行。", plan), report(2031, back)).wrong == ()


@pytest.mark.parametrize(("years", "verdict"), [("6年", "consistent"), ("3年", "inconsistent")])
def test_harvests_grow_one_year_more_in_the_next_report(years: str, verdict: str) -> None:
    after = f"粮食产量再创新高，实现连续{years}增产。"
    found = between(report(2030, "全省粮食连续五年增产。"), report(2031, after)).findings
    assert [f.verdict.value for f in found if f.rule == "harvests"] == [verdict]


@pytest.mark.parametrize(
    ("plan", "result", "verdict"),
    [
        # houses and money: told otherwise, by the likest words
        ("年内基本建成保障房48万套。", "保障性安居工程开工顺利，基本建成51万套保障房。", "consistent"),
        # missed, and nobody calls it met: no slip
        ("年内基本建成保障房84万套。", "保障性安居工程开工顺利，基本建成51万套保障房。", None),
        ("年内基本建成保障房58万套。", "保障性安居工程开工顺利，基本建成51万套保障房。", None),
        ("年内基本建成保障房84万套。", "受洪涝影响，全年基本建成51万套保障房。", None),
        # of several years
        ("今后五年基本建成保障房84万套。", "保障性安居工程开工顺利，基本建成51万套保障房。", None),
        # a part of it
        ("跨海通道引水工程完成投资84亿元。", "其中，跨海通道引水工程完成投资51亿元。", None),
        # jobs by far, though nobody calls them done
        ("城镇新增就业19万人以上。", "城镇新增就业11万人。", "inconsistent"),
        ("城镇新增就业12万人以上。", "城镇新增就业11万人。", None),
        # what is kept below
        ("今年财政赤字率拟按2.8%安排。", "财政赤字率控制在2.8%。", "consistent"),
    ],
)
def test_what_came_of_a_plan_by_its_words(plan: str, result: str, verdict: str | None) -> None:
    ahead = "我们要坚持稳中求进，把各项工作做细做实，让群众的日子越过越好，为长远发展打下基础。"
    found = between(padded(2030, "经济平稳运行。", plan), padded(2031, result, ahead))
    told = of_rule(found, "promised", "target_and_result")
    assert [v for v, _ in told] == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    ("years", "aim", "verdict"),
    [(("12.8%", "11.9%"), "19%", ["inconsistent"]), (("12.8%", "11.9%"), "9%", ["consistent"])],
)
def test_an_aim_of_growth_out_of_all_bounds(years: tuple[str, str], aim: str, verdict: list[str]) -> None:
    plan = f"今年发展主要预期目标是：地区生产总值增长{aim}。"
    one = padded(2030, f"地区生产总值增长{years[0]}。", plan)
    two = padded(2031, f"地区生产总值增长{years[1]}。")
    assert [v for v, _ in of_rule(between(one, two), "target_and_result")] == verdict


def test_an_aim_above_a_bad_year_may_be_missed() -> None:
    plan = "今年发展主要预期目标是：地区生产总值增长7.5%左右。"
    one, two = padded(2030, "地区生产总值下降2.5%。", plan), padded(2031, "地区生产总值增长4.2%。")
    assert between(one, two).wrong == ()


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("合作医疗试点已扩大到671个县。", "合作医疗试点范围扩大到1451个县，惠及更多农民。", "consistent"),
        ("合作医疗试点已扩大到671个县。", "合作医疗试点范围扩大到151个县，惠及更多农民。", "inconsistent"),
        # a record
        ("粮食产量9680亿斤。", "粮食产量4.98亿吨，再创历史新高。", "consistent"),
        ("粮食产量9680亿斤。", "粮食产量4.98万吨，再创历史新高。", "inconsistent"),
        # of the end of a year, of a part, of something else; what no slip explains
        ("城镇调查失业率平均为5.1%。", "年末城镇调查失业率降到5.5%。", None),
        ("进出口总额达9万亿元。", "跨境电商进出口总额突破8000亿元。", None),
        ("合作医疗试点已扩大到671个县。", "合作医疗试点范围扩大到3个县，惠及更多农民。", None),
        # measured against another year by its own sentence
        ("完成基本建设投资额86亿元。", "基建投资额压缩到111亿元，比上年减少20%。", None),
    ],
)
def test_which_way_by_the_likest_words(before: str, after: str, verdict: str | None) -> None:
    told = of_rule(between(padded(2030, before), padded(2031, after)), "onward")
    assert [v for v, _ in told] == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        # standards in a row, each from where the last report left it
        (
            "城乡低保补差水平分别从每月631元、286元提高到653元、300元。",
            "城乡低保补差水平分别从每月653元、300元提高到676元、311元。",
            ["consistent", "consistent"],
        ),
        (
            "城乡低保补差水平分别从每月631元、286元提高到653元、300元。",
            "城乡低保补差水平分别从每月653元、308元提高到676元、311元。",
            ["consistent", "inconsistent"],
        ),
        # plans by their names, what lasts
        ("实施两年新增4万亿元的投资计划。", "实施两年新增4万亿元的投资计划。", ["consistent"]),
        ("实施两年新增4万亿元的投资计划。", "实施两年新增5万亿元的投资计划。", ["inconsistent"]),
        ("加快6个区域消费中心城市建设。", "支持6个区域消费中心城市错位发展。", ["consistent"]),
        ("加快6个区域消费中心城市建设。", "支持8个区域消费中心城市错位发展。", ["inconsistent"]),
        # ten and ten are twenty; so many are made, or dealt with, each year
        ("建设10个战略性支柱产业集群和10个战略性新兴产业集群。", "推进20个战略性产业集群建设。", []),
        ("新建公办幼儿园50所。", "新建公办幼儿园60所。", []),
        ("办理省人大代表建议799件。", "办理省人大代表建议789件。", []),
        # years that have passed
        ("庆祝改革开放40年来的成就。", "总结改革开放50年来的成就。", []),
    ],
)
def test_what_the_next_report_tells_again(before: str, after: str, verdict: list[str]) -> None:
    found = between(padded(2030, "经济平稳运行。", before), padded(2031, "经济平稳运行。", after))
    assert [v for v, _ in of_rule(found, "retold")] == verdict


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (
            "今年安排再就业补助资金83亿元。",
            "今年安排109亿元资金支持再就业补助，比上年增加26亿元。",
            "consistent",
        ),
        (
            "今年安排再就业补助资金83亿元。",
            "今年安排109亿元资金支持再就业补助，比上年增加62亿元。",
            "inconsistent",
        ),
        # no slip: another fund
        ("今年安排再就业补助资金41亿元。", "今年安排109亿元资金支持再就业补助，比上年增加26亿元。", None),
    ],
)
def test_a_change_with_words_between_level_and_change(before: str, after: str, verdict: str | None) -> None:
    found = between(padded(2030, "经济平稳运行。", before), padded(2031, "经济平稳运行。", after))
    assert [v for v, _ in of_rule(found, "next_level")] == ([verdict] if verdict else [])


@pytest.mark.parametrize(("day", "verdict"), [("12月20日", "consistent"), ("12月30日", "inconsistent")])
def test_a_day_to_come_is_the_same_when_it_is_this_year(day: str, verdict: str) -> None:
    work = "要把各项工作做细做实，让群众的日子越过越好，为长远发展打下基础。" * 12  # past the heading
    one = padded(2030, "经济平稳运行。", f"{work}跨海大桥将于2031年12月20日建成通车，这是一件盛事。")
    two = padded(2031, "经济平稳运行。", f"{work}今年{day}，跨海大桥将建成通车，要做好准备。")
    assert [v for v, _ in of_rule(between(one, two), "same_day")] == [verdict]


def test_years_in_a_row_that_a_report_tells_late() -> None:
    one = padded(2030, "质量工作考核连续5年获得A级。")
    assert of_rule(between(one, padded(2031, "全国质量考核结果，连续5年获A级。")), "streak") == []


def test_a_session_that_a_report_looks_back_to_is_not_its_own() -> None:
    head = "广东省政府工作报告\n（2033年1月9日在广东省第十六届人民代表大会第一次会议上）\n一、过去五年\n"
    text = f"{head}省十五届人大一次会议以来的五年，我省经受住了考验。粮食产量增长5%。\n"
    made = document_from_text(text, name="广东省-2033.txt", sha256="0" * 64)
    assert not [f for f in between(made).wrong if f.rule == "sessions"]
