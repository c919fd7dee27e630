"""Marks that a level has passed or keeps above, and how many of several are above them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.misprints import may_lie_in
from duibiao.auditing.figures.names import name_of, stock_of
from duibiao.auditing.figures.page import Figure, Page, Sentence, years_of
from duibiao.auditing.figures.series import series_of
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.rules.parts.bounded import SUMMED, clause_of, told_so_far
from duibiao.auditing.rules.remarks import THRESHOLD, ordered, sign
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_REACHED = re.compile(rf"^(?:{_V['marks_passed'].regex()})?[、，]已?(?:{_V['to'].regex()})$")
_THRESHOLD = re.compile(_V["threshold"].regex() + r"了?\Z")
_FIRST_ABOVE = re.compile(_V["threshold_named"].patterns[0])
_PAST = re.compile(f"^，(?P<first>{_V['at_last'].regex()})?{_V['threshold'].regex()}了?$")
_MARK_AFTER = re.compile(f"^新?(?:{_V['marks_passed'].regex()})")
_CUMULATED = re.compile(_V["cumulated"].regex())
_CLAUSE = re.compile("[，。；：、\n]")
_OWN = re.compile("全[省市区国]|我[省市区国]|五年来?|年均|[0-9]{4}年|[一二三四五]是|（[一二三四五]）")
_REGION = re.compile(_V["wider_regions"].regex())
_MARK = re.compile(_V["threshold"].regex() + "[^，。；]{0,4}$")
_KEPT = re.compile("(?:稳定|保持)在[^，。；]{0,3}$")
_ECONOMY = re.compile(_V["the_whole_economy"].regex())
_OF_PLACE = re.compile(_V["of_the_place"].regex())
_NUMBER = "[0-9]+(?:\\.[0-9]+)?(?:万|亿)?"
_ABOVE = f"{_V['more_than'].regex()}(?P<{{}}>{_NUMBER})[%％]?[\u4e00-\u9fff]{{{{0,4}}}}"
_STEPS = _ABOVE + f"的(?:有|达|为)?(?P<{{}}>{_NUMBER})"
_STEP = re.compile(_STEPS.format("bound", "count"))
_SIZE = "(?P<over>[过超逾]过?)?(?P<bound>(?:[0-9]+(?:\\.[0-9]+)?)?[十百千]?[万亿])元"
_SIZE += "(?(over)以?上?|(?:及以上|以上))的?"
_SIZED = re.compile(f"{_SIZE}(?P<noun>[\u4e00-\u9fff]{{0,8}}?)(?P<count>[0-9]+)[个项家户]")
_HIGHEST = re.compile("^以?上?，[高多]的(?:达到|达|有)?$")
_FIRST_PAST = re.compile(
    "^，(?:是|成为|为)[^，。；]{0,14}(?:首个|率先|第[一二三四五六七八九十]个)[^，。；、]{0,6}(?:过|突破)$"
)
_TWO_DIGITS = re.compile(
    "^[，、](?:已)?连续[^，。；]{1,6}(?:保持|实现)两位数(?:以上)?增长|^[，、](?:保持|实现)两位数增长"
)
_KEPT_ABOVE = re.compile(
    "^[，、](?:已)?连续[^，。；]{1,6}(?:增[长幅速]|涨幅)?(?:均|都)?(?:保持|稳定)(?:在)?$"
)
TEN = Decimal(10)


def threshold(page: Page) -> Iterator[Remark]:
    """突破3万亿元、达3.6万亿元; 达13.57万亿元，是首个突破13万亿元的省份; 完成6.02亿元，首次突破6亿元."""
    for sentence in page.sentences:
        for at, figure in enumerate(sentence.figures):
            level = _level_above(sentence, at) if _THRESHOLD.search(figure.lead) else None
            if level is not None:
                yield _passed(level, figure)


def _level_above(sentence: Sentence, at: int) -> Figure | None:
    """The level that is said to be above the round number at a place of a sentence."""
    bound, figures = sentence.figures[at], sentence.figures
    after = figures[at + 1] if at + 1 < len(figures) else None
    if after is not None and _alike(bound, after) and _REACHED.search(after.lead):
        return after
    before = [f for f in figures[max(0, at - 2) : at] if _alike(bound, f)]
    match = _PAST.match(bound.lead)
    at_last = (
        match is not None
        and not bound.tail.startswith("的")
        and (match["first"] is not None or _MARK_AFTER.match(bound.tail) is not None)
    )
    return before[-1] if before and (at_last or _FIRST_ABOVE.search(bound.lead)) else None


def _alike(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit and one.kind == other.kind == "level"


def _passed(level: Figure, bound: Figure) -> Remark:
    short = level.amount.high < bound.statement.value
    return ordered(level, "<" if short else "≥", bound, not short, THRESHOLD, ("level", STATED))


def _of_itself(figure: Figure) -> bool:
    """Whether nothing stands before a figure's name in its clause: 成渝地区…经济总量 is of others."""
    named = figure.statement.indicator_span
    if named is None or _CUMULATED.search(figure.lead) is not None:
        return False
    before = figure.page.document.text[figure.statement.sentence_span.start : named.start]
    return _OWN.sub("", _CLAUSE.split(before)[-1].strip()) == "" and _REGION.search(before) is None


def mark_passed(page: Page) -> Iterator[Remark]:
    """首个经济总量超过3万亿元的城市, and 地区生产总值33757亿元 of that year elsewhere; 粮食产量稳定在700亿斤:
    a mark that is passed lies below. Accused are headline levels that lie near, and slips of the pen.
    """
    levels = [f for s in page.sentences for f in s.figures if f.kind == "level" and _called(f)]
    exact: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for f in levels:
        if f.statement.bound == "exact" and f.statement.period.isdigit():
            exact[_called(f), f.unit].append(f)
    for mark in _marks(levels):
        units = (mark.unit,) if mark.unit else ("元",)
        known = [f for unit in units for f in exact.get((_called(mark), unit), ()) if _at_end(f, mark)]
        of = [f for f in known if f.statement.sentence_span != mark.statement.sentence_span]
        if len({f.statement.value for f in of}) != 1:
            continue
        level, passed = of[-1].statement.value, mark.statement.value
        headline = series_of(_plain(mark)) is not None and _KEPT.search(mark.lead) is None
        near = level * 2 > passed and passed * 2 > level and headline
        slip = may_lie_in(passed, level / 2, level) or may_lie_in(level, passed, passed * 2)
        short = passed > level and (_of_itself(mark) if near else slip)
        if short or passed <= level < passed * 2:
            yield _passed(of[-1], mark)


def _marks(levels: Sequence[Figure]) -> Iterator[Figure]:
    """Levels that something passed, or kept above; those of a row, too (迈上4万亿、5万亿两个台阶)."""
    passed: Figure | None = None
    for mark in levels:
        kept = _KEPT.search(mark.lead) is not None and mark.statement.bound == "min"
        after = passed is not None and mark.lead in ("、", "和") and mark.unit == passed.unit
        passed = mark if _MARK.search(mark.lead) or kept or after else None
        of_others = SUMMED.search(clause_of(mark)) or _REGION.search(told_so_far(mark))
        if passed is None or of_others or mark.tail.startswith("级"):
            continue
        if not mark.tail.startswith("的") or _OF_PLACE.match(mark.tail):
            yield mark


def _called(figure: Figure) -> str:
    """What a level is of, by a name that says enough: a headline indicator, a long name, an output."""
    name = _plain(figure)
    return name if series_of(name) is not None else stock_of(figure)


def _plain(figure: Figure) -> str:
    name = figure.statement.indicator
    return "国内生产总值" if _ECONOMY.fullmatch(name) else name_of(figure)


def _at_end(level: Figure, mark: Figure) -> bool:
    """Whether a level is of the last year that a mark was passed in, or of one that it was kept in."""
    a, b = level.statement, mark.statement
    years = years_of(b.period)
    same = a.adcode == b.adcode and a.status == b.status == "achieved"
    kept = _KEPT.search(mark.lead) is not None
    if not same or years is None:
        return False
    return years[0] <= int(a.period) <= years[1] if kept else str(years[1]) == a.period


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


def kept_above(page: Page) -> Iterator[Remark]:
    """增长22.6%，连续三年保持20%以上: the last one, too."""
    for sentence in page.sentences:
        for at, bound in enumerate(sentence.figures):
            before = [f for f in sentence.figures[max(0, at - 2) : at] if f.kind != "duration"]
            after = page.document.text[before[-1].span.end : bound.span.start] if before else ""
            rates = bool(before) and before[-1].kind == "growth" and before[-1].unit == bound.unit == "%"
            kept = _KEPT_ABOVE.match("".join(after.split())) if rates else None
            if kept is not None and bound.tail.startswith(("以上", "及以上")):
                rate, right = before[-1], before[-1].amount.high >= bound.statement.value
                yield ordered(rate, "≥" if right else "<", bound, right, THRESHOLD)


def _remark(
    page: Page, marks: Sequence[tuple[Span, str]], stated: str, formula: str, note: str, right: bool
) -> Remark:
    return Remark(page, marks, Verdict.of(right), stated, "", formula, note, changes=not right)
