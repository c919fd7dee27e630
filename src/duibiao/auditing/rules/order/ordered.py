"""Figures that a word puts in an order: how many are above a mark, the first past one, sooner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.rules.remarks import COMPARED, THRESHOLD, ordered, sign
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_NUMBER = "[0-9]+(?:\\.[0-9]+)?(?:万|亿)?"
_ABOVE = f"{_V['more_than'].regex()}(?P<{{}}>{_NUMBER})[%％]?[\u4e00-\u9fff]{{{{0,4}}}}"
_ABOVE += f"的(?:有|达|为)?(?P<{{}}>{_NUMBER})"
_STEP = re.compile(_ABOVE.format("bound", "count"))
_SIZE = "(?P<bound>(?:[0-9]+(?:\\.[0-9]+)?)?[十百千]?[万亿])元(?:及以上|以上)的?"
_SIZED = re.compile(f"{_SIZE}(?P<noun>[\u4e00-\u9fff]{{0,8}}?)(?P<count>[0-9]+)[个项家户]")
_HIGHEST = re.compile("^以?上?，[高多]的(?:达到|达|有)?$")
_YEARS = "(?<![一二两三四五六七八九十〇○零0-9])[一二两三四五六七八九十0-9]{1,2}"
_SOONER = (
    re.compile(
        f"(?P<took>{_YEARS})年[内]?[^，。；0-9年]{{0,8}}{_V['reached'].regex()}[^，。；0-9年]{{0,6}}?原?定?(?P<planned>{_YEARS})年的?[^，。；]{{0,6}}{_V['tasks'].regex()}"
    ),
    re.compile(f"原定(?P<planned>{_YEARS})年[^，。；]{{0,16}}，(?:用)?(?P<took>{_YEARS})年(?:就|便|即)"),
    re.compile(
        f"(?P<planned>{_YEARS})年(?:的)?(?:目标)?任务(?P<took>{_YEARS})年{_V['well_done'].regex()}*{_V['reached'].regex()}"
    ),
)


_FIRST_PAST = re.compile(
    "^，(?:是|成为|为)[^，。；]{0,14}(?:首个|率先|第[一二三四五六七八九十]个)[^，。；、]{0,6}过$"
)
_TWO_DIGITS = re.compile(
    "^[，、](?:已)?连续[^，。；]{1,6}(?:保持|实现)两位数(?:以上)?增长|^[，、](?:保持|实现)两位数增长"
)
_FASTER = re.compile(
    "^，其中(?:增长)?(?:较|更|最)(?P<fast>快|高)的|^，其中(?:增长)?(?:较|更|最)(?P<slow>慢|低)的"
)
TEN = Decimal(10)


def fewer_above(page: Page) -> Iterator[Remark]:
    """超过10%的有44种、超过20%的有23种; 亿元以上项目119个，5亿元以上41个: of a higher threshold there are no
    more.
    """
    text = page.document.text
    steps = (pair for frame in (_STEP, _SIZED) for pair in pairwise(frame.finditer(text)))
    for one, other in steps:
        apart = page.document.text[one.end() : other.start()]
        bounds = [value_of(m["bound"] if m["bound"][0].isdigit() else f"1{m['bound']}") for m in (one, other)]
        counts = [value_of(m["count"]) for m in (one, other)]
        nouns = [m.groupdict().get("noun") or "" for m in (one, other)]
        if (
            len(apart) > 3
            or not nouns[0].endswith(nouns[1])
            or None in bounds
            or None in counts
            or bounds[0] == bounds[1]
        ):
            continue
        higher = bounds[1] > bounds[0]  # type: ignore[operator]
        right = counts[1] <= counts[0] if higher else counts[1] >= counts[0]  # type: ignore[operator]
        formula = f"{other['count']} {'≤' if right == higher else '>'} {one['count']}"
        note = message("part_below" if right else "part_above", formula=formula)
        marks = [(Span(*one.span("count")), "whole"), (Span(*other.span("count")), STATED)]
        yield _remark(page, marks, other["count"], formula, note, right)


def highest_above(page: Page) -> Iterator[Remark]:
    """都在4.3%以上，高的达到5.5%."""
    for sentence in page.sentences:
        for least, most in pairwise(sentence.figures):
            if least.unit == most.unit and least.kind == most.kind and _HIGHEST.match(most.lead):
                right = most.statement.value > least.statement.value
                yield ordered(most, sign(most, least), least, right, THRESHOLD)


def sooner(page: Page) -> Iterator[Remark]:
    """力争在两年内基本完成原定三年的任务; 原定5年的目标，3年就可以实现: in fewer years than planned."""
    for form in _SOONER:
        for match in form.finditer(page.document.text):
            took, planned = value_of(match["took"]), value_of(match["planned"])
            if took is None or planned is None or took == planned:
                continue
            right = took < planned
            formula = f"{match['took']}年 {'<' if right else '>'} {match['planned']}年"
            key = "compared_right" if right else "compared_wrong"
            note = message(key, formula=formula, way=message("sooner"))
            marks = [(Span(*match.span("planned")), "target"), (Span(*match.span("took")), STATED)]
            yield _remark(page, marks, match["took"], formula, note, right)


def first_above(page: Page) -> Iterator[Remark]:
    """达到10.3万亿元，成为北方第一个过10万亿元省份."""
    for sentence in page.sentences:
        for level, bound in pairwise(sentence.figures):
            if level.unit == bound.unit and level.kind == "level" and _FIRST_PAST.match(bound.lead):
                short = level.amount.high < bound.statement.value
                yield ordered(level, "<" if short else "≥", bound, not short, THRESHOLD, ("level", STATED))


def two_digits(page: Page) -> Iterator[Remark]:
    """增长16.4%、连续18个月保持两位数增长."""
    for sentence in page.sentences:
        for at, rate in enumerate(sentence.figures):
            after = page.document.text[rate.span.end : sentence.span.end]
            match = _TWO_DIGITS.match(after) if rate.kind == "growth" and rate.unit == "%" else None
            if match is None:
                continue
            right = rate.amount.high >= TEN
            words = after[match.start() : match.end()]
            begin = rate.span.end + words.index("两位数")
            formula = f"{rate.amount.words} {'≥' if right else '<'} 10%"
            note = message("threshold_right" if right else "threshold_wrong", formula=formula)
            marks = [(Span(begin, begin + len("两位数")), "other"), (sentence.figures[at].span, STATED)]
            yield _remark(page, marks, rate.amount.words, formula, note, right)


def faster_among(page: Page) -> Iterator[Remark]:
    """二十八年间平均每年增长3.5%，其中增长较快的“一五”时期平均每年增长4.5%."""
    for sentence in page.sentences:
        for whole, part in pairwise(sentence.figures):
            match = _FASTER.match(part.lead)
            if match is None or not (whole.kind == part.kind == "growth" and whole.unit == part.unit):
                continue
            fast = match["fast"] is not None
            a, b = part.statement.value, whole.statement.value
            right = a > b if fast else a < b
            way = match["fast"] or match["slow"]
            yield ordered(part, sign(part, whole), whole, right, COMPARED, way=way)


def _remark(
    page: Page, marks: Sequence[tuple[Span, str]], stated: str, formula: str, note: str, right: bool
) -> Remark:
    return Remark(page, marks, Verdict.of(right), stated, "", formula, note, changes=not right)
