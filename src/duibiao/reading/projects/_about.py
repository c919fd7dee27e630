"""Whose a project is, where it lies, what it is part of, who answers for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from duibiao.reading.model import Mention, MentionType
from duibiao.reading.projects._line import AGAIN, CLAUSE, FIRM, LISTED, Line, V
from duibiao.reading.projects.model import FactType
from duibiao.text import Span

_BY = re.compile(V["owner"].regex())
_DOES = re.compile(V["owner_does"].regex())
_LIES = re.compile("(?:" + V["lies"].regex() + ")$")
_ADMITTED = re.compile(V["admitted"].regex())
_AS = re.compile(V["admitted_as"].regex())
_RESPONSIBLE = re.compile(V["responsible"].regex())
_NO_OWNER = re.compile(V["no_owner"].regex())
_ITS = tuple(V["its"].words)
PROGRAMME_NEAR = 30


class About(NamedTuple):
    """What is said of the project ``number``: -1 for the group of the sentence."""

    number: int
    type: FactType
    span: Span
    value: str
    adcodes: tuple[str, ...]
    rule: str


def about(line: Line, mentions: Sequence[Mention]) -> Iterator[About]:
    """Everything of these kinds in a sentence; ``mentions``: those inside it, nested ones too."""
    for rule in RULES:
        for number, kind, span, value, codes in rule(line, mentions):
            yield About(number, kind, span, value, codes, rule.__name__)


Told = tuple[int, FactType, Span, str, tuple[str, ...]]


def firm_in_its_name(line: Line, mentions: Sequence[Mention]) -> Iterator[Told]:
    """宁德时代|肇庆项目, 惠州|埃克森美孚|乙烯一期."""
    for number, named in enumerate(line.names):
        for m in mentions:
            if (m.span == named.span and named.why == LISTED) or _NO_OWNER.search(m.name or m.text):
                continue
            if m.type is MentionType.ORGANISATION and named.span.holds(m.span):
                yield number, FactType.OWNER, m.span, m.name or m.text, ()


def firm_that_builds(line: Line, mentions: Sequence[Mention]) -> Iterator[Told]:
    """由某某集团投资建设; 某某集团投资50亿元建设的A."""
    if len(line.runs) != 1:
        return
    for m in mentions:
        if m.type is not MentionType.ORGANISATION or m.nested:
            continue
        clause = line.clause(m.span.start)
        by = _BY.search(line.text[clause.start : m.span.start])
        rest = line.text[m.span.end : m.span.end + 6]
        if by and _DOES.search(rest):
            yield from ((i, FactType.OWNER, m.span, m.name or m.text, ()) for i in line.runs[0])
        elif (
            _DOES.match(rest)
            and line.inside(Span(m.span.end, clause.end))
            and clause.holds(line.names[0].span)
        ):
            yield 0, FactType.OWNER, m.span, m.name or m.text, ()


def its_base(line: Line, mentions: Sequence[Mention]) -> Iterator[Told]:
    """引进…宁德时代，其|肇庆基地."""
    for number, named in enumerate(line.names):
        if line.text[: named.span.start].endswith(_ITS):
            firms = [
                m for m in mentions if m.type is MentionType.ORGANISATION and m.span.end <= named.span.start
            ]
            for m in firms[-1:]:
                yield number, FactType.OWNER, m.span, m.name or m.text, ()


def place_in_its_name(line: Line, mentions: Sequence[Mention]) -> Iterator[Told]:
    """肇庆|浪江抽水蓄能电站, and what a catalogue says that a line touches."""
    for number, named in enumerate(line.names):
        if named.why in (AGAIN, FIRM):
            continue
        inner = [
            m
            for m in mentions
            if m.type in (MentionType.PLACE, MentionType.ZONE) and named.span.holds(m.span)
        ]
        if inner:
            m = inner[0]
            yield number, FactType.PLACE, m.span, m.name or m.text, named.adcodes or _codes(m)
        elif named.adcodes:
            yield number, FactType.PLACE, named.span, "", named.adcodes


def place_where_it_lies(line: Line, mentions: Sequence[Mention]) -> Iterator[Told]:
    """选址|广宁县."""
    if not line.alone():
        return
    for m in mentions:
        if (
            m.type not in (MentionType.PLACE, MentionType.ZONE)
            or line.names[0].span.meets(m.span)
            or m.nested
        ):
            continue
        clause = line.clause(m.span.start)
        own = clause.holds(line.names[0].span)
        lies = _LIES.search(line.text[clause.start : m.span.start])
        if m.span.start > line.names[0].span.end and lies is not None and (own or lies.start() == 0):
            yield 0, FactType.PLACE, m.span, m.name or m.text, _codes(m)


def admitted_to(line: Line, mentions: Sequence[Mention]) -> Iterator[Told]:
    """跻身|“零碳工厂”, 纳入|国家规划."""
    for match in _ADMITTED.finditer(line.text, *line.sentence):
        clause = line.clause(match.start())
        before = line.inside(Span(clause.start, match.start()))
        if not before or match.start() - line.end_of(line.run_of(before[-1])) > 4:
            continue
        spans = [
            m.span for m in mentions
            if m.type is MentionType.PROGRAMME and match.end() <= m.span.start <= match.end() + PROGRAMME_NEAR
        ]  # fmt: skip
        found = _AS.search(line.text, match.end(), clause.end)
        span = spans[0] if spans else Span(*found.span()) if found else None
        if span is not None:
            value = span.of(line.text).strip('“”"')
            yield from ((i, FactType.PROGRAMME, span, value, ()) for i in line.run_of(before[-1]))


def who_answers(line: Line, mentions: Sequence[Mention]) -> Iterator[Told]:
    """“一个项目、一个领导、一个台账、一跟到底”: of the one project of a sentence, else of its group."""
    for match in _RESPONSIBLE.finditer(line.text, *line.sentence):
        own = line.alone() and not CLAUSE.search(line.text[line.names[0].span.end : match.start()])
        yield (0 if own else -1), FactType.RESPONSIBLE, Span(*match.span()), match.group().strip('“”"'), ()


RULES = (
    firm_in_its_name,
    firm_that_builds,
    its_base,
    place_in_its_name,
    place_where_it_lies,
    admitted_to,
    who_answers,
)
"""All of them tell."""


def _codes(m: Mention) -> tuple[str, ...]:
    return (m.adcode,) if m.adcode.isdigit() else m.adcodes
