"""Markdown says what the page says, in the same order, and prints source text as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from duibiao.briefing import Brief
from duibiao.briefing.guard import check_rendered
from duibiao.briefing.render.html import render_html
from duibiao.briefing.render.markdown import render_markdown
from duibiao.briefing.render.templating import escape_markdown
from duibiao.text import Document
from tests.briefing.render.made import in_passing, twice


def test_same_brief_same_text(sample: Brief) -> None:
    assert render_markdown(sample) == render_markdown(sample)


def test_parts_are_those_of_the_page(sample: Brief) -> None:
    heads = [line[3:] for line in render_markdown(sample).splitlines() if line.startswith("## ")]
    page = [node.text() for node in HTMLParser(render_html(sample)).css("h2")]
    assert heads == [head for head in page if head != "目录"]


def test_everything_quoted_is_there_in_order(sample: Brief) -> None:
    text = render_markdown(sample)
    at = 0
    for chapter in (*sample.chapters, *sample.unanswered):
        for words in (chapter.title, chapter.passage.quote, *(e.text for e in chapter.evidence)):
            at = text.index(words, at)


def test_a_sentence_used_twice_is_printed_once(sample: Brief, documents: dict[str, Document]) -> None:
    text = render_markdown(twice(sample))
    check_rendered(text, twice(sample), documents)
    assert all(text.count(evidence.text) == 1 for evidence in sample.chapters[0].evidence)
    assert text.count("\n- 同一材料见第 **1** 章 [^2]\n") == 2
    assert text.count("\n- 同一材料见第 **2** 章 [^3]\n") == 1


def test_passages_that_only_mention_a_region_are_one_line_each(
    sample: Brief, documents: dict[str, Document]
) -> None:
    text = render_markdown(in_passing(sample))
    check_rendered(text, in_passing(sample), documents)
    assert "### 只提到所在区域的 **1** 段" in text
    (line,) = (line for line in text.splitlines() if line.startswith("- 肇明高速 · "))
    assert line.endswith(" 段 · 肇庆市属于粤港澳大湾区")


def test_sources_are_footnotes_and_all_are_referred_to(sample: Brief) -> None:
    text = render_markdown(sample)
    for source in sample.sources[:4]:
        assert text.count(f"\n[^{source.number}]: ") == 1
        assert f"[^{source.number}]\n" in text or f"[^{source.number}] |" in text
    assert "\n- 云浮产业园再签约十八个项目 · " in text


def test_a_shortened_quote_is_followed_by_the_whole(sample: Brief) -> None:
    text = render_markdown(sample)
    assert text.count("这一段的全文：") == 2
    assert f"> {sample.chapters[0].passage.text} [^1]" in text


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("*重点*_工程_", r"\*重点\*\_工程\_"),
        ("1. 项目", r"1\. 项目"),
        ("- 项目", r"\- 项目"),
        ("增长4.5-5%", "增长4.5-5%"),
        ("a|b", r"a\|b"),
        ("[注]<br>", r"\[注\]\<br\>"),
        ("“1+9+N”", "“1+9+N”"),
    ],
)
def test_marks_of_markdown_are_escaped(source: str, printed: str) -> None:
    assert escape_markdown(source) == printed


def test_titles_cannot_break_out(sample: Brief) -> None:
    first, *rest = sample.chapters
    text = render_markdown(replace(sample, chapters=(replace(first, title="# 一|[二](三)"), *rest)))
    assert r"### 1 · \# 一\|\[二\](三)" in text
