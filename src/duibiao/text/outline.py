"""The outline of a document: numbered and unnumbered headings, and paragraphs that open with one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from duibiao.text.blocks import Block, Kind
from duibiao.text.span import Span, trimmed

LEAD_MOST = 80
"""Longest numbered lead sentence (「一是…。」「（三）…。」) taken as a heading. Of the 31 provincial reports
of 2026 the longest is 73 (西藏); longer ones are sentences of the text. Re-run ``scripts/outline_table.py``."""

TOPIC_MOST = 26
"""Longest unnumbered first sentence taken as a paragraph's topic (「提振和扩大消费。」). Above this, first
sentences of Guangdong 2024 begin to carry figures and facts. Re-run ``scripts/outline_table.py``."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    ``level``: 1 一、 or unnumbered · 2 （一） · 3 1. · 4 一是 / ——lead · 5 a paragraph's topic sentence.
    ``parent``: index of the enclosing section in the outline, or -1.
    """

    span: Span
    heading: Span
    level: int
    parent: int

    def title(self, text: str) -> str:
        """The heading as printed, on one line, without its closing full stop."""
        return re.sub(r"\s+", "", self.heading.of(text)).rstrip("。：:") or self.heading.of(text)


_MARKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章部][分]?)")),
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")),
    (3, re.compile(r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]")),
    (4, re.compile(r"(?:第?[一二三四五六七八九十]{1,2}(?:是|要|，)|——|――|--)")),
)
_FIRST_SENTENCE = re.compile(r"[^。！？；\r\n]*[。；]")


def outline(text: str, blocks: Sequence[Block]) -> list[Section]:
    """Sections of ``blocks`` in reading order. Spans run to the end of the last block they cover."""
    open_heads: list[tuple[Span, int]] = []
    for block in blocks:
        open_heads += _heads(text, block)
    end = max((b.span.end for b in blocks), default=0)
    made: list[Section] = []
    stack: list[int] = []
    for i, (head, level) in enumerate(open_heads):
        while stack and made[stack[-1]].level >= level:
            stack.pop()
        close = next((h.start for h, lv in open_heads[i + 1 :] if lv <= level), end)
        if level >= 4:
            close = min(close, _block_end(blocks, head))
        made.append(Section(trimmed(text, head.start, close), head, level, stack[-1] if stack else -1))
        stack.append(i)
    return made


def _block_end(blocks: Sequence[Block], head: Span) -> int:
    """Where the paragraph that ``head`` leads ends: levels 4 and 5 reach no further."""
    return blocks[bisect_right(blocks, head.start, key=lambda b: b.span.start) - 1].span.end


def innermost(sections: Sequence[Section], starts: Sequence[int], position: int) -> int:
    """Index of the innermost section around ``position``, or -1. ``starts``: where the sections start."""
    at = bisect_right(starts, position) - 1
    while at >= 0 and sections[at].span.end <= position:
        at = sections[at].parent
    return at


def _heads(text: str, block: Block) -> list[tuple[Span, int]]:
    """The headings that stand in one block: the whole block, or the sentence that leads it."""
    printed = block.span.of(text)
    level = next((level for level, mark in _MARKS if mark.match(printed)), 0)
    if block.kind is Kind.HEADING:
        return [(block.span, level or 1)]
    if block.kind is not Kind.PARAGRAPH:
        return []
    first = _FIRST_SENTENCE.match(printed)
    if first is None:
        return []
    lead = Span(block.span.start, block.span.start + first.end())
    if level:
        return [(lead, level)] if lead.size <= LEAD_MOST else []
    if lead.size <= TOPIC_MOST and lead.end < block.span.end and _is_topic(first.group()):
        return [(lead, 5)]
    return []


def _is_topic(sentence: str) -> bool:
    """A topic sentence names a task; it has no figures, no clause marks but 、 and addresses nobody."""
    return sentence.endswith("。") and not re.search(r"\d|[，：！“]各位|各位代表|[：！]", sentence)
