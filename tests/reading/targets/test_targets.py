from __future__ import annotations

from pathlib import Path

import pytest

from duibiao.reading import read_statements
from duibiao.reading.report import identify
from duibiao.reading.targets import Says, Target, headline_targets, read_targets
from duibiao.sources import read_document
from duibiao.sources.plain import document_from_text
from tests.tagged import Tagged, read

REPORT = """政府工作报告
——2031年1月9日在广东省第十九届人民代表大会第一次会议上
各位代表：
一、2030年工作回顾
地区生产总值增长6%。
二、“十六五”时期主要目标任务
今后五年经济社会发展主要目标是：研发投入年均增长<t>8%</t>以上。
三、2031年工作安排
今年经济社会发展的主要预期目标是：地区生产总值增长<y>5.5%</y>左右；城镇新增就业<y>120万人</y>；居民消费价格涨幅<y>2%</y>左右。为此，突出做好9个方面工作。
今年还要修路100公里。
"""

FRAME = """政府工作报告
——2031年1月9日在广东省第十九届人民代表大会第一次会议上
各位代表：
一、2030年工作回顾
地区生产总值增长6%。
二、2031年工作安排
{line}
"""

LINES = [
    "今年经济社会发展主要预期目标是：地区生产总值增长<t wording=soft bound=approx standard=gdp>5%</t>左右。",
    "今年经济社会发展主要目标是：地区生产总值增长<t wording=plain bound=exact>5%</t>。",
    "今年经济社会发展主要预期目标是：地区生产总值增长<t wording=soft bound=exact>5%</t>。",
    "今年经济社会发展主要预期目标是：地区生产总值增长<t wording=range bound=range more=在实际工作中全力争取更好结果>6%—6.5%</t>，在实际工作中全力争取更好结果。",
    "今年主要预期目标是：粮食产量<t wording=hard bound=min more=力争比上年再有更多增长>1200万吨</t>以上、力争比上年再有更多增长。",
    "今年主要预期目标是：城镇新增就业不低于<t wording=hard bound=min standard=jobs_new>90万人</t>，城镇登记失业率控制在<t wording=hard bound=max>4.6%</t>以内。",
    "今年主要预期目标是：城镇调查失业率控制在<t wording=soft bound=approx>5.5%</t>左右。",
    "今年主要预期目标是：财政收入力争增长<t wording=soft bound=min>8%</t>以上。",
    "今年主要预期目标是：确保粮食产量稳定在<t wording=hard bound=approx>1200万吨</t>左右。",
    "今年主要预期目标是：城镇、农村居民人均可支配收入分别增长<t wording=soft bound=approx>5%</t>、<t wording=soft bound=approx>6%</t>左右。",
    "今年主要预期目标是：城乡居民人均可支配收入分别增长<t indicator=城镇居民人均可支配收入>6%</t>左右和<t indicator=农村居民人均可支配收入>7%</t>左右。",
    "今年主要预期目标是：地区生产总值增长<t>6%</t>。<f wording=none tie=in_step indicator=居民收入 standard=income>居民收入增长与经济增长同步</f>。",
    "今年主要预期目标是：地区生产总值增长<t>6%</t>；<f tie=roughly_in_step indicator=居民收入>居民收入增长和经济增长保持基本同步</f>；<f tie=above indicator=农民收入>农民收入增速高于经济增速</f>。",
    "今年主要预期目标是：地区生产总值增长<t>6%</t>；<f tie=above indicator=工业投资>工业投资增速高于全国平均水平</f>、<f tie=above indicator=工业投资>高于全部投资增速</f>。",
    "今年主要预期目标是：地区生产总值增长<t>6%</t>；<f tie=assigned indicator=节能降碳指标>节能降碳指标完成国家下达目标</f>，<f tie=assigned indicator=减排>全面完成国家下达的减排任务</f>。",
    "今年主要预期目标是：地区生产总值增长<t>6%</t>；<f form=words indicator=固定资产投资 standard=fixed_investment>固定资产投资提质增效</f>；<f form=words indicator=国际收支>国际收支保持基本平衡</f>；<f form=words indicator=污染物排放>污染物排放继续减少</f>。",
    "今年主要预期目标是：在优化结构的基础上，地区生产总值增长<t>6%</t>。这样的目标是积极的，物价保持稳定。",
    "今年主要预期目标是：\n地区生产总值增长<t>6%</t>，经济结构不断优化。",
    "今年计划工农业总产值增长<t wording=plain>6%</t>。市场供应要改善。社会商品零售总额增长<t>9%</t>。",
    "今年经济增长速度的宏观调控目标，定为<t indicator=经济增长速度 kind=growth>8%至9%</t>。",
    "今年主要预期目标是：地区生产总值增长<t>8%</t>左右。\n今年经济增长预期目标为8%左右，是为了留有余地。",
]


def targets_of(text: str) -> list[Target]:
    document = document_from_text(text, name="r.txt", sha256="0")
    report = identify(document)
    statements = read_statements(document, place=report.place, year=report.year)
    return read_targets(document, statements, report=report)


@pytest.mark.parametrize("line", LINES)
def test_lines_of_targets(line: str) -> None:
    text, answers = read(FRAME.format(line=line))
    found = {t.value_span or t.span: t for t in targets_of(text) if t.headline}
    wanted = [a for a in answers if a.tag == "t" or a.tag == "f"]
    numbers = [span for span, t in found.items() if t.value_span is not None]
    assert numbers == [a.span for a in wanted if a.tag == "t"]
    for answer in wanted:
        check(found[answer.span], answer, text)


def check(target: Target, answer: Tagged, text: str) -> None:
    more = next((w for w in target.words if w.says is Says.STRETCH), None)
    have = {
        "wording": target.wording.value,
        "bound": target.bound.value,
        "kind": target.kind.value,
        "form": target.form.value,
        "standard": target.standard,
        "indicator": target.indicator,
        "tie": target.tie.relation.value if target.tie else "",
        "more": more.text if more else "",
    }
    assert {name: have[name] for name in answer.values} == answer.values
    assert have["more"] == answer.values.get("more", "")
    for word in target.words:
        assert word.span.of(text) == word.text
    assert target.issuer == "广东省"
    assert target.period == "2031"
    assert (target.statement == "") == (answer.tag == "f")


def test_targets_outside_the_line_keep_their_own_period() -> None:
    text, _ = read(REPORT)
    found = {t.text: t for t in targets_of(text)}
    assert (found["8%"].period, found["8%"].headline) == ("2031/2035", False)
    assert (found["100公里"].period, found["100公里"].headline) == ("2031", False)
    assert "6%" not in found  # reached
    assert "9个" not in found  # announces a list


def test_whom_the_text_makes_answer_for_it() -> None:
    line = "今年主要预期目标是：地区生产总值增长6%左右。（省发展改革委牵头，各市按职责分工负责）"
    [target] = [t for t in targets_of(FRAME.format(line=line)) if t.headline]
    assert target.responsible is not None
    assert target.responsible.text == "省发展改革委"


def test_the_same_targets_have_the_same_ids() -> None:
    text, _ = read(REPORT)
    assert [t.id for t in targets_of(text)] == [t.id for t in targets_of(text)]
    assert len({t.id for t in targets_of(text)}) == len(targets_of(text))


def test_the_line_of_the_year_counts_not_that_of_the_plan() -> None:
    text, answers = read(REPORT)
    document = document_from_text(text, name="r.txt", sha256="0")
    who = identify(document)
    targets = headline_targets(document, read_statements(document, place=who.place, year=who.year))
    assert [t.span for t in targets] == [a.span for a in answers if a.tag == "y"]


def test_a_report_without_targets_has_none() -> None:
    document = document_from_text("各位代表：\n今年修路100公里。", name="r.txt", sha256="0")
    assert headline_targets(document, read_statements(document, place=None, year=2031)) == ()


@pytest.mark.corpus
def test_every_provincial_report_of_2026_announces_targets(corpus: Path) -> None:
    for path in sorted((corpus / "provinces-2026").glob("*.txt")):
        document = read_document(path)
        who = identify(document)
        targets = headline_targets(document, read_statements(document, place=who.place, year=who.year))
        assert len(targets) >= 2, path.name  # 广东 sets two figures and no more
