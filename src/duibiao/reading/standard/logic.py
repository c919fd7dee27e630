"""From the words that a text prints to the indicator of the catalogue, or to nothing with a reason.

A name must be one of the catalogue's as printed, or after a reduction of ``RULES`` that leaves what is
measured as it is (预计, 全省, 增速). That a known name stands inside is not enough: 民营企业进出口 is
not 进出口.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from duibiao.lexicon import load
from duibiao.lexicon.indicators import Indicator, rejected
from duibiao.reading.model import Statement, StatementKind
from duibiao.reading.standard.names import accepted, fold, is_name, named

_V = load("duibiao.reading.standard")
_LEADS, _NATION, _WEIGHED = (frozenset(_V[name].words) for name in ("leads", "nation", "weighed"))
_FIRST = frozenset(word[0] for word in _LEADS)
_LAST = frozenset(word[-1] for word in _V["tails"].words)
_LONGEST = max(len(word) for name in ("leads", "tails") for word in _V[name].words)
_TAIL = re.compile(f"{_V['tails'].regex()}\\Z")
_LOCAL = re.compile(_V["local"].regex())
_PERIOD = re.compile(f"{_V['periods'].regex()}的?")
_ABBREVIATED = re.compile(r"\([A-Za-z0-9.&]+\)")
_AMOUNTS = frozenset((StatementKind.LEVEL, StatementKind.CHANGE, StatementKind.RATIO))
_POINTS = frozenset(("百分点", "基点"))
_SPELLS = frozenset(("年", "岁"))
"""Units in which a duration is the amount of an indicator: 平均受教育年限 11年."""
_LEAST = 2
"""The shortest rest of a name worth looking up after a reduction."""
_PEELS = 3
"""How many words are taken from one end: 全国|居民消费价格|总水平|涨幅|目标."""
_SCALE = 10_000
"""斤 and 公斤 below this are a yield or a ration (每人占有粮食近八百斤), never an output."""


@dataclass(frozen=True, slots=True)
class Standard:
    """The indicator that a statement is of. ``why``: the rule that found its name."""

    id: str
    name: str
    theme: str
    why: str


@dataclass(frozen=True, slots=True)
class Open:
    """A statement of no indicator of the catalogue: its words, and why.

    ``why``: no_name, rejected (the catalogue says what for), unit_or_kind (a known name that this figure
    cannot be of), modified (a known name behind words that change it) or not_in_catalogue.
    """

    words: str
    why: str


def standardise(statement: Statement, words: str | None = None) -> Standard | Open:
    """Which indicator of the catalogue ``statement`` is of; ``words``: its name, when not as printed."""
    words = statement.indicator if words is None else words
    if not words:
        return Open(words, "no_name")
    plain = fold(words)
    known = False
    for rule in RULES:
        name = rule(plain, statement)
        for found in named(name):
            known = True
            if _fits(found, name, statement):
                return Standard(found.id, found.name, found.theme, rule.__name__)
    return Open(words, "unit_or_kind" if known else _why_open(plain))


Rule = Callable[[str, Statement], str]
"""A name reduced, or an empty string when there is nothing to reduce."""


def as_printed(name: str, _: Statement) -> str:
    """地区生产总值."""
    return name


def without_tail(name: str, _: Statement) -> str:
    """社会消费品零售总额|增速, 进出口|规模: what is said of every indicator."""
    for _peel in range(_PEELS):
        tail = _TAIL.search(name, len(name) - _LONGEST) if name[-1] in _LAST else None
        if tail is None or tail.start() < _LEAST:
            return ""
        name = name[: tail.start()].removesuffix("的")
        if named(name):
            return name
    return ""


def without_lead(name: str, statement: Statement) -> str:
    """预计|全省|地区生产总值: whose and how sure, not what."""
    rest = _led(name, statement)
    return rest if rest != name else ""


def without_lead_and_tail(name: str, statement: Statement) -> str:
    """全省|粮食产量|目标."""
    return without_tail(_led(name, statement), statement) if name[-1] in _LAST else ""


def without_abbreviation(name: str, statement: Statement) -> str:
    """地区生产总值(GDP)增速: an abbreviation in brackets says the same again."""
    if "(" not in name:
        return ""
    rest = _led(_ABBREVIATED.sub("", name), statement)
    return without_tail(rest, statement) or rest


def without_of(name: str, statement: Statement) -> str:
    """农民|的|人均纯收入: between the parts of a name."""
    if "的" not in name:
        return ""
    rest = _led(name, statement).replace("的", "")
    return rest if named(rest) else without_tail(rest, statement)


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
    """A name without the words in front that say whose it is, how sure it is, and which part of the year,
    where the statement has that as its period."""
    place, partial = statement.place, "-" in statement.period
    if place and name.startswith(place[:_LEAST]):
        same = takewhile(lambda pair: pair[0] == pair[1], zip(name, place, strict=False))
        name = _after(name, sum(1 for _ in same))
    for _peel in range(_PEELS):
        size = _size(name, _LEADS) if name[0] in _FIRST else 0
        if not size and partial:
            period = _PERIOD.match(name)
            size = 0 if period is None else period.end()
        if not size:
            break
        name = _after(name, size)
    local = _LOCAL.match(name) if place not in _NATION else None
    return name if local is None else _after(name, local.end())


def _size(name: str, words: frozenset[str]) -> int:
    """How long the longest of ``words`` is that ``name`` begins with."""
    for size in range(_LONGEST, 0, -1):
        if name[:size] in words:
            return size
    return 0


def _after(name: str, size: int) -> str:
    return name[size:] if len(name) - size >= _LEAST else name


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
    if unit not in accepted(found.id) or (found.sums and unit in _WEIGHED and statement.value < _SCALE):
        return False
    return kind in _AMOUNTS or unit in _SPELLS


def _why_open(name: str) -> str:
    """Why a name stays open."""
    if name in rejected():
        return "rejected"
    if any(is_name(name[at:]) for at in range(1, len(name) - 1)):
        return "modified"
    return "not_in_catalogue"
