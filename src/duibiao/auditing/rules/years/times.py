"""Years, plans and dates that cannot be."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Figure, Page, years_of
from duibiao.auditing.figures.strands import strands
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.lexicon import load
from duibiao.reading.periods.scan import Time
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_N = "[0-9０-９一二两三四五六七八九十]{1,3}"
_D = "(?:[0-9０-９]{1,2}|[一二三四五六七八九]?十?[一二三四五六七八九]|十)"
_LENGTH = re.compile(
    rf"年?(?P<stop>[，、])?(?:的|这|连续|是关键的|的?[前后])?(?P<n>{_N})年"
    "(?(stop)(?=[间内中时里期来共合平，的])|(?![代级期底初末限份]|度?计划|规划|[0-9０-９一二三四五六七八九十]))"
)
_AFTER = re.compile(
    rf"(?:左右|以上|多)?[，、；。]?\s*(?:这|在)?(?P<n>{_N})年(?:间|内|来|中|里|时间)?(?=[\u4e00-\u9fff]{{0,4}}(?:{_V['annual'].regex()}"
    f"|{_V['done_in_years'].regex()}))"
)
_AHEAD = re.compile(
    rf"(?<=[，。；：\n\u3000])(?:在|从)?{_V['which_years'].regex()}?(?P<n>{_N})年(?:时间)?(?:间|内|来|中|里)?(?:[，、]|共)"
)
_LISTED = re.compile(r"[、和]\s*\Z")
_JOIN = re.compile(r"年?(?:底|末|初)?(?:到|至|—|——|-|－)\Z")
_BETWEEN = re.compile(_V["plan_is"].regex() + r"*\Z")
_DATE = re.compile(
    rf"(?<![0-9０-９一二两三四五六七八九十.．、—－-])(?P<month>{_D})月(?:(?P<day>{_D})[日号])?"
)
_ISO = re.compile(
    r"(?<![0-9.\-/])(?:19|20)[0-9]{2}(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})(?![0-9.\-/％%])"
)
_ANY_YEAR = re.compile(
    "(?<![0-9０-９〇○零一二三四五六七八九])(?:[12][0-9]{3}|[１２][０-９]{3}|[一二][〇○零一二三四五六七八九]{3})(?=年(?!龄|[前历]))"
)
_SKIPS = re.compile("亿[一二三四五六七八九](?:[百十][一二三四五六七八九]?){1,2}(?![万千百十亿])")
_LETTER = re.compile("[0-9]+[lIOo]+[0-9]*(?=(?:[万亿]|元|个|人|吨|%|公里|户|家))")
_GROUPED = re.compile("(?<![0-9０-９,，.．])[0-9０-９]{1,3}(?:[,，][0-9０-９]{2,4}){3,}(?![0-9０-９.．])")
GROUP, GROUPS_LEAST = 3, 2
"""Digits between two commas of a number; so many groups show that it is one number, not several."""
_Y = "[12１２][0-9０-９]{3}|[一二][〇○零九八七六五四三二一]{3}"
_FROM_TO = re.compile(
    f"(?P<a>{_Y})年?(?:到|至|—|——|－|-)(?P<b>{_Y})年(?![初末底][^，。]|[上下]半年|[0-9一二三四]?[月季])"
)
_BEYOND = re.compile(f"(?P<b>{_Y})年(?:预计|将)?比(?P<a>{_Y})年[^，。；]{{0,6}}?{_V['rose_on_year'].regex()}")
_LEAP = 2024
FAR, ROUND, CENTENARY = 15, 5, 2049
"""Years ahead of its own of which a report names only round ones, and that of the centenary: the farthest
other one of the corpus is 1997 in the report of 1984."""
AHEAD_MOST = 40
"""Code points before two levels in which a number of years is said to be theirs."""
TOLD_MOST = 12
"""Mentions of one thing in a report that are held against each other."""
LOOKED_BACK = 6
"""Years before its own that a report looks back on, the last five and one more."""
_EVENTS = load(__package__, "events.toml").entries
_WORDS = sorted({w for e in _EVENTS for w in (*e["words"], e.get("own", e["name"]))}, key=len, reverse=True)
_ANNIVERSARY = re.compile(f"(?P<event>{'|'.join(_WORDS)})(?P<n>[0-9０-９一二三四五六七八九十]{{2,3}})周年")
_RUN = re.compile(f"(?P<year>[12][0-9]{{3}})年以来[^，。；]{{0,6}}连续(?P<n>{_N})个(?P<unit>季度|月)")
_IN_YEAR = {"季度": 4, "月": 12}


def span_of_years(page: Page) -> Iterator[Remark]:
    """从1953年到1980年的二十八年: both ends counted, or from one to the other, alike wherever it is said."""
    said = list(_counted_intervals(page))
    told: dict[tuple[int, int], list[tuple[Decimal, re.Match[str]]]] = defaultdict(list)
    for first, last, _, n, match in said:
        told[first, last].append((n, match))
    for first, last, span, n, match in said:
        length = last - first
        alike = told[first, last][:TOLD_MOST]
        others = [(other, at) for other, at in alike if other != n]
        alone = 2 * len(others) >= len(alike)
        right = length <= n <= length + 1 and not (others and alone)
        formula = f"{last} − {first}"
        note = message(
            "years_right" if right else "years_wrong", formula=formula, n=str(length), more=str(length + 1)
        )
        apart = [] if right else [(Span(*at.span("n")), "other") for _, at in others]
        yield Remark(
            page, [(Span(*match.span("n")), STATED), (span, "years"), *apart], Verdict.of(right),
            match["n"] + "年", f"{length}–{length + 1}年", formula, note,
        )  # fmt: skip


def span_of_levels(page: Page) -> Iterator[Remark]:
    """由1978年的355亿元增加到1982年的772亿元，四年增长1.2倍; 今后五年，由1982年的…增加到1987年的…"""
    text = page.document.text
    for strand in strands(page):
        first, last = _year_named(strand.base), _year_named(strand.end)
        if strand.base is None or strand.end is None or not (first and last) or last in (first, first + 1):
            continue
        match = _AFTER.match(text, strand.end.span.end)
        if match is None:
            begin, end = strand.start - 1, min(strand.base.span.start, strand.end.span.start)
            ahead = list(_AHEAD.finditer(text, max(begin, end - AHEAD_MOST, 0), end))
            match = ahead[-1] if ahead and strand.base.lead in text[begin:end] else None
        n = value_of(match["n"]) if match is not None else None
        if match is None or n is None or n < 2:
            continue
        length = last - first
        right = n == length or (n == length + 1 and "今后" not in match.group())
        told = message(
            "years_right" if right else "years_wrong", formula="", n=str(length), more=str(length + 1)
        )
        marks = [(Span(*match.span("n")), STATED), *((s, "years") for s in _spans(strand.base, strand.end))]
        formula, stated, computed = f"{last} − {first}", match["n"] + "年", f"{length}–{length + 1}年"
        yield Remark(page, marks, Verdict.of(right), stated, computed, formula, told)


def _year_named(figure: Figure | None) -> int:
    """The single year that the text names for a figure, else 0."""
    s = figure.statement if figure is not None else None
    named = s is not None and s.period_span is not None and s.period.isdigit() and len(s.period) == 4
    return int(s.period) if s is not None and named else 0


def _spans(*figures: Figure) -> list[Span]:
    return [f.statement.period_span for f in figures if f.statement.period_span is not None]


def ends_turned(page: Page) -> Iterator[Remark]:
    """一九八五年到一九八○年, 2020年比2025年增长: an interval ends after it has begun."""
    text = page.document.text
    for match in (m for pattern in (_FROM_TO, _BEYOND) for m in pattern.finditer(text)):
        first, last = (value_of("".join(match[g].split())) for g in "ab")
        if first is None or last is None:
            continue
        right = first < last
        formula = f"{match['b']} {'>' if right else '≤'} {match['a']}"
        note = message("ends_right" if right else "ends_turned", formula=formula)
        marks = [(Span(*match.span("a")), "years"), (Span(*match.span("b")), STATED)]
        yield Remark(page, marks, Verdict.of(right), match["b"], match["a"], formula, note)


def _counted_intervals(page: Page) -> Iterator[tuple[int, int, Span, Decimal, re.Match[str]]]:
    """First year, last year, where both are named, and how many years are said to lie between."""
    for first, last, span in _intervals(page):
        if _LISTED.search(page.document.text, max(0, span.start - 2), span.start):
            continue  # 2022年、2023年、2024年四年
        match = _LENGTH.match(page.document.text, span.end)
        said = value_of(match["n"]) if match is not None else None
        if match is not None and said is not None and (said >= 2 or last > first + 1) and last > first:
            yield first, last, span, said, match


def _intervals(page: Page) -> Iterator[tuple[int, int, Span]]:
    """First year, last year and where both are named."""
    text, times = page.document.text, page.times(0, len(page.document.text))
    for at, time in enumerate(times):
        years = years_of(time.period)
        if years is None:
            continue
        if time.rule == "y1":
            yield *years, Span(time.start, time.end)
        elif at and time.rule == "year" and years[0] == years[1]:
            before = times[at - 1]
            since = years_of(before.period)
            if since and before.rule == "year" and since[0] == since[1] and _joined(text, before, time):
                yield since[0], years[1], Span(before.start, time.end)


def _joined(text: str, before: Time, after: Time) -> bool:
    return _JOIN.match(text[before.end : after.start]) is not None


def plan_years(page: Page) -> Iterator[Remark]:
    """“十四五”时期（2021—2025年）."""
    text, times = page.document.text, page.times(0, len(page.document.text))
    for plan, years in pairwise(times):
        if not plan.rule.startswith("plan") or years.rule != "y1" or "/" not in plan.period:
            continue
        if years.start - plan.end > 8 or _BETWEEN.match(text[plan.end : years.start]) is None:
            continue
        right = plan.period == years.period
        note = message("plan_right" if right else "plan_wrong", plan=plan.period.replace("/", "—"))
        marks = [(Span(plan.start, plan.end), "plan"), (Span(years.start, years.end), STATED)]
        stated = text[years.start : years.end]
        yield Remark(page, marks, Verdict.of(right), stated, plan.period, plan.period, note)


def dates(page: Page) -> Iterator[Remark]:
    """2月30日, 13月: no such day."""
    for match in (m for form in (_DATE, _ISO) for m in form.finditer(page.document.text)):
        month = value_of(match["month"])
        day = value_of(match["day"]) if match["day"] else None
        if month is None or (match["day"] and day is None):
            continue
        right = 1 <= month <= 12 and (day is None or 1 <= day <= calendar.monthrange(_LEAP, int(month))[1])
        if right and day is None:
            continue
        printed = match.group()
        note = message("date_right" if right else "date_wrong", date=printed)
        yield Remark(page, [(Span(*match.span()), STATED)], Verdict.of(right), printed, "", printed, note)


def far_year(page: Page) -> Iterator[Remark]:
    """增长到2052年的4.93万亿元, in the report of 2026: a year far ahead that is no round one, named once."""
    named: dict[int, list[Span]] = defaultdict(list)
    for match in _ANY_YEAR.finditer(page.document.text) if page.year is not None else ():
        year = value_of(match.group())
        if year is not None and page.year is not None and year > page.year + FAR and year % ROUND:
            named[int(year)].append(Span(*match.span()))
    for far, spans in named.items():
        if len(spans) == 1 and far != CENTENARY:
            printed = spans[0].of(page.document.text)
            note = message("far_year", year=printed, report=str(page.year))
            marks = [(spans[0], STATED)]
            yield Remark(page, marks, Verdict.INCONSISTENT, printed, "", f"{far} > {page.year}", note)


def numerals(page: Page) -> Iterator[Remark]:
    """一百亿九十一元: after 亿 comes 万, or 零; 25l亿元: a letter for a digit; 7,4443,491,000: one twice."""
    for match in _GROUPED.finditer(page.document.text):
        sizes = [len(group) for group in re.split("[,，]", match.group())[1:]]
        if sizes.count(GROUP) == len(sizes) - 1 >= GROUPS_LEAST and sizes[-1] == GROUP:
            note = message("groups", printed=match.group())
            marks = [(Span(*match.span()), STATED)]
            yield Remark(page, marks, Verdict.INCONSISTENT, match.group(), "", match.group(), note)
    for match in _LETTER.finditer(page.document.text):
        printed = match.group()
        note = message("letter", printed=printed)
        yield Remark(page, [(Span(*match.span()), STATED)], Verdict.INCONSISTENT, printed, "", printed, note)
    for s in page.statements:
        printed = "".join(s.text.split())
        if _SKIPS.search(printed):
            note = message("skips", printed=printed)
            yield Remark(page, [(s.span, STATED)], Verdict.INCONSISTENT, printed, "", printed, note)


def anniversaries(page: Page) -> Iterator[Remark]:
    """新中国成立75周年 in the report of 2024, of the years after (过去五年), or of the year before."""
    told = [
        (event, match, Span(*match.span("n")))
        for match in _ANNIVERSARY.finditer(page.document.text)
        if (event := _event(page, match["event"])) is not None
    ]
    for event, match, span in told:
        n, year = value_of(match["n"]), page.year
        if n is None or year is None:
            continue
        right = -LOOKED_BACK <= event["year"] + int(n) - year <= 1
        alike = [] if right else [s for e, _, s in told[:TOLD_MOST] if e is event and s != span]
        about = {"event": event["name"], "since": str(event["year"]), "n": match["n"], "report": str(year)}
        note = message("anniversary_right" if right else "anniversary_wrong", **about)
        formula = f"{event['year']} + {match['n']}"
        yield Remark(
            page,
            [(span, STATED), *((s, "other") for s in alike)],
            Verdict.of(right),
            match["n"],
            "",
            formula,
            note,
        )


def _event(page: Page, said: str) -> Mapping[str, Any] | None:
    """What is celebrated under a name; 自治区成立 is of the place whose report it is."""
    own = page.place.adcode if page.place is not None else ""
    return next(
        (e for e in _EVENTS if said in e["words"] or (said == e.get("own") and own == e["place"])), None
    )


def runs_of_quarters(page: Page) -> Iterator[Remark]:
    """2022年以来连续16个季度 at the end of 2025: as many as there have been since."""
    for match in _RUN.finditer(page.document.text):
        n, since = value_of(match["n"]), value_of(match["year"])
        if n is None or since is None or page.year is None:
            continue
        each = _IN_YEAR[match["unit"]]
        most = each * (page.year - int(since))
        right = most - each < n <= most
        about = {"since": match["year"], "last": str(page.year - 1), "n": match["n"], "unit": match["unit"]}
        note = message(
            "run_right" if right else "run_wrong", **about, most=str(most), least=str(most - each + 1)
        )
        marks = [(Span(*match.span("year")), "years"), (Span(*match.span("n")), STATED)]
        yield Remark(page, marks, Verdict.of(right), match["n"], str(most), match.group(), note)


def years_of_plan(page: Page) -> Iterator[Remark]:
    """一九八六年到一九九○年的第七个五年计划: the years before the name of the plan."""
    text = page.document.text
    for years, plan in pairwise(page.times(0, len(text))):
        joined = text[years.end : plan.start] == "的"
        if joined and plan.rule.startswith("plan") and "/" in plan.period and "/" in years.period:
            right = plan.period == years.period
            note = message("plan_right" if right else "plan_wrong", plan=plan.period.replace("/", "—"))
            marks = [(Span(plan.start, plan.end), "plan"), (Span(years.start, years.end), STATED)]
            printed = text[years.start : years.end]
            yield Remark(page, marks, Verdict.of(right), printed, plan.period, plan.period, note)
