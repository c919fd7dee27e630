"""Sums and differences in whatever words: the numbers around one that says what it is of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duibiao.auditing.figures.page import Figure
from duibiao.auditing.rules.equations.equation import Equation, adds_up, plain
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_MORE = re.compile(f"(?:{_V['more'].regex()})(?:{_V['more_ends'].regex()})?$")
_GAP = re.compile(f"(?:{_V['gap'].regex()})(?:{_V['gap_ends'].regex()})?$")
_BASE, _BASE_AFTER = re.compile(_V["base"].regex()), re.compile(_V["base_after"].regex())
_OWN_CHANGE = re.compile(_V["own_change"].regex())
NEAR = 3
"""Figures of one unit on either side among which the two of a difference are looked for."""


def difference(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """投入28亿元，比上年的23.5亿元多投4.5亿元: a level, what it is measured against, and the difference."""
    said = own[at]
    if not _MORE.search(said.lead) or said.unit in ("%", "年"):
        return
    unit = "%" if said.unit == "百分点" else said.unit
    near = [(n, f) for n, f in enumerate(own) if f.unit == unit and f.kind not in ("growth", "change") and n != at]
    for n, base in near:
        if abs(n - at) > NEAR or not (_BASE.search(base.lead) or _BASE_AFTER.match(base.tail)):
            continue
        ends = [f for m, f in near if m != n and abs(m - n) <= NEAR and abs(m - at) <= NEAR]
        for end in ends:
            words = _between(said, base, end)
            if "；" in words or "其中" in words:
                continue
            more, less = sorted((base, end), key=lambda f: f.amount.value, reverse=True)
            yield adds_up(1, [plain(more, "end"), plain(said, "change"), plain(less, "base")])


def _between(*figures: Figure) -> str:
    first, last = min(f.span.start for f in figures), max(f.span.end for f in figures)
    return figures[0].page.document.text[first:last]


def gap(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """出口309亿美元，进口429亿美元，逆差为120亿美元: the two numbers before it."""
    said = own[at]
    like = [f for f in own[max(0, at - 3) : at] if f.unit == said.unit]
    if _GAP.search(said.lead) and len(like) >= 2:
        more, less = sorted(like[-2:], key=lambda f: f.amount.value, reverse=True)
        yield adds_up(1, [plain(more, "end"), plain(said, "change"), plain(less, "base")])


GUESSES = (difference, gap)
