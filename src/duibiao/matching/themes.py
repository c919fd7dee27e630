"""The words that a passage and local material share, by which a reader sees why they belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import rjieba

from duibiao.gazetteer import Gazetteer, Place
from duibiao.lexicon import load
from duibiao.matching.concerns import NO_PROGRAMME
from duibiao.matching.lexical import Rarity
from duibiao.matching.model import Reason, Why
from duibiao.matching.terms import compact, folded
from duibiao.text import Document, Span

SHARED_LEAST = 3
"""Fewest characters in common that are shown as a reason; two say little (产业, 发展)."""
SHARED_MOST = 16
LIKE_MEANING = "与本地材料意思相近"
_QUOTED = re.compile(r"[“《「]([^”》」]{2,20})[”》」]")
_NO_EDGE = re.compile(r"[dpucmqrfy]|t$")
"""Tags at which a name neither begins nor ends: 持续, 大力, 以上, 首批."""
_OPENS = re.compile(load("duibiao.matching")["opens_a_task"].regex())
_TRIVIAL = re.compile(
    f"(?:{load('duibiao.matching')['trivial'].regex()}|{load('duibiao.matching')['measures'].regex()})"
)
_RUN = re.compile(r"[一-鿿A-Za-z]+")


@dataclass(frozen=True, slots=True)
class _Word:
    span: Span
    tag: str


def place_names(gazetteer: Gazetteer, place: Place) -> re.Pattern[str]:
    """The names of a place and what it lies in: shared by all local material, they are no theme."""
    names = set(load("duibiao.matching")["home_words"].words)
    for one in gazetteer.chain(place):
        names |= {one.name, *(alias for alias in one.aliases if len(alias) > 1)}
    return re.compile("|".join(sorted(map(re.escape, names), key=lambda n: (-len(n), n))))


def shared_programme(
    report: Document, kept: Sequence[Span], local: str, index: Rarity, drop: re.Pattern[str]
) -> Reason | None:
    """A term that the report sets in quotation marks and the local material takes up (“土特产”)."""
    other = compact(local)
    for span in kept:
        for match in _QUOTED.finditer(folded(span.of(report.text))):
            if len(match[1]) >= SHARED_LEAST and match[1] in other and not NO_PROGRAMME.fullmatch(match[1]):
                tail = "本地材料也在落实"
                return _reason(report, Span(*match.span()).shift(span.start), Why.PROGRAMME, tail)
    return None


def shared_theme(
    report: Document, kept: Sequence[Span], local: str, index: Rarity, drop: re.Pattern[str]
) -> Reason | None:
    """The rarest run of words that stands on both sides."""
    other = compact(local)
    best, best_at = 0.0, Span(0, 0)
    for span in kept:
        text = folded(span.of(report.text))
        for start, end in _common_runs(text, other, drop):
            worth = sum(index.rarity("·" + text[i : i + 2]) for i in range(start, end - 1))
            if worth > best:
                best, best_at = worth, Span(start, end).shift(span.start)
    return _reason(report, best_at, Why.THEME, "本地材料写到同一件事") if best_at.size else None


def like_meaning(report: Document, kept: Sequence[Span]) -> Reason:
    """What is left where meaning alone brought them together: the first sentence quoted."""
    return Reason(Why.THEME, kept[0].of(report.text), kept[0], LIKE_MEANING)


def _common_runs(text: str, other: str, drop: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Longest runs of whole words of ``text`` that stand in ``other`` too, cut to what names a thing."""
    words = _words(text)
    first = 0
    while first < len(words):
        last = first
        while last < len(words) and _stands(text, words[first].span.start, words[last].span.end, other):
            last += 1
        run = words[first:last]
        while run and _NO_EDGE.match(run[-1].tag):
            run.pop()
        while run and (_NO_EDGE.match(run[0].tag) or _OPENS.fullmatch(run[0].span.of(text))):
            run.pop(0)
        if run:
            start, end = run[0].span.start, run[-1].span.end
            shown = text[start:end]
            if len(shown) >= SHARED_LEAST and not drop.search(shown) and not _TRIVIAL.fullmatch(shown):
                yield start, end
        first = max(last, first + 1)


def _words(text: str) -> list[_Word]:
    words: list[_Word] = []
    at = 0
    for word, tag in rjieba.tag(text):
        words.append(_Word(Span(at, at + len(word)), tag))
        at += len(word)
    return words


def _stands(text: str, start: int, end: int, other: str) -> bool:
    return end - start <= SHARED_MOST and bool(_RUN.fullmatch(text, start, end)) and text[start:end] in other


def _reason(report: Document, span: Span, kind: Why, tail: str) -> Reason:
    printed = span.of(report.text)
    shown = "".join(printed.split()).strip("“”《》「」")
    return Reason(kind, printed, span, f"“{shown}”，{tail}")
