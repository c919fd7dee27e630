"""When a list of parts is known to be whole: by its words, not by its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duibiao.auditing.page import Figure
from duibiao.lexicon import load

_V = load("duibiao.auditing")
_REST, _ADDED = (re.compile(_V[name].regex()) for name in ("rest", "added"))
_CLAUSE = re.compile("[，；。：、]")
_WHOLES = tuple(
    tuple(re.compile(part) for part in entry["parts"])
    for entry in load("duibiao.auditing", "wholes.toml").entries
)


def name_of(figure: Figure) -> str:
    """The words that say what a part is: the last clause before it, and what follows it."""
    clauses = [c for c in _CLAUSE.split(figure.lead) if c]
    return (clauses[-1] if clauses else "") + figure.tail[:8]


def makes_whole(parts: Sequence[Figure]) -> bool:
    """Whether the parts are one of the known divisions of a whole (中央 and 地方), each part named by one of its
    words and each word met; or the last is 其他.
    """
    if len(parts) < 2:
        return False
    if _REST.match(_CLAUSE.split(parts[-1].lead)[-1]):
        return True
    names = [name_of(p) for p in parts]
    return any(_divides(words, names) for words in _WHOLES)


def _divides(words: Sequence[re.Pattern[str]], names: Sequence[str]) -> bool:
    met = [[n for n, word in enumerate(words) if word.search(name)] for name in names]
    return all(met) and {n for found in met for n in found} == set(range(len(words)))


def added_up(parts: Sequence[Figure]) -> Sequence[Figure]:
    """A，加上B，C: from the figure before 加上 on; empty where nothing is added in words."""
    for at in range(1, len(parts)):
        if _ADDED.search(parts[at].lead):
            return parts[at - 1 :]
    return ()
