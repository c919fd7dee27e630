"""The words beside a number: those that say something, in pairs of characters, and how rare these are."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_NUMBER = re.compile("[0-9.一二三四五六七八九十百千万亿两零〇○]+")
_NO_WORD = re.compile("[^\u4e00-\u9fff]+")
_EMPTY = re.compile("|".join(_V[name].regex() for name in ("fillers", "made", "any_verbs")))
GAP = "|"
"""Where words that say nothing stood."""
RAREST = 7.0
"""Weight of a pair of characters that is not in the table."""


def plain(words: str) -> str:
    """Words with a gap where numbers, marks and words stand that say nothing."""
    return _NO_WORD.sub(GAP, _EMPTY.sub(GAP, _NUMBER.sub(GAP, words))).strip(GAP)


def pairs_of(words: str) -> frozenset[str]:
    """Pairs of characters that stand together."""
    return frozenset(words[at : at + 2] for at in range(len(words) - 1) if GAP not in words[at : at + 2])


def rarity(pair: str) -> float:
    """How much it says that two passages share a pair of characters."""
    return _common().get(pair, RAREST)


@cache
def _common() -> dict[str, float]:
    table = files(__package__).joinpath("common_pairs.tsv").read_text(encoding="utf-8")
    return {pair: float(weight) for pair, weight in (line.split("\t") for line in table.splitlines())}
