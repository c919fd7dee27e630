"""What the rules look at: the text, its words, the strings found in it, and whose report it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary

import rjieba

from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.reading.mentions._lexicon import Named, Source, names, vocabulary
from duibiao.reading.mentions._words import Word, Words
from duibiao.reading.model import MentionType
from duibiao.text import Span


class Hit(NamedTuple):
    """A string of the automaton that stands at ``span``."""

    span: Span
    text: str
    means: tuple[Named, ...]
    sources: frozenset[Source]


class Found(NamedTuple):
    """A mention before it is written out: ``rule`` found it, ``why`` says for what reason."""

    span: Span
    type: MentionType
    rule: str
    why: str
    name: str | None = None
    adcode: str = ""
    adcodes: tuple[str, ...] = ()
    level: str = ""
    sites: tuple[str, ...] = ()


@dataclass
class Context:
    """One text under one gazetteer. ``home``: the report's own place, ``year``: of the report."""

    text: str
    home: Place | None
    year: int | None
    gazetteer: Gazetteer
    cities: dict[str, str] = field(default_factory=dict)
    """adcode -> of its prefecture, as far as asked for"""

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """Every string of the automaton, overlapping ones too, by position."""
        known = names(self.gazetteer)
        found = sorted((start, -end, i) for start, end, i in known.automaton.find_overlapping(self.text))
        return tuple(
            Hit(Span(start, -end), known.strings[i], known.means[i], known.sources[i])
            for start, end, i in found
        )

    @cached_property
    def line_ends(self) -> frozenset[int]:
        """Where the name of a catalogued line ends."""
        return frozenset(hit.span.end for hit in self.hits if Source.LINE in hit.sources)

    @cached_property
    def facilities(self) -> tuple[tuple[Span, tuple[str, ...]], ...]:
        """Where the names of catalogued facilities stand, and what they touch."""
        return tuple(
            (hit.span, named.touches)
            for hit in self.hits
            if Source.FACILITY in hit.sources
            for named in hit.means
            if named.source is Source.FACILITY
        )

    @cached_property
    def words(self) -> Words:
        """The words of the text."""
        return Words(self.text)

    def cuts(self, word: Word) -> bool:
        """Whether a name that ends inside ``word`` is cut by it: not when the segmenter made the word up."""
        return rjieba.has_word(self.text[word.start : word.end])

    @cached_property
    def province(self) -> str:
        """Code of the province the report is of, ``""`` for the country or when unknown."""
        if self.home is None or self.home.level is Level.COUNTRY:
            return ""
        return next((p.adcode for p in self.gazetteer.chain(self.home) if p.level is Level.PROVINCE), "")

    def places(self, name: str) -> tuple[Place, ...]:
        """Divisions (no towns), zones and regions of this name in the report's year.

        A former name counts in full (高要县) or when it was a city's or a province's (襄樊).
        """
        found = self._named.get(name)
        if found is None:
            every = self.gazetteer.find(name, self.year, towns=False)
            found = tuple(
                p
                for p in every
                if p.level is not Level.COUNTRY and (p.stands(self.year) or _spoken_of(p, name, self.year))
            )
            if every:  # what is no name is not kept: any string may be asked for
                self._named[name] = found
        return found

    @cached_property
    def _named(self) -> dict[str, tuple[Place, ...]]:
        """The answers of ``places`` so far, for all texts of the year."""
        return _NAMED.setdefault(self.gazetteer, {}).setdefault(self.year, {})

    def at_home(self, place: Place) -> bool:
        """Whether ``place`` lies in the report's province."""
        return bool(self.province) and place.adcode[:2] == self.province[:2]

    @property
    def initials(self) -> Initials:
        """First characters of names, for the names of lines."""
        by_province = _INITIALS.setdefault(self.gazetteer, {})
        if self.province not in by_province:
            by_province[self.province] = _initials(self.gazetteer, self.province)
        return by_province[self.province]


class Initials(NamedTuple):
    """``cities``, ``counties``: first character -> adcode of the one in the province, ``""`` for several.

    ``several``: first character -> adcodes of all cities of the province that begin so (荆: 荆州, 荆门).
    ``known``: first characters of the cities of the country and the counties of the province.
    """

    cities: dict[str, str]
    counties: dict[str, str]
    several: dict[str, tuple[str, ...]]
    known: frozenset[str]


_NAMED: WeakKeyDictionary[Gazetteer, dict[int | None, dict[str, tuple[Place, ...]]]] = WeakKeyDictionary()
_INITIALS: WeakKeyDictionary[Gazetteer, dict[str, Initials]] = WeakKeyDictionary()


def _initials(gazetteer: Gazetteer, province: str) -> Initials:
    everywhere = [p for p in gazetteer.all(Level.PREFECTURE, Level.COUNTY) if not p.until]
    here = [p for p in everywhere if province and p.adcode[:2] == province[:2]]
    cities = [p for p in here if p.level is Level.PREFECTURE]
    counties = [p for p in here if p.level is Level.COUNTY]
    known = [p for p in everywhere if p.level is Level.PREFECTURE] + counties
    several: dict[str, tuple[str, ...]] = {}
    for p in cities:
        several[p.name[0]] = (*several.get(p.name[0], ()), p.adcode)
    return Initials(_one(cities), _one(counties), several, frozenset(p.name[0] for p in known))


REMEMBERED = 10
"""Years for which the short form of a province that is no more still means it (热河); after that 西康高铁 is
a line to 安康."""


def _spoken_of(place: Place, name: str, year: int | None) -> bool:
    """Whether a name that no longer stands is still one when it is printed like this."""
    if place.name == name:
        return len(name) > 2
    if place.level is Level.PROVINCE and place.until and (year is None or year > place.until + REMEMBERED):
        return False
    if place.level is Level.PROVINCE:
        return True
    return place.level is not Level.COUNTY and name[-1] not in vocabulary()["nature"].words


def _one(places: Iterable[Place]) -> dict[str, str]:
    found: dict[str, str] = {}
    for place in places:
        found[place.name[0]] = "" if place.name[0] in found else place.adcode
    return found
