"""From the words that a text prints to the indicator of the catalogue, or to nothing with a reason.

A name must be one of the catalogue's as printed, or after a reduction of ``RULES`` that leaves what is
measured as it is (预计, 全省, 增速). That a known name stands inside is not enough: 民营企业进出口 is
not 进出口.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from duibiao.lexicon import load
from duibiao.lexicon.indicators import Indicator, indicators, rejected, units
from duibiao.reading.model import Statement, StatementKind

_V = load("duibiao.reading.standard")
_LEADS = re.compile(f"{_V['leads'].regex()}+")
_PERIODS = re.compile(f"{_V['periods'].regex()}+的?")
_TAILS = re.compile(f"的?{_V['tails'].regex()}+\\Z")
_LOCAL = re.compile(_V["local"].regex())
_NATION = frozenset(_V["nation"].words)
_ABBREVIATED = re.compile(r"\([A-Za-z0-9.&]+\)")
_FOLDED = str.maketrans(
    dict(zip("（）＂\"＇'０１２３４５６７８９．", "()““‘‘0123456789.", strict=True)) | {"”": "“", "’": "‘"}
)
_POINTS = frozenset(("百分点", "基点"))
_LEAST = 2
"""The shortest rest of a name worth looking up after a reduction."""


@dataclass(frozen=True, slots=True)
class Standard:
    """The indicator that a statement is of. ``why``: the rule that found its name."""

    id: str
    name: str
    theme: str
    why: str


@dataclass(frozen=True, slots=True)
class Open:
    """A statement of no indicator of the catalogue: its words, and why."""

    words: str
    why: str


def standardise(statement: Statement) -> Standard | Open:
    """Which indicator of the catalogue ``statement`` is of."""
    words = statement.indicator
    if not words:
        return Open(words, "no_name")
    plain = words.translate(_FOLDED)
    known = False
    for rule in RULES:
        name = rule(plain, statement)
        for found in _names().get(name, ()) if name else ():
            known = True
            if _fits(found, name, statement):
                return Standard(found.id, found.name, found.theme, rule.__name__)
    return Open(words, "unit_or_kind_contradicts" if known else _why_open(plain))


Rule = Callable[[str, Statement], str]
"""A name reduced, or an empty string when there is nothing to reduce."""


def as_printed(name: str, _: Statement) -> str:
    """地区生产总值."""
    return name


def without_tail(name: str, _: Statement) -> str:
    """社会消费品零售总额|增速, 进出口|规模: what is said of every indicator."""
    tail = _TAILS.search(name, _LEAST)
    return name[: tail.start()] if tail is not None else ""


def without_lead(name: str, statement: Statement) -> str:
    """预计|全省|地区生产总值: whose and how sure, not what."""
    rest = _led(name, statement)
    return rest if rest != name else ""


def without_lead_and_tail(name: str, statement: Statement) -> str:
    """全省|粮食产量|目标."""
    return without_tail(_led(name, statement), statement)


def without_abbreviation(name: str, statement: Statement) -> str:
    """细颗粒物(PM2.5)平均浓度: an abbreviation in brackets says the same again."""
    if "(" not in name:
        return ""
    rest = _led(_ABBREVIATED.sub("", name), statement)
    return without_tail(rest, statement) or rest


def without_of(name: str, statement: Statement) -> str:
    """农民的人均纯收入: 的 between the parts of a name."""
    if "的" not in name:
        return ""
    rest = _led(name, statement).replace("的", "")
    return rest if rest in _names() else without_tail(rest, statement)


RULES: tuple[Rule, ...] = (
    as_printed,
    without_tail,
    without_lead,
    without_lead_and_tail,
    without_abbreviation,
    without_of,
)
"""Asked in this order; the first whose name is in the catalogue, with unit and kind that fit, stands."""


def _led(name: str, statement: Statement) -> str:
    """A name without the place whose it is, without words of whose and how sure, and without a period that
    the statement has as its own."""
    place = statement.place
    at = _begins(name, place) if place else 0
    lead = _LEADS.match(name, at)
    if lead is not None:
        at = lead.end()
    if "-" in statement.period:
        period = _PERIODS.match(name, at)
        at = at if period is None else period.end()
    if place and place not in _NATION:
        local = _LOCAL.match(name, at)
        at = at if local is None else local.end()
    return name[at:] if len(name) - at >= _LEAST else name


def _begins(name: str, place: str) -> int:
    """How much of a place's name ``name`` begins with: two characters or more, else none."""
    at = 0
    while at < len(place) and name[at : at + 1] == place[at]:
        at += 1
    return at if at >= _LEAST else 0


def _fits(found: Indicator, name: str, statement: Statement) -> bool:
    """Whether unit and kind of a statement are those of an indicator under this name."""
    kind, unit = statement.kind, statement.unit
    rate = kind is StatementKind.GROWTH or unit in _POINTS
    here, elsewhere = (found.also_growth, found.also_level) if rate else (found.also_level, found.also_growth)
    if name in elsewhere and name not in here:
        return False
    if kind is StatementKind.RANK or unit in _POINTS:
        return True
    if kind in (StatementKind.GROWTH, StatementKind.SHARE):
        return kind.value == found.kind
    return unit in _accepted()[found.id] and (kind in _AMOUNTS or unit in _SPELLS)


_AMOUNTS = frozenset((StatementKind.LEVEL, StatementKind.CHANGE, StatementKind.RATIO))
_SPELLS = frozenset(("年", "岁"))
"""Units in which a duration is the amount of an indicator: 平均受教育年限 11年."""


@cache
def _accepted() -> Mapping[str, frozenset[str]]:
    """By id, the units that an amount of an indicator may have."""
    return {i.id: frozenset[str]().union(*(units()[unit] for unit in i.units)) for i in indicators().values()}


@cache
def _names() -> Mapping[str, tuple[Indicator, ...]]:
    """By folded name, the indicators that it may stand for."""
    found: dict[str, dict[str, Indicator]] = defaultdict(dict)
    for indicator in indicators().values():
        for name in indicator.names:
            found[name.translate(_FOLDED)][indicator.id] = indicator
    return {name: tuple(ids.values()) for name, ids in found.items()}


def _why_open(name: str) -> str:
    """Why a name stays open."""
    if name in rejected():
        return "rejected"
    if any(name[at:] in _names() for at in range(1, len(name) - 1)):
        return "modified"
    return "not_in_catalogue"
