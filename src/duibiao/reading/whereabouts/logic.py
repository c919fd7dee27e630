"""Whose figure it is: a place that opens the clause, or the report's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache

from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.lexicon import load
from duibiao.reading.frame import Frame
from duibiao.text import Span

_V = load("duibiao.reading.whereabouts")
_COUNTRY, _HOME, _OPENING = (frozenset(_V[name].words) for name in ("country", "home", "opening"))
_PART_OF_NAME = tuple(_V["part_of_name"].words)
_COUNTRY_CODE = "100000"
_OPENINGS_MOST = 4
"""More opening words than this never stand before a place in the corpus (the most is 3)."""
_LONGEST = 8
TABLES_MOST = 64
"""Provinces and years of which the names are kept: a table has a thousand, made in 0.1 ms."""
_NOT_PLACE = tuple(_V["institution"].words)
_LISTED = ("—", "－", "-", "、", "和", "至", "与", "到", "站", "·", "以", "及")

_REGION = re.compile(_V["region"].regex())

Whose = tuple[str, str, Span | None]
"""Official name, adcode, where it is printed."""
Rule = Callable[[Frame, "Scene"], Whose | None]


class Scene:
    """Whose report it is, and the names of places that may open its clauses."""

    def __init__(self, home: Place | None, year: int = 0) -> None:
        self.home: Whose = (home.name, home.adcode, None) if home is not None else ("", "", None)
        country = Gazetteer.load().get(_COUNTRY_CODE)
        self.country = country.name if country is not None else ""
        self.names = _names(home.adcode[:2] if home is not None else "", year)
        self.initials = _initials(home.adcode[:2] if home is not None else "", year)


@lru_cache(maxsize=TABLES_MOST)
def _names(province: str, year: int) -> Mapping[str, Place]:
    """Provinces and prefectures of the year by every name, counties at home by their full names."""
    table = dict(_everywhere(year))
    for place in _counties().get(province, ()):
        if place.stands(year):
            table.setdefault(place.name, place)
    return table


@cache
def _everywhere(year: int) -> Mapping[str, Place]:
    table: dict[str, Place] = {}
    for place in Gazetteer.load().all(Level.PROVINCE, Level.PREFECTURE):
        if place.stands(year):
            for name in (place.name, *place.aliases):
                if len(name) > 1:
                    table.setdefault(name, place)
    return table


@cache
def _counties() -> Mapping[str, Sequence[Place]]:
    """Counties by the first two digits of their codes."""
    found: dict[str, list[Place]] = {}
    for place in Gazetteer.load().all(Level.COUNTY):
        found.setdefault(place.adcode[:2], []).append(place)
    return found


@lru_cache(maxsize=TABLES_MOST)
def _initials(province: str, year: int) -> frozenset[str]:
    """First characters of the words that a clause with a place may open with: most open with none."""
    return frozenset(
        word[0] for words in (_names(province, year), _COUNTRY, _HOME, _OPENING) for word in words
    )


def opens_clause(f: Frame, scene: Scene) -> Whose | None:
    """广州经济总量突破3万亿元, 全国粮食产量."""
    return _at_start(f.text, f.open, f.predicate.end, scene)


def _at_start(text: str, start: int, end: int, scene: Scene) -> Whose | None:
    at = start
    for _ in range(_OPENINGS_MOST):
        if text[at : at + 1] not in scene.initials:
            region = _REGION.match(text, at, end)
            return None if region is None else (region.group(), "", Span(*region.span()))
        found = _place_at(text, at, end, scene)
        if found is not None:
            return found
        step = next((n for n in (3, 2, 1) if text[at : at + n] in _OPENING), 0)
        if step == 0 or at + step >= end:
            return None
        at += step
    return None


def _place_at(text: str, at: int, end: int, scene: Scene) -> Whose | None:
    region = _REGION.match(text, at, end)
    if region is not None:
        return region.group(), "", Span(*region.span())
    for size in range(min(_LONGEST, end - at), 1, -1):
        word = text[at : at + size]
        if word in _HOME:
            return (*scene.home[:2], Span(at, at + size))
        if word in _COUNTRY:
            if text.startswith(_PART_OF_NAME, at + size):
                return None
            return scene.country, _COUNTRY_CODE, Span(at, at + size)
        place = scene.names.get(word)
        if place is not None and text.startswith(_NOT_PLACE, at + size):
            return None
        if place is not None and text[at + size : at + size + 1] in _LISTED:
            return None  # 深圳—香港—广州, 北京、天津: of more than one
        if place is not None:
            return place.name, place.adcode, Span(at, at + size)
    return None


def of_the_topic(f: Frame, scene: Scene) -> Whose | None:
    """The clause has no subject of its own: whose the topic is."""
    return f.topic.place if f.topic.place is not None and not f.subject else None


def the_reports_own(f: Frame, scene: Scene) -> Whose | None:
    """Nothing else is said."""
    return scene.home


RULES: tuple[Rule, ...] = (opens_clause, of_the_topic, the_reports_own)
"""Asked in this order; the first answer stands."""


def place(frame: Frame, scene: Scene) -> tuple[Whose, str]:
    """Whose figure it is and the rule that told."""
    for rule in RULES:
        answer = rule(frame, scene)
        if answer is not None:
            return answer, rule.__name__
    return scene.home, "the_reports_own"
