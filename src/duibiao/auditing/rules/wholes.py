"""When a list of parts is known to be whole: by its words, not by its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from duibiao.auditing.page import Figure
from duibiao.lexicon import load
from duibiao.reading import Bound

_V = load("duibiao.auditing")
_REST, _ADDED = (re.compile(_V[name].regex()) for name in ("rest", "added"))
_CLAUSE = re.compile("[，；。：、]")
_WHOLES = tuple(
    tuple(re.compile(part) for part in entry["parts"])
    for entry in load("duibiao.auditing", "wholes.toml").entries
)


NAME_MOST = 24
"""Code points before a figure in which the name of its part is looked for."""


def makes_whole(parts: Sequence[Figure]) -> bool:
    """Whether the parts are one of the known divisions of a whole, or the last is 其他."""
    return len(parts) > 1 and (leaves_rest(parts) or divides(parts))


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
