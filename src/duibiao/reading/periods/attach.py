"""Which time governs a figure: ordered rules over its frame."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from duibiao.lexicon import load
from duibiao.reading.frame import Frame
from duibiao.reading.periods.scan import Time

_YEARLY = frozenset(load("duibiao.reading.periods")["yearly"].words)
_TURNS = tuple(load("duibiao.reading.periods")["turns"].words)
_FROM, _YEAR = ("由", "从"), re.compile("[0-9]{4}")
_BRACKET, _CLOSES = re.compile("[()（）]"), (")", "）")
_SO_MANY_YEARS, _PAUSE = re.compile("近?[两二三四2-4]年(?:间|来)?"), re.compile("[，；]")
_AVERAGED = ("平均", "年均")
_SPAN_LEAST = 2
"""Years between two that an average is over."""
_DIRECT = ("", "的", "的约", "的近", "约", "预计的", "原定的")
_ABOVE, _REACHED_THEN = ("高于", "低于", "快于", "超过", "等于"), ("的水平", "的速度", "的增长速度")

Rule = Callable[[Frame], Time | None]


def its_own_yardstick(f: Frame) -> Time | None:
    """比1980年的7159亿元增加: the figure that a time of comparison stands before holds then.

    Not a multiple of what was then (等于1949年的2.5倍).
    """
    if not f.times or f.quantity.unit == "倍":
        return None
    time = f.times[-1]
    between = f.text[time.end : f.quantity.start]
    direct = time.yardstick and between in _DIRECT
    if time.yardstick and f.text.startswith(_REACHED_THEN, f.quantity.end) and "，" not in between:
        direct = f.text.endswith(_ABOVE, 0, time.start)  # 高于1955年至1980年平均每年递增4.3%的水平
    return time if direct and time.period else None


def of_its_list(f: Frame) -> Time | None:
    """平均每年增长4.7%和5.7%: the second holds when the first does."""
    before = f.topic.before
    if not f.inherited or before is None or before.time is None:
        return None
    return None if f.times and f.times[-1].start > before.quantity.start else before.time


def started_from(f: Frame) -> Time | None:
    """1982年同1978年相比，总额由1559亿元增加: what is started from holds in the year compared with."""
    if not f.predicate.words or f.predicate.words[0] not in _FROM:
        return None
    return next((time for time in reversed(f.times) if time.yardstick and time.period), None)


def average_over_years(f: Frame) -> Time | None:
    """年均增长: over all the years that the sentence or the paragraph speaks of."""
    if not _YEARLY.intersection(f.predicate.words):
        return None
    for time in reversed(f.times):
        if time.end <= f.quantity.start and not time.yardstick and "/" in time.period:
            return time
    between = _between_two_years(f)
    if between is not None:
        return between
    if f.lead is not None and "/" in f.lead.period:
        return f.lead
    return f.whole or _since_a_year(f)


def _since_a_year(f: Frame) -> Time | None:
    """比2020年增长30%，年均增长5%: the years after that one to the section's."""
    last = f.times[-1] if f.times and f.times[-1].yardstick else None
    if last is None or not _YEAR.fullmatch(last.period) or not _YEAR.fullmatch(f.outlook.period):
        return None
    if int(f.outlook.period) - int(last.period) < _SPAN_LEAST:
        return None
    return replace(last, period=f"{int(last.period) + 1}/{f.outlook.period}", yardstick=False)


def _between_two_years(f: Frame) -> Time | None:
    """从2020年的…增长到2025年的…、年均增长5%: the years after the first to the second."""
    years = [time for time in f.times if _YEAR.fullmatch(time.period)]
    for first, last in zip(reversed(years[:-1]), reversed(years), strict=False):
        since = int(last.period) - int(first.period)
        from_there = first.yardstick or f.text.endswith(_FROM, 0, first.start)
        if from_there and since >= _SPAN_LEAST:
            return replace(last, period=f"{int(first.period) + 1}/{last.period}")
    return None


def turned_to(f: Frame) -> Time | None:
    """2006年，由前三年分别上升…，转为下降1.2%: what came of it holds in the year, not in the years before."""
    if not f.text.startswith(_TURNS, f.open):
        return None
    times = (t for t in reversed(f.times) if not t.yardstick and t.period)
    return next((t for t in times if "/" not in t.period), None)


def named_before(f: Frame) -> Time | None:
    """The nearest time before the figure in its sentence, of no average and no bracket closed since."""
    for time in reversed(f.times):
        told = time.end <= f.quantity.start and not time.yardstick and time.period
        if told and not (_aside(f, time) or _of_an_average(f, time)):
            return time
    return None


def _aside(f: Frame, time: Time) -> bool:
    """总值210亿元（2023年修订为203亿元），增长3.9%: whether a time stands in a bracket before the figure."""
    bracket = _BRACKET.search(f.text, time.end, f.quantity.start)
    return bracket is not None and bracket.group() in _CLOSES


def _of_an_average(f: Frame, time: Time) -> bool:
    """增长8%，两年平均增长6%；收入9亿元: whether a time says how many years an average is over."""
    between = f.text[time.end : f.quantity.start]
    counted = _SO_MANY_YEARS.fullmatch(f.text[time.start : time.end]) is not None
    aside = f.text[time.start - 1 : time.start] in ("，", "、", "；")
    return counted and aside and between.startswith(_AVERAGED) and _PAUSE.search(between) is not None


def opened_with(f: Frame) -> Time | None:
    """五年来，… at the head of the paragraph or the part."""
    return f.lead


RULES: tuple[Rule, ...] = (
    its_own_yardstick,
    of_its_list,
    started_from,
    average_over_years,
    turned_to,
    named_before,
    opened_with,
)
"""Asked in this order; the first answer stands; else the section's period."""


def period(frame: Frame) -> tuple[Time | None, str]:
    """The time and the rule that gave it; ``None`` and why the section's period stands."""
    for rule in RULES:
        answer = rule(frame)
        if answer is not None:
            return answer, rule.__name__
    return None, frame.outlook.why
