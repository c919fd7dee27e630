"""How many years something has gone on since one that is named, up to another or to that of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_YEAR = "(?<![0-9])[12][0-9]{3}"
_N = "[0-9]{1,2}|[一二两三四五六七八九十]{1,3}"
_SINCE = f"(?P<a>{_YEAR})年[^，。；\\n0-9]{{0,16}}?(?:{_V['since'].regex()})"
_COUNT = (
    f"(?:(?:{_V['running'].regex()})(?P<n>{_N})个?年(?![前后度])|(?P<m>{_N})个(?:年头|春秋)"
    "|“?(?P<k>[二三四五六七八九十]{1,3})连[增丰冠升快]”?)"
)
_TO_YEAR = re.compile(
    f"{_SINCE}[^。；\\n]{{0,30}}?(?P<b>{_YEAR})年[^，。；\\n0-9]{{0,6}}，?(?:{_V['just'].regex()})?是"
    f"第(?P<n>{_N})(?:个[^，。；0-9]{{0,8}}?年|年|(?P<yearly>届))"
)
_EACH_YEAR = re.compile(_V["year_after_year"].regex())
_THEN = re.compile(f"{_SINCE}[^。；\\n0-9]{{0,24}}?{_COUNT}")
_BEFORE = re.compile(f"{_COUNT}[^。；\\n0-9]{{0,24}}?(?:自|从){_SINCE}")
_PLAN = re.compile(
    f"今年是[^。；\\n]{{0,10}}“(?P<plan>[一二三四五六七八九十]{{1,2}}五)”[^。；\\n]{{0,6}}?第(?P<n>{_N})(?:个年头|个?年(?!度))"
)
_LEFT = re.compile(
    f"“(?P<plan>[一二三四五六七八九十]{{1,2}}五)”[^。；\\n]{{0,24}}?(?:(?P<a>{_YEAR})年起|期满)[，]?(?:算起)?[，]?还有(?P<n>{_N})年(?=[，。；])"
)
_SINCE_THEN = re.compile(f"(?P<a>{_YEAR})年(?:(?!{_YEAR}年)[^。；\\n]){{0,30}}?(?P<n>{_N})周年")
_NOW = re.compile(_V["this_year"].regex())
_APART = re.compile("，")
FIRST_PLAN, PLAN_YEARS = 1953, 5
ANNIVERSARY_LEAST = 2
OFF_MOST = 10
"""A number farther off counts something else."""


def years_in_row(page: Page) -> Iterator[Remark]:
    """自2011年起，连续第9年; “八连增”——从2004年算起; 自1976年起…，到1999年，已是第24个年头."""
    if page.year is None:
        return
    text = page.document.text
    for match in _TO_YEAR.finditer(text):
        a, b = value_of(match["a"]), value_of(match["b"])
        yearly = match["yearly"] is None or _EACH_YEAR.search(match.group()) is not None
        if a is not None and b is not None and a < b and yearly:
            yield from _told(page, match, "n", (b - a + 1, b - a + 1), ("a", "b"))
    for match in (m for form in (_THEN, _BEFORE) for m in form.finditer(text)):
        group = next(g for g in "nmk" if match[g])
        a = value_of(match["a"])
        loose = group == "n" and "第" not in match.group() and _APART.search(match.group()) is not None
        if a is not None and a < page.year and not loose:
            least = Decimal(page.year) - a
            yield from _told(page, match, group, (least - ("以来" in match.group()), least + 1), ("a",))


def anniversary_of(page: Page) -> Iterator[Remark]:
    """今年…，又逢1951年西藏和平解放的50周年; 从2008年9月算起，到今年9月，恰好两周年."""
    text = page.document.text
    for match in _SINCE_THEN.finditer(text):
        a, begin = value_of(match["a"]), max(text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
        if a is None or page.year is None or _NOW.search(text, begin, match.end()) is None:
            continue
        n = Decimal(page.year) - a
        if n >= ANNIVERSARY_LEAST:  # else it is the year of the feast that is named
            yield from _told(page, match, "n", (n, n), ("a",))


def year_of_plan(page: Page) -> Iterator[Remark]:
    """今年是“十一五”的第二个年头."""
    for match in _PLAN.finditer(page.document.text) if page.year is not None else ():
        begun = _begins(match["plan"])
        if begun is not None and page.year is not None and begun <= page.year < begun + PLAN_YEARS:
            n = Decimal(page.year - begun + 1)
            yield from _told(page, match, "n", (n, n), ("plan",))


def years_left(page: Page) -> Iterator[Remark]:
    """“十二五”…，2013年起还有三年; 到1995年“八五”计划期满，还有两年: to the end of the plan."""
    for match in _LEFT.finditer(page.document.text) if page.year is not None else ():
        begun = _begins(match["plan"])
        since = value_of(match["a"]) if match["a"] else None
        if begun is None or page.year is None or not begun <= (since or page.year) <= begun + PLAN_YEARS:
            continue
        most = Decimal(begun + PLAN_YEARS) - (since or page.year)
        yield from _told(
            page, match, "n", (most if since else most - 1, most), ("plan", *(("a",) if since else ()))
        )


def _begins(plan: str) -> int | None:
    """The first year of a five-year plan."""
    n = value_of(plan[:-1])
    return FIRST_PLAN + PLAN_YEARS * (int(n) - 1) + (0 if n < 6 else 3) if n is not None else None


def _told(
    page: Page, match: re.Match[str], group: str, lengths: tuple[Decimal, Decimal], years: tuple[str, ...]
) -> Iterator[Remark]:
    n, (least, most) = value_of(match[group]), lengths
    if n is None or min(abs(n - least), abs(n - most)) > OFF_MOST:
        return
    right = least <= n <= most
    about = {"since": match[years[0]], "least": f"{least}", "most": f"{most}", "n": match[group]}
    note = message("since_right" if right else "since_wrong", **about)
    marks = sorted([*((Span(*match.span(g)), "years") for g in years), (Span(*match.span(group)), STATED)])
    verdict = Verdict.of(right)
    yield Remark(page, marks, verdict, match[group], f"{least}–{most}", match[years[0]], note)
