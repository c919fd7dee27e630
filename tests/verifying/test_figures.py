from __future__ import annotations

import pytest

from duibiao.verifying.model import Figure, Support, Verification
from tests.verifying.making import REPORT, check, labelled


def only(made: Verification) -> Figure:
    (figure,) = made.figures
    return figure


def test_a_figure_in_a_quotation_is_the_report_s() -> None:
    page = labelled("修通盘山公路1280公里，架桥96座，山里孩子上学少走一半路。")
    for figure in check(page).figures:
        assert figure.support is Support.SUPPORTED
        assert figure.basis is not None
        assert figure.basis.rule == "quoted_from_the_report"
        assert REPORT[slice(*figure.basis.spot.span)] == figure.spot.text == figure.basis.spot.text


def test_a_changed_figure_in_a_quotation_contradicts_the_report() -> None:
    page = labelled("修通盘山公路1290公里，架桥96座，山里孩子上学少走一半路。")
    first, second = check(page).figures
    assert (first.support, second.support) == (Support.CONTRADICTED, Support.SUPPORTED)
    assert first.basis is not None
    assert first.basis.spot.text == "1280公里"


EVIDENCE = "肇庆市去年发放端砚学徒补贴472.5万元，受益学徒318人。2023年，肇庆市旅游总收入达到286.4亿元。"


@pytest.mark.parametrize(
    ("page", "support", "rule"),
    [
        ("据介绍，肇庆市去年发放端砚学徒补贴472.5万元。", Support.SUPPORTED, "same_words"),
        ("为留住手艺，端砚学徒补贴共有472.5万元。", Support.SUPPORTED, "same_figure_of_the_same_thing"),
        ("2023年，肇庆市旅游总收入为286亿元。", Support.SUPPORTED, "rounded"),
        ("2023年，肇庆市旅游总收入为295.4亿元。", Support.CONTRADICTED, "another_value"),
        ("2022年，肇庆市旅游总收入为195.4亿元。", Support.UNSUPPORTED, ""),
        ("肇庆市新栽的桂花树有472.5万棵。", Support.UNSUPPORTED, ""),
        ("老街的面馆一天卖出472.5公斤面条。", Support.UNSUPPORTED, ""),
    ],
)
def test_a_figure_of_the_page_s_own(page: str, support: Support, rule: str) -> None:
    figure = only(check(page, EVIDENCE))
    assert (figure.support, figure.basis.rule if figure.basis else "") == (support, rule)
    if figure.basis is not None:
        assert EVIDENCE[slice(*figure.basis.spot.span)] == figure.basis.spot.text
        assert figure.basis.doc == "1.txt"


@pytest.mark.parametrize(
    ("page", "support"),
    [
        ("2023年广东港口吞吐量达到3.26亿吨。", Support.SUPPORTED),
        ("2023年，广东港口吞吐量为3.3亿吨。", Support.SUPPORTED),
        ("2023年，广东港口吞吐量为3.62亿吨。", Support.CONTRADICTED),
        ("2023年，肇庆市港口吞吐量为3.62亿吨。", Support.UNSUPPORTED),
        ("2022年，广东港口吞吐量为3.62亿吨。", Support.UNSUPPORTED),
    ],
)
def test_a_figure_of_the_report_s_place_on_a_page_of_another(page: str, support: Support) -> None:
    assert only(check(page)).support is support


def test_no_longer_number_is_taken_for_a_figure() -> None:
    figure = only(check("端砚学徒补贴72.5万元。", EVIDENCE))
    assert figure.support is Support.UNSUPPORTED


def test_a_page_is_no_evidence_for_itself() -> None:
    page = "肇庆市新栽的桂花树有472.5万棵。"
    made = check(page, page)
    assert only(made).support is Support.UNSUPPORTED
    assert len(made.sources) == 2


def test_figures_of_related_articles_are_not_judged() -> None:
    page = "肇庆的码头很热闹。\n\n渔船靠岸。\n\n孩子们放风筝。\n\n"
    assert check(page + "相关阅读\n\n邻市签约项目97个，总投资331亿元。\n").figures == ()
