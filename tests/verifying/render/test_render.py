from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from duibiao.verifying import Verification
from duibiao.verifying.render import render_html, render_json, render_text
from duibiao.verifying.render.view import strokes
from tests.verifying.making import REPORT, check, labelled

ROAD = "修通盘山公路1290公里，……山里孩子上学少走一半路。"
PORT = "港口吞吐量达到3.26亿吨、增长7.4%，渔港新建泊位41个，海鲜一天就能送到山里。"
DREAM = "给每条小河都配一位会讲故事的船夫。"
PAGE = labelled(ROAD, PORT, DREAM)


@pytest.fixture(scope="module")
def made() -> Verification:
    return check(PAGE)


def test_strokes_are_the_page_s_words_with_what_was_cut_and_changed(made: Verification) -> None:
    for quotation in made.quotations:
        assert "".join(s.page for s in strokes(quotation)) == quotation.page.text
    road, port, dream = (
        [(s.kind, s.page, s.report) for s in strokes(q) if s.kind != "same"] for q in made.quotations
    )
    assert road == [("figure", "1290公里", "1280公里"), ("marked", "", "架桥96座，")]
    assert port == [("cut", "", "冷库容量翻番，")]
    assert dream == []


def test_text(made: Verification) -> None:
    text = render_text(made)
    assert (
        "结论 请改后再发：引文有改动；有标为引文、报告里没有的话；漏了报告写到本地的句子；有数字与来源不一致"
        in text
    )
    assert "数字或单位不同：页面“1290公里”，报告“1280公里”" in text
    assert "〔略：架桥96座，〕" in text
    assert "〔删：冷库容量翻番，〕" in text
    assert "报告里没有　页面第11行" in text
    assert text.endswith("\n")


def test_json_slices_back_to_both_sides(made: Verification) -> None:
    record = json.loads(render_json(made))
    assert list(record) == [
        "article", "article_title", "report", "report_title", "year", "place", "faults", "quotations",
        "figures", "namings", "findings", "sources", "notes",
    ]  # fmt: skip
    for quotation in record["quotations"]:
        assert PAGE[quotation["page"]["start"] : quotation["page"]["end"]] == quotation["page"]["text"]
        for piece in quotation["pieces"]:
            assert PAGE[slice(*piece["page"])] == REPORT[slice(*piece["report"])]
        for change in (*quotation["alterations"], *quotation["cuts"]):
            assert REPORT[change["report"]["start"] : change["report"]["end"]] == change["report"]["text"]
    for naming in record["namings"]:
        for reason in naming["reasons"]:
            assert REPORT[reason["start"] : reason["end"]] == reason["text"]


def test_the_page_asks_for_nothing_from_outside_and_has_every_finding(made: Verification) -> None:
    page = render_html(made)
    assert not re.search(r"(?:src|href)=[\"'](?!#)", page)
    assert "@import" not in page
    assert "<script" not in page
    for quotation in made.quotations:
        assert f'id="q-{quotation.id}"' in page
    assert "<ins>1290公里</ins>" in page


def test_what_a_page_says_is_escaped() -> None:
    page = render_html(check(labelled("给<b>每条</b>小河&都配一位会讲故事的<script>船夫</script>。")))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_page_is_well_formed(made: Verification) -> None:
    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag not in ("meta", "link", "br", "wbr"):
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    reader = Reader()
    reader.feed(render_html(made))
    assert reader.open == []
