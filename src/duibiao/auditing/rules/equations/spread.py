"""So much a day, a week, a month or a year of what the sentence before tells, or over years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.page import Figure, years_of
from duibiao.auditing.figures.units import measure
from duibiao.auditing.rules.equations.equation import Equation, multiplies, plain
from duibiao.auditing.rules.equations.near import RATES, amounts, fitting, in_unit
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_SPREAD = re.compile(
    f"(?:{_V['spread_over'].regex()}(?P<time>[天日月周年])|(?P<even>[日月周])均)(?:（[^）]*）)?[^，；。、]{{0,8}}$"
)
_STANDARD = re.compile(f"{_V['known_averages'].regex()}|标准")
_OF_ALL_TIME = re.compile(_V["of_all_time"].regex())
_DAY, _MONTH, _WEEK, _YEAR = "天", "月", "周", "年"
_OF_YEAR = {
    _DAY: Amount(Decimal(365), Decimal(365), Decimal(366), "365"),
    _MONTH: Amount.exact(12),
    _WEEK: Amount.exact(52),
}
"""How many there are in a year."""
_TIMES = {"日": _DAY, "天": _DAY, "个月": _MONTH, "月": _MONTH, "周": _WEEK, "星期": _WEEK, "年": _YEAR}
AROUND = 3
"""Figures before and after an average among which the time is told that it is over."""


def by_time(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """拆除324万平方米，历时180天，相当于每天1.8万平方米; 全年投产5100万千瓦，每周98万千瓦: a whole and the
    days that are told beside it, or those of a year; of a sum over years (平均一年8.3亿吨) how many they are.
    """
    said = own[at]
    match = _SPREAD.search(said.clause)
    if match is None or said.unit in (*RATES, "元") or _STANDARD.search(said.clause):
        return
    whole = _whole(own, before, at)
    if whole is None or said.kind not in ("level", "change"):
        return
    time = _TIMES[match["time"] or match["even"]]
    told = [f for f in (*before[-AROUND:], *own[max(0, at - AROUND) : at + AROUND]) if _is_time(f, time)]
    all_, each = in_unit(whole, "whole", said.unit), plain(said, "each")
    made = [multiplies(2, [all_, plain(f, "number"), each]) for f in told]
    n = _years(whole) if time == _YEAR else _OF_YEAR[time]
    if n is not None and not any(e.holds for e in made) and (not made or time != _YEAR):
        of_year = Equation(each, all_.amount / n, ((all_, each.amount * n),))
        made = [of_year] if of_year.holds or not made else made
    yield from fitting(made)


def _whole(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Figure | None:
    """The last amount of its measure before an average, in its sentence or the one before."""
    said = own[at]
    for figures in (own[:at][::-1], before[::-1]):
        like = [f for f in amounts(figures) if measure(f.unit) == measure(said.unit)]
        if like:
            return None if _SPREAD.search(like[0].clause) else like[0]
    return None


def _is_time(figure: Figure, time: str) -> bool:
    return figure.kind == "duration" and _TIMES.get(figure.unit) == time


def _years(whole: Figure) -> Amount | None:
    """Over how many years a whole came: those that its clause sums up."""
    years = years_of(whole.statement.period) if "/" in whole.statement.period else None
    summed = _OF_ALL_TIME.search(whole.clause) is not None
    return Amount.exact(years[1] - years[0] + 1) if years is not None and summed else None


GUESSES = (by_time,)
