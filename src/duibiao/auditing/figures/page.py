"""A document as the rules see it: its figures in reading order, with the words between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from duibiao.auditing.figures.amounts import Amount, printed
from duibiao.auditing.vocabulary import vocabulary
from duibiao.gazetteer import Gazetteer, Place
from duibiao.reading import Statement, read_statements
from duibiao.reading.periods import scan
from duibiao.reading.periods.resolve import Clock
from duibiao.text import Document, Span

_V = vocabulary(__package__)
_LINKS = re.compile(_V["links"].regex())
_ABOVE, _SORTED = _V["and_above"].regex(), _V["sorted_things"].regex()
_SORT = re.compile(f"^(?P<above>{_ABOVE})?的?[\u4e00-\u9fff]{{0,8}}?(?:{_SORTED})")
_CLASS = re.compile(f"^(?:(?P<above>{_ABOVE})(?:）|的[\u4e00-\u9fff]{{0,8}}$|$)|的[\u4e00-\u9fff]{{0,8}}$)")
_IS_REACHED = re.compile(_V["no_class"].regex())
_OVER = re.compile("(?:超过?|过|逾|(?<![以之增同加])上)$")
_CLAUSE = re.compile("[，；。：]")
_ASIDE = re.compile("（[^（）]*）")
_BOTH_SIDES, *_SIDES = _V["both_sides"].words
_EACH, _AND = re.compile(_V["of_each"].regex()), re.compile("[、和与及]")
LEAD_MOST = 160
"""Words before a figure that are looked at: chosen with room to spare."""


@dataclass(eq=False, slots=True)
class Figure:
    """A statement and the words before it, from the figure before it in its sentence (or from its start)."""

    statement: Statement
    lead: str
    """without white space"""
    tail: str
    """words after it, up to the next figure or the sentence's end"""
    amount: Amount
    page: Page
    links: str = field(default="")
    """what is left of ``lead`` without times and words that only link a figure to the one before it"""

    @property
    def clause(self) -> str:
        """Words before it in its clause, other figures too, without white space."""
        start = max(self.statement.sentence_span.start, self.span.start - LEAD_MOST)
        text = self.page.document.text[start : self.span.start]
        return "".join(_CLAUSE.split(text)[-1].split())

    @property
    def sorts(self) -> bool:
        """Whether it only says which things are meant: 5000万元以上项目; right before their number
        (千亩以上|86座, 超5亿元的镇|12个), in brackets (规模以上（年收入500万元及以上）).
        """
        match = _SORT.match(self.tail) or _CLASS.match(self.tail)
        if match is None or (match.re is _CLASS and _IS_REACHED.search(self.tail)):
            return False
        return match["above"] is not None or _OVER.search(self.lead) is not None

    @property
    def kind(self) -> str:
        """Level, growth, change, share, rank, ratio, duration."""
        return self.statement.kind.value

    @property
    def unit(self) -> str:
        """Base form of the unit."""
        return self.statement.unit

    @property
    def span(self) -> Span:
        """Where the number with its unit stands."""
        return self.statement.span


@dataclass(eq=False, slots=True)
class Sentence:
    """The figures of one sentence. ``block``: the paragraph it stands in."""

    span: Span
    block: int
    figures: list[Figure]


@dataclass(eq=False)
class Page:
    """One document of an audit. ``year``: the one it plans."""

    document: Document
    place: Place | None
    year: int | None
    gazetteer: Gazetteer
    read: Sequence[Statement] | None = None
    """its figures, where they were read before"""
    kept: dict[str, Any] = field(default_factory=dict, repr=False)
    """what rules ask of it more than once"""

    @cached_property
    def statements(self) -> list[Statement]:
        """Every figure of the document."""
        if self.read is not None:
            return list(self.read)
        return read_statements(self.document, place=self.place, year=self.year)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences with figures, in reading order."""
        made: list[Sentence] = []
        for s in self.statements:
            if not made or made[-1].span != s.sentence_span:
                made.append(Sentence(s.sentence_span, bisect_right(self._starts, s.span.start) - 1, []))
            made[-1].figures.append(self._figure(s, made[-1]))
        for sentence in made:
            ends = [f.span.start for f in sentence.figures[1:]] + [sentence.span.end]
            for figure, end in zip(sentence.figures, ends, strict=True):
                figure.tail = "".join(self.document.text[figure.span.end : end].split())
            _name_sides(sentence.figures)
        return made

    def block_of(self, figure: Figure) -> int:
        """The number of the paragraph that a figure stands in."""
        return bisect_right(self._starts, figure.span.start) - 1

    @cached_property
    def _starts(self) -> list[int]:
        return [block.span.start for block in self.document.blocks]

    def _figure(self, s: Statement, sentence: Sentence) -> Figure:
        start = sentence.figures[-1].span.end if sentence.figures else sentence.span.start
        start = max(start, s.span.start - LEAD_MOST)
        raw = self.document.text[start : s.span.start]
        lead = "".join(raw.split())
        figure = Figure(s, lead, "", printed(s, lead), self)
        figure.links = self._links(start, s.span.start)
        return figure

    def _links(self, start: int, end: int) -> str:
        """What remains of the words between two figures without times and linking words."""
        return _LINKS.sub("", _ASIDE.sub("", self.without_times(start, end)))

    @cached_property
    def _times(self) -> list[scan.Time]:
        text = self.document.text
        clock = Clock(self.year or 0, str(self.year - 1) if self.year else "")
        return list(scan.times(text, 0, scan.scan(text, 0, len(text)), clock))

    def times(self, start: int, end: int) -> list[scan.Time]:
        """The times named within ``[start, end)``; 全年 is the year before the report's."""
        first = bisect_left(self._times, start, key=lambda t: t.start)
        last = bisect_right(self._times, end, key=lambda t: t.end)
        return self._times[first:last]

    def without_times(self, start: int, end: int) -> str:
        """The text of ``[start, end)`` without times and white space."""
        text, kept, at = self.document.text, "", start
        for time in self.times(start, end):
            kept += text[at : time.start]
            at = time.end
        return "".join((kept + text[at:end]).split())


def _name_sides(figures: Sequence[Figure]) -> None:
    """城乡居民收入分别达到A和B: the first is that of 城镇居民, the second of 农村居民."""
    for one, other in pairwise(figures):
        both = _BOTH_SIDES in one.statement.indicator
        alike = (one.statement.indicator, one.kind, one.unit) == (
            other.statement.indicator, other.kind, other.unit,
        )  # fmt: skip
        if both and alike and _AND.fullmatch(other.lead) and _EACH.search(one.lead + one.clause):
            for figure, side in zip((one, other), _SIDES, strict=True):
                name = figure.statement.indicator.replace(_BOTH_SIDES, side)
                figure.statement = replace(figure.statement, indicator=name)


def sentences_together(page: Page) -> list[Sequence[Sentence]]:
    """The sentences with figures, paragraph by paragraph."""
    groups: list[list[Sentence]] = []
    for sentence in page.sentences:
        if groups and groups[-1][-1].block == sentence.block:
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    return list(groups)


def years_of(period: str) -> tuple[int, int] | None:
    """First and last year of an ISO period, ``None`` when it is empty."""
    parts = [p[:4] for p in period.split("/")]
    return (int(parts[0]), int(parts[-1])) if parts[0].isdigit() and parts[-1].isdigit() else None
