from __future__ import annotations

import tomllib
from pathlib import Path

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

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))["cases"]


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


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['plan']}|{c['review']}")
def test_what_became_of_it(case: dict[str, str]) -> None:
    last = became(case["plan"], case["review"])[-1]
    assert (last.verdict.value, case.get("why", "") in last.why) == (case["verdict"], True), last.why


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
