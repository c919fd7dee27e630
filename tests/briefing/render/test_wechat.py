"""The WeChat article survives the public-account editor: put through its rules, text and look stay."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from duibiao.briefing import Brief
from duibiao.briefing.guard import check_rendered
from duibiao.briefing.render.html import render_html
from duibiao.briefing.render.wechat import render_wechat
from duibiao.errors import GuardError
from duibiao.text import Document
from tests.briefing.render.made import in_passing, twice

nh3 = pytest.importorskip("nh3", reason="nh3, which stands for the editor, is not installed")
RULES = tomllib.loads((Path(__file__).parent / "wechat.toml").read_text(encoding="utf-8"))


def pasted(article: str) -> str:
    """``article`` as the editor keeps it."""
    return nh3.clean(
        article,
        tags=set(RULES["tags"].split()),
        clean_content_tags={"script", "style"},
        attributes={"*": {"style"}, "img": {"style", "src", "alt"}, "td": {"colspan"}},
        filter_style_properties=set(RULES["styles"].split()),
        url_schemes={"data"},
        link_rel=None,
    )


def body(page: str) -> str:
    found = re.search(r"<body>\n(.*)\n</body>", page, re.DOTALL)
    assert found is not None
    return found[1]


def words(html: str) -> str:
    return re.sub(r"\s+", "", HTMLParser(html).text())


def styles(html: str) -> list[list[str]]:
    """The declarations of every element in order, as they are written."""
    found = (node.attributes.get("style") or "" for node in HTMLParser(html).css("[style]"))
    return [
        [re.sub(r"\s*([:;])\s*", r"\1", rule.strip()) for rule in style.split(";") if rule.strip()]
        for style in found
    ]


def test_same_brief_same_page(sample: Brief) -> None:
    assert render_wechat(sample) == render_wechat(sample)


def test_nothing_is_lost_when_it_is_pasted(sample: Brief) -> None:
    article = body(render_wechat(twice(sample)))
    kept = pasted(article)
    assert words(kept) == words(article)
    assert styles(kept) == styles(article)
    assert kept.count("<") == article.count("<")


def test_the_sanitizer_drops_what_the_editor_drops() -> None:
    page = '<div class="a" id="b" style="position:fixed;color:red;float:left"><script>x</script>字</div>'
    assert pasted(f"<section>{page}</section>") == "<section>字</section>"
    assert (
        pasted('<p style="position:fixed;color:red">字</p>').replace(" ", "") == '<pstyle="color:red">字</p>'
    )


def test_the_page_has_nothing_but_styles_on_its_elements(sample: Brief) -> None:
    page = render_wechat(sample)
    assert not re.search(r"<(?:script|style|link|iframe|div|a|form|svg)\b", page)
    for node in HTMLParser(body(page)).css("body *"):
        assert set(node.attributes) <= {"style", "src", "alt"}, node.html
    assert not re.search(
        r"(?:url\(|https?:|position|float|flex|grid|var\(|@)", re.sub('src="[^"]*"', "", body(page))
    )
    assert set(re.findall(r"display:([\w-]+)", page)) <= set(RULES["displays"].split())


def test_it_fits_a_phone(sample: Brief) -> None:
    """No table of more than two columns, nothing of a fixed width above that of a phone."""
    page = HTMLParser(render_wechat(twice(sample)))
    assert all(len(row.css("td, th")) <= 2 for row in page.css("tr"))
    assert "677px" in render_wechat(sample)
    widths = re.findall(r"(?<!max-)width:(\d+)px", render_wechat(sample))
    assert not widths


@pytest.mark.parametrize("change", [twice, in_passing, lambda brief: brief])
def test_it_says_what_the_page_says(
    change: Callable[[Brief], Brief], sample: Brief, documents: dict[str, Document]
) -> None:
    brief = change(sample)
    article, page = render_wechat(brief), words(render_html(brief))
    check_rendered(article, brief, documents)
    said = words(article)
    for chapter in (*brief.chapters, *brief.unanswered):
        for text in (chapter.title, chapter.passage.quote, *(e.text for e in chapter.evidence)):
            assert re.sub(r"\s+", "", text) in said
            assert re.sub(r"\s+", "", text) in page
    for source in brief.sources:
        assert source.doc in said


def test_references_are_numbers_in_brackets(sample: Brief) -> None:
    article = words(render_wechat(sample))
    for chapter in sample.chapters:
        for evidence in chapter.evidence:
            assert f"{evidence.text}[{evidence.source}]" in article


def test_an_altered_article_is_stopped(sample: Brief, documents: dict[str, Document]) -> None:
    article = render_wechat(sample)
    for old, new in (("86亿元", "87亿元"), ("[2]", "[3]"), ("未写明", "写明"), ("</p>", "1</p>")):
        with pytest.raises(GuardError, match="与简报不符"):
            check_rendered(article.replace(old, new, 1), sample, documents)
