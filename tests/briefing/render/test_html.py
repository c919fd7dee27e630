"""The page: self-contained, in order, readable without colour, honest when there is little to say."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from duibiao.briefing import Brief
from duibiao.briefing.guard import check_rendered
from duibiao.briefing.render.html import render_html
from duibiao.text import Document
from tests.briefing.render.made import in_passing, twice

Documents = dict[str, Document]


@pytest.fixture(scope="module")
def page(sample: Brief) -> HTMLParser:
    return HTMLParser(render_html(sample))


def bare(sample: Brief) -> Brief:
    """What a report gives without local material: nothing answered, two passages told."""
    first = sample.chapters[0]
    waiting = (replace(first, evidence=(), figures=()), *sample.unanswered)
    told = {chapter.id for chapter in waiting}
    strip = tuple(bar if bar[3] in told else (*bar[:2], "", "") for bar in sample.coverage.strip)
    concerned = sum(bool(chapter) for *_, chapter in strip)
    coverage = replace(sample.coverage, evidence_documents=0, evidence_used=0, in_chapters=0, strip=strip)
    coverage = replace(coverage, concerned=concerned, in_unanswered=concerned)
    return replace(
        sample, chapters=(), unanswered=waiting, targets=(), coverage=coverage, sources=sample.sources[:1]
    )


def empty(sample: Brief) -> Brief:
    """What a report gives that has nothing to do with the place."""
    strip = tuple((start, end, "", "") for start, end, _, _ in sample.coverage.strip)
    coverage = replace(bare(sample).coverage, named=0, concerned=0, in_unanswered=0, strip=strip)
    return replace(bare(sample), unanswered=(), coverage=coverage)


def test_same_brief_same_page(sample: Brief) -> None:
    assert render_html(sample) == render_html(sample)


def test_nothing_is_loaded_from_elsewhere(page: HTMLParser) -> None:
    assert not page.css("script, link, img, iframe, [src]")
    assert all(node.attributes["href"].startswith("#") for node in page.css("[href]"))
    assert "url(" not in page.css_first("style").text()
    assert "@import" not in page.css_first("style").text()


def test_every_link_has_its_target_and_ids_are_unique(page: HTMLParser) -> None:
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    assert {node.attributes["href"][1:] for node in page.css("[href]")} <= set(ids)
    labelled = [node.attributes["aria-labelledby"] for node in page.css("[aria-labelledby]")]
    assert set(labelled) <= set(ids)


def test_language_title_and_headings_in_order(page: HTMLParser) -> None:
    assert page.css_first("html").attributes["lang"] == "zh-CN"
    assert page.css_first("h1").text() == "《2024年广东省政府工作报告（示例文本）》里的肇庆市"
    assert page.css_first("title").text() == page.css_first("h1").text()
    levels = [int(tag) for tag in re.findall(r"<h(\d)", page.html or "")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_first_link_skips_to_the_text(page: HTMLParser) -> None:
    assert page.css_first("a").attributes["href"] == "#main"
    assert page.css_first("main").attributes["id"] == "main"


def test_parts_stand_in_order(page: HTMLParser) -> None:
    assert [node.text() for node in page.css("h2")] == [
        "2024年广东省主要目标",
        "目录",
        "报告原文与本地材料",
        "有关、但手头没有材料的内容",
        "通读全文：哪些句子与肇庆市有关",
        "来源",
        "怎样做成",
    ]


def test_quote_shows_what_is_left_out_and_marks_reasons(page: HTMLParser, sample: Brief) -> None:
    quote = page.css_first("article blockquote p")
    assert quote.text().startswith(sample.chapters[0].passage.quote)
    assert [mark.text() for mark in quote.css("mark")] == ["碳达峰", "肇庆", "浪江抽水蓄能电站"]
    assert (
        page.css_first("article details blockquote")
        .text()
        .strip()
        .startswith(sample.chapters[0].passage.text)
    )


def test_a_quote_cut_at_its_ends_says_so(page: HTMLParser) -> None:
    second = page.css("article")[1].css_first("blockquote p").text()
    assert second.startswith("……全年新型储能产业")
    assert second.endswith("完整链条……来源[1]")


def test_a_whole_quote_has_nothing_to_open(page: HTMLParser) -> None:
    assert page.css("article")[2].css_first("details") is None


def test_roles_and_their_sources(page: HTMLParser) -> None:
    first = page.css("article")[0]
    assert [node.text() for node in first.css(".local h4")] == ["本地进展", "本地打算"]
    assert [node.attributes["href"] for node in first.css(".local .cite")] == ["#source-2", "#source-2"]


def test_figures_of_both_sides(page: HTMLParser) -> None:
    table = page.css("article")[1].css_first("table")
    assert table.css_first("caption").text() == "这一章的数字"
    assert all(node.attributes["scope"] == "col" for node in table.css("thead th"))
    rows = [[cell.text(strip=True) for cell in row.css("th, td")] for row in table.css("tbody tr")]
    assert rows == [
        ["报告"],
        ["4500亿元以上", "营业收入", "2024年", "广东省", "目标", "来源[1]"],
        ["本地材料"],
        ["320亿元", "产值", "2023年", "肇庆市", "已完成", "来源[3]"],
        ["41%", "新型储能产业产值增长", "2023年", "肇庆市", "已完成", "来源[3]"],
    ]


def test_a_sentence_used_twice_is_printed_once(sample: Brief, documents: Documents) -> None:
    output = render_html(twice(sample))
    check_rendered(output, twice(sample), documents)
    second, third = HTMLParser(output).css("article")[1:3]
    first = sample.chapters[0].evidence[0]
    assert output.count(first.text) == 1
    assert [line.text() for line in second.css(".again")] == ["同一材料见第1章来源[2]"]
    assert second.css_first(".again a").attributes["href"] == f"#c-{sample.chapters[0].id}"
    assert "86亿元" not in second.css_first("table").text()
    assert [line.text() for line in third.css(".again")] == [
        "同一材料见第1章来源[2]",
        "同一材料见第2章来源[3]",
    ]


def test_passages_that_only_mention_a_region_are_one_line_each(sample: Brief, documents: Documents) -> None:
    brief = in_passing(sample)
    output = render_html(brief)
    check_rendered(output, brief, documents)
    part = HTMLParser(output).css_first(".unanswered")
    assert part.css("article") == []
    assert part.css_first("h3").text() == "只提到所在区域的1段"
    line = part.css_first("details")
    assert line.attributes["id"] == f"c-{brief.unanswered[0].id}"
    assert line.css_first("summary .name").text() == "肇明高速"
    assert line.css_first("summary .because").text() == "肇庆市属于粤港澳大湾区"
    assert line.css_first("blockquote").text().strip().startswith(brief.unanswered[0].passage.quote)
    assert line.css_first("table") is None


def test_sentences_around_a_reason_are_context(page: HTMLParser, sample: Brief) -> None:
    legend = {
        node.css_first("b").text(): node.css_first("[data-n]").text() for node in page.css(".legend li")
    }
    firm = sum(int(legend.get(name, 0)) for name in ("点名", "辖内", "项目单位"))
    assert firm == sample.coverage.named
    assert sum(map(int, legend.values())) == sample.coverage.concerned
    assert len(page.css("svg .k-context")) > 0
    assert all(node.parent.tag == "a" for node in page.css("svg .k-context"))


def test_strip_shows_every_sentence_once(page: HTMLParser, sample: Brief) -> None:
    widths = sum(int(rect.attributes["width"]) for rect in page.css("svg rect"))
    assert widths == sum(end - start for start, end, _, _ in sample.coverage.strip)
    assert page.css_first("svg").attributes["aria-hidden"] == "true"
    assert {a.attributes["href"] for a in page.css("svg a")} == {
        f"#c-{c.id}" for c in (*sample.chapters, *sample.unanswered)
    }


def test_sources_say_hash_and_why_not_used(page: HTMLParser, sample: Brief) -> None:
    last = page.css(".unused li")[0]
    assert "通篇未提及肇庆市" in last.text()
    assert last.css_first("[title]").attributes["title"] == sample.sources[-1].sha256


def test_text_of_sources_cannot_become_markup(sample: Brief) -> None:
    source = replace(sample.sources[1], origin="<b>&报", note='"<script>')
    page = render_html(replace(sample, sources=(sample.sources[0], source, *sample.sources[2:])))
    assert "&lt;b&gt;&amp;报" in page
    assert "<script" not in page


def test_without_local_material_it_says_so(sample: Brief, documents: Documents) -> None:
    brief = bare(sample)
    output = render_html(brief)
    check_rendered(output, brief, documents)
    page = HTMLParser(output)
    assert "没有本地材料" in page.css_first(".story").text()
    assert "没有提供本地材料" in page.css_first(".unanswered .plain").text()
    assert page.css_first(".unanswered h2").text() == "报告里与肇庆市有关的内容"
    assert len(page.css(".chapters")) == 1
    assert len(page.css(".unanswered article")) == len(page.css(".toc li")) == 2
    assert "没有在报告里读到" in page.css_first(".targets .plain").text()


def test_nothing_found_is_still_a_page(sample: Brief, documents: Documents) -> None:
    brief = empty(sample)
    output = render_html(brief)
    check_rendered(output, brief, documents)
    page = HTMLParser(output)
    assert page.css_first(".standfirst").text() == "报告没有一句直接写到肇庆市。"
    said = f"报告正文{brief.coverage.sentences}句。报告里没有读到与肇庆市有关的内容。"
    assert page.css_first(".story").text() == said
    assert page.css_first(".legend") is None
    assert page.css_first(".toc") is None
    assert [node.text() for node in page.css(".chapters p")] == ["报告里没有读到与肇庆市有关的内容。"]
