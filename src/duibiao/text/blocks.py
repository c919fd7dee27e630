"""Lines of a text joined into labelled blocks.

Text that was scraped from a page breaks paragraphs in the middle of a sentence: at every link
(``PM⏎2.5⏎年平均浓度``), or for looks, one clause a line (``近年来，某市坚持⏎⏎以工业化思维…``). Nothing is
rewritten: a block is a span that may cover several lines of the text.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from duibiao.text.span import Span, trimmed

HEADING_MOST = 42
"""Longest unnumbered heading in code points, and half of the longest of any kind. Unnumbered ones that only
their place shows reach 39 (1964), those in wide gaps 62 (1964). Re-run ``scripts/outline_table.py``."""

CLAUSES_MOST = 2
"""How many commas an unnumbered heading may have that nothing but what follows shows to be one: two in the
corpus (1964), three in the opening sentence of 2012, which lacks its full stop."""

BROKEN_MOST = 6
"""How many lines a broken heading may have; the corpus has 3 (2006: a law named in a heading)."""

VERSE_MOST = 25
"""A page of airy lines whose median is smaller than this, in code points, is set out one clause a
line. Between the copied article of the corpus (15) and its airy reports (29, State Council 2001, 2002)."""


class Kind(StrEnum):
    """What a block is on its page."""

    TITLE = "title"
    META = "meta"
    """dateline, speaker, 来源, 时间, 编辑"""
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    FURNITURE = "furniture"
    """navigation, buttons, related articles, licence boxes"""


class Part(StrEnum):
    """Which part of the document a block belongs to."""

    FRONT = "front"
    BODY = "body"
    ANNEX = "annex"
    GLOSSARY = "glossary"
    OUTSIDE = "outside"
    """not part of the document at all: page furniture"""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text without its white space; ``gap`` blank lines stand before it."""

    span: Span
    gap: int
    turned: bool = False
    """a page turn of the source stands before it"""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that is one thing on its page."""

    span: Span
    kind: Kind = Kind.PARAGRAPH
    part: Part = Part.BODY


_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029]")
_PAGE_TURN = re.compile(r"[\u200b\u200c\u200d\u2060\ufeff]")
_CLOSED = re.compile(r"[。！？!?；;：:…][”’」』）)\]】〕]*\Z|[”’」』】]\Z")
_OPENS_BLOCK = re.compile(
    r"(?:第?[一二三四五六七八九十百]{1,4}[、，]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)"
    r"|[一二三四五六七八九十]{1,2}(?:是|要)|第[一二三四五六七八九十]{1,2}[章节部]|——|――|--|●|■|◆|△|▲|［\d+］|\[\d+\])"
)
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]+[章节部]"
)
_CONTINUES = re.compile(r"[，。、；：！？）》”’」』％%,;:)]")
_ENDS_OPEN = re.compile(r"[，,、的和与及《“（(在为是]\Z|^第?[一二三四五六七八九十]{1,3}要\Z")
_TAIL = 16
"""How much of a line's end is looked at to see whether it is closed: a full stop and what closes with it."""


def lines(text: str) -> list[Line]:
    """The lines of ``text`` that have something on them.

    A line of nothing but zero-width characters is a page turn of the source, not a blank line.
    """
    found: list[Line] = []
    last_end = 0
    for match in _LINE.finditer(text):
        span = trimmed(text, *match.span())
        if span.size:
            blank = _BREAK.split(text[last_end : span.start])[1:-1]
            turns = sum(bool(_PAGE_TURN.search(between)) for between in blank)
            found.append(Line(span, len(blank) - turns, turns > 0))
            last_end = span.end
    return found


def join(text: str, of: Sequence[Line], labels: Mapping[int, Block]) -> list[Block]:
    """Join broken lines into blocks. ``labels`` gives lines (by index) whose block is already known.

    A block that covers several lines is the label of each of them.
    """
    page = _Page(text, of, labels)
    made: list[Block] = []
    for first, last in page.groups():
        span = Span(of[first].span.start, of[last].span.end)
        if first not in labels:
            made.append(Block(span, Kind.HEADING if page.may_head(first, last) else Kind.PARAGRAPH))
        elif not made or made[-1] is not labels[first]:
            made.append(labels[first])
    return made


class _Page:
    """The lines of one text and how it is set out."""

    def __init__(self, text: str, of: Sequence[Line], labels: Mapping[int, Block]) -> None:
        self.lines = of
        self.printed = [line.span.of(text) for line in of]
        self.labels = labels
        self.airy = sum(line.gap > 0 for line in of) * 3 > len(of)
        """paragraphs are set apart by blank lines"""
        self.usual_gap = statistics.median_low([line.gap for line in of]) if of else 0
        self.verse = self.airy and statistics.median_low(map(len, self.printed)) < VERSE_MOST
        """set out one clause a line"""
        self.times = Counter(printed for printed in self.printed if len(printed) <= HEADING_MOST)

    def groups(self) -> Iterator[tuple[int, int]]:
        """First and last line of each block."""
        first = 0
        for i in range(len(self.lines)):
            over = i + 1 == len(self.lines) or i in self.labels or i + 1 in self.labels
            if over or not self.goes_on(first, i):
                yield first, i
                first = i + 1

    def goes_on(self, first: int, i: int) -> bool:
        """Whether line ``i + 1`` continues the block that runs from ``first`` to ``i``."""
        after = self.printed[i + 1]
        if _CONTINUES.match(after) and not self.closed(i):
            return True
        if self.wide(i + 1) and self.may_head(first, i):
            return False
        if self.airy and not self.lines[i + 1].gap and not self.is_heading(i):
            return not self.closed(i) or self.is_fragment(i + 1) or (first == i and self.is_lead(i))
        if self.closed(i) or _OPENS_BLOCK.match(after):
            return False
        return first < i or not self.is_heading(i)

    def is_fragment(self, i: int) -> bool:
        """Whether line ``i`` is the first piece of a broken sentence, as at a link after a full stop."""
        line = self.printed[i]
        whole = self.closed(i) or len(line) > HEADING_MOST or _OPENS_BLOCK.match(line) or self.lines[i].turned
        return not whole and not self.is_heading(i)

    def is_lead(self, i: int) -> bool:
        """A topic sentence on a line of its own above the paragraph that it leads."""
        opens = _OPENS_BLOCK.match(self.printed[i + 1]) or self.lines[i + 1].turned
        return len(self.printed[i]) <= HEADING_MOST and not opens

    def closed(self, i: int) -> bool:
        """Whether a sentence ends with line ``i``."""
        return bool(_CLOSED.search(self.printed[i][-_TAIL:]))

    def is_heading(self, i: int) -> bool:
        """A short line that no sentence runs through."""
        line = self.printed[i]
        if len(line) > HEADING_MOST * 2 or "。" in line.rstrip("。") or _ENDS_OPEN.search(line):
            return False
        if _NUMBERED.match(line):
            return not re.search(r"[：；]", line) and not (i > 0 and self.printed[i - 1].endswith("；"))
        if self.closed(i) or not self.starts_block(i):
            return False
        if self.wide(i) and self.wide(i + 1):
            return True
        if len(line) > HEADING_MOST:
            return False
        if i + 1 == len(self.lines) or i + 1 in self.labels:
            return True
        return self.stands_apart(i)

    def may_head(self, first: int, i: int) -> bool:
        """Whether what runs from line ``first`` to ``i`` may be a heading, if nothing more belongs to it."""
        return self.is_heading(i) if first == i else self.is_broken_heading(first, i)

    def is_broken_heading(self, first: int, last: int) -> bool:
        """A numbered heading that a link broke over several lines."""
        whole = "".join(self.printed[first : last + 1]) if last - first < BROKEN_MOST else "。"
        return (
            bool(_NUMBERED.match(whole))
            and len(whole) <= HEADING_MOST * 2
            and not re.search("[。：；]", whole)
        )

    def stands_apart(self, i: int) -> bool:
        """Whether a short open line is followed by something that is not its continuation."""
        after = self.printed[i + 1]
        if (self.airy and not self.lines[i + 1].gap) or self.printed[i].count("，") > CLAUSES_MOST:
            return False
        if _OPENS_BLOCK.match(after) or len(after) > HEADING_MOST:
            return True
        if self.verse and len(after) > VERSE_MOST and self.closed(i + 1):
            return True
        if re.search(r"[，,、]", self.printed[i]):
            return False
        return self.times[self.printed[i]] > 1 if self.verse else self.airy and self.lines[i].gap > 0

    def wide(self, i: int) -> bool:
        """Whether more blank lines stand before line ``i`` than this page sets between paragraphs."""
        return i < len(self.lines) and self.lines[i].gap > max(1, self.usual_gap)

    def starts_block(self, i: int) -> bool:
        """Whether the line before ``i`` is over: labelled, closed or a heading by its number."""
        if i == 0 or i - 1 in self.labels or self.wide(i):
            return True
        return self.closed(i - 1) or bool(_NUMBERED.match(self.printed[i - 1]))
