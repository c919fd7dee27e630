"""When a fact without a figure was: a time in its sentence, the paragraph's opening, its part's years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from duibiao.lexicon import load
from duibiao.reading.outlook import Direction, Outlook, outlook
from duibiao.reading.periods import scan
from duibiao.reading.periods.resolve import Clock
from duibiao.text import Document, Sentence, Span

_V = load("duibiao.reading.periods")
_NEXT_YEAR = re.compile("第二年|次年")
_OPENING_MOST = 12
"""A time that governs a paragraph begins within so many code points of its start."""
_NOTHING = Outlook(Direction.NONE, "", "nothing_tells")
_OPENS_AHEAD, _OPENS_BACK = (re.compile(_V[name].regex()) for name in ("opens_ahead", "opens_back"))
WORDS_TELL_FROM = 1200
"""Code points from which the words of a part without a telling heading say where it looks: parts of notes
have below 600 and mix both, those of the reports that need it (State Council 2000-2007) above 3,000."""

When = tuple[str, Span | None, str]
"""ISO-8601 period, where it is printed, what told."""


@dataclass
class Times:
    """The times of one document, read where they are asked for. ``year``: that it plans, 0 if unknown."""

    document: Document
    year: int
    _known: dict[int, list[scan.Time]] = field(default_factory=dict)
    _openings: dict[int, scan.Time | None] = field(default_factory=dict)

    @cached_property
    def _looks(self) -> list[Outlook]:
        return outlook(self.document, self.year) if self.year else []

    @cached_property
    def _first(self) -> dict[int, Sentence]:
        """The first sentence of each paragraph."""
        return {sentence.paragraph: sentence for sentence in reversed(self.document.sentences)}

    def look(self, sentence: Sentence) -> Outlook:
        """Where the sentence's part of the text looks."""
        known = self._looks and sentence.section >= 0
        return self._looks[sentence.section] if known else _NOTHING

    def direction(self, sentence: Sentence) -> Direction:
        """Where a sentence looks: as its part of the text does, else as its own opening or time says."""
        if self._sure(sentence):
            return self.look(sentence).direction
        opening = self.document.text[sentence.span.start : sentence.span.start + _OPENING_MOST]
        if _OPENS_AHEAD.match(opening):
            return Direction.AHEAD
        if _OPENS_BACK.match(opening):
            return Direction.BACK
        times = self._read(sentence)
        if times and times[0].start - sentence.span.start <= _OPENING_MOST and self.year:
            return Direction.BACK if int(times[0].period[:4]) < self.year else Direction.AHEAD
        return Direction.NONE

    def when(self, sentence: Sentence, at: int) -> When:
        """The time of a fact that begins at ``at``."""
        times = self._read(sentence)
        before = [t for t in times if t.start < at]
        if before:
            return self._said(before[-1], at)
        opening = self._opening(sentence.paragraph)
        if opening is not None:
            return opening.period, Span(opening.start, opening.end), "the time that opens the paragraph"
        look = self.look(sentence)
        return (look.period, None, look.why) if self._sure(sentence) else ("", None, _NOTHING.why)

    def _sure(self, sentence: Sentence) -> bool:
        """Whether the part of the text tells where it looks, not just the words of a short note."""
        look, sections = self.look(sentence), self.document.sections
        short = sentence.section < 0 or sections[sentence.section].span.size < WORDS_TELL_FROM
        return look.direction is not Direction.NONE and not (short and look.why == "words_of_the_text")

    def _said(self, time: scan.Time, at: int) -> When:
        span = Span(time.start, time.end)
        after = _NEXT_YEAR.search(self.document.text, time.end, at)
        if after is not None and time.period.isdigit():
            return str(int(time.period) + 1), Span(*after.span()), "the year after the one before"
        return time.period, span, "a time in the sentence"

    def _read(self, sentence: Sentence) -> Sequence[scan.Time]:
        """The times of a sentence that say when something was, not what it is compared with."""
        start, end = sentence.span
        if start not in self._known:
            text = self.document.text
            clock = Clock(self.year, self.look(sentence).period or (str(self.year) if self.year else ""))
            found = scan.times(text, start, scan.scan(text, start, end), clock)
            self._known[start] = [t for t in found if t.period and not t.yardstick]
        return self._known[start]

    def _opening(self, paragraph: int) -> scan.Time | None:
        if paragraph not in self._openings:
            first = self._first.get(paragraph)
            times = self._read(first) if first else ()
            opens = [t for t in times if first and t.start - first.span.start <= _OPENING_MOST]
            self._openings[paragraph] = opens[0] if opens else None
        return self._openings[paragraph]
