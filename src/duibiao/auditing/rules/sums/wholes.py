"""When a list of parts is known to be whole: by its words, not by its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from duibiao.auditing.figures.page import Figure
from duibiao.auditing.vocabulary import vocabulary
from duibiao.lexicon import load
from duibiao.reading import Bound

_V = vocabulary(__package__)
_REST, _ADDED = (re.compile(_V[name].regex()) for name in ("rest", "added"))
_AVERAGE, _EACH_IS = re.compile(_V["averaged"].regex()), re.compile("(?<![年月日人户亩平])均(?=[超突达已])")
_CLAUSE = re.compile("[，；。：、]")
_WHOLES = tuple(
    tuple(re.compile(part) for part in entry["parts"]) for entry in load(__package__, "wholes.toml").entries
)
_SIZES = frozenset(("level", "change"))
_BY_ITSELF = re.compile(f"(?<!比)新增[^，]{{0,8}}$|{_V['relief'].regex()}[^，]{{0,8}}$")
"""of a change that is an amount of its own"""
_NET = re.compile(_V["net_changes"].regex())
_NETTED = re.compile(f"(?:{_V['netted_before'].regex()})[^，。；、]{{0,6}}$")
_COUNTERS = (frozenset("户家个"), frozenset("个项件"), frozenset("人名位"))
MEASURE = 2
"""Characters before a figure that say what it measures."""
NAME_MOST = 24
"""Code points before a figure in which the name of its part is looked for."""


def makes_whole(parts: Sequence[Figure]) -> bool:
    """Whether the parts are one of the known divisions of a whole, or the last is 其他."""
    return len(parts) > 1 and (leaves_rest(parts) or divides(parts))


def sorted_out(figures: Sequence[Figure]) -> Sequence[Figure]:
    """Figures without those that only say how large things are, which are words before the next ones
    (其中亿元以上项目|17个).
    """
    left: list[Figure] = []
    lead = ""
    for figure in figures:
        if figure.sorts:
            lead += figure.lead + figure.statement.text
        else:
            left.append(replace(figure, lead=lead + figure.lead) if lead else figure)
            lead = ""
    return left


def leaves_rest(parts: Sequence[Figure]) -> bool:
    """Whether the last part is 其他."""
    return _REST.match(_CLAUSE.split(parts[-1].lead)[-1]) is not None


def divides(parts: Sequence[Figure]) -> bool:
    """Whether each part is named by a word of one known division (中央 and 地方), each word met."""
    return divided([part.lead[-NAME_MOST:] + part.tail[:8] for part in parts])


def divided(names: Sequence[str]) -> bool:
    """Whether names have the words of one known division, each word met."""
    met = [_met(name) for name in names]
    return any(_divides(words, [of[n] for of in met]) for n, words in enumerate(_WHOLES))


def goes_on(parts: Sequence[Figure], row: Sequence[Figure]) -> bool:
    """Whether a row goes on with a part measured as those before it are: 工业增加值 | 第三产业增加值."""
    after = next(iter(row[len(parts) :]), None)
    return after is not None and after.lead[-MEASURE:] == parts[-1].lead[-MEASURE:]


@lru_cache(maxsize=4096)
def _met(name: str) -> tuple[frozenset[int], ...]:
    """The words of each division that a name has: looked for once, many lists are made of one figure."""
    return tuple(frozenset(n for n, word in enumerate(words) if word.search(name)) for words in _WHOLES)


def _divides(words: Sequence[re.Pattern[str]], met: Sequence[frozenset[int]]) -> bool:
    return all(met) and len(frozenset().union(*met)) == len(words)


def added_up(parts: Sequence[Figure]) -> Sequence[Figure]:
    """A，加上B，C: from the figure before 加上 on; empty where nothing is added in words."""
    for at in range(1, len(parts)):
        if _ADDED.search(parts[at].lead):
            return parts[at - 1 :]
    return ()


def most_of(whole: Figure) -> Decimal:
    """The most that a printed total stands for; 突破5000 is less than 6000."""
    if whole.statement.bound is not Bound.MIN:
        return whole.amount.high
    value = whole.statement.value
    return value + Decimal(1).scaleb(value.adjusted())


def averaged(figure: Figure) -> bool:
    """Whether a level is an average, of which a part may be above it; 均超过10万公里 is none."""
    return _AVERAGE.search(_EACH_IS.sub("", figure.lead)) is not None


def netted(whole: Figure) -> bool:
    """Whether a figure is what came less what went, so that what came may be above it: 净流入1.1万人."""
    return _NETTED.search(whole.lead) is not None


def told_of_years(figure: Figure) -> bool:
    """Whether a figure is one of a row under one name: 2029年94件、2030年103件."""
    return figure.lead.startswith("、") and not figure.links


def may_hold(whole: Figure, part: Figure) -> bool:
    """Whether a figure may be of the whole of what the other is of: both levels or both changes, or one of
    them what was newly added, in one unit, or counted in words that stand for each other.
    """
    added = whole.kind == "change" and _BY_ITSELF.search(whole.lead) is not None
    amounts = part.kind in _SIZES if added else whole.kind == part.kind and part.kind in _SIZES
    if (whole.kind == part.kind == "change" and _NET.search(whole.lead) is not None) or netted(whole):
        return False  # of deposits some may fall
    amounts = amounts or (whole.kind == "level" and part.kind == "change" and _of_itself(part))
    same = whole.unit == part.unit or any(whole.unit in u and part.unit in u for u in _COUNTERS)
    return amounts and same and bool(whole.unit)


def _of_itself(part: Figure) -> bool:
    """其中中央政府拟新增1.18万亿元 of 4万亿元: an amount of its own."""
    return "其中" in part.lead and _BY_ITSELF.search(part.lead) is not None
