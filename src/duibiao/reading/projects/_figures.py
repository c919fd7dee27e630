"""Money, size, yield and land of a project: figures in its own part of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from duibiao.reading.model import Statement, StatementKind, Status
from duibiao.reading.outlook import Direction
from duibiao.reading.projects._line import CLAUSE, PARK, Line, V
from duibiao.reading.projects.model import FactType, Standing

_MODIFIER = V["modifier"].regex()
_MEASURES = tuple(
    (kind, re.compile(f"(?:{_MODIFIER})*{V[kind.value].regex()}(?:{_MODIFIER})*"))
    for kind in (FactType.MONEY, FactType.OUTPUT, FactType.LAND, FactType.CAPACITY)
)
_UNITS_OF_IT = re.compile(V["capacity_counted"].regex())
_PART = re.compile(V["parts"].regex())
_TO_COME = re.compile("预计|将|力争|后")
_SPENT = re.compile("完成(?:总|年度|固定资产)?投资")
_PARK_OPENING = 10
"""What may stand before the land of a park in a later clause: 市管起步区完成|土地收储."""
_ADVERBS = re.compile("(?:" + V["adverb"].regex() + "|" + _MODIFIER + r"|\s){0,6}")
_EACH = re.compile("均|各|都")
_YIELD_LEADS = re.compile("(?:预计|可|年|将)+")
_BEFORE_NAME = re.compile(r"(?:左右|以上)?的[^，,；;。：:、\n]{0,8}")
_OF_THE_NEXT = re.compile(r"(?:左右|以上)?的[^，,；;。：:、\n]{2,}")
_AREAS = frozenset(("平方公里", "平方米", "亩", "公顷", "平方千米"))
_COUNTED = frozenset(("个", "项", "家", "条", "座", "处", "人", "人次", "种", "批", "名", "位"))
_UNITS = {FactType.MONEY: frozenset(("元", "美元")), FactType.LAND: _AREAS}


class Measured(NamedTuple):
    """A figure of the project ``number`` of a line. ``measure``: what it measures, as printed."""

    number: int
    type: FactType
    statement: Statement
    measure: str
    rule: str


def measured(line: Line, statements: Sequence[Statement]) -> Iterator[Measured]:
    """The figures of a sentence that are its projects'; where a list shares one, nobody gets it."""
    if not statements or not line.names:
        return
    held = [s.indicator_span for s in statements if s.indicator_span is not None]
    seen: set[tuple[int, str]] = set()
    for rule in RULES:
        for number, statement in rule(line, statements):
            inner = any(span.holds(statement.span) for span in held)
            told = None if inner or (number, statement.id) in seen else measure(line, number, statement)
            if told is not None and statement.kind is StatementKind.LEVEL:
                seen.add((number, statement.id))
                yield Measured(number, told[0], statement, told[1], rule.__name__)


def in_its_part(line: Line, statements: Sequence[Statement]) -> Iterator[tuple[int, Statement]]:
    """From the name to the next one; in a line of several, to the end of the clause."""
    for number, named in enumerate(line.names):
        last = number + 1 == len(line.names)
        end = line.sentence.end if last else line.names[number + 1].span.start
        if not line.alone():
            clause = CLAUSE.search(line.text, named.span.end, end)
            end = clause.start() if clause else end
        for s in statements:
            if named.span.end <= s.span.start and s.span.end <= end:
                between = line.text[named.span.end : s.span.start]
                if (
                    "等" not in between
                    and not _OF_THE_NEXT.match(line.text, s.span.end, line.sentence.end)
                    and _own_clause(line, number, s)
                ):
                    yield number, s


def _own_clause(line: Line, number: int, s: Statement) -> bool:
    """Whether a later clause names nothing else before the figure: 总投资86亿元, 年发电量13亿千瓦时."""
    clause = line.clause(s.span.start)
    if clause == line.clause(line.names[number].span.end - 1):
        return True
    if _PART.match(line.text[clause.start : clause.start + 4]):
        return False
    start = s.indicator_span.start if s.indicator_span is not None else s.span.start
    start = min(start, s.span.start)
    if line.names[number].why == PARK and s.unit in _AREAS and start - clause.start <= _PARK_OPENING:
        return True
    return start <= clause.start or _ADVERBS.fullmatch(line.text[clause.start : start]) is not None


def before_the_name(line: Line, statements: Sequence[Statement]) -> Iterator[tuple[int, Statement]]:
    """总投资354亿元的某某工程."""
    for number, named in enumerate(line.names):
        for s in statements:
            if s.span.end < named.span.start and named.span.start - s.span.end < 14:
                gap = line.text[s.span.end : named.span.start]
                single = len(line.run_of(number)) == 1 or line.run_of(number)[0] == number
                if single and _BEFORE_NAME.fullmatch(gap) and _alone_after(line, number):
                    yield number, s


def _alone_after(line: Line, number: int) -> bool:
    """Whether the name is not the first of a list that is summed up: 总投资90亿元的A、B等项目."""
    run = line.run_of(number)
    return len(run) == 1 and "等" not in line.text[line.names[number].span.end : line.end_of(run)]


def of_each(line: Line, statements: Sequence[Statement]) -> Iterator[tuple[int, Statement]]:
    """A、B年投资额均超100亿元: of each of them."""
    for run in line.runs:
        if len(run) < 2:
            continue
        end = line.names[run[-1]].span.end
        for s in statements:
            gap = line.text[end : s.span.start]
            if 0 < len(gap) <= 12 and s.span.start > end and _EACH.search(gap) and not CLAUSE.search(gap):
                yield from ((number, s) for number in run)


RULES = (in_its_part, before_the_name, of_each)
"""All of them tell."""


def measure(line: Line, number: int, s: Statement) -> tuple[FactType, str] | None:
    """What a figure measures, when nothing stands in its name but that and the project."""
    words = s.indicator
    if s.indicator_span is not None and s.indicator_span.meets(line.names[number].span):
        ends = (n.span.end for n in line.names if s.indicator_span.meets(n.span))
        words = line.text[min(max(ends), s.indicator_span.end) : s.indicator_span.end]
    return kind_of(words, s)


def kind_of(words: str, s: Statement) -> tuple[FactType, str] | None:
    """Type and measure of bare words (年设计发电量), by their unit too."""
    plain = re.sub(r"[\s“”\"]", "", words)
    if s.unit in ("台", "个") and _UNITS_OF_IT.fullmatch(plain):
        return FactType.CAPACITY, plain
    for kind, pattern in _MEASURES:
        if pattern.fullmatch(plain) and _fits(kind, s):
            return kind, plain
    return None


def _fits(kind: FactType, s: Statement) -> bool:
    if kind in _UNITS:
        return s.unit in _UNITS[kind]
    if kind is FactType.OUTPUT:
        return s.unit in ("元", "美元", "人", "个")
    return s.unit not in ("元", "美元", "%", "位") and s.unit not in _COUNTED


def stated(line: Line, kind: FactType, measure_words: str, s: Statement) -> Standing:
    """完成投资 was spent, 年度计划投资 is to be; 总投资 and 装机容量 are said of the project as such."""
    clause = line.clause(s.span.start)
    if kind is FactType.MONEY:
        ahead = line.direction is Direction.AHEAD or s.status is Status.TARGET
        if _SPENT.search(line.text[clause.start : s.span.start]):
            return Standing.PLANNED if ahead else Standing.DONE
        return Standing.PLANNED if "年度" in measure_words else Standing.STATED
    return Standing.PLANNED if _TO_COME.search(line.text[clause.start : s.span.start]) else Standing.STATED
