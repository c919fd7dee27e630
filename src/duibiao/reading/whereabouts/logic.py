"""Whose figure it is: a place that the clause names, or the report's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from duibiao.lexicon import load
from duibiao.text import Span

_V = load("duibiao.reading.whereabouts")
_COUNTRY = frozenset(_V["country"].words)
_WORDS = re.compile(f"(?P<country>{_V['country'].regex()})|(?P<home>{_V['home'].regex()})")
_YARDSTICK = re.compile(_V["not_subject_before"].regex() + r"\Z")
_PART_OF_NAME = re.compile(_V["not_subject_after"].regex())
_BACK = max(map(len, _V["not_subject_before"].words))


@dataclass(frozen=True, slots=True)
class Whose:
    """A word or name that says whose figures follow. ``adcode`` is empty for the report's own place."""

    span: Span
    name: str
    adcode: str


def words(text: str, start: int, end: int, country: str, home: tuple[str, str]) -> list[Whose]:
    """全国, 我省 and the like where they stand for whom a figure is of."""
    found: list[Whose] = []
    for match in _WORDS.finditer(text, start, end):
        if match["country"] is not None:
            if _PART_OF_NAME.match(text, match.end()):
                continue
            if _YARDSTICK.search(text[max(start, match.start() - _BACK) : match.start()]):
                continue
            found.append(Whose(Span(*match.span()), country, "100000"))
        else:
            found.append(Whose(Span(*match.span()), *home))
    return found


def nearest(of: Sequence[Whose], start: int, end: int) -> Whose | None:
    """The last of ``of`` within ``[start, end)``."""
    for whose in reversed(of):
        if whose.span.end <= end:
            return whose if whose.span.start >= start else None
    return None
