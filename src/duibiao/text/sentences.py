"""Sentences: razdel-style candidate positions, each judged by small named rules."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from duibiao.text.blocks import Block, Kind
from duibiao.text.outline import Section, innermost
from duibiao.text.span import Span, trimmed

QUOTE_MOST = 120
"""A quotation longer than this may hold whole sentences of its own. Slogans in the 86 reports reach 61."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, the block it stands in and its innermost section.

    ``paragraph`` counts the blocks of the body from 1. ``section`` indexes the outline, -1 for none.
    ``heading``: the sentence is (or leads as) a heading.
    """

    span: Span
    paragraph: int
    section: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a sentence might end: ``at`` is the end, ``opened`` where an open quotation began."""

    text: str
    at: int
    mark: str
    closers: str
    opened: int


_ENDS = re.compile(r"([。！？!?…]+)([”’」』）)\]】]*)")
_PAIRS = {"“": "”", "「": "」", "『": "』", "（": "）", "《": "》", "(": ")"}


def inside_quotation(c: Candidate) -> bool | None:
    """No end inside a short quotation or bracket that is still open."""
    return False if c.opened >= 0 and c.at - c.opened <= QUOTE_MOST else None


def ellipsis_goes_on(c: Candidate) -> bool | None:
    """…… marks something left out, not an end, unless the text stops there."""
    return False if set(c.mark) <= {"…"} and c.at < len(c.text) else None


def quoted_exclamation_goes_on(c: Candidate) -> bool | None:
    """「“加油！”的呼声」: a quotation's own ！ or ？ does not end the sentence around it."""
    if c.closers and c.mark[-1] in "！？!?" and c.at < len(c.text):
        return False if not c.text[c.at].isspace() else None
    return None


def full_stop(c: Candidate) -> bool | None:
    """Everything else that ends with 。！？ is an end."""
    return True


RULES: tuple[Callable[[Candidate], bool | None], ...] = (
    inside_quotation,
    ellipsis_goes_on,
    quoted_exclamation_goes_on,
    full_stop,
)
"""Asked in this order; the first answer that is not ``None`` stands."""


def split(text: str) -> list[Span]:
    """Spans of the sentences of one block's text."""
    return [span for span, _rule in explain(text)]


def explain(text: str) -> list[tuple[Span, str]]:
    """Sentences with the name of the rule that ended each (the debug view)."""
    found: list[tuple[Span, str]] = []
    start = 0
    openings = _openings(text)
    for match in _ENDS.finditer(text):
        mark, closers = match.groups()
        candidate = Candidate(text, match.end(), mark, closers, _open_at(openings, match.end()))
        rule = next(r for r in RULES if r(candidate) is not None)
        if rule(candidate):
            _append(found, text, start, match.end(), rule.__name__)
            start = match.end()
    _append(found, text, start, len(text), "end_of_block")
    return found


def _append(found: list[tuple[Span, str]], text: str, start: int, end: int, rule: str) -> None:
    span = trimmed(text, start, end)
    if span.size:
        found.append((span, rule))


def _openings(text: str) -> list[tuple[int, int]]:
    """``(position, start of the outermost quotation open from there on or -1)`` at each change."""
    changes: list[tuple[int, int]] = [(0, -1)]
    stack: list[tuple[str, int]] = []
    for match in re.finditer(r"[“”「」『』（）《》()]", text):
        char = match.group()
        if char in _PAIRS:
            stack.append((_PAIRS[char], match.start()))
        elif any(close == char for close, _ in stack):
            while stack.pop()[0] != char:
                pass
        changes.append((match.end(), stack[0][1] if stack else -1))
    return changes


def _open_at(changes: list[tuple[int, int]], position: int) -> int:
    return changes[bisect_right(changes, (position, len(changes) + position)) - 1][1]


def sentences(text: str, blocks: Sequence[Block], sections: Sequence[Section]) -> list[Sentence]:
    """The sentences of ``blocks``, each with its innermost section."""
    starts = [s.heading.start for s in sections]
    made: list[Sentence] = []
    for number, block in enumerate(blocks, 1):
        if block.kind not in (Kind.HEADING, Kind.PARAGRAPH):
            continue
        for local in split(block.span.of(text)):
            span = local.shift(block.span.start)
            section = innermost(sections, starts, span.start)
            heading = section >= 0 and sections[section].heading.meets(span)
            made.append(Sentence(span, number, section, heading))
    return made
