"""What every rendering shows, worked out once: marked quotes, roles, figure rows, the strip, the counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, starmap

from duibiao.briefing.model import (
    Brief,
    Chapter,
    Evidence,
    Project,
    Quote,
    Reason,
    Source,
    Term,
    Written,
    Yardstick,
)
from duibiao.briefing.pictures import page as pictures
from duibiao.briefing.render import wording
from duibiao.briefing.render.wording import labels
from duibiao.briefing.yardsticks import printed as printed_number
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

STRIP_ROWS_MOST = 16
"""Rows that a report would fill without headings: parts begin a row each, about as many come on top."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quote: ``span`` of the report, or a gap (``span`` is ``None``, text ……)."""

    span: Span | None
    kind: Why | None
    """the strongest reason that stands here"""
    term: str = ""
    """id of the explained term that this is a part of"""


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


def pieces(
    quote: Quote, why: Sequence[Reason], *, whole: bool = False, terms: Sequence[Term] = ()
) -> list[Piece]:
    """The quote (``whole``: the full passage) cut where a gap, a reason's span or a term begins or ends."""
    marks = {words.span: term.id for term in terms for words in term.named}
    parts = (quote.span,) if whole else quote.kept
    found: list[Piece] = []
    for number, part in enumerate(parts):
        if number or part.start > quote.span.start:
            found.append(Piece(None, None))
        found += _marked(part, why, marks)
    if parts and parts[-1].end < quote.span.end:
        found.append(Piece(None, None))
    return found


def _marked(part: Span, why: Sequence[Reason], terms: Mapping[Span, str]) -> list[Piece]:
    # a reason that is a whole sentence would mark all of it, which shows nothing
    words = [reason for reason in why if not reason.text.endswith(("。", "！", "？"))]
    cuts = {part.start, part.end}
    for span in (*(reason.span for reason in words), *terms):
        cuts |= {at for at in span if part.start < at < part.end}
    made: list[Piece] = []
    for here in starmap(Span, pairwise(sorted(cuts))):
        kind = _strongest(r.kind for r in words if r.span.meets(here))
        made.append(Piece(here, kind, next((id_ for span, id_ in terms.items() if span.holds(here)), "")))
    return made


def _strongest(kinds: Iterable[Why]) -> Why | None:
    return min(kinds, key=_ORDER.__getitem__, default=None)


def reasons(chapter: Chapter) -> list[tuple[Why, list[str]]]:
    """Explanations by kind, the strongest kind first, each explanation once; what is said of several names in
    the same words is said once: “广湛”“珠肇”涉及肇庆市."""
    told: dict[Why, dict[tuple[str, str], dict[str, None]]] = {}
    for reason in sorted(chapter.why, key=lambda r: (_ORDER[r.kind], r.span)):
        match = _NAMED.fullmatch(reason.explanation)
        before, name, after = match.groups() if match is not None else (reason.explanation, "", "")
        told.setdefault(reason.kind, {}).setdefault((before, after), {})[name] = None
    return [
        (kind, [f"{before}{''.join(names)}{after}" for (before, after), names in same.items()])
        for kind, same in told.items()
    ]


_NAMED = re.compile("([^“]*)(“[^”]*”)(.*)")


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
    rows = _unrepeated(Figure(s, number[s.doc]) for s in chapter.figures)
    report = tuple(f for f in rows if f.source == 1)
    local = tuple(
        f for f in rows if any(e.source == f.source and e.span.holds(f.statement.span) for e in here)
    )
    return [side for side in (Side("报告", report), Side("本地材料", local)) if side.figures]


def _unrepeated(rows: Iterable[Figure]) -> list[Figure]:
    """In the order of the sources; what a source says twice in the same words once."""
    once: dict[tuple[object, ...], Figure] = {}
    for row in sorted(rows, key=lambda f: (f.source, f.statement.span)):
        s = row.statement
        told = (row.source, one_line(s.text), s.indicator, s.kind, s.period, s.place, s.status, s.bound)
        once.setdefault(told, row)
    return list(once.values())


def many(groups: Sequence[Side]) -> bool:
    """Whether a table of these figures is too long to stand open in the text."""
    return sum(len(side.figures) for side in groups) > FIGURES_OPEN_MOST


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the report in the strip: its heading, its bars, and which chapters quote it."""

    name: str
    """name of its counts: ``part-N-sentences``, ``part-N-concerned``"""
    title: str
    bars: tuple[Bar, ...]
    rows: int
    chapters: tuple[str, ...]


def strip(brief: Brief) -> tuple[list[Stretch], int]:
    """The strip, a stretch for every part of the report, and how many characters a row has."""
    cover = brief.coverage
    total = sum(end - start for start, end, _, _ in cover.strip)
    row = max(STRIP_ROW_LEAST, -(-total // STRIP_ROWS_MOST))
    made: list[Stretch] = []
    for number, (title, first, last) in enumerate(_parts(brief)):
        bars, end = _bars(cover.strip[first:last], row)
        ids = dict.fromkeys(chapter for *_, chapter in cover.strip[first:last] if chapter)
        told = tuple(c.id for c in brief.chapters if c.id in ids)
        made.append(Stretch(f"part-{number}", title, tuple(bars), -(-end // row), told))
    return made, row


def _parts(brief: Brief) -> Sequence[tuple[str, int, int]]:
    whole = (("", 0, len(brief.coverage.strip)),) if brief.coverage.strip else ()
    return brief.coverage.parts or whole


def _bars(sentences: Iterable[tuple[int, int, str, str]], row: int) -> tuple[list[Bar], int]:
    bars: list[Bar] = []
    at = 0
    for start, end, kind, chapter in sentences:
        left, tone = end - start, _tone(kind, chapter)
        while left > 0:
            width = min(left, row - at % row)
            bars.append(Bar(at // row, at % row, width, tone, chapter))
            at, left = at + width, left - width
    return bars, at


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


def numbers(brief: Brief) -> dict[str, int]:
    """Numbers of the sources by document."""
    return {source.doc: source.number for source in brief.sources}


def written(brief: Brief) -> list[Written]:
    """All that an editor wrote, in the order of the page."""
    found = [brief.headline, brief.intro]
    found += [words for c in (*brief.chapters, *brief.unanswered) for words in (c.headline, c.intro)]
    found += [words for one in brief.photographs for words in (one.caption, one.credit)]
    return [words for words in found if words is not None]


def titled(chapter: Chapter) -> str:
    """The chapter's title as it is printed."""
    return chapter.headline.text if chapter.headline is not None else chapter.title


def terms_of(brief: Brief, passage: Quote) -> list[Term]:
    """The explained terms that the quote uses and no quote before it, as the page is read."""
    return [term for term in brief.terms if _first_use(brief, term) == passage.span]


def _first_use(brief: Brief, term: Term) -> Span | None:
    quotes = (q for c in (*brief.chapters, *brief.unanswered) for q in c.passages)
    return next((q.span for q in quotes if _uses(q, term)), None)


def _uses(quote: Quote, term: Term) -> bool:
    return any(part.holds(words.span) for part in quote.kept for words in term.named)


def bounded(figure: Statement) -> str:
    """5% · 左右: the number with what bounds it."""
    bound = labels("bounds")[figure.bound]
    return f"{one_line(figure.text)} · {bound}" if bound else one_line(figure.text)


def yardstick_row(of: Yardstick) -> tuple[str, str, str, str]:
    """What is compared, the local figure, the report's, what follows."""
    about = [
        of.subject + wording.kind_words(of.report),
        wording.period_words(of.period),
        *([labels("statuses")["target"]] if of.target else []),
    ]
    return " · ".join(filter(None, about)), bounded(of.local), bounded(of.report), printed_number(of)


def project_row(of: Project) -> tuple[str, str, str, str, str]:
    """Name, place, money, capacity, stages; — where nothing is said."""
    capacity = "、".join(f"{s.indicator}{one_line(s.text)}" for s in of.capacity)
    stages = "、".join(f"{labels('prose')['ahead']}{s.stage}" if s.ahead else s.stage for s in of.steps)
    money = "、".join(one_line(s.text) for s in of.money)
    return of.name, of.place or "—", money or "—", capacity or "—", stages or "—"


def term_row(of: Term) -> tuple[str]:
    """名词：what the annex says."""
    return (f"{of.name}：{one_line(of.explanation.text)}",)


def organisation_row(brief: Brief) -> tuple[str]:
    """The names in one line."""
    return ("、".join(o.name for o in brief.organisations),)


def table_rows(brief: Brief) -> list[tuple[str, ...]]:
    """Rows and lines of Markdown that hold words of several sources or numbers of ours."""
    rows = [*map(yardstick_row, brief.yardsticks), *map(project_row, brief.projects)]
    return [*rows, *map(term_row, brief.terms), organisation_row(brief)]


def sources_of(brief: Brief, project: Project) -> list[int]:
    """Numbers of the sources that a row of the table of projects is made from."""
    number = numbers(brief)
    docs = [words.doc for words in project.named] + [s.doc for s in (*project.money, *project.capacity)]
    docs += [step.said.doc for step in project.steps]
    return sorted({number[doc] for doc in docs})


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
        "projects": len(brief.projects),
    }
    for number, (_, first, last) in enumerate(_parts(brief)):
        numbers[f"part-{number}-sentences"] = last - first
        numbers[f"part-{number}-concerned"] = sum(bool(c) for *_, c in cover.strip[first:last])
    numbers |= {f"tone-{tone}": count for tone, count in strip_counts(brief)}
    numbers |= {f"source-{source.number}": source.number for source in brief.sources}
    numbers |= {f"chapter-{chapter.id}": number for number, chapter in enumerate(brief.chapters, 1)}
    for chapter in (*brief.chapters, *brief.unanswered):
        numbers |= {f"paragraph-{p.span.start}": p.paragraph for p in chapter.passages}
    return numbers | pictures.counts(brief)
