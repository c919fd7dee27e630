"""An HTML page -> its lines, each with the element that holds it. One pass over the tree, no recursion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

DEPTH_MOST = 256
"""Deeper elements are opened no more: parsers take quadratic time in nesting (100,000 open <div>: 9.5 s, with
this cap 0.1 s), and no page that was measured nests deeper than 60."""

TAG_MOST = 50_000
"""A longer tag loses its attributes: 50,000 of them in one tag take the parser 4 s."""

_FORMATTING = re.compile(
    r"(?:b|big|code|em|font|i|ins|mark|nobr|s|small|span|strike|strong|su[bp]|tt|u|wbr)\Z"
)
"""Tags that set characters, not lines. They are taken out first: unclosed ones multiply in the tree."""

_CLOSE_THEMSELVES = re.compile(
    r"(?:p|li|d[td]|t[rdh]|thead|tbody|tfoot|option|optgroup|col|colgroup|r[pt]|a|area|base|br|embed|hr|img|input"
    r"|link|meta|param|source|track)\Z"
)
_DROPPED = re.compile(
    r"(?:script|style|noscript|template|svg|iframe|select|textarea|head|button|object|canvas|[-!].*)\Z"
)
_BLOCKS = re.compile(
    r"(?:address|article|aside|blockquote|body|br|center|d[dlt]|details|dialog|div|fieldset|figcaption|figure|footer"
    r"|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|thead|tfoot|tr|ul)\Z"
)
_CELLS = frozenset(("td", "th"))
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+'|[\"'])*+>")
"""Possessive: a script full of quotes and ``<`` is looked at once."""
_CODE = re.compile(r"<(script|style)\b", re.IGNORECASE)
_CODE_ENDS = {tag: re.compile(rf"</{tag}\b[^<>]*+>", re.IGNORECASE) for tag in ("script", "style")}
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f“”‘’…—"
_BROKEN_SOURCE = re.compile(rf"(?<=[{_WIDE}])[^\S\n]*\n\s*(?=[{_WIDE}])")
_SPACES = re.compile(r"[^\S\t]+")
_PROSE = re.compile(r"[，。；！？,;]")


@dataclass(slots=True)
class Element:
    """A block-level element. ``names``: its id and classes; ``prose``: size of its unlinked sentences."""

    parent: int
    tag: str
    names: tuple[str, ...]
    prose: int = 0


@dataclass(slots=True)
class PageLine:
    """One line as a browser would set it; ``linked`` characters of it are links."""

    text: str
    element: int
    linked: int
    row: bool
    """a row of a table, its cells parted by tabs"""


@dataclass(slots=True)
class Page:
    """A page's lines and elements, in the order of the source. A parent stands before what it holds."""

    elements: list[Element] = field(default_factory=list)
    lines: list[PageLine] = field(default_factory=list)

    def around(self, element: int) -> Iterator[int]:
        """``element`` and what it stands in, from the inside out."""
        while element >= 0:
            yield element
            element = self.elements[element].parent


def parse(html: str) -> LexborHTMLParser:
    """The tree of a page, flattened below ``DEPTH_MOST``."""
    depth = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth
        tag = match[2].lower()
        if _FORMATTING.match(tag):
            return ""
        if len(match[0]) > TAG_MOST:
            return f"<{match[1]}{tag}>"
        if _CLOSE_THEMSELVES.match(tag):
            return match[0]
        if match[1]:
            depth -= depth > 0
            return match[0] if depth < DEPTH_MOST else ""
        depth += 1
        return match[0] if depth <= DEPTH_MOST else " "

    return LexborHTMLParser(_TAG.sub(keep, _without_code(html)))


def _without_code(html: str) -> str:
    """The page without scripts and styles: what looks like a tag in them is none."""
    kept: list[str] = []
    at, endless = 0, set[str]()
    for opening in _CODE.finditer(html):
        tag = opening[1].lower()
        if opening.start() < at or tag in endless:
            continue
        ending = _CODE_ENDS[tag].search(html, opening.end())
        if ending is None:
            endless.add(tag)
            continue
        kept.append(html[at : opening.start()])
        at = ending.end()
    return "".join([*kept, html[at:]])


def read_page(tree: LexborHTMLParser) -> Page:
    """The lines of the body."""
    reader = _Reader()
    if tree.body is not None:
        reader.walk(tree.body)
    return reader.page


class _Reader:
    def __init__(self) -> None:
        self.page = Page()
        self.open: list[int] = []
        self.pieces: list[str] = []
        self.linked = 0
        self.in_link = False

    def walk(self, root: LexborNode) -> None:
        """Depth first by hand: a page may nest deeper than Python calls."""
        path: list[LexborNode] = []
        node: LexborNode | None = root
        while node is not None:
            below = self.enter(node)
            if below is not None:
                path.append(node)
                node = below
                continue
            self.leave(node)
            while node.next is None and path:
                node = path.pop()
                self.leave(node)
            node = node.next if path else None
        self.flush()

    def enter(self, node: LexborNode) -> LexborNode | None:
        """Take a node up; the first node below it, if any is to be read."""
        tag = node.tag
        if tag == "-text":
            text = node.text_content or ""
            self.pieces.append(text)
            self.linked += len(text.strip()) if self.in_link else 0
            return None
        if tag is None or _DROPPED.match(tag) or _is_hidden(node):
            return None
        if _BLOCKS.match(tag):
            self.flush()
            names = f"{node.attributes.get('id') or ''} {node.attributes.get('class') or ''}".lower().split()
            self.page.elements.append(Element(self.open[-1] if self.open else -1, tag, tuple(names)))
            self.open.append(len(self.page.elements) - 1)
        elif tag in _CELLS and self.pieces:
            self.pieces.append("\t")
        elif tag == "a":
            self.in_link = True
        return node.child

    def leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if _BLOCKS.match(tag) and not _is_hidden(node):
            self.flush()
            self.open.pop()
        elif tag == "a":
            self.in_link = False

    def flush(self) -> None:
        """End the line."""
        printed = _SPACES.sub(" ", _BROKEN_SOURCE.sub("", "".join(self.pieces)))
        cells = [cell.strip() for cell in printed.split("\t")]
        text = "\t".join(cell for cell in cells if cell)
        if text.strip("\u200b\u200c\u200d\u2060\ufeff\u00ad \t"):
            here = self.open[-1] if self.open else -1
            inside = next((e for e in self.page.around(here) if self.page.elements[e].tag != "br"), -1)
            self.page.lines.append(PageLine(text, inside, self.linked, "\t" in text))
        self.pieces, self.linked = [], 0


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "hidden" in attributes


def weigh(page: Page) -> None:
    """Set ``prose`` of every element, from the lines up."""
    for line in page.lines:
        if line.element >= 0 and _PROSE.search(line.text):
            page.elements[line.element].prose += max(0, len(line.text) - line.linked)
    for element in reversed(page.elements):
        if element.parent >= 0:
            page.elements[element.parent].prose += element.prose


def inside(page: Page, of: Sequence[int]) -> list[bool]:
    """For each element, whether it is one of ``of`` or stands in one."""
    chosen = set(of)
    within: list[bool] = []
    for number, element in enumerate(page.elements):
        within.append(number in chosen or (element.parent >= 0 and within[element.parent]))
    return within
