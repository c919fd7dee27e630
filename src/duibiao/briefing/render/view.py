"""What every rendering shows, worked out once: marked quotes, roles, figure rows, the strip, the counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from duibiao.briefing.model import Brief, Chapter, Evidence, Quote, Reason, Source
from duibiao.briefing.render.wording import labels
from duibiao.matching import Role, Why
from duibiao.reading.model import Statement
from duibiao.text import Span

STRIP_ROW_LEAST = 900
"""Characters in a row of the strip, at the least: a sentence of the usual 46 then is 5 % of the width, wide
enough to hit with a finger on a phone. Look at the strip of a short report when you change it."""

FIGURES_OPEN_MOST = 8
"""Rows of a chapter's table that stand open. Of the 36 chapters of Guangdong 2024 × 肇庆 7 have more; a
longer table pushes the next chapter off the screen. Look at that brief when you change it."""

_ORDER = {kind: place for place, kind in enumerate(Why)}

CONTEXT = "context"
"""Tone of a sentence that is quoted with its neighbours and holds no reason itself."""

STRIP_ROWS_MOST = 10
"""Rows of the strip, at the most: with more it no longer fits a phone's screen beside its legend."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quote: ``span`` of the report, or a gap (``span`` is ``None``, text ……)."""

    span: Span | None
    kind: Why | None
    """the strongest reason that stands here"""


@dataclass(frozen=True, slots=True)
class Bar:
    """A sentence (or the part of it that fits a row) in the strip; lengths in characters."""

    row: int
    left: int
    width: int
    tone: str
    """a kind of reason, ``CONTEXT``, or "" where nothing concerns the place"""
    chapter: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of a chapter's table of figures: a statement and the number of its source."""

    statement: Statement
    source: int


@dataclass(frozen=True, slots=True)
class Side:
    """The figures of one side: 报告 or 本地材料."""

    name: str
    figures: tuple[Figure, ...]


Printed = Mapping[tuple[int, Span], str]
"""Id of the chapter that prints a local sentence in full, by its source's number and its span."""


def one_line(text: str) -> str:
    """``text`` without its line breaks, which scraped pages put inside sentences; nothing else changes."""
    return _BREAK.sub(lambda m: f"{m[1]} {m[2]}" if m[1] and m[2] else m[1] + m[2], text.strip())


_BREAK = re.compile(r"([!-~]?)[ \t\u3000]*[\r\n]\s*([!-~]?)")


def shortened(quote: Quote) -> bool:
    """Whether anything of the passage is left out of the quote."""
    return quote.kept != (quote.span,)


def pieces(quote: Quote, why: Sequence[Reason], *, whole: bool = False) -> list[Piece]:
    """The quote (``whole``: the full passage) cut where a gap or a reason's span begins or ends."""
    parts = (quote.span,) if whole else quote.kept
    found: list[Piece] = []
    for number, part in enumerate(parts):
        if number or part.start > quote.span.start:
            found.append(Piece(None, None))
        found += _marked(part, why)
    if parts and parts[-1].end < quote.span.end:
        found.append(Piece(None, None))
    return found


def _marked(part: Span, why: Sequence[Reason]) -> list[Piece]:
    # a reason that is a whole sentence would mark all of it, which shows nothing
    words = [reason for reason in why if not reason.text.endswith(("。", "！", "？"))]
    cuts = {part.start, part.end}
    for reason in words:
        cuts |= {at for at in reason.span if part.start < at < part.end}
    edges = sorted(cuts)
    return [
        Piece(Span(start, end), _strongest(r.kind for r in words if r.span.meets(Span(start, end))))
        for start, end in pairwise(edges)
    ]


def _strongest(kinds: Iterable[Why]) -> Why | None:
    return min(kinds, key=_ORDER.__getitem__, default=None)


def reasons(chapter: Chapter) -> list[tuple[Why, list[str]]]:
    """Explanations by kind, the strongest kind first, each explanation once."""
    told: dict[Why, list[str]] = {}
    for reason in sorted(chapter.why, key=lambda r: (_ORDER[r.kind], r.span)):
        explanations = told.setdefault(reason.kind, [])
        if reason.explanation not in explanations:
            explanations.append(reason.explanation)
    return list(told.items())


def strongest(chapter: Chapter) -> Why | None:
    """Kind of the chapter's strongest reason."""
    return _strongest(r.kind for r in chapter.why)


def printed(brief: Brief) -> Printed:
    """Every local sentence is printed once, in the first chapter that it answers; later ones point there."""
    first: dict[tuple[int, Span], str] = {}
    for chapter in brief.chapters:
        for evidence in chapter.evidence:
            first.setdefault((evidence.source, evidence.span), chapter.id)
    return first


def _here(chapter: Chapter, at: Printed) -> list[Evidence]:
    return [e for e in chapter.evidence if at[e.source, e.span] == chapter.id]


def by_role(chapter: Chapter, at: Printed) -> list[tuple[Role, str, list[Evidence]]]:
    """``(role, its name, its sentences)`` for every role that has any to print here, done first."""
    here = _here(chapter, at)
    groups = [(role, [e for e in here if e.role is role]) for role in Role]
    return [(role, labels("roles")[role], found) for role, found in groups if found]


def again(chapter: Chapter, at: Printed) -> list[tuple[int, list[str]]]:
    """``(source, ids of chapters)``: where sentences that answer this chapter too are printed, by source."""
    found: dict[int, list[str]] = {}
    for evidence in chapter.evidence:
        there, known = at[evidence.source, evidence.span], found.get(evidence.source, [])
        if there != chapter.id and there not in known:
            found[evidence.source] = [*known, there]
    return sorted(found.items())


def sides(chapter: Chapter, at: Printed, number: Mapping[str, int]) -> list[Side]:
    """The figures of what is printed here, of both sides, in the order in which documents are numbered.

    ``number``: the documents' numbers by name; the report's is 1.
    """
    here = _here(chapter, at)
    rows = sorted(
        (Figure(s, number[s.doc]) for s in chapter.figures), key=lambda f: (f.source, f.statement.span)
    )
    report = tuple(f for f in rows if f.source == 1)
    local = tuple(
        f for f in rows if any(e.source == f.source and e.span.holds(f.statement.span) for e in here)
    )
    return [side for side in (Side("报告", report), Side("本地材料", local)) if side.figures]


def many(groups: Sequence[Side]) -> bool:
    """Whether a table of these figures is too long to stand open in the text."""
    return sum(len(side.figures) for side in groups) > FIGURES_OPEN_MOST


def strip(brief: Brief) -> tuple[list[Bar], int, int]:
    """Bars of the strip, characters in a row, and the number of rows."""
    total = sum(end - start for start, end, _, _ in brief.coverage.strip)
    row = max(STRIP_ROW_LEAST, -(-total // STRIP_ROWS_MOST))
    bars: list[Bar] = []
    at = 0
    for start, end, kind, chapter in brief.coverage.strip:
        left, tone = end - start, _tone(kind, chapter)
        while left > 0:
            width = min(left, row - at % row)
            bars.append(Bar(at // row, at % row, width, tone, chapter))
            at, left = at + width, left - width
    return bars, row, -(-at // row) if at else 0


def _tone(kind: str, chapter: str) -> str:
    return kind or (CONTEXT if chapter else "")


def strip_counts(brief: Brief) -> list[tuple[str, int]]:
    """How many sentences have each tone, the strongest first; tones without any are left out.

    The firm kinds add up to ``coverage.named``, all to ``coverage.concerned``; the guard demands it.
    """
    found = Counter(_tone(kind, chapter) for _, _, kind, chapter in brief.coverage.strip)
    return [(tone, found[tone]) for tone in (*Why, CONTEXT) if found[tone]]


def waiting(brief: Brief) -> tuple[list[Chapter], list[Chapter]]:
    """The unanswered passages: those told in full, and those that only mention a region of the place."""
    full: list[Chapter] = []
    passing: list[Chapter] = []
    for chapter in brief.unanswered:
        (passing if {reason.kind for reason in chapter.why} == {Why.REGION} else full).append(chapter)
    return full, passing


def used(brief: Brief) -> list[Source]:
    """The report and the sources that are quoted."""
    return [s for s in brief.sources if s.used or s.doc == brief.heading.doc]


def unused(brief: Brief) -> list[Source]:
    """The sources that were read and not quoted."""
    return [s for s in brief.sources if not (s.used or s.doc == brief.heading.doc)]


def declared(brief: Brief) -> dict[str, int]:
    """The numbers that a page may print although no source has them, by name: counts and running numbers."""
    cover = brief.coverage
    numbers = {
        "sentences": cover.sentences,
        "named": cover.named,
        "concerned": cover.concerned,
        "in_chapters": cover.in_chapters,
        "in_unanswered": cover.in_unanswered,
        "evidence_documents": cover.evidence_documents,
        "evidence_used": cover.evidence_used,
        "chapters": len(brief.chapters),
        "unanswered": len(brief.unanswered),
        "passing": len(waiting(brief)[1]),
        "unused": len(unused(brief)),
    }
    numbers |= {f"tone-{tone}": count for tone, count in strip_counts(brief)}
    numbers |= {f"source-{source.number}": source.number for source in brief.sources}
    numbers |= {f"chapter-{chapter.id}": number for number, chapter in enumerate(brief.chapters, 1)}
    for chapter in (*brief.chapters, *brief.unanswered):
        numbers |= {f"paragraph-{p.span.start}": p.paragraph for p in chapter.passages}
    return numbers
