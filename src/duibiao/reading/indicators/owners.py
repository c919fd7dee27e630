"""Names that stand elsewhere: what a headless phrase leaves out, what lasts so long, whose an amount is."""

from __future__ import annotations

import re

import rjieba

from duibiao.lexicon import load
from duibiao.reading.frame import Frame
from duibiao.reading.indicators.counted import counted_after
from duibiao.reading.indicators.lists import COUNTED, Name, clause_before_this
from duibiao.reading.indicators.phrases import (
    begins_with_a_verb,
    depends,
    named_before,
    subject_of_clause,
)
from duibiao.reading.indicators.subjects import named_of, topic_of
from duibiao.text import Span

_V = load("duibiao.reading.indicators")
_SPELL_THINGS = re.compile(_V["spell_things"].regex())
_OWNERS = re.compile(_V["owners"].regex())
_BARE_AMOUNTS = frozenset(_V["bare_amounts"].words)
_OWNING = tuple(_V["owning"].words)
_EMPTY_SPELLS = tuple(_V["empty_spells"].words)
_GRADES = re.compile(
    "级?(?:[、和到至与]约?[0-9.一-十百千万亿]+(?:千伏|兆瓦|英寸|万?吨|[元卡羽])?级?)+(?=[\u4e00-\u9fff]{2})"
)
"""千亿元级、万亿元级|新兴产业集群, 750千伏和330千伏|电网工程"""
_LEADS = frozenset(_V["lead"].words)
_FIGURE = re.compile("[0-9０-９]|百分之")
_JOINS = "，、和与及 "
_NEVER_LASTS = "、，。；：（(）！来以之内中间前后里"


def left_out(f: Frame) -> Name | None:
    """八百九十个项目，其中年底以前建成的四百个: what is counted again is left out after its description."""
    before, subject = f.topic.before, f.subject.lstrip("，、；")
    if f.quantity.family not in COUNTED or before is None or before.quantity.unit != f.quantity.unit:
        return None
    of = f.text.startswith("的", f.predicate.end)
    if (not of and not subject.endswith("的")) or "的" in subject[:-1]:
        return None
    words = [
        word
        for word in rjieba.tag(subject.removesuffix("的"))
        if word[1] not in ("d", "r", "t", "c", "p", "f")
    ]
    doing = bool(words) and words[0][1] in ("v", "vn") and words[0][0] not in _LEADS
    return topic_of(f) if doing or not words else None


def sized_thing(f: Frame) -> Name | None:
    """，二十万千瓦以上的火电站: the size of what follows, when nothing stands before it."""
    own = named_of(f)
    counts = f.quantity.family in COUNTED and f.after
    if (f.quantity.family not in ("money", "measure") and not counts) or f.predicate.words:
        return None
    if f.subject.strip(_JOINS) and (own is None or not depends(own.of(f.text))):
        return None
    graded = _GRADES.match(f.text, f.quantity.end, f.close)
    start = f.end_after if graded is None else graded.end()
    if graded is None and f.text[start : start + 1] != "的":
        return None
    counted = counted_after(f.text, start, f.close)
    return None if counted is None or depends(counted.of(f.text)) else (counted.of(f.text), counted)


def lasting_thing(f: Frame) -> Name | None:
    """为期两年的关停并转计划, 二十年改革开放: what lasts so long stands after it."""
    end, named = f.end_after, named_of(f)
    if f.quantity.family != "time" or (named is not None and f.predicate.words):
        return None
    quoted = f.text[f.quantity.start - 1] == "“"
    thing = None if named is not None and not quoted else _SPELL_THINGS.match(f.text, end, f.close)
    if thing is not None and f.text[end] not in _NEVER_LASTS:
        return thing.group(), Span(*thing.span())  # 15分钟生活圈
    of = f.text[end : end + 1] == "的"
    if f.text[end : end + 1] in _NEVER_LASTS or (not of and (f.predicate.words or not f.quantity.chinese)):
        return None
    if not of and (named is not None or begins_with_a_verb(f.text, end)):
        return None
    counted = counted_after(f.text, end, f.close)
    if counted is None or counted.of(f.text).startswith(_EMPTY_SPELLS) or counted.size < 2:
        return None
    return counted.of(f.text), counted


def owned_amount(f: Frame) -> Name | None:
    """数字经济加快发展，增加值…: an amount that needs an owner has the clause before's."""
    own = named_of(f)
    if own is None or own.of(f.text) not in _BARE_AMOUNTS or f.open < f.sentence.start:
        return None
    if f.topic.name.endswith(_OWNING) and f.topic.span is not None:
        return f.topic.name + own.of(f.text), own  # 规模以上工业企业达7.6万家、增加值增长3%
    if f.open == f.sentence.start:
        return None
    start = clause_before_this(f)
    if f.topic.before is not None and f.topic.before.quantity.end > start:
        return None
    owner = _OWNERS.match(f.text, start, f.open)
    if owner is None or _FIGURE.search(owner.group()) is not None:
        return None
    named = named_before(f.text, *owner.span())
    return None if named is None else (named.of(f.text) + own.of(f.text), own)


def part_before_what_is_done(f: Frame) -> Name | None:
    """提高城乡低保标准、覆盖119.2万人: a part of the clause that only says what is done names nothing."""
    listed = f.text.rfind("、", f.floor + 1, f.predicate.end)
    if listed < 0 or named_of(f) is not None or f.quantity.family in ("time", "rank"):
        return None
    named = subject_of_clause(f.text, f.floor, listed)
    return None if named is None or depends(named.of(f.text)) else (named.of(f.text), named)


def headline(f: Frame) -> Name | None:
    """经营主体稳中培优。总量达1461万户: what a short sentence without a figure says is about what."""
    said, own = f.topic.headline, named_of(f)
    if (
        said is None
        or own is None
        or not depends(own.of(f.text))
        or f.topic.before is not None
        or f.open > f.sentence.start
    ):
        return None
    named = subject_of_clause(f.text, said.start, said.end - 1)
    if named is None or named.end == said.end - 1 or depends(named.of(f.text)):
        return None
    return named.of(f.text), named
