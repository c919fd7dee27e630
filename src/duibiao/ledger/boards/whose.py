"""Who speaks in a document, and of whom: the place's own material, or a report from above."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from duibiao.gazetteer import Gazetteer, Place
from duibiao.ledger.adding.derive import MATERIAL, REPORT
from duibiao.ledger.adding.quoting import quoted_sections
from duibiao.ledger.boards.model import Standing
from duibiao.ledger.boards.pieces import Line
from duibiao.ledger.boards.sorting import parts
from duibiao.ledger.boards.supply import Material
from duibiao.lexicon import load
from duibiao.matching.evidence import not_local
from duibiao.matching.whose import elsewhere, is_own
from duibiao.reading import MentionType
from duibiao.text import Sentence, Span

_V = load("duibiao.ledger.boards")
_HOME = re.compile(_V["home_words"].regex())
_PLACES = (MentionType.PLACE, MentionType.ZONE)


@dataclass(frozen=True)
class Voice:
    """A document as the place hears it."""

    material: Material
    place: Place
    gazetteer: Gazetteer

    @cached_property
    def own(self) -> bool:
        """Local material, or a report of the place or of what lies in it."""
        if self.material.origin.kind == MATERIAL:
            return not self._of_upper
        return self._inside(self.material.origin.adcode)

    @cached_property
    def left_out(self) -> str:
        """Why the document is not used, or ''. Material must name the place, whoever calls it local."""
        if self.material.origin.kind == REPORT:
            return ""
        if self._of_upper:
            home = self.gazetteer.get(self.material.origin.adcode)
            return not_local(self.material.mentions, home, self.gazetteer) if home is not None else ""
        given = self.material.origin.adcode == self.place.adcode
        if given and not self._places and _HOME.search(self.material.document.text):
            return ""
        return not_local(self.material.mentions, self.place, self.gazetteer)

    @cached_property
    def _of_upper(self) -> bool:
        """A note of a division above the place: what the city tells of itself is not its county's."""
        upper = {p.adcode for p in self.gazetteer.chain(self.place)} - {self.place.adcode}
        return self.material.origin.adcode in upper

    @cached_property
    def note(self) -> bool:
        """On one subject each, not a report."""
        return self.material.origin.kind == MATERIAL

    @cached_property
    def _places(self) -> list[tuple[Span, bool | None]]:
        """Where divisions and zones are named, and whether they are the place or in it."""
        told = [m for m in self.material.mentions if m.type in _PLACES and (m.adcode or m.adcodes)]
        return [(m.span, is_own(m, self.place, self.gazetteer)) for m in told]

    @cached_property
    def _named(self) -> list[tuple[Span, bool]]:
        """Where anything is named, and whether it is the place's: projects that touch it, too."""
        kinds = (*_PLACES, MentionType.PROJECT)
        found = [m for m in self.material.mentions if m.type in kinds]
        return [(m.span, is_own(m, self.place, self.gazetteer) is True) for m in found]

    @cached_property
    def _elsewhere(self) -> list[bool]:
        return elsewhere(self.material.document, self.material.mentions, self.place, self.gazetteer)

    @cached_property
    def _quoted(self) -> list[bool]:
        """By section: its heading says that the words are the report's from above."""
        return quoted_sections(self.material.document)

    def standing(self, line: Line, span: Span) -> Standing | None:
        """Of a passage in ``line``; ``None`` when it is another place's."""
        if self.own and not self.quotes(line.sentence):
            return None if not line.caption and self._elsewhere[line.index] else Standing.OWN
        if any(own for _, own in _in(self._named, span)):
            return Standing.NAMED
        return None if any(own is False for _, own in _in(self._places, span)) else Standing.ABOVE

    def told_of_another(self, span: Span, found: Sequence[Span]) -> bool:
        """Whether in a list of several places' things the subject is only another's: 甲核电、本市公园.

        What stands in the last part, or behind 等, is said of all.
        """
        text = self.material.document.text
        listed = parts(text, span)
        inner = [f for f in found if any(part.holds(f) for part in listed[:-1])]
        if not found or len(inner) < len(found):
            return False
        there = [part for part in listed[:-1] if any(part.holds(f) for f in found)]
        shared = any("等" in text[part.start : f.end] for part in there for f in found if part.holds(f))
        return not shared and not any(own for part in there for _, own in _in(self._named, part))

    def quotes(self, sentence: Sentence) -> bool:
        """Whether a local page gives these words as the report's from above."""
        return self.note and sentence.section >= 0 and self._quoted[sentence.section]

    def of_others(self, standing: Standing) -> frozenset[str]:
        """Ids of facts that are told beside a passage's own.

        Figures of another place, and of the projects that a report from above lists those that are not the
        place's.
        """
        home = self.material.origin.adcode
        statements = self.material.statements
        if standing is Standing.ABOVE:
            return frozenset(s.id for s in statements if s.adcode not in ("", home))
        figures = {s.id for s in statements if s.adcode and not self._inside(s.adcode)}
        return frozenset(figures | (self._foreign if standing is Standing.NAMED else set()))

    @cached_property
    def _foreign(self) -> set[str]:
        """Ids of projects, programmes and names that do not touch the place."""
        own = [span for span, ours in self._named if ours]
        projects = {
            e.id
            for e in self.material.projects
            if not any(e.project_span.meets(span) for span in own)
            and not any(self._inside(code) for code in e.adcodes)
        }
        programmes = {p.id for p in self.material.programmes if not self._inside(p.adcode)}
        kinds = (*_PLACES, MentionType.PROJECT)
        names = {
            m.id for m in self.material.mentions if m.type in kinds and not any(m.span.meets(s) for s in own)
        }
        return projects | programmes | names

    def _inside(self, adcode: str) -> bool:
        other = self.gazetteer.get(adcode) if adcode else None
        return other is not None and self.gazetteer.holds(self.place, other)


def _in(named: Sequence[tuple[Span, bool | None]], span: Span) -> list[tuple[Span, bool | None]]:
    first = bisect_left(named, span.start, key=lambda pair: pair[0].start)
    found = []
    for pair in named[first:]:
        if pair[0].start >= span.end:
            break
        if pair[0].end <= span.end:
            found.append(pair)
    return found
