"""Where a report announces what it sets out to reach."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from duibiao.lexicon import load
from duibiao.reading.model import Statement, StatementKind, Status
from duibiao.reading.targets.clauses import clauses, unnumbered
from duibiao.text import Document, Span

_V = load("duibiao.reading.targets")
_ANNOUNCES, _AIM_NAMED, _NO_TARGET, _COMMENT, _NOT_IN_NAME = (
    re.compile(_V[name].regex()) for name in ("announces", "aim_named", "no_target", "comment", "not_in_name")
)
_ECONOMY, _ECONOMY_THEN = (re.compile(_V[name].regex()) for name in ("economy", "economy_then"))
_NOTHING = re.compile(r"[\s：:，,是为]*")


@dataclass(frozen=True, slots=True)
class Zone:
    """A line of targets. ``opening``: the announcing words, ``None`` when only the figures tell.

    ``spans``: the announcement's sentence from there on, and those after it that go on with the list.
    ``figures``: the figures of it that are aimed at, in reading order.
    """

    opening: Span | None
    spans: tuple[Span, ...]
    figures: tuple[Statement, ...]

    @property
    def period(self) -> str:
        """The period of most of its figures, the first of them when as many have another."""
        periods = [s.period for s in self.figures]
        return max(dict.fromkeys(periods), key=periods.count, default="")


class Aims:
    """The figures of a document that are aimed at, by their place in the text."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.all = sorted(filter(is_aim, statements), key=lambda s: s.span)
        self._starts = [s.span.start for s in self.all]

    def within(self, span: Span) -> tuple[Statement, ...]:
        """Those inside ``span``."""
        first, last = (bisect_left(self._starts, at) for at in span)
        return tuple(self.all[first:last])


def is_aim(statement: Statement) -> bool:
    """Whether a figure of a line of targets is one: no spell of time, no number of the things to be done."""
    return (
        statement.status is not Status.ACHIEVED
        and statement.kind is not StatementKind.DURATION
        and bool(statement.indicator)
        and not _NO_TARGET.fullmatch(statement.indicator)
    )


def zones(document: Document, aims: Aims, year: int) -> list[Zone]:
    """The lines of targets in reading order. ``year``: the one that the report plans, 0 when unknown.

    Reports of before 1998 announce none: there the sentence that plans the growth of the whole economy
    stands for it.
    """
    found = [zone for opening in _openings(document) if (zone := _announced(document, aims, opening)).figures]
    if not any(_grows(s, year) for zone in found for s in zone.figures):
        taken = {s.id for zone in found for s in zone.figures}
        for at, sentence in enumerate(document.sentences):
            if any(_grows(s, year) and s.id not in taken for s in aims.within(sentence.span)):
                found.append(_zone(document, aims, None, sentence.span, at))
                taken.update(s.id for s in found[-1].figures)
    return _said_once(sorted(found, key=lambda zone: zone.spans[0]))


def _said_once(of: Sequence[Zone]) -> list[Zone]:
    """The lines without those that only say again what was said (今年增长目标为8%左右，考虑了…)."""
    kept: list[Zone] = []
    said: set[tuple[str, Decimal, str]] = set()
    for zone in of:
        fresh: list[Statement] = []
        for s in zone.figures:
            fresh += [s] if same_aim(s) not in said else []
            said.add(same_aim(s))
        if fresh:
            kept.append(replace(zone, figures=tuple(fresh)))
    return kept


def trimmed_name(indicator: str) -> str:
    """经济增长速度的宏观调控目标 is 经济增长速度."""
    return _NOT_IN_NAME.sub("", indicator) or indicator


def same_aim(s: Statement) -> tuple[str, Decimal, str]:
    """What is alike for a figure and the same said again: all names of the economy are one."""
    name = trimmed_name(s.indicator)
    return "" if _ECONOMY.fullmatch(name) is not None else name, s.value, s.period


def is_economy(indicator: str) -> bool:
    """Whether a name is one of those of the gross product or of "the economy"."""
    return _ECONOMY.fullmatch(trimmed_name(indicator)) is not None


def _grows(s: Statement, year: int) -> bool:
    """A planned growth of the whole economy, in the report's year or (reports of a year's end) the next."""
    return (
        s.unit == "%"
        and s.period in (str(year), str(year + 1))
        and s.status is Status.TARGET
        and (is_economy(s.indicator) or _ECONOMY_THEN.fullmatch(trimmed_name(s.indicator)) is not None)
    )


def _openings(document: Document) -> list[tuple[int, Span]]:
    """The announcing words: index of their sentence, and where they stand."""
    found = []
    for at, sentence in enumerate(document.sentences):
        if _AIM_NAMED.search(document.text, *sentence.span) is None:
            continue  # searching all sentences for the words takes 0.6 ms a report
        match = _ANNOUNCES.search(document.text, *sentence.span)
        if match is not None:
            found.append((at, Span(*match.span())))
    return found


def _announced(document: Document, aims: Aims, opening: tuple[int, Span]) -> Zone:
    at, words = opening
    return _zone(document, aims, words, Span(words.end, document.sentences[at].span.end), at)


def _zone(document: Document, aims: Aims, opening: Span | None, first: Span, at: int) -> Zone:
    """The list that begins with ``first`` in sentence ``at``, or in the paragraph below it. Where nothing
    announces it, one sentence of it may set nothing.
    """
    text, sentences = document.text, document.sentences
    spans = [first]
    paragraph = sentences[at].paragraph
    below = _NOTHING.fullmatch(text, *first) is not None
    if not (below or _sets(text, aims, first)):
        return Zone(opening, (), ())
    gap = 0
    for sentence in sentences[at + 1 :]:
        if sentence.paragraph != paragraph + below or _COMMENT.match(text, *sentence.span):
            break
        gap = 0 if _sets(text, aims, sentence.span) else gap + 1
        if gap > (opening is None):
            break
        spans.append(sentence.span)
    return Zone(opening, tuple(spans), tuple(s for span in spans for s in aims.within(span)))


def _sets(text: str, aims: Aims, span: Span) -> bool:
    return bool(aims.within(span)) or any(unnumbered(text, c) for c in clauses(text, span))
