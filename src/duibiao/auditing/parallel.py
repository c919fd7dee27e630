"""A元，B元，分别增长x和y: the nth rate, or change, is of the nth level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from duibiao.auditing.page import Figure, Sentence
from duibiao.lexicon import load

_LISTED = re.compile(
    "^" + load("duibiao.auditing", "frames.toml")["bound_after"].regex() + "?[、，]?(?:和|及|与|以及)?$"
)
_BREAKS = re.compile("[；;]")


def respectively(sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """Level and rate or change of each pair: rates in a row, and as many levels just before them."""
    figures = sentence.figures
    for first, last in _runs(figures):
        count = last - first + 1
        levels = figures[max(0, first - count) : first]
        if len(levels) < count or not _alike(levels) or not figures[first].lead:
            continue
        if figures[first].kind == "change" and figures[first].unit != levels[0].unit:
            continue
        before = figures[first - count - 1] if first > count else None
        more = before is not None and before.unit == levels[0].unit and before.kind == "level"
        if not (more and not _BREAKS.search(levels[0].lead)):
            yield from zip(levels, figures[first : last + 1], strict=True)


def _runs(figures: list[Figure]) -> Iterator[tuple[int, int]]:
    """First and last of each row of rates or changes with nothing but 和 or 、 between them."""
    start = None
    for at, (one, other) in enumerate(pairwise(figures)):
        alike = one.kind == other.kind and one.kind in ("growth", "change") and one.unit == other.unit
        goes_on = alike and _LISTED.match(other.lead)
        if goes_on and start is None:
            start = at
        if not goes_on and start is not None:
            yield start, at
            start = None
    if start is not None:
        yield start, len(figures) - 1


def _alike(levels: list[Figure]) -> bool:
    """Levels of one unit, each with a name of its own before it."""
    same = all(f.kind == "level" and f.unit == levels[0].unit for f in levels)
    names = {f.statement.indicator for f in levels}
    return same and len(names) == len(levels) and not any(_BREAKS.search(f.lead) for f in levels[1:])
