"""What a figure's clause names, and what its sentence is about so far: the ground of the rules that name."""

from __future__ import annotations

import re

from duibiao.lexicon import load
from duibiao.reading.frame import UNKNOWN, Frame
from duibiao.reading.indicators.counted import OF_COUNTED
from duibiao.reading.indicators.lists import COUNTED, Name
from duibiao.reading.indicators.phrases import NAME_MOST, named_before, subject_of_clause
from duibiao.text import Span

_V = load("duibiao.reading.indicators")
_COMPARES, _AMONG = (re.compile(_V[name].regex()) for name in ("compares", "rank_places"))
_DIMENSIONS = frozenset(_V["dimensions"].words)
_TOGETHER = frozenset(_V["together"].words)
_INSIDE = "中上里"
LIST_MOST = 64
"""Longest list of subjects that one figure holds of."""
_TIME_AT_MOST = 4
"""A time that leads a subject stands at most this far in (结转到第七个五年计划期间…)."""


def named_of(f: Frame) -> Span | None:
    """The noun phrase that ends where the figure's predicate begins; looked for once."""
    if f.own is UNKNOWN:
        f.own = _named(f)
    return f.own


def _named(f: Frame) -> Span | None:
    floor, end = _past_time(f), f.predicate.end
    compared = _COMPARES.search(f.text, floor, end)
    if compared is not None:
        return named_before(f.text, floor, compared.start())  # 低保标准不低于当地平均标准的1.6倍
    if f.text[end - 1] == "、" and end > floor + 1:
        return subject_of_clause(f.text, floor, end - 1)  # 收入增速高于经济增速、突破3万元
    among = _AMONG.search(f.text, floor, end) if _may_be_among(f) else None
    end = _over_a_power(f) if among is None else among.start()  # 成交额均居全国区域碳市场|首位
    together = not _TOGETHER.isdisjoint(f.predicate.words)
    most = LIST_MOST if together else NAME_MOST
    named = named_before(f.text, floor, end, most, whole_list=together)
    if named is None and among is not None and f.text[f.predicate.end - 1] in _INSIDE:
        return named_before(f.text, end, f.predicate.end - 1)  # 在国家综合测评|中位列第一
    if named is None and floor > f.floor + 1 and f.text[f.times[-1].start - 1] not in "在于到从自":
        named = named_before(f.text, f.floor, f.times[-1].start)  # 省级财政五年投入
    before = f.topic.before
    if named is None or before is None or named.start != before.quantity.end:
        return named
    return _after_a_figure(f, before, named, end)


def _past_time(f: Frame) -> int:
    """Where the subject begins, after the time that leads it."""
    floor = f.floor
    for time in f.times:
        if floor <= time.start <= floor + _TIME_AT_MOST and time.end <= f.predicate.end:
            if f.text[time.end] == "的" and named_before(f.text, floor, time.start) is not None:
                break  # 全国职工|全年|的平均人数
            floor = time.end
    return floor


def _over_a_power(f: Frame) -> int:
    """参赛队伍|上万支, 新材料|有上千种: where the subject of a bare power ends."""
    end, q = f.predicate.end, f.quantity
    if f.text[end - 1] != "上" or f.text[q.start] not in "千万百亿" or q.family == "share":
        return end
    return end - 1 - (f.text[end - 2] in "有达")


def _after_a_figure(f: Frame, before: Frame, named: Span, end: int) -> Span | None:
    """What of the words right after the figure before is this figure's name."""
    counted = f.topic.span
    sizes = before.quantity.family in ("money", "measure") and f.quantity.family in COUNTED
    if named.of(f.text) in _DIMENSIONS or (sizes and not before.counts):
        return named  # 投资超10亿元|重大项目14个
    if not before.counts or counted is None or counted.end >= end:
        return None  # 22个县和110个镇: 县 belongs to the figure before
    rest = named_before(f.text, counted.end, end)
    if rest is not None and rest.start == counted.end and OF_COUNTED.match(f.text, *rest) is not None:
        return Span(counted.start, rest.end)  # 17个传统制造业|增加值
    return rest


def _may_be_among(f: Frame) -> bool:
    return f.quantity.family == "rank" or f.text[f.predicate.end - 1] in _INSIDE


def topic_of(f: Frame) -> Name | None:
    """The name of the figure before in the sentence."""
    return (f.topic.name, f.topic.span) if f.topic.span is not None else None
