"""Sums and differences in whatever words: the numbers around one that says what it is of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from duibiao.auditing.figures.amounts import unit_step
from duibiao.auditing.figures.page import Figure
from duibiao.auditing.rules.equations.equation import Equation, adds_up, plain
from duibiao.auditing.rules.sums.wholes import divides
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound
from duibiao.reading.quantities.numerals import value_of

_V = vocabulary(__package__)
_MORE = re.compile(f"(?:{_V['more'].regex()})(?:{_V['more_ends'].regex()})?$")
_GAP = re.compile(f"(?:{_V['gap'].regex()})(?:{_V['gap_ends'].regex()})?$")
_BASE, _BASE_AFTER = re.compile(_V["base"].regex()), re.compile(_V["base_after"].regex())
_APPORTIONED, _COUNTED = (re.compile(_V[n].regex()) for n in ("apportioned", "counted_parts"))
_REMAINING = re.compile(f"(?:{_V['remaining'].regex()})[^，；。]{{0,12}}$")
_REMAINING_AFTER = re.compile(_V["remaining_after"].regex())
_ALTOGETHER = re.compile(f"(?:{_V['altogether'].regex()})[^，；。、]{{0,6}}$")
_JOINED = re.compile(_V["joined"].regex())
_NET = re.compile(f"(?:{_V['net'].regex()})[^，；。、]{{0,4}}$")
_OWN_CHANGE = re.compile(_V["own_change"].regex())
_BOUNDS = frozenset((Bound.MIN, Bound.MAX))
_AMOUNTS = frozenset(("level", "change"))
_RATES = frozenset(("%", "‰", "百分点", "倍", "位", "名", "年", "岁"))
_AVERAGED = re.compile(_V["averaged"].regex())
_PASSED = re.compile(f"(?:{_V['threshold'].regex()})$")
_CHANGES = frozenset(("growth", "change"))
_STARTS = re.compile(f"{_V['starts_from'].regex()}[^，；。、]{{0,14}}$")
_LEFT_OVER = re.compile(_V["year_end"].regex())
_SAYS = re.compile(f"{_V['more'].regex()}|{_V['starts_from'].regex()}|[，、。的了]|时间")
_ALSO_IN = re.compile(_V["also_in"].regex())
_GOES_INTO = re.compile(_V["goes_into"].regex())
MOST = 6
"""Parts of a number that are looked for where no word announces them."""
FINE = 3
"""Digits of a number that is no other numbers' sum by chance."""
NEAR = 4
"""Figures on either side among which the two of a difference are looked for."""
ALSO_MOST = 60
"""Code points after a list in which the text may say what else is in its total."""
LINKS_MOST = 2
"""Characters between a difference and two levels that the sentence joins already, but for words that only say
what they are: more are another subject."""


def difference(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """投入28亿元，比上年的23.5亿元多投4.5亿元: a level, what it is measured against, and the difference."""
    said = own[at]
    if not _MORE.search(said.lead) or said.unit in ("%", "年"):
        return
    unit = "%" if said.unit == "百分点" else said.unit
    near = [
        f for f in own if f.unit == unit and f.kind not in _CHANGES and f is not said and _near(f, said, own)
    ]
    nearest = sorted(near, key=lambda f: abs(own.index(f) - at))
    for base in [f for f in nearest if _BASE.search(f.lead) or _BASE_AFTER.match(f.tail)][:1]:
        if _PASSED.search(base.lead):
            continue
        for end in near:
            if end is not base and _one_thing(said, base, end):
                more, less = sorted((base, end), key=lambda f: f.amount.value, reverse=True)
                yield adds_up(1, [plain(more, "end"), plain(said, "change"), plain(less, "base")])


def _near(figure: Figure, said: Figure, own: Sequence[Figure]) -> bool:
    return abs(own.index(figure) - own.index(said)) <= NEAR


def _one_thing(said: Figure, base: Figure, end: Figure) -> bool:
    """Whether the three may be of one subject: no other subject stands between them."""
    first, *_, last = sorted((said, base, end), key=lambda f: f.span)
    words = _between(first, last)
    if "；" in words or "其中" in words:
        return False
    if end.span < base.span and _STARTS.search(base.lead):
        return False  # 达到A，另一项由B提高到C
    moved = base.span < end.span and _OWN_CHANGE.search(end.lead) is not None
    joins = said if said.span > end.span else base
    return not moved or (first is base and last is end) or len(_SAYS.sub("", joins.links)) <= LINKS_MOST


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


def apportioned(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """投入52.3亿元，教育、卫生、文体依次为19.8亿元、…: a total and the numbers that it falls into."""
    whole = own[at]
    run = _run(whole, own[at + 1 :])
    if len(run) < 2 or not _may_add(whole) or whole.page.times(whole.span.end, run[0].span.start):
        return
    lead, last = run[0].lead, run[-1]
    opened = _APPORTIONED.search(lead) is not None
    counted = next((value_of(m["n"]) for m in _COUNTED.finditer(whole.clause + lead)), None)
    closed = _REMAINING.search(last.lead) or _REMAINING_AFTER.match(last.tail)
    if (
        (opened or closed or counted == len(run))
        and not _is_part(whole, own[:at])
        and not _more_follows(last)
    ):
        yield _sum(whole, run)


def _is_part(figure: Figure, before: Sequence[Figure]) -> bool:
    """Whether a larger number of its unit stands before it in its stretch of the sentence."""
    return any(f.amount.value > figure.amount.value for f in _run(figure, before[::-1]))


def _more_follows(last: Figure) -> bool:
    """Whether the text goes on with what else is in the total: 上缴的基金，也包括在企业收入以内."""
    end = last.statement.sentence_span.end
    return _ALSO_IN.search(last.page.document.text[last.span.end : end + ALSO_MOST]) is not None


def altogether(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """关停1346家，连同整改后恢复的2208家，全部3554家: a total and the numbers before it."""
    whole = own[at]
    back = _run(whole, own[at - 1 :: -1] if at else [])
    if (
        len(back) < 2
        or not _may_add(whole)
        or not (_ALTOGETHER.search(whole.lead) or _JOINED.search(back[0].lead))
    ):
        return
    times = whole.page.times
    if times(back[0].span.end, whole.span.start) and not times(back[1].span.end, back[0].span.start):
        return  # 中央A，地方B，两年共T: not of the numbers before it
    yield _sum(whole, back[::-1])
    if _JOINED.search(back[0].lead) and len(back) > 2:
        yield _sum(whole, back[1::-1])


def net(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """一年净增31家，其中新进88家、退出57家: what is left of two numbers beside it."""
    said = own[at]
    if not _NET.search(said.lead):
        return
    for two in (_run(said, own[at + 1 :])[:2], _run(said, own[at - 1 :: -1] if at else [])[:2]):
        if len(two) == 2:
            more, less = sorted(two, key=lambda f: f.amount.value, reverse=True)
            yield adds_up(1, [plain(more, "end"), plain(said, "change"), plain(less, "base")])


def _may_add(whole: Figure) -> bool:
    """Whether numbers like it add up: amounts and counts, no averages and ranks."""
    bound = whole.statement.bound in _BOUNDS or _PASSED.search(whole.lead)
    return (
        whole.kind in _AMOUNTS
        and whole.unit not in _RATES
        and not bound
        and not _AVERAGED.search(whole.clause)
    )


def _run(whole: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The numbers of one unit in a row, with rates and shares between them, up to a semicolon."""
    run: list[Figure] = []
    last = whole
    for figure in figures:
        if "；" in _between(last, figure):
            break
        last = figure
        if figure.unit == whole.unit and figure.kind in _AMOUNTS:
            if not _may_add(figure):
                break
            run.append(figure)
        elif figure.unit not in ("%", "百分点"):
            break
    return run


def _sum(whole: Figure, parts: Sequence[Figure]) -> Equation:
    return adds_up(0, [plain(whole, "whole"), *(plain(part, "part") for part in parts)])


def closing(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """余额309.4亿元，存款171.8亿元，贷款137.6亿元: the largest of a row of numbers is the others together.

    Only numbers of one precision and of three digits show it by themselves.
    """
    whole = own[at]
    if not _may_add(whole) or _digits(whole) < FINE:
        return
    like = [f for f in own if f.unit == whole.unit]
    here = like.index(whole)
    for n in range(MOST, 1, -1):
        for first in range(max(0, here - n), here + 1):
            row = like[first : first + n + 1]
            if len(row) == n + 1 and _closes(whole, row):
                yield _sum(whole, [f for f in row if f is not whole])


def _closes(whole: Figure, row: Sequence[Figure]) -> bool:
    """Whether a row may be a number and its parts: alike in precision, with a word that says so."""
    if max(row, key=lambda f: f.amount.value) is not whole or (
        len(row) > 3 and whole not in (row[0], row[-1])
    ):
        return False
    step = unit_step(whole.statement)
    alike = all(unit_step(f.statement) == step and f.amount.high - f.amount.low <= step for f in row)
    if not alike or min(_digits(f) for f in row) < FINE - 1 or int(whole.amount.value / step) % 10 == 0:
        return False
    words = [_between(one, other) for one, other in pairwise(row)]
    parts = [f for f in row if f is not whole]
    if any(_LEFT_OVER.search(w) for w in words):
        return False  # a stock of the year's end: what came and what went
    told = any(_GOES_INTO.search(w) for w in words) or (row[0] is whole and divides(parts))
    return told and not any("；" in w for w in words)


def _digits(figure: Figure) -> int:
    return len(str(int(abs(figure.statement.value) / unit_step(figure.statement))))


GUESSES = (difference, gap, net, apportioned, altogether, closing)
