"""What both sides measure stands side by side; what only looks alike does not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from duibiao.briefing import Brief
from duibiao.briefing.guard import check
from duibiao.briefing.making import Made, make_brief, render
from duibiao.briefing.model import Formula, Yardstick
from duibiao.briefing.yardsticks import printed, same_thing, worked_out
from duibiao.errors import GuardError
from duibiao.gazetteer import Gazetteer
from duibiao.sources import read_document
from duibiao.sources.plain import document_from_text

REPORT = """政府工作报告
——2031年1月9日在广东省第十九届人民代表大会第一次会议上
各位代表：
一、2030年工作回顾
全面铺开和美村镇建设工程，选取20个县（市、区）、80个镇、600个村（社区）作为首批典型。
地区生产总值增长4.5%，城镇调查失业率5.2%，森林覆盖率达53.4%。
二、2031年工作安排
今年经济社会发展的主要预期目标是：地区生产总值增长5%左右；城镇新增就业100万人以上；居民消费价格涨幅2%左右。
"""
CITY = """政府工作报告
——2031年2月20日在肇庆市第十五届人民代表大会第一次会议上
各位代表：
一、2030年工作回顾
全面铺开和美村镇建设工程，全市有{counties}、6个镇、45个村（社区）入选省首批典型。
地区生产总值增长{growth}。
二、2031年工作安排
今年经济社会发展的主要预期目标是：地区生产总值增长{target}；城镇新增就业{jobs}。
"""
USUAL = {"counties": "1个县（市、区）", "growth": "5.1%", "target": "5.5%左右", "jobs": "4万人以上"}


def made(**changes: str) -> Made:
    report = document_from_text(REPORT, name="report.txt", sha256="r")
    city = document_from_text(CITY.format(**(USUAL | changes)), name="city.txt", sha256="c")
    return make_brief(report, "肇庆市", [city], gazetteer=Gazetteer.load())


def told(brief: Brief) -> dict[tuple[str, str], Yardstick]:
    return {(y.subject.removeprefix("首批典型"), y.period): y for y in brief.yardsticks}


@pytest.fixture(scope="module")
def usual() -> Made:
    return made()


@pytest.mark.parametrize(
    ("subject", "period", "words"),
    [
        ("县（市、区）", "2030", "5.0%"),
        ("镇", "2030", "7.5%"),
        ("村（社区）", "2030", "7.5%"),
        ("地区生产总值", "2030", "高0.6个百分点"),
        ("地区生产总值", "2031", "高0.5个百分点"),
        ("城镇新增就业", "2031", "4.0%"),
    ],
)
def test_what_both_give(usual: Made, subject: str, period: str, words: str) -> None:
    assert printed(told(usual.brief)[subject, period]) == words


def test_nothing_else_is_compared(usual: Made) -> None:
    assert len(usual.brief.yardsticks) == 6


def test_operands_stand_in_their_sources(usual: Made) -> None:
    for yardstick in usual.brief.yardsticks:
        for operand in (yardstick.local, yardstick.report):
            assert operand.span.of(usual.checked.documents[operand.doc].text) == operand.text
        assert worked_out(yardstick.formula, yardstick.local, yardstick.report) == yardstick.value


@pytest.mark.parametrize(
    "changes",
    [
        {"growth": "5.1%以上"},
        {"growth": "5%—6%"},
        {"target": "5.5%以上"},
        {"jobs": "4万人"},
        {"counties": "近30个县（市、区）"},
    ],
    ids=str,
)
def test_what_does_not_truly_agree_is_left_alone(changes: dict[str, str]) -> None:
    assert len(made(**changes).brief.yardsticks) == 5


def test_two_different_numbers_for_one_thing_are_no_yardstick() -> None:
    brief = made(growth="5.1%。全市地区生产总值增长5.3%").brief
    assert ("地区生产总值", "2030") not in told(brief)


def test_a_report_of_another_year_is_not_compared_as_of_this_one() -> None:
    report = document_from_text(REPORT, name="report.txt", sha256="r")
    text = CITY.format(**USUAL).replace("2031", "2032").replace("2030", "2031")
    city = document_from_text(text, name="city.txt", sha256="c")
    made = make_brief(report, "肇庆市", [city], gazetteer=Gazetteer.load())
    assert not [y for y in made.brief.yardsticks if y.formula is Formula.DIFFERENCE]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("村（社区）作为首批典型", "村(社区)"),
        ("国内生产总值", "地区生产总值"),
        ("县（市、区）", "县"),
        ("城镇新增就业人数", "城镇新增就业"),
    ],
)
def test_names_of_the_same_thing(one: str, other: str) -> None:
    assert same_thing(one) == same_thing(other)


@pytest.mark.parametrize(("one", "other"), [("城镇居民人均可支配收入", "居民人均可支配收入"), ("镇", "村")])
def test_names_of_different_things(one: str, other: str) -> None:
    assert same_thing(one) != same_thing(other)


def first(brief: Brief, **changes: object) -> Brief:
    """``brief`` with fields of its first yardstick replaced."""
    yardstick, *rest = brief.yardsticks
    return replace(brief, yardsticks=(replace(yardstick, **changes), *rest))


def test_a_number_that_does_not_follow_is_stopped(usual: Made) -> None:
    yardstick = usual.brief.yardsticks[0]
    corruptions = [
        first(usual.brief, value=yardstick.value + Decimal("0.1")),
        first(usual.brief, unit="个百分点"),
        first(usual.brief, formula=Formula.DIFFERENCE),
        first(usual.brief, local=usual.brief.yardsticks[1].local),
        first(usual.brief, report=replace(yardstick.report, value=Decimal(40))),
        first(usual.brief, local=replace(yardstick.local, span=yardstick.local.span.shift(1))),
    ]
    for corrupt in corruptions:
        with pytest.raises(GuardError):
            check(corrupt, usual.checked.documents)


@pytest.mark.parametrize("kind", ["html", "md", "json"])
def test_an_altered_number_in_print_is_stopped(usual: Made, kind: str) -> None:
    output = render(usual, kind)
    assert "7.5%" in output or "7\\.5%" in output
    with pytest.raises(GuardError):
        usual.checked.check_rendered(output.replace("7.5%", "7.6%").replace("7\\.5%", "7\\.6%"))


@pytest.mark.corpus
def test_the_three_shares_of_the_example_city(corpus: Path) -> None:
    notes = [read_document(path) for path in sorted((corpus / "zhaoqing" / "evidence").glob("*.txt"))]
    report = read_document(corpus / "guangdong" / "440000-2024.txt")
    brief = make_brief(report, "肇庆市", notes, gazetteer=Gazetteer.load()).brief
    operands = [(y.local.value, y.report.value, printed(y)) for y in brief.yardsticks]
    assert operands == [
        (Decimal(1), Decimal(22), "约4.5%"),
        (Decimal(6), Decimal(110), "约5.5%"),
        (Decimal(60), Decimal(1062), "约5.6%"),
    ]


@pytest.mark.corpus
def test_state_council_and_province(corpus: Path) -> None:
    report = read_document(corpus / "state-council" / "cn-2025.txt")
    own = read_document(corpus / "guangdong" / "440000-2025.txt")
    brief = make_brief(report, "广东省", [own], gazetteer=Gazetteer.load()).brief
    growth = told(brief)["国内生产总值", "2025"]
    assert (growth.local.text, growth.report.text, growth.target, printed(growth)) == (
        "5%",
        "5%",
        True,
        "持平",
    )
