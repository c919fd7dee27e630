"""Times that open a paragraph or a part and govern the figures below them (五年来，我们…)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from duibiao.lexicon import load
from duibiao.reading.outlook import Outlook
from duibiao.reading.periods.scan import Time
from duibiao.text import Document, Span

_OPENING = re.compile(load("duibiao.reading.periods")["opening"].regex() + "{0,2}")
_NEVER = frozenset(("b_month", "b_half", "b_quarter", "b_quarters", "b_months", "same_year", "span_n"))
"""Times too narrow to govern more than their sentence."""


@dataclass(slots=True)
class Unit:
    """A sentence, its section's title and outlook."""

    span: Span
    section: str
    number: int
    """index of the section, -1 for none"""
    paragraph: int
    outlook: Outlook


class Leads:
    """The time that governs the sentence heard last: its paragraph's, else its part's."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._paragraph: tuple[int, Time | None] = (0, None)
        self._parts: list[tuple[Unit, Time]] = []

    @property
    def now(self) -> Time | None:
        """The governing time, or ``None``."""
        return self._paragraph[1] or (self._parts[-1][1] if self._parts else None)

    def opened(self, paragraph: int) -> str:
        """The years that 五年内 and 这五年 mean in this paragraph: those it opened with, if it did."""
        number, time = self._paragraph
        return time.period if number == paragraph and time is not None and "/" in time.period else ""

    def hear(self, unit: Unit, times: Sequence[Time], *, figures: bool) -> None:
        """A time that opens a paragraph governs it; that opens a sentence without figures, its section."""
        first = self._paragraph[0] != unit.paragraph
        if first:
            self._paragraph = (unit.paragraph, None)
            while self._parts and not self._reaches(self._parts[-1][0], unit):
                self._parts.pop()
        if not times or times[0].yardstick or not times[0].period or times[0].rule in _NEVER:
            return
        if "-" in times[0].period:  # 去年一季度: a part of a year
            return
        opening = _OPENING.match(self._document.text, unit.span.start)
        if times[0].start > (opening.end() if opening is not None else unit.span.start):
            return
        if first or "/" in times[0].period or times[0].rule != "year":
            self._paragraph = (unit.paragraph, times[0])
            if not figures or (first and opening is not None and opening.end() > unit.span.start):
                self._parts.append((unit, times[0]))

    def _reaches(self, said: Unit, unit: Unit) -> bool:
        """Whether ``unit`` lies in the section where a lead was said and looks at the same years."""
        if said.outlook.period != unit.outlook.period:
            return False
        sections, outer, section = self._document.sections, said.number, unit.number
        if outer >= 0 and sections[outer].level > 3:
            outer = sections[outer].parent
        while section >= 0 and section != outer:
            section = sections[section].parent
        return section == outer
