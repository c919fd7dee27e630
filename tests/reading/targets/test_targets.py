from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from duibiao.lexicon import load
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
今年主要预期目标是：地区生产总值增长<y>5.5%</y>左右；城镇新增就业<y>120万人</y>。为此，突出做好9个方面工作。
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

LINES = tomllib.loads(Path(__file__).with_name("examples.toml").read_text("utf-8"))["lines"]


def targets_of(text: str) -> list[Target]:
    document = document_from_text(text, name="r.txt", sha256="0")
    report = identify(document)
    statements = read_statements(document, place=report.place, year=report.year)
    return read_targets(document, statements, report=report)


@pytest.mark.parametrize("line", LINES)
def test_lines_of_targets(line: str) -> None:
    text, answers = read(FRAME.format(line=line))
    found = {t.value_span or t.span: t for t in targets_of(text) if t.headline}
    wanted = [a for a in answers if a.tag in ("t", "f")]
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


def test_every_announcement_names_an_aim() -> None:
    groups = load("duibiao.reading.targets")
    announced = [*groups["announces"].words, *groups["announces"].patterns]
    assert [said for said in announced if not any(word in said for word in groups["aim_named"].words)] == []
