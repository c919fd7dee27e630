"""Lines of a text joined into labelled blocks.

Text that was scraped from a page breaks paragraphs in the middle of a sentence: at every link
(``PM⏎2.5⏎年平均浓度``), or for looks, one clause a line (``近年来，某市坚持⏎⏎以工业化思维…``). Nothing is
rewritten: a block is a span that may cover several lines of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from duibiao.text.span import Span, trimmed

HEADING_MOST = 42
"""Longest unnumbered heading in code points. The longest of the 86 reports has 41 (甘肃 2026); raising it
to 60 turns first clauses of broken paragraphs into headings. Re-run ``scripts/outline_table.py``."""


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
    """A line of the text without its white space; ``gap``: a blank line stands before it."""

    span: Span
    gap: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that is one thing on its page."""

    span: Span
    kind: Kind = Kind.PARAGRAPH
    part: Part = Part.BODY


_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_CLOSED = re.compile(r"[。！？!?；;：:…][”’」』）)\]】〕]*$|[”’」』】]$")
_OPENS_BLOCK = re.compile(
    r"(?:第?[一二三四五六七八九十百]{1,4}[、，]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)"
    r"|[一二三四五六七八九十]{1,2}(?:是|要)|第[一二三四五六七八九十]{1,2}[章节部]|——|――|--|●|■|◆|△|▲|［\d+］|\[\d+\])"
)
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]+[章节部]"
)
_CONTINUES = re.compile(r"[，。、；：！？）》”’」』％%,;:)]")
_ENDS_OPEN = re.compile(r"[，,、的和与及《“（(在为是]$")


def lines(text: str) -> list[Line]:
    """The lines of ``text`` that have something on them."""
    found: list[Line] = []
    last_end = 0
    for match in _LINE.finditer(text):
        span = trimmed(text, *match.span())
        if span.size:
            breaks = text.count("\n", last_end, span.start) or text.count("\r", last_end, span.start)
            found.append(Line(span, gap=breaks > 1))
            last_end = span.end
    return found


def join(text: str, of: list[Line], labels: Mapping[int, Block]) -> list[Block]:
    """Join broken lines into blocks. ``labels`` gives lines (by index) whose block is already known."""
    made: list[Block] = []
    for first, last in _groups(text, of, labels):
        span = Span(of[first].span.start, of[last].span.end)
        if first in labels:
            made.append(labels[first])
        else:
            heading = first == last and _is_heading(text, of, labels, first)
            made.append(Block(span, Kind.HEADING if heading else Kind.PARAGRAPH))
    return made


def _groups(text: str, of: list[Line], labels: Mapping[int, Block]) -> Iterator[tuple[int, int]]:
    airy = sum(line.gap for line in of) * 3 > len(of)
    first = 0
    for i in range(len(of)):
        last = i + 1 == len(of) or i in labels or i + 1 in labels
        if last or not _goes_on(text, of, labels, first, i, airy):
            yield first, i
            first = i + 1


def _goes_on(text: str, of: list[Line], labels: Mapping[int, Block], first: int, i: int, airy: bool) -> bool:
    """Whether line ``i + 1`` continues the block that runs from ``first`` to ``i``."""
    here, after = of[i].span.of(text), of[i + 1].span.of(text)
    if _CONTINUES.match(after) and not _CLOSED.search(here):
        return True
    if airy and not of[i + 1].gap and not _is_heading(text, of, labels, i):
        return not _OPENS_BLOCK.match(after) or not _CLOSED.search(here)
    if _CLOSED.search(here) or _OPENS_BLOCK.match(after):
        return False
    return first < i or not _is_heading(text, of, labels, i)


def _is_heading(text: str, of: list[Line], labels: Mapping[int, Block], i: int) -> bool:
    """A short line that no sentence runs through."""
    line = of[i].span.of(text)
    if len(line) > HEADING_MOST * 2 or "。" in line.rstrip("。") or _ENDS_OPEN.search(line):
        return False
    if _NUMBERED.match(line):
        return len(line) <= HEADING_MOST * 2 and not re.search(r"[：；]", line[:-1])
    if len(line) > HEADING_MOST or _CLOSED.search(line) or not _starts_block(text, of, labels, i):
        return False
    if i + 1 == len(of) or i + 1 in labels:
        return True
    if of[i].gap and of[i + 1].gap and not re.search(r"[，,、]", line):
        return True
    after = of[i + 1].span.of(text)
    return bool(_OPENS_BLOCK.match(after)) or len(after) > HEADING_MOST


def _starts_block(text: str, of: list[Line], labels: Mapping[int, Block], i: int) -> bool:
    """Whether the line before ``i`` is over: labelled, closed or a heading by its number."""
    if i == 0 or i - 1 in labels:
        return True
    before = of[i - 1].span.of(text)
    return bool(_CLOSED.search(before) or _NUMBERED.match(before))
