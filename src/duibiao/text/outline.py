"""The outline of a document: numbered and unnumbered headings, and paragraphs that open with one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from duibiao.text.blocks import Block, Kind
from duibiao.text.span import Span, trimmed

LEAD_MOST = 75
"""Longest numbered lead sentence (「一是…。」「（三）…。」) taken as a heading. Leads that sum up a paragraph
reach 72 (Guangdong 2025, ——面对…), in the provincial reports of 2026 no more than 43; from 76 on (1958, 1995,
2009) they are sentences of the text. Re-run ``scripts/outline_table.py``."""

TOPIC_MOST = 26
"""Longest unnumbered first sentence taken as a paragraph's topic (「提振和扩大消费。」). Tasks reach 25
(Guangdong 2026; 21 in 2024), one of 29 there is missed; of those at 24 to 26 elsewhere half are plain
statements, and above nearly all. Re-run ``scripts/outline_table.py``."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    ``level``: 1 一、 or unnumbered · 2 （一） · 3 1. · 4 一是 / ——lead · 5 a paragraph's topic sentence.
    ``parent``: index of the enclosing section in the outline, or -1. Where unnumbered headings divide the
    text above 一、, both are of level 1 and the one is the parent of the other.
    """

    span: Span
    heading: Span
    level: int
    parent: int

    def title(self, text: str) -> str:
        """The heading as printed, on one line, without its closing full stop."""
        return "".join(self.heading.of(text).split()).rstrip("。：:") or self.heading.of(text)


class _Head(NamedTuple):
    span: Span
    rank: int
    """its level, or 0 for an unnumbered heading above 一、"""
    reach: int
    """where its section ends at the latest"""


DEEPEST = 5
UNNUMBERED = 0
ALTERNATE = 3
"""Topic sentences that are paragraphs of their own stand at most so many blocks from the next one."""

_MARKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章部][分]?)")),
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")),
    (3, re.compile(r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]")),
    (
        4,
        re.compile(
            r"(?:第?[一二三四五六七八九十]{1,2}(?:是|要|，)|第[一二三四五六七八九十]{1,2}、|——|――|--)"
        ),
    ),
)
_FIRST_SENTENCE = re.compile(r"[^。！？；]*[。；]")


def outline(text: str, blocks: Sequence[Block]) -> list[Section]:
    """Sections of ``blocks`` in reading order. Spans run to the end of the last block they cover."""
    heads = _ranked(_heads(text, blocks))
    end = max((b.span.end for b in blocks), default=0)
    made: list[Section] = []
    stack: list[int] = []
    for i, (head, over) in enumerate(zip(heads, _ends(heads, end), strict=True)):
        while stack and (heads[stack[-1]].rank >= head.rank or made[stack[-1]].span.end <= head.span.start):
            stack.pop()
        span = trimmed(text, head.span.start, min(over, head.reach))
        made.append(Section(span, head.span, max(1, head.rank), stack[-1] if stack else -1))
        stack.append(i)
    return made


def _ends(heads: Sequence[_Head], end: int) -> list[int]:
    """For each head, where the next of its rank or above stands, else ``end``."""
    following = [end] * (DEEPEST + 1)
    ends: list[int] = []
    for head in reversed(heads):
        ends.append(following[head.rank])
        following[head.rank :] = [head.span.start] * (DEEPEST + 1 - head.rank)
    return ends[::-1]


def _ranked(heads: Sequence[_Head]) -> list[_Head]:
    """Give unnumbered headings (rank 0 so far) their rank.

    They are above 一、 when two or more of them divide the text and the first stands before the first 一、;
    otherwise one below the numbered heading before them. One that closes the text (结束语) is at the top.
    """
    plain = [i for i, head in enumerate(heads) if head.rank == UNNUMBERED]
    first = next((i for i, head in enumerate(heads) if head.rank == 1), -1)
    closing = plain[-1] if plain and all(head.rank > 3 for head in heads[plain[-1] + 1 :]) else -1
    if first >= 0 and plain and plain[0] < first and len(plain) - (closing >= 0) > 1:
        return list(heads)
    ranked: list[_Head] = []
    above = 0
    for i, head in enumerate(heads):
        if head.rank == UNNUMBERED:
            rank = 1 if i == closing or first < 0 else min(above + 1, 3)
            ranked.append(head._replace(rank=rank))
            continue
        above = head.rank if head.rank <= 3 else above
        ranked.append(head)
    return ranked


def innermost(sections: Sequence[Section], starts: Sequence[int], position: int) -> int:
    """Index of the innermost section around ``position``, or -1. ``starts``: where the sections start."""
    at = bisect_right(starts, position) - 1
    while at >= 0 and sections[at].span.end <= position:
        at = sections[at].parent
    return at


def _heads(text: str, blocks: Sequence[Block]) -> list[_Head]:
    """The heads of all blocks, each with how far its section may reach."""
    found = [leads(text, block) for block in blocks]
    _add_lone_topics(text, blocks, found)
    items = any(block.kind is Kind.HEADING for block in blocks)
    made: list[_Head] = []
    above = UNNUMBERED
    for i, block in enumerate(blocks):
        lead = found[i]
        if lead is None:
            continue
        span, rank = lead
        if block.kind is Kind.HEADING:
            above = rank
            made.append(_Head(span, rank, blocks[-1].span.end))
            continue
        if above == 4:  # 「（一）…」 below a heading 第一，… is an item of it
            rank = DEEPEST
        elif rank == 1 and items:  # 「一、…；」 below headings is an item of a list
            rank = 4
        alone = span.end == block.span.end and i + 1 < len(blocks)
        after = found[i + 1] if alone else (span, 0)
        last = i + 1 if after is None or after[1] > rank else i
        made.append(_Head(span, rank, blocks[last if rank >= 3 else -1].span.end))
    return made


def _add_lone_topics(text: str, blocks: Sequence[Block], found: list[tuple[Span, int] | None]) -> None:
    """Topic sentences that are blocks of their own: they alternate with the paragraphs that they lead."""
    alone = [i for i, block in enumerate(blocks) if found[i] is None and _is_topic_alone(text, block)]
    for before, here, after in zip([-9, *alone], alone, [*alone[1:], len(blocks) + 9], strict=False):
        leads_on = here + 1 < len(blocks) and found[here + 1] is None and after != here + 1
        if leads_on and min(here - before, after - here) <= ALTERNATE:
            found[here] = (blocks[here].span, 5)


def leads(text: str, block: Block) -> tuple[Span, int] | None:
    """The heading in one block, with its level (0: unnumbered): all of the block or its first sentence."""
    printed = block.span.of(text)
    level = next((level for level, mark in _MARKS if mark.match(printed)), 0)
    if block.kind is Kind.HEADING:
        return block.span, level
    if block.kind is not Kind.PARAGRAPH:
        return None
    first = _FIRST_SENTENCE.match(printed)
    if first is None:
        return None
    lead = Span(block.span.start, block.span.start + first.end())
    if level:
        return (lead, level) if lead.size <= LEAD_MOST else None
    if lead.size <= TOPIC_MOST and lead.end < block.span.end and _is_topic(first.group()):
        return lead, 5
    return None


def _is_topic_alone(text: str, block: Block) -> bool:
    """Whether a block is a topic sentence and nothing else. Such blocks alternate with what they lead."""
    printed = block.span.of(text) if block.span.size <= TOPIC_MOST else ""
    return block.kind is Kind.PARAGRAPH and printed.count("。") == 1 and _is_topic(printed)


def _is_topic(sentence: str) -> bool:
    """A topic sentence names a task; it has no figures, no clause marks but 、 and addresses nobody."""
    return sentence.endswith("。") and not re.search(r"\d|[，：！“]", sentence)
