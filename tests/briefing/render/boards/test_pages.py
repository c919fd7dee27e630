"""A page of boards: every word of a source can be followed to it, nothing is loaded from elsewhere."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from duibiao.briefing.render.boards import render_html, render_markdown
from duibiao.briefing.render.boards.view import sources
from duibiao.ledger.boards import Filled
from tests.ledger.boards.supplying import filled, material, report

NOTE = """肇庆推进能源项目，光伏约30万千瓦、风电约20万千瓦、抽水蓄能10万千瓦。

肇庆新型储能产业形成从电芯到电箱、电柜的链条<b>，力争2024年新型储能产业产值突破80亿元。
"""
GIVEN = (material(NOTE), report("全省清洁能源装机占比达60.5%。推进肇庆浪江抽水蓄能电站建设。"))
TEXTS = {m.origin.sha256: m.document.text for m in GIVEN}


@pytest.fixture(scope="module")
def made() -> list[Filled]:
    found = filled(*GIVEN)
    return [found["energy"], found["new_storage"]]


def test_every_marked_word_is_the_slice_that_it_points_to(made: list[Filled]) -> None:
    page = HTMLParser(render_html(made))
    texts = [TEXTS[origin.sha256] for origin in sources(made)]
    marked = page.css("[data-at]")
    assert len(marked) > 10
    for node in marked:
        number, start, end = map(int, re.split("[:-]", str(node.attributes["data-at"])))
        printed = "".join(texts[number - 1][start:end].split())
        assert "".join(node.text().split()) == printed


def test_the_page_stands_by_itself(made: list[Filled]) -> None:
    html = render_html(made)
    page = HTMLParser(html)
    assert not page.css("script, link, img, iframe")
    assert "<b>，" not in html
    ids = {node.attributes["id"] for node in page.css("[id]")}
    assert all(str(a.attributes["href"])[1:] in ids for a in page.css("a[href^='#']"))
    assert html == render_html(made)


def test_pictures_chains_and_gaps_are_shown(made: list[Filled]) -> None:
    page = HTMLParser(render_html(made))
    assert page.css_first("figure svg.chart") is not None
    assert [li.text() for li in page.css(".flow.ordered li")] == ["电芯", "电箱", "电柜"]
    assert any("气电装机" in node.text() for node in page.css(".gaps li"))
    assert any("30万千瓦 + 20万千瓦 + 10万千瓦 = 60万千瓦" in node.text() for node in page.css(".out"))


def test_one_board_has_no_contents(made: list[Filled]) -> None:
    page = HTMLParser(render_html(made[:1]))
    assert not page.css("nav")
    assert page.css_first("h1").text() == "现代能源体系"


def test_a_board_without_anything_says_what_is_missing() -> None:
    (empty,) = (filled(report("全省上下同心。"))["vehicles"],)
    page = HTMLParser(render_html([empty]))
    assert len(page.css(".gaps li")) == len(empty.missing) > 0


def test_markdown_has_quotations_with_positions(made: list[Filled]) -> None:
    text = render_markdown(made)
    assert "## 现代能源体系" in text
    assert re.search(r"> .*30万千瓦.* \[1:\d+-\d+\]", text)
    assert "未见：气电装机" in text
    assert "\n\n\n\n" not in text
