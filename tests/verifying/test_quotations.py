"""Quotations under a label: expected cuts are marked in the report's sentence, changes in the page's."""

from __future__ import annotations

import re

import pytest

from duibiao.verifying.model import Change, Quotation, Verdict, Where
from tests.tagged import read
from tests.verifying.making import REPORT, check, labelled

PORT = "港口吞吐量达到3.26亿吨、增长7.4%，渔港新建泊位41个，冷库容量翻番，海鲜一天就能送到山里。"
ROAD = "修通盘山公路1280公里，架桥96座，山里孩子上学少走一半路。"
VILLAGE = (
    "修缮祠堂、书院、茶楼等老房子620处，培训泥瓦木匠3500人，开放夜间展览，"
    "支持肇庆建设端砚研学基地，办好龙舟赛和醒狮会。"
)
GRAIN = "今年粮食产量稳定在1270万吨以上，茶园面积扩大到150万亩。"
DREAM = "新造一百艘会唱歌的帆船，让每个孩子都能到月亮上过中秋。"
LAMP = "让每个村口都有一盏整夜亮着的灯。"


def only(page: str) -> Quotation:
    found = check(page).quotations
    assert len(found) == 1, [q.page.text for q in found]
    return found[0]


@pytest.mark.parametrize(
    "quoted",
    [
        PORT,
        ROAD,  # without the report's 一是
        "一是" + ROAD,
        PORT.replace("，", ","),
        PORT.replace("，", "，\n"),
        "推动水乡古村连片保护，留住河涌与榕树。",
        "（一）推动水乡古村连片保护，留住河涌与榕树",
        "> " + ROAD,
        "1.推动水乡古村连片保护，留住河涌与榕树。",
        PORT + ROAD,
    ],
)
def test_whole(quoted: str) -> None:
    quotation = only(labelled(quoted))
    assert quotation.verdict is Verdict.WHOLE
    assert quotation.cuts == quotation.alterations == quotation.notes == ()


INNER = "、增长7.4%，<cut>渔港新建泊位41个，冷库容量翻番，</cut>海鲜"


@pytest.mark.parametrize(
    ("sentence", "old", "cut", "mark", "where"),
    [
        (PORT, "、增长7.4%，渔港新建泊位41个，冷库容量翻番，海鲜", INNER, "", Where.MIDDLE),
        (PORT, "、增长7.4%，渔港新建泊位41个，冷库容量翻番，海鲜", INNER, "……", Where.MIDDLE),
        (PORT, "、增长7.4%，渔港新建泊位41个，冷库容量翻番，海鲜", INNER, "（略）", Where.MIDDLE),
        (
            PORT,
            "港口吞吐量达到3.26亿吨、增长7.4%，",
            "<cut>港口吞吐量达到3.26亿吨、增长7.4%，</cut>",
            "",
            Where.HEAD,
        ),
        (PORT, "，海鲜一天就能送到山里", "<cut>，海鲜一天就能送到山里</cut>", "", Where.TAIL),
        (PORT, "，海鲜一天就能送到山里", "<cut>，海鲜一天就能送到山里</cut>", "……", Where.TAIL),
        (VILLAGE, "、书院、", "、<cut>书院、</cut>", "", Where.MIDDLE),
        (VILLAGE + GRAIN + LAMP, GRAIN, f"<cut>{GRAIN}</cut>", "", Where.BETWEEN),
    ],
)
def test_shortened(sentence: str, old: str, cut: str, mark: str, where: Where) -> None:
    report = sentence.replace(old, cut)
    page = re.sub("<cut>.*</cut>", mark, report)
    marked = bool(mark)
    plain, (answer,) = read(report)
    quotation = only(labelled(page))
    assert quotation.verdict is Verdict.SHORTENED
    assert [(c.where, c.marked) for c in quotation.cuts] == [(where, marked)]
    start = REPORT.index(plain)
    assert quotation.cuts[0].report.span == answer.span.shift(start)
    assert quotation.cuts[0].report.text == answer.span.of(plain)
    assert quotation.silent is not marked


def test_a_cut_that_names_the_place_is_grave_when_nothing_marks_it() -> None:
    cut = VILLAGE.replace("支持肇庆建设端砚研学基地，", "")
    silent, marked = only(labelled(cut)), only(labelled(cut.replace("办好", "……办好")))
    assert silent.grave
    assert [r.text for r in silent.cuts[0].names] == ["肇庆"]
    assert not marked.grave
    assert not only(labelled(VILLAGE.replace("开放夜间展览，", ""))).grave


@pytest.mark.parametrize(
    ("old", "new", "kind", "report"),
    [
        ("3.26亿吨", "<a>3.27亿吨</a>", Change.FIGURE, "3.26亿吨"),
        ("3.26亿吨", "<a>326亿吨</a>", Change.FIGURE, "3.26亿吨"),
        ("3.26亿吨", "<a>3.26万吨</a>", Change.FIGURE, "3.26亿吨"),
        ("7.4%", "<a>7.4‰</a>", Change.FIGURE, "7.4%"),
        ("41个", "<a>4个</a>", Change.FIGURE, "41个"),
        ("增长", "<a>下降</a>", Change.REPLACED, "增长"),
        ("新建", "<a>拟</a>新建", Change.ADDED, ""),
        ("新建", "<a></a>建", Change.DROPPED, "新"),
        ("港口吞吐", "<a>海</a>口吞吐", Change.REPLACED, "港"),
        ("山里", "<a>家</a>里", Change.REPLACED, "山"),
    ],
)
def test_altered(old: str, new: str, kind: Change, report: str) -> None:
    plain, (answer,) = read(PORT.replace(old, new))
    text = labelled(plain)
    quotation = only(text)
    assert quotation.verdict is Verdict.ALTERED
    (change,) = quotation.alterations
    assert (change.kind, change.page.text, change.report.text) == (kind, answer.span.of(plain), report)
    assert change.page.span == answer.span.shift(text.index(plain))
    assert quotation.cuts == ()


def test_a_cut_and_a_change_at_one_place_are_told_apart() -> None:
    quotation = only(labelled("港口吞吐量达到3.26亿吨、增长7.4%，河鲜一天就能送到山里。"))
    assert [c.report.text for c in quotation.cuts] == ["渔港新建泊位41个，冷库容量翻番，"]
    assert [(a.page.text, a.report.text) for a in quotation.alterations] == [("河", "海")]


def test_punctuation_is_noted_and_width_is_typography() -> None:
    other = only(labelled(PORT.replace("、", "，")))
    assert other.verdict is Verdict.WHOLE
    assert [(n.page.text, n.report.text) for n in other.notes] == [("，", "、")]
    narrow = only(labelled(PORT.replace("，", ",")))
    assert narrow.typography
    assert narrow.notes == ()


def test_not_in_the_report() -> None:
    quotation = only(labelled(DREAM))
    assert quotation.verdict is Verdict.ABSENT
    assert quotation.report == quotation.pieces == ()


def test_sentences_of_one_paragraph_from_different_places_are_judged_each() -> None:
    found = check(labelled(LAMP + DREAM + DREAM + PORT)).quotations
    assert [q.verdict for q in found] == [Verdict.WHOLE, Verdict.ABSENT, Verdict.WHOLE]


def test_positions_hold_on_both_sides() -> None:
    page = labelled(VILLAGE.replace("开放夜间展览，", "").replace("620", "630"))
    quotation = only(page)
    for spot, text in [(quotation.page, page), *((s, REPORT) for s in quotation.report)]:
        assert text[slice(*spot.span)] == spot.text
        assert spot.line == text.count("\n", 0, spot.span.start) + 1
    for change in (*quotation.alterations, *quotation.notes):
        assert page[slice(*change.page.span)] == change.page.text
        assert REPORT[slice(*change.report.span)] == change.report.text
    for cut in quotation.cuts:
        assert REPORT[slice(*cut.report.span)] == cut.report.text
        assert cut.at.span.size == 0
    for piece in quotation.pieces:
        assert page[slice(*piece.page)] == REPORT[slice(*piece.report)]
