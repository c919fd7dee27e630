"""What of a page is a quotation at all."""

from __future__ import annotations

from itertools import pairwise

import pytest

from duibiao.verifying.model import Found, Verdict
from tests.verifying.making import check, labelled

PORT = "港口吞吐量达到3.26亿吨、增长7.4%，渔港新建泊位41个，冷库容量翻番，海鲜一天就能送到山里"
LAMP = "让每个村口都有一盏整夜亮着的灯"
OWN = "清早的码头很热闹，渔船一条接一条靠岸。"


def found(page: str) -> list[tuple[Found, Verdict, str]]:
    return [(q.found, q.verdict, q.page.text) for q in check(page).quotations]


@pytest.mark.parametrize("label", ["报告原文", "【报告原文】", "省政府工作报告摘录", "报告原文：", "原文"])
def test_a_label_makes_what_stands_below_a_quotation_up_to_the_next_heading(label: str) -> None:
    page = labelled(PORT + "。").replace("报告原文", label)
    assert found(page) == [(Found.LABEL, Verdict.WHOLE, PORT + "。")]


def test_a_label_may_stand_before_the_words_on_one_line() -> None:
    assert found(f"{OWN}\n\n报告原文：{PORT}。\n\n{OWN}") == [(Found.LABEL, Verdict.WHOLE, PORT + "。")]


def test_where_no_heading_ends_what_a_label_opens_the_page_s_own_words_are_not_blamed() -> None:
    page = f"{OWN}\n\n报告原文\n\n{PORT}。\n\n{LAMP.replace('一盏', '三盏')}。\n\n{OWN}\n"
    assert [verdict for _, verdict, _ in found(page)] == [Verdict.WHOLE, Verdict.ALTERED]


def test_each_label_makes_one_quotation_a_paragraph() -> None:
    assert len(found(labelled(PORT + "。", LAMP + "。"))) == 2


@pytest.mark.parametrize("marks", ["“”", "「」", '""'])
def test_words_in_quotation_marks(marks: str) -> None:
    page = f"{OWN}报告提出，{marks[0]}{PORT}{marks[1]}，大家听了很高兴。"
    assert found(page) == [(Found.MARKS, Verdict.WHOLE, PORT)]


def test_what_a_page_says_the_report_says_and_it_does_not() -> None:
    page = f"{OWN}省政府工作报告明确，“给每条小河都配一位会讲故事的船夫，夜里点灯，白天唱歌”。"
    assert [verdict for _, verdict, _ in found(page)] == [Verdict.ABSENT]


@pytest.mark.parametrize(
    "page",
    [
        f"{OWN}老船长说，“给每条小河都配一位会讲故事的船夫，夜里点灯，白天唱歌”。",
        f"{OWN}审计报告指出，“账目清楚，仓库干净，没有发现一粒多余的米”。",
        f"{OWN}报告提出“四个一百”行动。",
        f"{OWN}今年全市要修路架桥，让山里的孩子上学更方便。",
        f"{OWN}他们打算增加渔港泊位，把海鲜更快地送到山里。",
        f"{OWN}港口吞吐量达到0.31亿吨、增长5.6%，渔港新建泊位7个。",
        OWN,
    ],
)
def test_what_is_no_quotation_of_the_report(page: str) -> None:
    assert found(page) == []


def test_running_text_in_the_words_of_the_report() -> None:
    page = f"{OWN}{PORT}。{OWN}"
    assert found(page) == [(Found.RUNNING, Verdict.WHOLE, PORT + "。")]


@pytest.mark.parametrize("lead", ["省政府工作报告提出，", "今年的省政府工作报告明确指出：", "报告要求"])
def test_who_says_it_is_no_part_of_the_quotation(lead: str) -> None:
    assert found(f"{OWN}{lead}{PORT}。") == [(Found.RUNNING, Verdict.WHOLE, PORT + "。")]
    assert found(labelled(f"{lead}{PORT}。")) == [(Found.LABEL, Verdict.WHOLE, PORT + "。")]


def test_a_changed_digit_in_running_text_is_found() -> None:
    page = f"{OWN}{PORT}。{OWN}".replace("7.4", "7.9")
    assert [(f, v) for f, v, _ in found(page)] == [(Found.RUNNING, Verdict.ALTERED)]


def test_a_page_s_own_words_before_the_report_s_are_no_alteration() -> None:
    (quotation,) = check(f"{OWN}2023年广东的{PORT}。").quotations
    assert (quotation.verdict, quotation.page.text) == (Verdict.WHOLE, PORT + "。")


def test_clauses_that_a_page_takes_into_its_own_sentence() -> None:
    taken = "渔港新建泊位41个，冷库容量翻番，海鲜一天就能送到山里"
    page = f"{OWN}去年省里的日子越过越红火，{taken}。"
    assert [(f, v) for f, v, _ in found(page)] == [(Found.RUNNING, Verdict.SHORTENED)]


def test_marks_inside_a_sentence_of_the_report_do_not_part_it() -> None:
    sentence = "渔港挂牌“海上丝路第一港、鱼鲜直达第一站”，新建泊位41个，孩子们每天放学都跑来看大船"
    report = f"2024年广东省政府工作报告\n\n各位代表：\n\n{sentence}。\n"
    (quotation,) = check(f"{OWN}{sentence}。", report=report).quotations
    assert (quotation.found, quotation.verdict) == (Found.RUNNING, Verdict.WHOLE)


def test_quotations_of_a_page_do_not_overlap() -> None:
    page = f"{OWN}报告指出，“{PORT}。{LAMP}。”{PORT}。"
    spans = [q.page.span for q in check(page).quotations]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert len(spans) == 3
