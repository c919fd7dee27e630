"""How many years something has gone on since one that is named, up to another or to that of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.misprints import one_digit_off
from duibiao.auditing.figures.page import Page
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_YEAR = "(?<![0-9０-９])[12１２][0-9０-９]{3}"
_N = "[0-9]{1,2}|[一二两三四五六七八九十]{1,3}"
_MONTH = "(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?"
_SINCE = f"(?P<a>{_YEAR})年{_MONTH}[^，。；\\n0-9]{{0,16}}?(?:{_V['since'].regex()})"
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
_OF_PLAN = "“(?P<plan>[一二三四五六七八九十]{1,2}五)”"
_PLAN = re.compile(
    f"(?:今年|(?P<a>{_YEAR})年)是[^。；\\n]{{0,10}}{_OF_PLAN}(?:[^，。；\\n“”]{{0,6}}（[^（）\\n]{{4,16}}）)?[^。；\\n]{{0,6}}?"
    f"(?:第(?P<n>{_N})(?:个年头|个?年(?!度))|(?P<first>{_V['first_years'].regex()})|(?P<last>{_V['last_years'].regex()}))"
)
_YEAR_OF_PLAN = re.compile(
    f"{_OF_PLAN}[^，。；\\n“”]{{0,6}}?(?:第(?P<n>{_N})(?:个年头|个?年(?!度))|(?P<first>(?!))|(?P<last>(?!)))（(?P<a>{_YEAR})年）"
)
_ROW = re.compile(
    f"(?P<a>{_YEAR})年{_MONTH}(?:(?P<sure>算)?起)，?[^，。；\\n0-9]{{0,12}}?(?(sure)|(?P<yet>已经?)?)连续(?P<n>{_N})年(?:[^。；\\n0-9]{{0,20}}，到(?P<b>{_YEAR})年)?"
)
_BETWEEN = re.compile(f"(?P<n>{_N})周年[^，。；（\\n]{{0,6}}（(?P<a>{_YEAR})年?[—–－-]+(?P<b>{_YEAR})年?）")
_ASIDE = re.compile(
    f"(?:(?P<b>{_YEAR})年|今年)[^。；\\n]{{0,44}}?(?P<n>{_N})周年[^，。；（\\n]{{0,4}}（(?P<a>{_YEAR})年(?![—–－-])[^（）]{{0,12}}）"
)
_FEAST = re.compile(f"(?:今年|(?P<b>{_YEAR})年)是(?P<of>[^，。；\\n0-9]{{4,24}}?)(?P<n>{_N})周年")
_FOUNDED = re.compile(f"(?P<a>{_YEAR})年(?P<what>[\u4e00-\u9fff]{{2,6}}?)(?:{_V['since_then'].regex()})")
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
    for match in _ROW.finditer(text):
        a, last = value_of(match["a"]), value_of(match["b"]) if match["b"] else None
        told = match["sure"] or match["yet"] or last is not None  # not 从2013年起连续三年安排资金
        if a is not None and told and a < (last or page.year):
            least = (last or Decimal(page.year)) - a + (last is not None)
            yield from _told(page, match, "n", (least, least if last else least + 1), ("a",))
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
        now = _NOW.search(text, begin, match.end())
        if a is None or page.year is None or now is None:
            continue
        n = Decimal(page.year) - a - (now.group() in _V["last_year"].words)
        if n >= ANNIVERSARY_LEAST:  # else it is the year of the feast that is named
            yield from _told(page, match, "n", (n, n), ("a",))


def year_of_plan(page: Page) -> Iterator[Remark]:
    """今年是“十一五”（2006—2010年）的第二个年头; 2030年是“十五五”收官之年; “八五”计划第一年（1991年）."""
    forms = (_PLAN, _YEAR_OF_PLAN) if page.year is not None else ()
    for match in (m for form in forms for m in form.finditer(page.document.text)):
        begun, year = _begins(match["plan"]), value_of(match["a"]) if match["a"] else page.year
        if begun is None or year is None or not begun - 1 <= year <= begun + PLAN_YEARS:
            continue
        n = Decimal(year) - begun + 1
        if match["n"] and 1 <= n <= PLAN_YEARS:
            yield from _told(page, match, "n", (n, n), ("plan", *(("a",) if match["a"] else ())))
        elif match["a"] and not match["n"]:
            wanted = Decimal(begun if match["first"] else begun + PLAN_YEARS - 1)
            yield from _told(page, match, "a", (wanted, wanted), ("plan",))


def anniversary_between(page: Page) -> Iterator[Remark]:
    """三十周年（1978—2008）; 2024年是长征出发90周年（1934年10月）; 今年是建省35周年 and 1988年建省以来."""
    text = page.document.text
    for match in (m for form in (_BETWEEN, _ASIDE) for m in form.finditer(text)):
        a, b = value_of(match["a"]), value_of(match["b"]) if match["b"] else page.year
        if a is not None and b is not None and a < b:
            years = ("a", *(("b",) if match["b"] else ()))
            yield from _told(page, match, "n", (b - a, b - a), years)
    for match in _FEAST.finditer(text):
        n, b = value_of(match["n"]), value_of(match["b"]) if match["b"] else page.year
        for founded in _FOUNDED.finditer(text) if n is not None and b is not None else ():
            a = value_of(founded["a"])
            if a is not None and founded["what"] in match["of"] and n is not None and b is not None:
                yield from _founded(page, match, founded, b - n)


def _founded(page: Page, feast: re.Match[str], founded: re.Match[str], wanted: Decimal) -> Iterator[Remark]:
    a = value_of(founded["a"])
    if a is None or not (a == wanted or one_digit_off(a, wanted)):
        return
    note = message(
        "since_right" if a == wanted else "since_wrong",
        since=founded["a"], least=feast["n"], most=feast["n"], n=feast["n"],
    )  # fmt: skip
    marks = sorted([(Span(*feast.span("n")), "number"), (Span(*founded.span("a")), STATED)])
    yield Remark(page, marks, Verdict.of(a == wanted), founded["a"], f"{wanted}", feast["n"], note)


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
