"""HTML -> ``Document``: the article and what the page says about it; the rest is labelled, not dropped.

``Document.text`` is made of the page's lines with a blank line between them; a page
always gives the same text.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from selectolax.lexbor import LexborHTMLParser

from duibiao.errors import UnreadableSource
from duibiao.lexicon import load
from duibiao.sources.dates import iso_date
from duibiao.sources.fields import is_field
from duibiao.sources.labels import TITLE_MOST, Hint, heading_hint, matches
from duibiao.sources.page import Element, Page, inside, parse, read_page, weigh
from duibiao.sources.plain import document_from_text
from duibiao.text import Document, Kind, Metadata, Part

_V = load("duibiao.sources", "html.toml")
_NAMED = {name: re.compile(_V[name].regex() + r"\Z") for name in _V.groups}

MAIN_SHARE = 0.6
"""The article is the innermost element that holds this much of the page's prose; more than half, so that such
elements stand in one another. Not tuned: on the four layouts of ``tests/sources/test_html.py`` any value from
0.5 to 1 gives the same blocks, because names of elements and words of lines mark the surroundings too."""

NAMED_SHARE = 0.3
"""An element that is named like an article must hold this much of the page's prose to be taken for it."""

LINK_SHARE = 0.8
"""A list item of which this much is a link points elsewhere: a related article."""

TITLE_LEAST = 4
"""Shorter headings are names of columns."""

CREDIT_LINES = 8
"""How many lines below the article its credits (来源, 编辑) may stand."""

_LEAVES = ("p", "br", "tr", "h1", "h2", "h3")
_SECTIONS = ("div", "section", "ul", "ol", "nav", "aside", "footer", "header", "dl", "form")
_OUTSIDE: Hint = (Kind.FURNITURE, Part.OUTSIDE)
_IS_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|div|p|table|section|article|main|h[1-6]|title)\b",
    re.IGNORECASE,
)
_SITE = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|[-–—]{1,2}(?=[^-–—]{2,14}(?:网|政府|日报|发布|客户端|新闻)\Z)")
_WECHAT_NAME = re.compile(r"""\bid=["']js_name["'][^<>]{0,200}>([^<>]{1,60})<""")
_WECHAT_TIME = re.compile(r"""(?:\bct|createTime|publish_time)\s*[=:]\s*["'](\d{10}|\d{4}-\d{1,2}-\d{1,2})""")


def is_page(text: str) -> bool:
    """Whether a text is truly an HTML page: it opens with a page's tag and closes at least one."""
    return _IS_PAGE.match(text[:4096].lstrip("\ufeff")) is not None and (
        "</" in text or "<body" in text.lower()
    )


def document_from_html(html: str, *, name: str, sha256: str) -> Document:
    """The document of a page. Raises ``UnreadableSource`` for a page without text."""
    tree = parse(html)
    page = read_page(tree)
    if not page.lines:
        raise UnreadableSource(
            "网页里没有文字", where=name, hint="如果正文由脚本生成，请在浏览器里另存为完整网页或复制成文本"
        )
    weigh(page)
    stated = _stated(tree, html)
    text = "\n\n".join(line.text for line in page.lines)
    hints = _hints(page, stated.title)
    return document_from_text(text, name=name, sha256=sha256, hints=hints, stated=stated)


def _hints(page: Page, title: str) -> dict[int, Hint]:
    """What the markup says of each line."""
    main = _main(page)
    within = inside(page, [main]) if main >= 0 else [True] * len(page.elements)
    aside = inside(page, [e for e in range(len(page.elements)) if within[e] and _is_aside(page, e, main)])
    body = [
        i
        for i, line in enumerate(page.lines)
        if line.element < 0 or (within[line.element] and not aside[line.element])
    ]
    hints: dict[int, Hint] = dict.fromkeys(set(range(len(page.lines))) - set(body), _OUTSIDE)
    first, last = (body[0], body[-1]) if body else (0, 0)
    titled = _title_line(page, title, first)
    if titled >= 0:
        hints[titled] = Kind.TITLE, Part.FRONT
    for i in _fields_around(page, max(titled, 0), first, last):
        hints.pop(i, None)
    for i in body:
        hint = _body_hint(page, i)
        if hint is not None and i != titled:
            hints[i] = hint
    return hints


def _main(page: Page) -> int:
    """The element that holds the article, or -1 for the whole page."""
    total = sum(element.prose for element in page.elements if element.parent < 0)
    named = [
        i for i, e in enumerate(page.elements) if _is_named("content", e) and e.prose >= NAMED_SHARE * total
    ]
    if named and total:
        most = max(page.elements[i].prose for i in named)
        return max(i for i in named if page.elements[i].prose >= MAIN_SHARE * most)
    wide = [i for i, e in enumerate(page.elements) if e.prose >= MAIN_SHARE * total and e.tag not in _LEAVES]
    return wide[-1] if wide and total else -1


def _is_named(group: str, element: Element) -> bool:
    return element.tag == group or any(_NAMED[group].match(name) for name in element.names)


def _is_aside(page: Page, number: int, main: int) -> bool:
    """Whether an element inside the article is named as something else, and does not hold most of it."""
    element = page.elements[number]
    if number == main or element.tag not in _SECTIONS:
        return False
    most = page.elements[main].prose if main >= 0 else sum(e.prose for e in page.elements if e.parent < 0)
    named = element.tag in ("nav", "aside", "footer", "form") or _is_named("outside", element)
    return named and element.prose * 2 <= most


def _body_hint(page: Page, i: int) -> Hint | None:
    """What the element of a line of the article says it is."""
    line = page.lines[i]
    element = page.elements[line.element] if line.element >= 0 else Element(-1, "", ())
    if element.tag == "li" and line.linked >= LINK_SHARE * len(line.text) and "。" not in line.text:
        return _OUTSIDE
    if element.tag == "figcaption" or _is_named("caption", element):
        return Kind.CAPTION, Part.BODY
    if line.row or element.tag == "li":
        return Kind.PARAGRAPH, Part.BODY
    return heading_hint(line.text) if re.fullmatch(r"h[1-6]", element.tag) else None


def _title_line(page: Page, title: str, first: int) -> int:
    """The last line above the article, or among its first ones, that is the title; -1 when none is."""
    wanted = _squeezed(title)
    for i in range(min(first + 4, len(page.lines) - 1), -1, -1):
        printed = _squeezed(page.lines[i].text)
        long = TITLE_LEAST * 2 <= len(printed) <= TITLE_MOST
        if wanted and (printed == wanted or (long and (printed in wanted or wanted in printed))):
            return i
    return -1


def _squeezed(printed: str) -> str:
    return re.sub(r"\s+", "", printed)


def _fields_around(page: Page, titled: int, first: int, last: int) -> list[int]:
    """Lines between title and article, and right below it, that state 来源, 编辑, a date."""
    above = [
        i for i in range(titled, first) if is_field(page.lines[i].text) or matches("time", page.lines[i].text)
    ]
    below = range(last + 1, min(last + 1 + CREDIT_LINES, len(page.lines)))
    return above + [i for i in below if is_field(page.lines[i].text, among=("origin", "editor", "author"))]


def _stated(tree: LexborHTMLParser, html: str) -> Metadata:
    """What the page's head says of the article."""
    named: dict[str, list[str]] = {}
    for node in tree.css("meta"):
        key = next((value for a in ("name", "property", "itemprop") if (value := node.attributes.get(a))), "")
        value = " ".join((node.attributes.get("content") or "").split())
        if key and value:
            named.setdefault(key.lower(), []).append(value)

    def meta(group: str) -> str:
        return next((named[word][0] for word in _V[group].words if word in named), "")

    seconds, account = _WECHAT_TIME.search(html), _WECHAT_NAME.search(html)
    return Metadata(
        title=_title(tree, meta("meta_title")),
        date=iso_date(meta("meta_date")) or (_china_date(seconds[1]) if seconds else ""),
        origin=meta("meta_origin") or (account[1].strip() if account else ""),
        editor=meta("meta_editor"),
        author=meta("meta_author"),
    )


def _china_date(printed: str) -> str:
    """A date, or seconds since 1970 as the date in China."""
    if "-" in printed:
        return iso_date(printed)
    return (datetime.fromtimestamp(int(printed), tz=UTC) + timedelta(hours=8)).date().isoformat()


def _title(tree: LexborHTMLParser, stated: str) -> str:
    """The article's title: as the head states it, else the first heading that the window's title repeats."""
    window = tree.css_first("title")
    whole = " ".join(window.text().split()) if window is not None else ""
    heads = [" ".join(node.text().split()) for node in tree.css("h1, #activity-name, .rich_media_title")]
    repeated = [head for head in heads if len(head) >= TITLE_LEAST and _squeezed(head) in _squeezed(whole)]
    parts = [part for part in _SITE.split(whole) if len(part) >= TITLE_LEAST]
    first = [_SITE.split(stated)[0]] if stated else []
    return next(iter([*first, *repeated, *(heads if len(heads) == 1 else []), *parts]), "") or whole
