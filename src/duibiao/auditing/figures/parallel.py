"""A元，B元，分别增长x和y: the nth rate, or change, is of the nth level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from duibiao.auditing.figures.page import Figure, Sentence
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
LISTED = re.compile("^" + _V["bound_after"].regex() + "?[、，]?(?:和|及|与|以及)?$")
_FROM = re.compile(_V["from"].regex())
_GOES_TO = re.compile(f"(?:{_V['up_to'].regex()}|{_V['down_to'].regex()})[^，、]{{0,6}}$")
_EACH = re.compile(f"^[，、](?:同比|比[去上]年)?(?:{_V['of_each'].regex()})")
_BREAKS = re.compile("[；;]")


def changed_in_rows(sentence: Sentence) -> Iterator[tuple[list[Figure], list[Figure]]]:
    """分别从181元、243元提高到188元、252元: the levels that a change starts from, and as many that it ends
    at, two and more of each.
    """
    rows: list[list[Figure]] = []
    for figure in sentence.figures:
        last = rows[-1][-1] if rows else None
        goes_on = last is not None and (figure.unit, figure.kind) == (last.unit, last.kind)
        if goes_on and figure.lead and LISTED.match(figure.lead):
            rows[-1].append(figure)
        else:
            rows.append([figure])
    for bases, ends in pairwise(rows):
        one, other = bases[0], ends[0]
        alike = len(bases) == len(ends) > 1 and (one.unit, one.kind) == (other.unit, other.kind)
        if alike and _FROM.search(one.lead) and _GOES_TO.match(other.lead):
            yield bases, ends


def respectively(sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """Level and rate or change of each pair: rates in a row, and as many levels just before them."""
    figures = sentence.figures
    for first, last in _runs(figures):
        count = last - first + 1
        levels = figures[max(0, first - count) : first]
        if (
            len(levels) < count
            or not _alike(levels, told="分别" in figures[first].lead)
            or not figures[first].lead
        ):
            continue
        if figures[first].kind == "change" and figures[first].unit != levels[0].unit:
            continue
        before = figures[first - count - 1] if first > count else None
        more = before is not None and before.unit == levels[0].unit and before.kind == "level"
        if not (more and not _BREAKS.search(levels[0].lead)):
            yield from zip(levels, figures[first : last + 1], strict=True)


def said_of_all(sentence: Sentence) -> Iterator[tuple[list[Figure], Figure]]:
    """A和B分别达到a、b，均增长g; A达到a，B达到b，分别增长g: two levels and the one rate that is of both."""
    figures = sentence.figures
    for at, rate in enumerate(figures[2:], 2):
        levels = figures[at - 2 : at]
        alone = at + 1 == len(figures) or not LISTED.match(figures[at + 1].lead)
        of_each = rate.kind == "growth" and rate.unit == "%" and _EACH.match(rate.lead) is not None
        if of_each and alone and _alike(levels, told=True) and not _BREAKS.search(rate.lead):
            more = figures[at - 3] if at > 2 else None
            if more is None or more.kind != "level" or not LISTED.match(levels[0].lead):
                yield levels, rate


def _runs(figures: list[Figure]) -> Iterator[tuple[int, int]]:
    """First and last of each row of rates or changes with nothing but 和 or 、 between them."""
    start = None
    for at, (one, other) in enumerate(pairwise(figures)):
        measured = one.kind in ("growth", "change") or (one.kind == "ratio" and one.unit == "倍")
        alike = one.kind == other.kind and measured and one.unit == other.unit
        goes_on = alike and LISTED.match(other.lead)
        if goes_on and start is None:
            start = at
        if not goes_on and start is not None:
            yield start, at
            start = None
    if start is not None:
        yield start, len(figures) - 1


def _alike(levels: list[Figure], *, told: bool) -> bool:
    """Levels of one unit, each with a name of its own before it. ``told``: by 分别, of any units."""
    same = all(f.kind == "level" and (told or f.unit == levels[0].unit) for f in levels)
    names = {f.statement.indicator for f in levels}
    return same and len(names) == len(levels) and not any(_BREAKS.search(f.lead) for f in levels[1:])
