"""Positions in a document's text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

_BLANKS = "".join(filter(str.isspace, map(chr, range(0x10000)))) + "\u200b\u200c\u200d\u2060\ufeff\u00ad"
"""White space, and the invisible characters that web pages leave in text."""


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of code points in one document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The printed string at this position."""
        return text[self.start : self.end]

    @property
    def size(self) -> int:
        """How many code points the span covers."""
        return self.end - self.start

    def shift(self, offset: int) -> Span:
        """The same range, ``offset`` code points further on."""
        return Span(self.start + offset, self.end + offset)

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def hull(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


def inside(spans: Sequence[Span], around: Span) -> list[int]:
    """Indices of the ``spans`` (in order of their starts) that lie wholly inside ``around``."""
    first, last = bisect_left(spans, Span(around.start, 0)), bisect_left(spans, Span(around.end, 0))
    return [i for i in range(first, last) if spans[i].end <= around.end]


def trimmed(text: str, start: int, end: int) -> Span:
    """``[start, end)`` without the white space (full-width and zero-width too) at its ends."""
    printed = text[start:end].lstrip(_BLANKS)
    return Span(end - len(printed), end - len(printed) + len(printed.rstrip(_BLANKS)))
