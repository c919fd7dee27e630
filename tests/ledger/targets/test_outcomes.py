from __future__ import annotations

import pytest

from duibiao.ledger.targets import Outcome, Verdict, head, outcomes, table
from duibiao.reading import Statement, read_statements
from duibiao.reading.report import identify
from duibiao.reading.targets import Target, read_targets
from duibiao.sources.plain import document_from_text

PLAN = """政府工作报告
——2031年1月9日在广东省第十九届人民代表大会第一次会议上
各位代表：
一、2030年工作回顾
地区生产总值增长6%。
二、2031年工作安排
今年主要预期目标是：{line}
"""

REVIEW = """政府工作报告
——2032年1月9日在广东省第十九届人民代表大会第二次会议上
各位代表：
一、2031年工作回顾
{line}
二、2032年工作安排
地区生产总值增长5%左右。
"""

CASES = [
    # what was set, what came, the verdict, what the reason says
    ("地区生产总值增长5%左右", "地区生产总值增长5.2%", "met", "达到"),
    ("地区生产总值增长5%左右", "地区生产总值增长4.8%", "met", "“左右”之内（±0.25个百分点）"),
    ("地区生产总值增长5%左右", "地区生产总值增长4.7%", "nearly", "四舍五入"),
    ("地区生产总值增长5%左右", "地区生产总值增长3.9%", "missed", "差1.1个百分点"),
    ("地区生产总值增长5%左右", "地区生产总值增长5.6%", "exceeded", "多0.6个百分点"),
    ("地区生产总值增长8%", "地区生产总值增长7.8%", "nearly", "四舍五入"),
    ("地区生产总值增长8%", "地区生产总值增长8.0%", "met", ""),
    ("地区生产总值增长5%以上", "地区生产总值增长4.8%", "missed", "差0.2个百分点"),
    ("地区生产总值增长5%以上", "地区生产总值增长6%", "exceeded", ""),
    ("地区生产总值增长6.5%—7%", "地区生产总值增长6.7%", "met", ""),
    ("地区生产总值增长6.5%—7%", "地区生产总值增长7.4%", "exceeded", ""),
    ("地区生产总值增长6.5%—7%", "地区生产总值增长6%", "missed", ""),
    ("城镇调查失业率5.5%左右", "城镇调查失业率平均值5.1%", "met", "没有超过"),
    ("城镇调查失业率5.5%以内", "城镇调查失业率5.6%", "missed", "高0.1个百分点"),
    ("居民消费价格涨幅3%左右", "居民消费价格上涨0.2%", "met", ""),
    ("居民消费价格涨幅3%左右", "居民消费价格上涨5.4%", "missed", "高2.4个百分点"),
    ("单位地区生产总值能耗下降3%左右", "单位地区生产总值能耗下降3.6%", "exceeded", "多0.6"),
    ("单位地区生产总值能耗下降3%左右", "单位地区生产总值能耗下降1.2%", "missed", "差1.8"),
    ("城镇新增就业110万人以上", "城镇新增就业超过143万人", "exceeded", "多33万人"),
    ("粮食产量1300万吨左右", "粮食产量260亿斤", "met", ""),
    ("粮食产量1300万吨", "粮食总产量1250万吨", "missed", "差50万吨"),
    ("地区生产总值增长5%左右", "地区生产总值达到14万亿元", "not_comparable", "目标是增速，报告写的是总量"),
    ("地区生产总值增长5%左右", "城镇新增就业100万人", "no_result", "没有找到"),
    ("农村公路改建工程5000公里", "新建农村公路5100公里", "no_result", "可能说的是"),
    ("地区生产总值增长5%；固定资产投资提质增效", "固定资产投资增长2%", "not_comparable", "结果是2%"),
    ("地区生产总值增长5%；国际收支保持平衡", "城镇新增就业100万人", "not_comparable", "没有定数"),
    ("地区生产总值增长5%；居民收入增长与经济增长同步", "地区生产总值增长4%，居民人均可支配收入增长4.3%", "met", "经济增长4%"),
    ("地区生产总值增长5%；居民收入增长与经济增长同步", "地区生产总值增长4.6%，居民人均可支配收入增长4.3%", "nearly", "低0.3个百分点"),
    ("地区生产总值增长5%；居民收入增长与经济增长基本同步", "地区生产总值增长4.6%，居民人均可支配收入增长4.3%", "met", "算基本同步"),
    ("地区生产总值增长5%；居民收入增长与经济增长同步", "地区生产总值增长5%，居民人均可支配收入增长4%", "missed", "低1个百分点"),
    ("地区生产总值增长5%；居民收入增速高于经济增速", "地区生产总值增长4%，居民人均可支配收入增长4.3%", "met", "高于经济增长"),
    ("地区生产总值增长5%；居民收入增长与经济增长同步", "居民人均可支配收入增长4.3%", "not_comparable", "没有写同期经济增长"),
    ("地区生产总值增长5%；居民收入增长与经济增长同步", "城镇居民人均可支配收入增长4.3%", "not_comparable", "口径不同"),
    ("地区生产总值增长5%；优良天数比率完成国家下达任务", "优良天数比率达到95.8%", "not_comparable", "下达的数没有写"),
    ("规模以上工业增加值增长6%左右", "规模以上工业企业达7万家、增加值增长3%", "missed", ""),
    ("地区生产总值增长5%左右", "地区生产总值比2026年增长21%。全省地区生产总值增长5.1%", "met", "5.1%"),
]  # fmt: skip


def read(text: str, name: str) -> tuple[list[Target], list[Statement]]:
    document = document_from_text(text, name=name, sha256=name)
    report = identify(document)
    statements = read_statements(document, place=report.place, year=report.year)
    return [t for t in read_targets(document, statements, report=report) if t.headline], statements


def became(plan: str, review: str) -> list[Outcome]:
    before, after = PLAN.format(line=plan + "。"), REVIEW.format(line=review + "。")
    targets, early = read(before, "2031.txt")
    _, late = read(after, "2032.txt")
    return outcomes(targets, [*early, *late], texts={"2031.txt": before, "2032.txt": after})


@pytest.mark.parametrize(("plan", "review", "verdict", "why"), CASES)
def test_what_became_of_it(plan: str, review: str, verdict: str, why: str) -> None:
    last = became(plan, review)[-1]
    assert (last.verdict.value, why in last.why) == (verdict, True), last.why


def test_both_spans_are_kept() -> None:
    [outcome] = became("地区生产总值增长5%左右", "地区生产总值增长3.9%")
    assert outcome.target.value_span is not None
    assert outcome.target.value_span.of(PLAN.format(line="地区生产总值增长5%左右。")) == "5%"
    assert outcome.result is not None
    assert outcome.result.span.of(REVIEW.format(line="地区生产总值增长3.9%。")) == "3.9%"


def test_results_that_disagree_are_all_shown() -> None:
    [outcome] = became("地区生产总值增长5%左右", "地区生产总值增长3.9%。预计地区生产总值增长4.1%")
    assert [s.text for s in outcome.results] == ["3.9%", "4.1%"]  # what is no estimate counts first


def test_no_later_report_is_not_no_result() -> None:
    targets, early = read(PLAN.format(line="地区生产总值增长5%左右。"), "2031.txt")
    [outcome] = outcomes(targets, early)
    assert (outcome.verdict, outcome.rule) == (Verdict.NO_RESULT, "no_later_report")
    assert "还没有读到" in outcome.why


def test_a_table_as_the_state_council_prints_it() -> None:
    rows = table(
        became(
            "城镇新增就业110万人以上；单位地区生产总值能耗下降3%左右",
            "城镇新增就业121万人，单位地区生产总值能耗下降2%",
        )
    )
    assert list(head()) == ["指标", "目标", "措辞", "责任", "结果", "完成比/差", "结论", "出处"]
    assert [r.target for r in rows] == ["110万人以上", "下降3%左右"]
    assert [r.result for r in rows] == ["121万人", "下降2%"]
    assert [r.ratio for r in rows] == ["110.0%", "少降1个百分点"]
    assert [r.verdict for r in rows] == ["超额完成", "未完成"]
    assert all("2031.txt:" in r.source and " → 2032.txt:" in r.source for r in rows)


def test_the_same_outcomes_have_the_same_ids() -> None:
    one, other = (became("粮食产量1300万吨", "粮食产量1301万吨") for _ in range(2))
    assert [o.id for o in one] == [o.id for o in other]
