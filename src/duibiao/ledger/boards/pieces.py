"""Sentences cut into clauses and items: the pieces that are put on boards."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from duibiao.text import Document, Kind, Sentence, Span, trimmed

_CUT = re.compile(r"(?<!\d)[，,](?!\d)|(?<=\d)[，,](?!\d{3})|(?<!\d)[，,](?=\d)|[；;]")
_OPEN, _CLOSE = "“「『（《(", "”」』）》)"


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands between two commas. ``item``: which part of the sentence between semicolons, from 0."""

    span: Span
    item: int


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, cut, with its index; of a caption, which is no sentence of the body, the index is -1."""

    index: int
    sentence: Sentence
    clauses: tuple[Clause, ...]

    @property
    def caption(self) -> bool:
        """It stands under a picture."""
        return self.index < 0


def lines(document: Document) -> list[Line]:
    """The sentences of the body that are no headings of their own, and captions, in reading order."""
    headings = [b.span for b in document.blocks if b.kind in (Kind.HEADING, Kind.TITLE, Kind.META)]
    made = [
        Line(i, sentence, tuple(clauses(document.text, sentence.span)))
        for i, sentence in enumerate(document.sentences)
        if not any(span.holds(sentence.span) for span in headings)
    ]
    captions = [b.span for b in document.blocks if b.kind is Kind.CAPTION]
    return sorted([*made, *(_caption(document, span) for span in captions)], key=lambda x: x.sentence.span)


def _caption(document: Document, span: Span) -> Line:
    starts = [s.span.start for s in document.sentences]
    before = bisect_right(starts, span.start) - 1
    near = document.sentences[before] if before >= 0 else None
    paragraph, section = (near.paragraph, near.section) if near is not None else (0, -1)
    return Line(-1, Sentence(span, paragraph, section, heading=False), (Clause(span, 0),))


def clauses(text: str, span: Span) -> Iterator[Clause]:
    """Cut at commas and semicolons outside quotations and brackets, with the mark that ends each."""
    item, at, deep = 0, span.start, _depths(text, span)
    for match in _CUT.finditer(text, span.start, span.end):
        if deep[match.start() - span.start]:
            continue
        piece = trimmed(text, at, match.end())
        if piece.size:
            yield Clause(piece, item)
        at = match.end()
        item += match.group() in "；;"
    piece = trimmed(text, at, span.end)
    if piece.size:
        yield Clause(piece, item)


def _depths(text: str, span: Span) -> list[int]:
    """How many quotations and brackets each character stands in."""
    deep, found = 0, []
    for char in span.of(text):
        deep += char in _OPEN
        found.append(deep)
        deep = max(0, deep - (char in _CLOSE))
    return found
