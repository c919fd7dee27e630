"""Sentences: razdel-style candidate positions, each judged by small named rules."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from duibiao.text.blocks import Block, Kind
from duibiao.text.outline import Section, innermost
from duibiao.text.span import Span, trimmed

QUOTE_MOST = 120
"""A quotation longer than this may hold whole sentences of its own. Of 8,577 quotations and brackets in the
86 documents three are longer (1955, 1958, 1978: 140, 134 and 275, sentences all), the next has 105; in the
reports of 2026 none is above 44. Re-run ``scripts/outline_table.py``."""


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


class Candidate(NamedTuple):
    """A place where a sentence might end: ``at`` is the end.

    ``opened``: where the quotation around it began, or -1.
    """

    text: str
    at: int
    mark: str
    closers: str
    opened: int


_ENDS = re.compile(r"([。！？!?…]+)([”’」』）)\]】]*)")
_MARK = re.compile(r"[“”「」『』（）《》()]")
_PAIRS = {"“": "”", "「": "」", "『": "』", "（": "）", "《": "》", "(": ")"}


def inside_quotation(c: Candidate) -> bool | None:
    """No end inside a short quotation or bracket."""
    return False if c.opened >= 0 else None


def ellipsis_goes_on(c: Candidate) -> bool | None:
    """…… marks something left out, not an end, unless the text stops there."""
    return False if not c.mark.strip("…") and c.at < len(c.text) else None


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
    quoted = quotations(text)
    closed = [span.end for span in quoted]
    for match in _ENDS.finditer(text):
        mark, closers = match.groups()
        at = match.end()
        around = bisect_right(closed, at)
        opened = quoted[around].start if around < len(quoted) and quoted[around].start < at else -1
        if (
            mark == "。" and opened < 0
        ):  # nine of ten, and no rule but the last has a say: a third of the time
            ends, rule = True, full_stop.__name__
        else:
            ends, rule = _judged(Candidate(text, at, mark, closers, opened))
        if ends:
            _append(found, text, start, at, rule)
            start = at
    _append(found, text, start, len(text), "end_of_block")
    return found


def _judged(candidate: Candidate) -> tuple[bool, str]:
    """The first rule's answer that is not ``None``, and the name of the rule."""
    for rule in RULES:
        answer = rule(candidate)
        if answer is not None:
            return answer, rule.__name__
    raise LookupError("the last rule always answers")


def _append(found: list[tuple[Span, str]], text: str, start: int, end: int, rule: str) -> None:
    span = trimmed(text, start, end)
    if span.size:
        found.append((span, rule))


def quotations(text: str) -> list[Span]:
    """Quotations and brackets that close again, the outermost of those not longer than ``QUOTE_MOST``."""
    found: list[Span] = []
    stack: list[tuple[str, int]] = []
    waiting = dict.fromkeys(_PAIRS.values(), 0)
    for match in _MARK.finditer(text):
        char = match.group()
        if char in _PAIRS:
            stack.append((_PAIRS[char], match.start()))
            waiting[_PAIRS[char]] += 1
        elif waiting[char]:
            close = ""
            while close != char:
                close, start = stack.pop()
                waiting[close] -= 1
            if match.end() - start <= QUOTE_MOST:
                while found and found[-1].start > start:
                    found.pop()
                found.append(Span(start, match.end()))
    return found


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
