"""The names that are looked for: one automaton over the gazetteer and the catalogues of this folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from weakref import WeakKeyDictionary

from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

from duibiao.gazetteer import Gazetteer
from duibiao.lexicon import Vocabulary, load

PACKAGE = "duibiao.reading.mentions"


class Source(StrEnum):
    """Which list a matched string comes from."""

    PLACE = "place"
    """the gazetteer: divisions, zones, regions and their short forms"""
    TRAP = "trap"
    LINE = "line"
    FACILITY = "facility"
    ORGANISATION = "organisation"
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class Named:
    """A catalogued name: what it is called officially and which divisions it touches."""

    source: Source
    name: str
    touches: tuple[str, ...] = ()


@dataclass(frozen=True)
class Names:
    """The automaton and what each of its strings may stand for."""

    automaton: Automaton
    strings: tuple[str, ...]
    means: tuple[tuple[Named, ...], ...]
    sources: tuple[frozenset[Source], ...]


def vocabulary(name: str = "vocabulary.toml") -> Vocabulary:
    """A vocabulary file of this folder."""
    return load(PACKAGE, name)


def only_a_kind(of: str) -> re.Pattern[str]:
    """Matches names that are made of common words only, by the groups ``of``, ``of_end`` and ``of_never``."""
    words = vocabulary()
    kinds = rf"^{words[of].regex()}*{words[of + '_end'].regex()}$"
    never = words.groups.get(of + "_never")
    return re.compile(f"{kinds}|{never.regex()}" if never else kinds)


def codes(items: list[str]) -> tuple[str, ...]:
    """``("440100",)`` of ``["440100 广州"]``."""
    return tuple(item.split(maxsplit=1)[0] for item in items)


_BUILT: WeakKeyDictionary[Gazetteer, Names] = WeakKeyDictionary()


def names(gazetteer: Gazetteer) -> Names:
    """The automaton for this gazetteer, built once (some 10 ms)."""
    if gazetteer not in _BUILT:
        table: dict[str, list[Named]] = {}
        for string, named in (*_catalogued(), *_places(gazetteer)):
            table.setdefault(string, []).append(named)
        _BUILT[gazetteer] = Names(
            Automaton(list(table)),
            tuple(table),
            tuple(tuple(named) for named in table.values()),
            tuple(frozenset(n.source for n in named) for named in table.values()),
        )
    return _BUILT[gazetteer]


def _places(gazetteer: Gazetteer) -> Iterator[tuple[str, Named]]:
    for string in gazetteer.names():
        if len(string) > 1:
            yield string, Named(Source.PLACE, string)


@cache
def _catalogued() -> tuple[tuple[str, Named], ...]:
    found = [(word, Named(Source.TRAP, word)) for word in vocabulary()["traps"].words]
    for source, file in (
        (Source.LINE, "lines.toml"),
        (Source.FACILITY, "facilities.toml"),
        (Source.ORGANISATION, "organisations.toml"),
        (Source.PROGRAMME, "programmes.toml"),
    ):
        for row in vocabulary(file).entries:
            named = Named(source, row["name"], codes(row.get("touches", [])))
            found += [(string, named) for string in dict.fromkeys((row["name"], *row.get("aliases", ())))]
    return tuple(found)


@cache
def facilities() -> dict[str, tuple[str, ...]]:
    """Names of catalogued facilities -> the divisions that they touch."""
    return {string: named.touches for string, named in _catalogued() if named.source is Source.FACILITY}
