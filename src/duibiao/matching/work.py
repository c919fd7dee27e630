"""What is known when passages and local material are put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from duibiao.lexicon import load
from duibiao.matching.closeness import Closeness, Texts
from duibiao.matching.concerns import Case
from duibiao.matching.evidence import Local
from duibiao.matching.lexical import Vector
from duibiao.matching.model import Reason
from duibiao.matching.strength import Strength
from duibiao.matching.terms import compact
from duibiao.matching.told import CEREMONY, Told, indicators, tell
from duibiao.reading.outlook import Direction, outlook
from duibiao.text import Document

_ROLL_CALL = re.compile(load("duibiao.matching")["roll_call"].regex())


@dataclass(frozen=True)
class Work:
    """``why``, ``names``, ``places``, ``weight``: one a passage of the report."""

    case: Case
    local: Local
    texts: Texts
    close: Closeness
    why: Sequence[Sequence[Reason]]
    names: Sequence[frozenset[str]]
    places: Sequence[frozenset[str]]
    weight: Strength
    drop: re.Pattern[str]
    _told: dict[int, dict[int, Told]] = field(default_factory=dict)

    @property
    def report(self) -> Document:
        """The report."""
        return self.case.report

    @cached_property
    def rows(self) -> list[list[int]]:
        """For every item the rows of its chunks."""
        rows: list[list[int]] = []
        for row, chunk in enumerate(self.local.chunks):
            if chunk.item == len(rows):
                rows.append([])
            rows[chunk.item].append(row)
        return rows

    @cached_property
    def directions(self) -> list[Direction]:
        """Where the section of every passage looks, back or ahead."""
        looks = outlook(self.report, self.case.year)
        sections = [self.report.sentences[p.first].section for p in self.report.passages]
        return [looks[s].direction if s >= 0 else Direction.NONE for s in sections]

    @cached_property
    def indicators(self) -> list[frozenset[str]]:
        """The indicators that every passage names."""
        return [indicators(self.report, passage.span) for passage in self.report.passages]

    def tells(self, passage: int) -> bool:
        """Whether a passage sets or reports something: no ceremony, no mere roll call of campaigns, no main
        heading (三、2026年主要工作)."""
        here = self.report.passages[passage]
        text, last = compact(here.span.of(self.report.text)), self.report.sentences[here.last]
        main = last.heading and self.report.sections[last.section].level == 1
        return not main and not CEREMONY.search(text) and not _ROLL_CALL.search(text)

    def told(self, used: int) -> dict[int, Told]:
        """The sentences of a document that can stand as evidence, by index."""
        if used not in self._told:
            case = self.case
            self._told[used] = tell(self.local.used[used], case.place, case.year, case.gazetteer)
        return self._told[used]

    def closeness_of(self, used: int, told: Told) -> Vector:
        """Lexical closeness of one sentence to every passage."""
        row: Vector = self.texts.sentences(self.local.used[used])[told.index]
        return row
