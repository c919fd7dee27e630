"""Names that are known whole: a phrase that holds one begins there at the latest."""

from __future__ import annotations

from collections.abc import Iterator

from daachorse import MATCH_KIND_LEFTMOST_LONGEST
from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

from duibiao.lexicon import indicators, load

_PRINTED = load("duibiao.lexicon.catalogues", "indicators.toml")["printed"].words
_LEADS = tuple(word for word in load("duibiao.reading.indicators")["lead"].words if len(word) > 1)
_LEAST = 5
"""Shorter names of the catalogue (棉花, 高速公路) stand inside others; those that help are in `printed`."""
_JOINS = frozenset("、（）()")


def _catalogued() -> Iterator[str]:
    """Names of the catalogue that no leading verb opens (改造城镇老旧小区) and that are no list."""
    for indicator in indicators().values():
        for name in (indicator.name, *indicator.also):
            if len(name) >= _LEAST and not name.startswith(_LEADS) and _JOINS.isdisjoint(name):
                yield name


_NAMES = Automaton(sorted({*_PRINTED, *_catalogued()}), MATCH_KIND_LEFTMOST_LONGEST)


def known_at(phrase: str) -> int:
    """Where the first known name of ``phrase`` begins; -1 when it holds none."""
    found = _NAMES.find(phrase)
    return found[0][0] if found else -1
