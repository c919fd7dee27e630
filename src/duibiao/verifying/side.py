"""One document made ready to be compared: its letters, sentences, figures, and where things stand in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from duibiao.lexicon import load
from duibiao.reading.model import Statement
from duibiao.text import Document, Span
from duibiao.verifying.letters import Letters, letters
from duibiao.verifying.model import Spot

ENUMERATOR = re.compile(load("duibiao.verifying")["enumerator"].regex())


@dataclass(frozen=True)
class Side:
    """A document with what was read from it."""

    document: Document
    statements: Sequence[Statement]

    @cached_property
    def letters(self) -> Letters:
        """The letters of its text."""
        return letters(self.document.text)

    def spot(self, span: Span) -> Spot:
        """A stretch, with its line and its paragraph."""
        line = bisect_right(self._breaks, span.start) + 1
        at = self.sentence(span.start)
        paragraph = self.document.sentences[at].paragraph if at >= 0 else 0
        return Spot(span, span.of(self.document.text), line, paragraph)

    def sentence(self, offset: int) -> int:
        """Index of the sentence of the body at ``offset`` (or just before it), or -1."""
        at = bisect_right(self._starts, offset) - 1
        return at if at >= 0 and offset <= self.document.sentences[at].span.end else -1

    def bounds(self, letter: int) -> tuple[int, int]:
        """First letter of the sentence of ``letter``, its number left out, and the letter after it."""
        at = self.sentence(self.letters.at[letter])
        if at < 0:
            return letter, letter + 1
        span = self.document.sentences[at].span
        number = ENUMERATOR.match(self.document.text, span.start, span.end)
        opens = self.letters.index(number.end()) if number else 0
        first, last = self.letters.within(span)
        return (opens if first < opens <= letter else min(first, letter)), max(last, letter + 1)

    def paragraph(self, letter: int) -> int:
        """Number of the paragraph of ``letter``, -1 outside the body."""
        at = self.sentence(self.letters.at[letter])
        return self.document.sentences[at].paragraph if at >= 0 else -1

    def section(self, offset: int) -> tuple[str, ...]:
        """The headings around ``offset``, from the outermost in."""
        at = self.sentence(offset)
        section = self.document.sentences[at].section if at >= 0 else -1
        path: list[str] = []
        while section >= 0:
            path.insert(0, self.document.sections[section].title(self.document.text))
            section = self.document.sections[section].parent
        return tuple(path)

    def figures(self, span: Span) -> list[Statement]:
        """The figures that share a character with ``span`` or touch it."""
        first = bisect_left(self._ends, span.start)
        found: list[Statement] = []
        for statement in self._ordered[first:]:
            if statement.span.start > span.end:
                break
            found.append(statement)
        return found

    @cached_property
    def _ordered(self) -> list[Statement]:
        return sorted(self.statements, key=lambda s: s.span)

    @cached_property
    def _ends(self) -> list[int]:
        return [s.span.end for s in self._ordered]

    @cached_property
    def _starts(self) -> list[int]:
        return [s.span.start for s in self.document.sentences]

    @cached_property
    def _breaks(self) -> list[int]:
        return [m.start() for m in re.finditer(r"\n|\r(?!\n)", self.document.text)]
