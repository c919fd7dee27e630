"""Differences in whatever words: two numbers, and by how much the one is more than the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from duibiao.auditing.figures.page import Figure
from duibiao.auditing.rules.equations.equation import Equation, adds_up, plain
from duibiao.auditing.rules.equations.near import between, plainly
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_MORE = re.compile(f"(?:{_V['more'].regex()})(?:{_V['more_ends'].regex()})?$")
_ADDED = re.compile(f"(?:{_V['added'].regex()})(?:{_V['more_ends'].regex()})?$")
_HELD_AGAINST = re.compile(_V["held_against"].regex())
_GAP = re.compile(f"(?:{_V['gap'].regex()})(?:{_V['gap_ends'].regex()})?$")
_BASE, _BASE_AFTER = re.compile(_V["base"].regex()), re.compile(_V["base_after"].regex())
_OWN_CHANGE = re.compile(_V["own_change"].regex())
_ABOVE_ASIDE = re.compile(f"(?:{_V['above_or_below'].regex()})[^，。；、]{{0,10}}（$")
_FASTER = re.compile(f"(?:{_V['of_the_two'].regex()})[^，。；、]{{0,6}}$")
_JOINED = frozenset(("、", "和", "与", "及"))
_PASSED = re.compile(f"(?:{_V['threshold'].regex()})$")
_STARTS = re.compile(f"{_V['starts_from'].regex()}[^，；。、]{{0,14}}$")
_ENDS = re.compile("(?:[到至]|[成为])$")
_SAYS = re.compile(f"{_V['more'].regex()}|{_V['starts_from'].regex()}|[，、。的了]|时间")
_ONLY_MORE = re.compile(
    f"^[^，；。、比较同]{{0,8}}，?[^，；。、比较同]{{0,3}}(?:{_V['more'].regex()})(?:{_V['more_ends'].regex()})?$"
)
_MOVED_BY = re.compile(f"^，[^，；。、]{{0,3}}(?:{_V['more'].regex()})(?:{_V['more_ends'].regex()})?$")
NEAR = 4
"""Figures on either side among which the two of a difference are looked for."""
LINKS_MOST = 2
"""Characters between a difference and two levels that the sentence joins already, but for words that only say
what they are: more are another subject."""


def difference(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """投入28亿元，比上年的23.5亿元多投4.5亿元: a level, what it is measured against, and the difference."""
    said = own[at]
    if not _MORE.search(said.lead) or said.unit in ("%", "年") or "分别" in said.lead:
        return
    near = [f for f in own if _measures(f, said) and f is not said and _near(f, said, own)]
    nearest = sorted(near, key=lambda f: abs(own.index(f) - at))
    for base in [f for f in nearest if _BASE.search(f.lead) or _BASE_AFTER.match(f.tail)][:1]:
        if _PASSED.search(base.lead) or (_ADDED.search(said.lead) and not _HELD_AGAINST.search(base.lead)):
            continue  # 2029年脱贫96户，2030年脱贫127户，新增11户
        for end in near:
            if end is not base and _one_thing(said, base, end):
                made = _apart(end, said, base)
                yield replace(made, told=_in_row(own, end, base, said) and plainly(made))


def gap(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """出口309亿美元，进口429亿美元，逆差为120亿美元: the two numbers before it."""
    said = own[at]
    like = [f for f in own[max(0, at - 3) : at] if f.unit == _measured_in(said)]
    if _GAP.search(said.lead) and len(like) >= 2:
        yield _apart(like[-2], said, like[-1])


def _apart(one: Figure, said: Figure, other: Figure) -> Equation:
    more, less = sorted((one, other), key=lambda f: f.amount.value, reverse=True)
    return adds_up(1, [plain(more, "end"), plain(said, "change"), plain(less, "base")])


def _measured_in(said: Figure) -> str:
    return "%" if said.unit == "百分点" else said.unit


def _measures(figure: Figure, said: Figure) -> bool:
    """Whether a number may be one of the two that differ: rates by points, no rises of anything else."""
    if figure.unit != _measured_in(said) or figure.statement.text[0] in "万亿":
        return False  # 亿吨大港
    return figure.unit == "%" or (
        figure.kind != "growth" and (figure.kind != "change" or not _MORE.search(figure.lead))
    )


def _in_row(own: Sequence[Figure], end: Figure, base: Figure, said: Figure) -> bool:
    """Whether the three stand side by side: A，比B多C; 由B增加到A，多C."""
    two = list(own[max(0, own.index(said) - 2) : own.index(said)])
    if two == [end, base]:
        return _ONLY_MORE.match(said.lead) is not None
    moved = _STARTS.search(base.lead) and _ENDS.search(end.lead) and _MOVED_BY.match(said.lead)
    return two == [base, end] and moved is not None and min(base.statement.value, end.statement.value) >= 0


def _near(figure: Figure, said: Figure, own: Sequence[Figure]) -> bool:
    return abs(own.index(figure) - own.index(said)) <= NEAR


def _one_thing(said: Figure, base: Figure, end: Figure) -> bool:
    """Whether the three may be of one subject: no other subject stands between them."""
    first, *_, last = sorted((said, base, end), key=lambda f: f.span)
    words = between(first, last)
    if "；" in words or "其中" in words:
        return False
    if end.span < base.span and _STARTS.search(base.lead):
        return False  # 达到A，另一项由B提高到C
    changed = base.span < end.span and _OWN_CHANGE.search(end.lead) is not None
    joins = said if said.span > end.span else base
    return not changed or (first is base and last is end) or len(_SAYS.sub("", joins.links)) <= LINKS_MOST


def above_aside(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """增长8.2%，高于全省平均增速（6.2%）2个百分点."""
    said = own[at]
    if at < 2 or said.lead != "）" or not _ABOVE_ASIDE.search(own[at - 1].lead):
        return
    end, base = own[at - 2 : at]
    if _measures(end, said) and _measures(base, said):
        made = _apart(end, said, base)
        yield replace(made, told=plainly(made))


def two_rates(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """城乡居民收入分别增长6.5%和8.5%，农村快于城镇2个百分点: the two rates of a row."""
    said = own[at]
    if said.unit != "百分点" or not _FASTER.search(said.lead):
        return
    rows = [r for r in (own[max(0, at - 2) : at], own[at + 1 : at + 3]) if _row_of_two(r)]
    if len(rows) == 1 and "；" not in between(rows[0][0], said) + between(rows[0][1], said):
        made = _apart(rows[0][0], said, rows[0][1])
        yield replace(made, told=plainly(made))


def _row_of_two(row: Sequence[Figure]) -> bool:
    return (
        len(row) == 2 and all(f.unit == "%" for f in row) and row[1].lead in _JOINED and "分别" in row[0].lead
    )


GUESSES = (difference, gap, above_aside, two_rates)
