"""Time expressions -> ISO-8601, counted from the year of the report and of the section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from duibiao.lexicon import load

_V = load("duibiao.reading.periods")
_DIGITS = str.maketrans("０１２３４５６７８９〇○零Ｏ一二三四五六七八九", "01234567890000123456789")
_QUARTERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
MODERN_DECADE = 50
"""First decade that stands for one of the last century by itself: 五十年代 is 1950/1959."""
_THIS_CENTURY = ("本世纪", "21世纪")
_LATEST = 10
"""Two digits are a year of this century up to so many years after the report (35年底 in 2026)."""
_OF_THE_PLAN = frozenset(_V["of_the_plan"].words)
_OF_THE_OPENING = _OF_THE_PLAN.union(_V["of_the_opening"].words)


@dataclass(frozen=True, slots=True)
class Clock:
    """What bare times are counted from.

    ``year``: the report's. ``period``: the section's, ISO-8601 (``2023``, ``2021/2025``).
    """

    year: int
    period: str
    plan: str = ""
    """the five years that the document is about, when it is a plan"""
    opened: str = ""
    """the years that the paragraph opened with (“十四五”时期，…), which 这五年 means"""

    @property
    def spoken_of(self) -> int:
        """The year that 全年, 年底 and 上半年 mean in this section."""
        return int(self.period.rpartition("/")[2][:4] or self.year)


def resolve(match: re.Match[str], clock: Clock) -> tuple[str, str]:
    """ISO-8601 period and the rule that gave it."""
    for name, rule in RULES.items():
        if match[name] is not None:
            known = clock.year or name in ABSOLUTE
            return rule(match, clock) if known else "", name
    return "", "open"


def _number(printed: str) -> int:
    """十四 -> 14, 12 -> 12, 一九八二 -> 1982."""
    plain = printed.replace("两", "二")
    if "十" in plain:
        tens, _, ones = plain.partition("十")
        return int((tens or "一").translate(_DIGITS)) * 10 + int((ones or "零").translate(_DIGITS))
    return int(plain.translate(_DIGITS))


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}/{last}"


Found = re.Match[str]


def _part(year: int, found: Found, prefix: str) -> str:
    """A part of ``year``: half, quarters, months, day; or the whole year."""

    def get(name: str) -> str | None:
        return found[prefix + name]

    if (half := get("half")) is not None:
        return f"{year}-H{'上下'.index(half) + 1}"
    if (quarters := get("quarters")) is not None:
        return f"{year}-Q1/{year}-Q{_QUARTERS[quarters]}"
    if (quarter := get("quarter")) is not None:
        return f"{year}-Q{_QUARTERS[quarter]}"
    if (first := get("first")) is not None:
        return f"{year}-Q1" if first == "季度" else f"{year}-01"
    if (months := get("months")) is not None:
        return f"{year}-01/{year}-{_number(months):02d}"
    if (month := get("month")) is not None:
        days = [f"{year}-{_number(month):02d}-{_number(d):02d}" for g in ("day", "day2") if (d := get(g))]
        return "/".join(days) or f"{year}-{_number(month):02d}"
    return str(year)


def plan_years(number: str) -> tuple[int, int]:
    """First and last year of a five-year plan by its Chinese number."""
    nth = _number(number)
    first = {1: 1953, 2: 1958}.get(nth, 1966 + (nth - 3) * 5)
    return first, first + 4


def year_interval(found: Found, clock: Clock) -> str:
    """2021—2025年."""
    return _years(_number(found["y1"] or ""), _number(found["y2"] or ""))


def months(found: Found, clock: Clock) -> str:
    """今年一月到九月, 1—11月."""
    year = clock.spoken_of
    if (named := found["of_year"]) is not None:
        year = _number(named)
    elif found["of_this"] is not None or found["of_last"] is not None:
        year = clock.year - (found["of_this"] is None)
    return f"{year}-{_number(found['m1'] or ''):02d}/{year}-{_number(found['m2'] or ''):02d}"


def named_year(found: Found, clock: Clock) -> str:
    """2023年, 一九八二年, 八一年, 2023年前三季度, 2025年底."""
    short, shorter = found["short"], found["shorter"]
    if short is not None:
        year = _number(short) + (2000 if short[0] in "零〇" else 1900)
    elif shorter is not None:
        year = 1900 + _number(shorter)
        year += 100 * (year + 100 <= (clock.year or 2000) + _LATEST)
    else:
        year = _number(found["year"] or "")
    if found["edge"] == "以来" and year < clock.year:
        return _years(year, clock.spoken_of)
    return _part(year, found, "")


def named_plan(found: Found, clock: Clock) -> str:
    """“十四五”, 六五期间, 第六个五年计划; its end is its last year."""
    name = found["plan"] or found["plan2"] or found["plan3"] or ""
    first, last = plan_years(name)
    end = found["plan_end"]
    if end in {"末", "期末"}:
        return str(last)
    if end is not None and end.startswith("前"):
        return _years(first, first + _number(end[1]) - 1)
    if end is not None and end[-3:-2] == "后":
        return _years(last - _number(end[-2]) + 1, last)
    return _years(first, last)


def section_years(found: Found, clock: Clock) -> str:
    """五年内: the years that the section speaks of, or the five before the report."""
    if clock.opened and (found["to_plan"] in _OF_THE_OPENING or _five_lately(clock)):
        return clock.opened
    if clock.plan and found["to_plan"] in _OF_THE_PLAN:
        return clock.plan
    if "/" in clock.period:
        return clock.period
    if clock.period >= str(clock.year):
        return clock.opened or clock.plan or _years(clock.year, clock.year + 4)
    return _years(clock.year - 5, clock.year - 1)


def _five_lately(clock: Clock) -> bool:
    """Whether the paragraph opened with five years that end at most five before the report."""
    first, _, last = clock.opened.partition("/")
    return int(last[:4]) - int(first[:4]) == 4 and int(last[:4]) >= clock.year - 5


def years_ahead(found: Found, clock: Clock) -> str:
    """今后五年."""
    return _years(clock.year, clock.year + _number(found["ahead_n"] or "") - 1)


def years_behind(found: Found, clock: Clock) -> str:
    """近三年, 过去五年, 三年来."""
    number = _number(found["behind_n"] or found["back_n"] or "")
    return _years(clock.year - number, clock.year - 1)


def years_of_section(found: Found, clock: Clock) -> str:
    """五年节约…: that many years of those that the section speaks of."""
    if found["span_n"] in ("五", "5"):
        return section_years(found, clock)
    if clock.period >= str(clock.year):
        return _years(clock.year, clock.year + _number(found["span_n"] or "") - 1)
    return _years(clock.year - _number(found["span_n"] or ""), clock.year - 1)


def years_within(found: Found, clock: Clock) -> str:
    """三年内: from the report's year on."""
    number = _number(found["within_n"] or "")
    if number == 5:
        return section_years(found, clock)
    return _years(clock.year, clock.year + number - 1)


def this_year(found: Found, clock: Clock) -> str:
    """今年, 今年上半年."""
    return _part(clock.year, found, "t_")


def this_and_next(found: Found, clock: Clock) -> str:
    """今明两年."""
    return _years(clock.year, clock.year + 1)


def last_year(found: Found, clock: Clock) -> str:
    """去年, 过去一年."""
    return _part(clock.year - 1, found, "l_")


def next_year(found: Found, clock: Clock) -> str:
    """明年, 明年上半年."""
    return _part(clock.year + 1, found, "n_")


def year_before_last(found: Found, clock: Clock) -> str:
    """前年."""
    return str(clock.year - 2)


def same_year(found: Found, clock: Clock) -> str:
    """全年, 年底."""
    return str(clock.spoken_of)


def part_of_year(found: Found, clock: Clock) -> str:
    """上半年, 12月底, 1月23日."""
    return _part(clock.spoken_of, found, "b_")


def decade(found: Found, clock: Clock) -> str:
    """八十年代, 20世纪90年代; 本世纪末 stays open."""
    printed = found["decades"] or found["of_century"]
    if printed is None:
        return ""
    number = _number(printed.removesuffix("年代"))
    if number % 10 or (number < MODERN_DECADE and found["century"] is None):
        return ""
    century = 2000 if found["century"] in _THIS_CENTURY else 1900
    return f"{century + number}/{century + 9 + number}"


def printed_date(found: Found, clock: Clock) -> str:
    """2019-04-19, 2019/4/19."""
    year, month, day = (int(part) for part in re.split(r"\D", (found["iso"] or "").translate(_DIGITS)))
    return f"{year}-{month:02d}-{day:02d}"


RULES: dict[str, Callable[[Found, Clock], str]] = {
    "iso": printed_date,
    "y1": year_interval,
    "m1": months,
    "year": named_year,
    "plan": named_plan,
    "plan2": named_plan,
    "plan3": named_plan,
    "to_plan": section_years,
    "ahead": years_ahead,
    "behind": years_behind,
    "back_n": years_behind,
    "span_n": years_of_section,
    "within_n": years_within,
    "this_and_next": this_and_next,
    "this_year": this_year,
    "last_year": last_year,
    "next_year": next_year,
    "before_last": year_before_last,
    "same_year": same_year,
    "b_half": part_of_year,
    "b_quarters": part_of_year,
    "b_quarter": part_of_year,
    "b_months": part_of_year,
    "b_first": part_of_year,
    "b_month": part_of_year,
    "century": decade,
    "decades": decade,
}
"""The group of ``PATTERN`` that matched -> how it is resolved; the first that is there stands."""

ABSOLUTE = frozenset(("iso", "y1", "year", "plan", "plan2", "plan3"))
"""Times that need no year of a report to be counted from."""

PLAN_SHARE = 10
"""A document is about a five-year plan when it names one this often. 1982 names the sixth 31 times; yearly
reports that open or close a plan (1986, 2006, 2011, 2016, 2021, 2026) stay below or name two alike."""


def plan_of(matches: Sequence[re.Match[str]], year: int) -> str:
    """The five-year plan that a document is about, or an empty string."""
    named = Counter(resolve(m, Clock(year, ""))[0] for m in matches if m["plan"] or m["plan2"] or m["plan3"])
    most = named.most_common(1)
    if not most or most[0][1] < PLAN_SHARE or "/" not in most[0][0]:
        return ""
    first, last = (int(y) for y in most[0][0].split("/"))
    return most[0][0] if first <= year <= last else ""
