"""Names that are known whole: a phrase that holds one begins there at the latest."""

from __future__ import annotations

from collections.abc import Iterator

from daachorse import MATCH_KIND_LEFTMOST_LONGEST
from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

from duibiao.lexicon import indicators, load
from duibiao.text import Span

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


def known_in(phrase: str, start: int = 0) -> Span | None:
    """The first known name from ``start`` on; a single character (布) only where no word goes on (布局)."""
    for begin, end, _number in _NAMES.find(phrase[start:]):
        goes_on = phrase[start + end : start + end + 1]
        if end - begin > 1 or not "\u4e00" <= goes_on <= "\u9fff":
            return Span(start + begin, start + end)
    return None
