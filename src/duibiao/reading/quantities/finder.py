"""All quantities and times of a document: two compiled passes, then the traps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duibiao.reading.periods import scan as periods
from duibiao.reading.quantities.scan import PATTERN, Quantity, is_bare_word, read
from duibiao.reading.quantities.traps import Style, trap
from duibiao.text import Block, Document, Kind, Part

_DURING = ("中", "间", "里", "内", "平", "时")
_AFTER_TIME = ("", "的", "以前", "以前的", "前的", "以来的")
_AND = ("、", "和", "，")
_ENDS_NUMBER = frozenset("0123456789０１２３４５６７８９万亿")


@dataclass(frozen=True, slots=True)
class Found:
    """Quantities and time expressions in reading order. No quantity meets a time."""

    quantities: list[Quantity]
    times: list[re.Match[str]]


def find(document: Document, text: str) -> Found:
    """What stands in the whole text but in datelines and bylines. ``text``: the document's, in simplified
    characters."""
    candidates: list[Quantity] = []
    times: list[re.Match[str]] = []
    digits = 0
    for block in document.blocks:
        if block.kind is not Kind.META:
            said = periods.scan(text, *block.span)
            here = _shared_units(text, list(_scan(text, block, said)))
            candidates += here
            times += said
            if block.part is not Part.OUTSIDE:
                digits += sum(_printed(q) for q in here)
    style = Style(chinese=digits < 0)
    return Found([q for q in candidates if not trap(text, q, style)], times)


def _printed(q: Quantity) -> int:
    """1 for a figure in digits, -1 for a large one in Chinese numerals."""
    if q.family == "bare":
        return 0
    return -int(q.value > 10) if q.chinese else 1


def _scan(text: str, block: Block, times: list[re.Match[str]]) -> Iterator[Quantity]:
    """The quantities of one block that meet none of its times."""
    at = 0
    for match in PATTERN.finditer(text, *block.span):
        if is_bare_word(match):
            continue
        start, end = match.span()
        while at < len(times) and times[at].end() <= start:
            at += 1
        if at < len(times) and times[at].start() < end:
            continue
        quantity = read(match)
        if quantity is not None and not _counts_time(text, times, at, quantity):
            yield quantity


def _counts_time(text: str, times: list[re.Match[str]], at: int, q: Quantity) -> bool:
    """1953年到1980年的二十八年中, 1978年以前二十六年平均: how long the time just named is."""
    if at == 0 or q.unit != "年" or text[q.end : q.end + 1] not in _DURING:
        return False
    return text[times[at - 1].end() : q.start] in _AFTER_TIME


def _shared_units(text: str, of: list[Quantity]) -> list[Quantity]:
    """分别提高15、22个百分点, 1.3万亿、8200亿元: a number in a list has the unit of the next."""
    for number, after in zip(reversed(of[:-1]), reversed(of), strict=False):
        listed = number.family == "bare" and after.family != "bare" and not number.chinese
        if listed and text[number.end : after.start] in _AND and text[number.end - 1] in _ENDS_NUMBER:
            number.unit, number.family = after.unit, after.family
    return of
