"""Figures of one sentence that are told in pairs, or against a word (两位数)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Figure, Page, Sentence, sentences_together
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.rules.moved import moved
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.text import Span

_V = vocabulary(__package__)
_UP, _DOWN = (_V[name].regex() for name in ("up_to", "down_to"))
_ABOUT, _REACHED = _V["just_about"].regex(), _V["reached"].regex()
_TURNS = re.compile(f"^，?(?:分别)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?{_V['rising'].regex()}?{_ABOUT}?$")
_RISES_TO, _FALLS_TO = (re.compile(f"(?:{words}){_ABOUT}?$") for words in (_UP, _DOWN))
_FROM = re.compile("(?:从|由)[^，。；]{0,30}$|分别[^，。；]{0,8}$")
_LISTED = re.compile("^[、和与及]$")
_FIRST_PAST = re.compile(
    "^，(?:是|成为|为)[^，。；]{0,14}(?:首个|率先|第[一二三四五六七八九十]个)[^，。；、]{0,6}过$"
)
_TWO_DIGITS = re.compile(
    "^[，、](?:已)?连续[^，。；]{1,6}(?:保持|实现)两位数(?:以上)?增长|^[，、](?:保持|实现)两位数增长"
)
_FASTER = re.compile(
    "^，其中(?:增长)?(?:较|更|最)(?P<fast>快|高)的|^，其中(?:增长)?(?:较|更|最)(?P<slow>慢|低)的"
)
_MISSED = re.compile(f"(?:没有|未能?)能?{_REACHED}[^。；]*$")
TEN = Decimal(10)
NAME_LEAST = 4
"""Characters before two figures that are the same where nothing else joins them."""


def direction_of_each(page: Page) -> Iterator[Remark]:
    """从A和B分别提高到C和D; 由上年分别增长A和B，减为增长C和D: C against A, D against B."""
    for sentence in page.sentences:
        groups = _groups(sentence)
        for before, after in pairwise(groups):
            turn = _TURNS.match(after[0].lead)
            alike = len(before) == len(after) > 1 and len({f.unit for f in (*before, *after)}) == 1
            if turn is None or not alike or not _FROM.search(before[0].lead):
                continue
            for base, end in zip(before, after, strict=True):
                yield moved(base, end, turn["up"] is not None)


def _groups(sentence: Sentence) -> list[list[Figure]]:
    """The figures of a sentence, those together that only 、 or 和 parts."""
    groups: list[list[Figure]] = []
    for figure in sentence.figures:
        if groups and _LISTED.match(figure.lead):
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return groups


def direction_by_name(page: Page) -> Iterator[Remark]:
    """执行加计扣除75%政策，将制造业加计扣除比例提高到100%: what was, and what it comes to, under one name."""
    for sentence in page.sentences:
        for base, end in pairwise(sentence.figures):
            rises, falls = _RISES_TO.search(end.lead), _FALLS_TO.search(end.lead)
            if (rises is None and falls is None) or base.unit != end.unit or base.kind != end.kind:
                continue
            told = base.kind == "share" and not (_RISES_TO.search(base.lead) or _FALLS_TO.search(base.lead))
            if told and _shared(base.lead, end.lead) and not _FROM.search(base.lead):
                yield moved(base, end, rises is not None)


def _shared(one: str, other: str) -> bool:
    """Whether the words just before a figure come again before another."""
    tail = one[-NAME_LEAST:]
    return len(tail) == NAME_LEAST and tail in other and tail.isalpha()


def _sign(one: Figure, other: Figure) -> str:
    a, b = one.statement.value, other.statement.value
    return ">" if a > b else "<" if a < b else "="


def first_above(page: Page) -> Iterator[Remark]:
    """达到10.3万亿元，成为北方第一个过10万亿元省份."""
    for sentence in page.sentences:
        for level, bound in pairwise(sentence.figures):
            if level.unit == bound.unit and level.kind == "level" and _FIRST_PAST.match(bound.lead):
                short = level.amount.high < bound.statement.value
                formula = f"{level.amount.words} {'<' if short else '≥'} {bound.statement.text}"
                note = message("threshold_wrong" if short else "threshold_right", formula=formula)
                marks = [(level.span, "level"), (bound.span, STATED)]
                yield _remark(page, marks, bound, formula, note, not short)


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
            yield _remark(page, marks, rate, formula, note, right)


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
            formula = f"{part.amount.words} {_sign(part, whole)} {whole.amount.words}"
            way = match["fast"] or match["slow"]
            note = message("compared_right" if right else "compared_wrong", formula=formula, way=way)
            yield _remark(page, [(whole.span, "other"), (part.span, STATED)], part, formula, note, right)


def years_of_plan(page: Page) -> Iterator[Remark]:
    """一九八六年到一九九○年的第七个五年计划: the years before the name of the plan."""
    text = page.document.text
    for years, plan in pairwise(page.times(0, len(text))):
        joined = text[years.end : plan.start] == "的"
        if joined and plan.rule.startswith("plan") and "/" in plan.period and "/" in years.period:
            right = plan.period == years.period
            note = message("plan_right" if right else "plan_wrong", plan=plan.period.replace("/", "—"))
            marks = [(Span(plan.start, plan.end), "plan"), (Span(years.start, years.end), STATED)]
            verdict = Verdict.CONSISTENT if right else Verdict.INCONSISTENT
            printed = text[years.start : years.end]
            yield Remark(page, marks, verdict, printed, plan.period, plan.period, note)


def owned_up(page: Page) -> Iterator[Remark]:
    """能耗下降1.2%。没有实现能耗降低4%的目标: what came is short of what a report says was missed."""
    for group in sentences_together(page):
        for number, sentence in enumerate(group):
            for target in sentence.figures if number else ():
                before = page.document.text[sentence.span.start : target.span.start]
                after = page.document.text[target.span.end : sentence.span.end]
                if _MISSED.search(before) is None or "目标" not in after or target.kind != "growth":
                    continue
                name = target.statement.indicator
                told = [
                    f for s in group[:number] for f in s.figures
                    if f.kind == "growth" and f.unit == target.unit and f.statement.indicator == name
                ]  # fmt: skip
                if told and name and name in target.lead:
                    result = told[-1]
                    short = abs(result.statement.value) < abs(target.statement.value)
                    formula = f"{result.amount.words} {_sign(result, target)} {target.amount.words}"
                    key = "compared_right" if short else "compared_wrong"
                    note = message(key, formula=formula, way=message("below_target"))
                    marks = [(target.span, "target"), (result.span, STATED)]
                    yield _remark(page, marks, result, formula, note, short)


def _remark(
    page: Page,
    marks: Sequence[tuple[Span, str]],
    stated: Figure,
    formula: str,
    note: str,
    right: bool,
    *,
    changes: bool = True,
) -> Remark:
    verdict = Verdict.CONSISTENT if right else Verdict.INCONSISTENT
    return Remark(page, marks, verdict, stated.amount.words, "", formula, note, changes=changes and not right)


RULES = (
    direction_of_each,
    direction_by_name,
    first_above,
    two_digits,
    faster_among,
    years_of_plan,
    owned_up,
)
