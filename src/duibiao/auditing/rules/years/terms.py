"""The years that a report is of: in its headings, in the days it was given on, in how long it looks back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_D = "[0-9０-９〇○零一二三四五六七八九]"
_YEAR = rf"(?<!{_D})(?P<year>[12１２一二]\s?(?:{_D}\s?){{3}})年"
_BACK, _AHEAD, _TITLE = (_V[name].regex() for name in ("looks_back", "looks_ahead", "titles"))
_HEADING = re.compile(r"^[\s\u3000]*(?P<line>[^。；，？！\n]{4,40})[\s\u3000]*$", re.M)
_REVIEW = re.compile(rf"{_YEAR}(?:[^年]{{0,3}}“[^”]{{2,6}}”[^年]{{0,2}})?(?:{_BACK})")
_PAST = re.compile(_V["past"].regex())
_PLAN = re.compile(rf"{_YEAR}(?:{_AHEAD})")
_OF_YEAR = re.compile(rf"{_YEAR}[^年]{{0,12}}(?:{_TITLE})")
_N = "[二两三四五六七八九十]"
_SHUT = f"(?<![第{_N[1:-1]}百0-9〇○零])"
_IT_WAS = re.compile(
    rf"{_SHUT}(?P<n>{_N})年来?[，,]?(?:{_V['it_was'].regex()})[^。；\n]{{2,60}}?的(?P<m>{_N})年(?=[，,。；])"
)
_TERM = re.compile(
    rf"(?:{_V['terms'].regex()})(?P<n>{_N})年(?![级期多])|{_SHUT}(?P<m>{_N})年(?:{_V['over_a_term'].regex()})"
)
_M = "[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}"
_GIVEN = re.compile(rf"{_YEAR}\s*(?:{_M})月(?:{_M})日在")
_DAY = re.compile(rf"(?P<m>{_M})月(?P<d>{_M})日(?=在[^。]{{2,24}}会议|[上下]?午?，[^。]{{2,20}}(?:届|代表))")
_FIRST = re.compile("一、|（一）|第一部分")
HEAD = 600
"""Code points of a report's heading, where it says when it was given."""
_A_YEAR = rf"(?<!{_D})(?:[12１２][0-9０-９]{{3}}|一[八九]{_D}{{2}}|二[〇○零]{_D}{{2}})"
_PAIRS = (
    re.compile(rf"(?P<b>{_A_YEAR})年?[末底]?(?:预计)?[同与和比较](?P<a>{_A_YEAR})年"),
    re.compile(rf"(?P<a>{_A_YEAR})年?[末底]?[到至](?P<b>{_A_YEAR})年"),
    re.compile(rf"[从由自在](?P<a>{_A_YEAR})年[^。；\n]{{2,40}}?[到至]了?(?P<b>{_A_YEAR})年"),
)
_NEXT_YEAR, _SENTENCE = re.compile(rf"{_A_YEAR}年"), re.compile("[。；\n]")
_STRETCH = re.compile(
    rf"(?P<back>{_V['back_to_years'].regex()})?(?<![第{_D[1:-1]}十百])"
    rf"(?P<n>[三四五六七八九]|二?十[一二三四五六七八九]?)年(?P<word>{_V['stretch'].regex()})?(?![代级以])"
)
AROUND, BACK_MOST, OFF_MOST = 60, 160, 4
"""Code points between two years and a number of them that is said to lie between; before one that points back
to them (这五年); how far off it may be."""
MARKS_LEAST = 2
"""So many marks of one year show which year a report is of."""
TOLD_LEAST = 3
"""So many mentions of a term agree before one in a heading is accused of another."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A printed year and the year of the report that it speaks for."""

    span: Span
    year: int
    either: bool = False
    """it may as well be the year that the report looks back on (一、2013年主要工作)"""


def heading_years(page: Page) -> Iterator[Remark]:
    """一、2025年工作回顾, 三、2026年重点工作: the year before a report's own, and its own."""
    marks = list(_marks(page.document.text))
    if page.year is None or len(marks) < MARKS_LEAST:
        return
    marks = [replace(m, year=page.year) if m.either and m.year == page.year - 1 else m for m in marks]
    years = Counter(mark.year for mark in marks)
    year, times = years.most_common(1)[0]
    if times < MARKS_LEAST and years[page.year]:
        year = page.year
    for mark in marks:
        right = mark.year == year
        others = [m.span for m in marks if m is not mark] if not right else []
        printed = "".join(mark.span.of(page.document.text).split()) + "年"
        note = message("heading_right" if right else "heading_wrong", year=printed, report=str(year))
        yield Remark(
            page, [(mark.span, STATED), *((span, "other") for span in others)], Verdict.of(right),
            printed, "", printed, note,
        )  # fmt: skip


def _marks(text: str) -> Iterator[_Mark]:
    for heading in _HEADING.finditer(text):
        found: dict[Span, _Mark] = {}
        for pattern, later in ((_REVIEW, 1), (_PLAN, 0), (_OF_YEAR, 0)):
            for match in pattern.finditer(text, *heading.span("line")):
                if pattern is _PLAN and _PAST.search(text, heading.start("line"), match.start()):
                    continue  # 时期发展成就和2020年主要工作: of which year nobody can say
                year = value_of("".join(match["year"].split()))
                span = Span(*match.span("year"))
                if year is not None:
                    first = pattern is _PLAN and _FIRST.match(heading["line"]) is not None
                    found.setdefault(span, _Mark(span, int(year) + later, first))
        yield from found.values()
    for match in _GIVEN.finditer(text, 0, HEAD):
        year = value_of("".join(match["year"].split()))
        if year is not None:
            yield _Mark(Span(*match.span("year")), int(year))


def given_on(page: Page) -> Iterator[Remark]:
    """——2026年2月3日在省第十四届人民代表大会第四次会议上, and 2月3日，省第十四届人民代表大会… below it."""
    head = page.document.text[:HEAD]
    days = [(tuple(value_of(match[g]) for g in "md"), Span(*match.span())) for match in _DAY.finditer(head)]
    for day, span in days[1:]:
        right = day == days[0][0]
        printed, first = span.of(head), days[0][1].of(head)
        formula = f"{printed} {'=' if right else '≠'} {first}"
        note = message("again_right" if right else "again_wrong", formula=formula)
        marks = [(days[0][1], "other"), (span, STATED)]
        yield Remark(page, marks, Verdict.of(right), printed, first, formula, note)


def years_it_was(page: Page) -> Iterator[Remark]:
    """过去的五年，是极不平凡的五年: as many years at the end of the sentence as at its head."""
    for match in _IT_WAS.finditer(page.document.text):
        yield _years(page, [Span(*match.span("n"))], Span(*match.span("m")))


def years_between(page: Page) -> Iterator[Remark]:
    """近八年来…。1986年同1978年相比: as many years as lie between the two that stand nearest."""
    text = page.document.text
    pairs = [(match, *_first_and_last(match)) for pattern in _PAIRS for match in pattern.finditer(text)]
    for match in _STRETCH.finditer(text):
        said, span = value_of(match["n"]), Span(*match.span("n"))
        if not (match["word"] or match["back"]):
            continue
        reach = BACK_MOST if match["back"] else AROUND
        near = [
            (m, last - first)
            for m, first, last in pairs
            if last > first and m.start() - AROUND * bool(match["word"]) <= span.start < m.end() + reach
            if not (m.start() <= span.start < m.end())
            and "\n" not in text[m.end() : span.start] + text[span.end : m.start()]
        ]
        if match["back"] and not match["word"]:
            near = sorted(near, key=lambda pair: pair[0].end())[-1:]
        fits = [pair for pair in near if said in (pair[1], pair[1] + 1)]
        lengths = {length for _, length in near}
        if (
            said is None
            or not near
            or not (fits or (len(lengths) == 1 and abs(said - near[0][1]) <= OFF_MOST))
        ):
            continue
        between, length = (fits or near)[0]
        if not fits and match["n"] + "年" in text[between.end() : span.start]:
            continue  # 今后五年是关键的五年。在这五年中
        rest = _SENTENCE.split(text[between.end() : between.end() + AROUND])[0]
        if not fits and _NEXT_YEAR.search(rest) is not None:
            continue  # 从1950年到1953年…，1954年…
        about = {"formula": f"{between['b']} − {between['a']}", "n": str(length), "more": str(length + 1)}
        note = message("years_right" if fits else "years_wrong", **about)
        marks = [(span, STATED), *((Span(*between.span(g)), "years") for g in "ab")]
        verdict = Verdict.of(bool(fits))
        yield Remark(page, marks, verdict, match["n"] + "年", f"{length}年", about["formula"], note)


def _first_and_last(match: re.Match[str]) -> tuple[int, int]:
    first, last = (value_of("".join(match[g].split())) for g in "ab")
    return int(first or 0), int(last or 0)


def term_in_headings(page: Page) -> Iterator[Remark]:
    """一、过去五年的工作回顾, and 过去五年, 今后五年 wherever a report tells of its term."""
    text = page.document.text
    told = [(m[m.lastgroup or 0], Span(*m.span(m.lastgroup or 0))) for m in _TERM.finditer(text)]
    lines = [heading.span("line") for heading in _HEADING.finditer(text)]
    headed = [(n, span) for n, span in told if any(a <= span.start < b for a, b in lines)]
    for n, span in headed:
        others = Counter(m for m, at in told if at != span)
        term, times = others.most_common(1)[0] if others else (n, 0)
        if n == term or (not others[n] and times >= TOLD_LEAST):
            yield _years(page, [at for m, at in told if m == term and at != span][:1], span)


def _years(page: Page, others: Sequence[Span], stated: Span) -> Remark:
    text = page.document.text
    said, other = stated.of(text) + "年", (others[0] if others else stated).of(text) + "年"
    right = value_of(said[:-1]) == value_of(other[:-1])
    formula = f"{said} {'=' if right else '≠'} {other}"
    note = message("again_right" if right else "again_wrong", formula=formula)
    marks = [*((span, "other") for span in others), (stated, STATED)]
    return Remark(page, marks, Verdict.of(right), said, other, formula, note)
