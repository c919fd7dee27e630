"""The words that a passage and local material share, by which a reader sees why they belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import rjieba

from duibiao.matching.lexical import Lexical
from duibiao.matching.model import Reason, Why
from duibiao.matching.terms import compact, folded
from duibiao.text import Document, Span

SHARED_LEAST = 3
"""Fewest characters in common that are shown as a reason; two say little (产业, 发展)."""
SHARED_MOST = 16
_QUOTED = re.compile(r"[“《「]([^”》」]{2,20})[”》」]")
_EDGE = re.compile(r"^[的了和与及在为对将等其]+|[的了和与及在为对将等其]+$")
_RUN = re.compile(r"[一-鿿A-Za-z]+")


def shared_programme(
    report: Document, kept: Sequence[Span], local: str, doc: str, index: Lexical, drop: re.Pattern[str]
) -> Reason | None:
    """A term that the report sets in quotation marks and the local material takes up (“土特产”)."""
    other = compact(local)
    for span in kept:
        for match in _QUOTED.finditer(folded(span.of(report.text))):
            if len(match[1]) >= SHARED_LEAST and match[1] in other:
                tail = f"本地材料也在落实（{doc}）"
                return _reason(report, Span(*match.span()).shift(span.start), Why.PROGRAMME, tail)
    return None


def shared_theme(
    report: Document, kept: Sequence[Span], local: str, doc: str, index: Lexical, drop: re.Pattern[str]
) -> Reason | None:
    """The rarest run of words that stands on both sides; failing that, the quote as a whole."""
    other = compact(local)
    best, best_at = 0.0, Span(0, 0)
    for span in kept:
        text = folded(span.of(report.text))
        for start, end in _common_runs(text, other, drop):
            worth = sum(index.rarity("·" + text[i : i + 2]) for i in range(start, end - 1))
            if worth > best:
                best, best_at = worth, Span(start, end).shift(span.start)
    if best_at.size:
        return _reason(report, best_at, Why.THEME, f"本地材料写到同一件事（{doc}）")
    first = kept[0]
    return Reason(Why.THEME, first.of(report.text), first, f"与本地材料意思相近（{doc}）")


def _common_runs(text: str, other: str, drop: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Longest runs of whole words of ``text`` that stand in ``other`` too."""
    words = [(start, end) for word, start, end in rjieba.tokenize(text)]
    first = 0
    while first < len(words):
        last = first
        while last < len(words) and _stands(text, words[first][0], words[last][1], other):
            last += 1
        if last > first:
            start, end = _without_edges(text, words[first][0], words[last - 1][1])
            if end - start >= SHARED_LEAST and not drop.search(text[start:end]):
                yield start, end
        first = max(last, first + 1)


def _stands(text: str, start: int, end: int, other: str) -> bool:
    return end - start <= SHARED_MOST and bool(_RUN.fullmatch(text, start, end)) and text[start:end] in other


def _without_edges(text: str, start: int, end: int) -> tuple[int, int]:
    """The run without particles and measure words at its ends."""
    printed = text[start:end]
    plain = _EDGE.sub("", printed)
    at = start + printed.index(plain)
    return at, at + len(plain)


def _reason(report: Document, span: Span, kind: Why, tail: str) -> Reason:
    printed = span.of(report.text)
    shown = "".join(printed.split()).strip("“”《》「」")
    return Reason(kind, printed, span, f"“{shown}”，{tail}")
