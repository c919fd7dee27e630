"""The words of a text, segmented a clause at a time where they are asked for.

The segmenter joins nothing across a mark, so that its words are the same as those of the whole text; in a
report only one clause in eight is asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

import rjieba

from duibiao.text import Span

_MARK = re.compile("[，。；、：“”（）《》\n]")


class Word(NamedTuple):
    """A word as segmented, with its part of speech."""

    start: int
    end: int
    tag: str


class Words:
    """Which word stands at a position of ``text``."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._clauses = [0, *(mark.end() for mark in _MARK.finditer(text)), len(text)]
        self._segmented: dict[int, tuple[list[int], list[tuple[str, str]]]] = {}
        """clause -> where its words start and it ends, its words with their parts of speech"""

    def at(self, position: int) -> Word:
        """The word around ``position``; at the end of the text the last one."""
        if position >= len(self._text):
            position = len(self._text) - 1
        clause = bisect_right(self._clauses, position)
        starts, tagged = self._segmented.get(clause) or self._segment(clause)
        i = bisect_right(starts, position)
        return Word(starts[i - 1], starts[i], tagged[i - 1][1])

    def before(self, position: int) -> Iterator[Word]:
        """The words that begin before ``position``, the nearest first."""
        while position > 0:
            word = self.at(position - 1)
            yield word
            position = word.start

    def inside(self, span: Span) -> list[Word]:
        """The words that lie wholly in ``span``."""
        found, position = [], span.start
        while position < span.end:
            word = self.at(position)
            if word.start >= span.start and word.end <= span.end:
                found.append(word)
            position = word.end
        return found

    def _segment(self, clause: int) -> tuple[list[int], list[tuple[str, str]]]:
        start, end = self._clauses[clause - 1 : clause + 1]
        tagged = rjieba.tag(self._text[start:end])
        starts = list(accumulate([len(word) for word, _ in tagged], initial=start))
        self._segmented[clause] = starts, tagged
        return starts, tagged
