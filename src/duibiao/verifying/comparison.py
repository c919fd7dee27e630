"""What became of words between page and report, once it is known which runs of letters they share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from duibiao.lexicon import load
from duibiao.text import Span
from duibiao.verifying.alignment import FAR, Run
from duibiao.verifying.letters import letters, punctuation
from duibiao.verifying.model import Alteration, Change, Cut, Piece, Spot, Where
from duibiao.verifying.side import ENUMERATOR, Side

OMISSION = re.compile(load("duibiao.verifying")["omission"].regex())
SLIDE_MOST = 24
"""How far a cut is moved to find where a clause begins: 推动甲建设，推动乙建设 may lose either 推动."""

Range = tuple[int, int]
"""Letters ``[first, last)``."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Letters on both sides between two runs, or before the first or after the last of a stretch."""

    where: Where
    page: Range
    report: Range


@dataclass(slots=True)
class Compared:
    """The parts of a quotation, in reading order. ``stretches``: where it stands in the report."""

    pieces: list[Piece] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    alterations: list[Alteration] = field(default_factory=list)
    notes: list[Alteration] = field(default_factory=list)
    stretches: list[Spot] = field(default_factory=list)
    typography: bool = False


def continues(report: Side, last: Run, run: Run) -> bool:
    """Whether ``run`` goes on where ``last`` ended: forward, in the same paragraph."""
    skipped = run.report - last.report_end
    return 0 <= skipped <= FAR and report.paragraph(last.report_end - 1) == report.paragraph(run.report)


def stretches(report: Side, links: Sequence[Run]) -> list[list[Run]]:
    """The runs of a chain, divided where it goes on elsewhere in the report."""
    found = [[links[0]]]
    for last, run in pairwise(links):
        if continues(report, last, run):
            found[-1].append(run)
        else:
            found.append([run])
    return found


def compare(page: Side, report: Side, claim: Range, links: Sequence[Run]) -> Compared:
    """Hold letters ``claim`` of the page against the report, along the chain ``links`` (not empty)."""
    made = Compared()
    parts = stretches(report, links)
    edges = [claim[0], *(_division(page, a[-1], b[0]) for a, b in pairwise(parts)), claim[1]]
    for runs, (lower, upper) in zip(parts, pairwise(edges), strict=True):
        for gap in _gaps(report, runs, lower, upper):
            _Judge(page, report, made).judge(gap)
        span = report.letters.span(runs[0].report, runs[-1].report_end)
        made.stretches.append(report.spot(span))
        for run in runs:
            _take(page, report, run, made)
    made.pieces.sort(key=lambda piece: piece.page)
    return made


def _division(page: Side, last: Run, run: Run) -> int:
    """Which letter between two stretches is the first of the second: that after the end of a sentence."""
    between = range(last.page_end, run.page + 1)
    return next((i for i in between if page.letters.opens_sentence(i)), last.page_end)


def _gaps(report: Side, runs: Sequence[Run], lower: int, upper: int) -> Iterator[Gap]:
    first, last = runs[0], runs[-1]
    yield Gap(Where.HEAD, (lower, first.page), (report.bounds(first.report)[0], first.report))
    for a, b in pairwise(runs):
        yield Gap(Where.MIDDLE, (a.page_end, b.page), (a.report_end, b.report))
    end = report.bounds(last.report_end - 1)[1]
    yield Gap(Where.TAIL, (last.page_end, upper), (last.report_end, end))


@dataclass(slots=True)
class _Judge:
    """Tells what was cut from what was altered."""

    page: Side
    report: Side
    made: Compared

    def judge(self, gap: Gap) -> None:
        gap = self._trimmed(gap)
        (p0, p1), (r0, r1) = gap.page, gap.report
        nothing = p0 == p1 or not letters(OMISSION.sub("", self._around(gap.page))).letters
        if r0 == r1 and nothing:
            return
        if r0 == r1:
            self._alter(Change.ADDED, gap.page, gap.report)
        elif nothing:
            self._left_out(gap)
        else:
            kept = self._answering(gap)
            for rest in ((r0, kept[0]), (kept[1], r1)):
                if rest[0] < rest[1]:
                    self._cut(gap.where, rest, p0 if rest[0] == r0 else p1, gap.page)
            self._alter(Change.REPLACED if kept[0] < kept[1] else Change.ADDED, gap.page, kept)

    def _trimmed(self, gap: Gap) -> Gap:
        """Without the letters at its ends that are the same on both sides.

        At the head of a quotation the first letters of the sentence may stand there, and then a cut.
        """
        page, report = self.page.letters.letters, self.report.letters.letters
        (p0, p1), (r0, r1) = gap.page, gap.report
        most = min(p1 - p0, r1 - r0)
        head = next((i for i in range(most) if page[p0 + i] != report[r0 + i]), most)
        most -= head
        tail = next((i for i in range(most) if page[p1 - 1 - i] != report[r1 - 1 - i]), most)
        for run in (Run(p0, r0, head), Run(p1 - tail, r1 - tail, tail)):
            if run.size:
                _take(self.page, self.report, run, self.made)
        edge = head if gap.where is Where.HEAD else tail if gap.where is Where.TAIL else 0
        where = Where.MIDDLE if edge else gap.where
        return Gap(where, (p0 + head, p1 - tail), (r0 + head, r1 - tail))

    def _left_out(self, gap: Gap) -> None:
        """Whole clauses, or what …… stands for, are cut; words inside a clause are dropped."""
        (p0, _), (r0, r1) = gap.page, gap.report
        if self._is_number(r0, r1):
            return
        if gap.where is not Where.MIDDLE or self._marked(gap.page):
            self._cut(gap.where, (r0, r1), p0, gap.page)
            return
        moved = self._slid(r0, r1)
        if moved is None:
            self._alter(Change.DROPPED, gap.page, gap.report)
        else:
            self._cut(gap.where, (r0 - moved, r1 - moved), p0 - moved, (p0 - moved, p0 - moved))

    def _slid(self, r0: int, r1: int) -> int | None:
        """How many letters to the left a cut moves to take out whole clauses, ``None`` when it never does."""
        report = self.report.letters
        for moved in range(min(SLIDE_MOST, r0) + 1):
            if report.opens_clause(r0 - moved) and report.opens_clause(r1 - moved):
                return moved
            if report.letters[r0 - moved - 1] != report.letters[r1 - moved - 1]:
                return None
        return None

    def _answering(self, gap: Gap) -> Range:
        """Which letters of the report the page's own stand for: whole clauses beside them are cut."""
        (p0, p1), (r0, r1) = gap.page, gap.report
        inner = [i for i in range(r0 + 1, r1) if self.report.letters.opens_clause(i)]
        options = [(r0, r1)]
        if gap.where is not Where.HEAD:
            options += [(r0, i) for i in inner]
        if gap.where is not Where.TAIL:
            options += [(i, r1) for i in inner]
        if gap.where is not Where.MIDDLE:
            options.append((r1, r1) if gap.where is Where.HEAD else (r0, r0))
        return min(options, key=lambda o: (abs(o[1] - o[0] - (p1 - p0)), options.index(o)))

    def _is_number(self, r0: int, r1: int) -> bool:
        """Whether these letters are the number of a sentence, which a quotation may leave out."""
        span = self.report.letters.span(r0, r1)
        number = ENUMERATOR.match(self.report.document.text, self.report.letters.edge(r0))
        return number is not None and number.end() >= span.end and self.report.letters.opens_sentence(r0)

    def _around(self, of: Range) -> str:
        """What stands on the page from the letter before to the letter after."""
        at, text = self.page.letters.at, self.page.document.text
        start = at[of[0] - 1] + 1 if of[0] else 0
        return text[start : at[of[1]] if of[1] < len(at) else len(text)]

    def _marked(self, around: Range) -> bool:
        """Whether …… stands at these letters of the page."""
        return OMISSION.search(self._around(around)) is not None

    def _cut(self, where: Where, of: Range, at: int, around: Range) -> None:
        there = self.report.letters
        if where is Where.MIDDLE and there.opens_sentence(of[0]) and there.opens_sentence(of[1]):
            where = Where.BETWEEN
        span, here = there.span(*of), self.page.letters.span(at, at)
        if where is Where.TAIL:
            span = Span(there.at[of[0] - 1] + 1, span.end)
        else:
            span, here = (
                Span(there.edge(of[0]), there.edge(of[1])),
                Span(*[self.page.letters.edge(at)] * 2),
            )
        cut = Cut(where, self.report.spot(span), self.page.spot(here), self._marked(around), ())
        self.made.cuts.append(cut)

    def _alter(self, kind: Change, page: Range, report: Range) -> None:
        here, there = self.page.letters.span(*page), self.report.letters.span(*report)
        if _is_figure(self.page, here) or _is_figure(self.report, there):
            kind = Change.FIGURE
            here, there = _whole_figures(self.page, here), _whole_figures(self.report, there)
        self.made.alterations.append(Alteration(kind, self.page.spot(here), self.report.spot(there)))


def _is_figure(side: Side, span: Span) -> bool:
    """Whether a digit or a part of a printed figure stands here; a point must lie inside the figure."""
    if re.search(r"\d", span.of(side.document.text)):
        return True
    found = side.figures(span)
    return any(s.span.meets(span) if span.size else s.span.start < span.start < s.span.end for s in found)


def _whole_figures(side: Side, span: Span) -> Span:
    for statement in side.figures(span):
        span = span.hull(statement.span)
    return span


def _take(page: Side, report: Side, run: Run, made: Compared) -> None:
    """Note a run that is the same on both sides, and where its punctuation differs."""
    here, there = page.letters, report.letters
    made.pieces.append(Piece(here.span(run.page, run.page_end), there.span(run.report, run.report_end)))
    if here.text[slice(*made.pieces[-1].page)] == there.text[slice(*made.pieces[-1].report)]:
        return
    for i in range(1, run.size):
        ours, theirs = here.before(run.page + i), there.before(run.report + i)
        if ours == theirs:
            continue
        if punctuation(ours) == punctuation(theirs):
            made.typography = made.typography or "".join(ours.split()) != "".join(theirs.split())
            continue
        spots = (_between(page, run.page + i), _between(report, run.report + i))
        made.notes.append(Alteration(Change.PUNCTUATION, *spots))


def _between(side: Side, i: int) -> Spot:
    """What stands between letter ``i - 1`` and letter ``i``."""
    at = side.letters.at
    return side.spot(Span(at[i - 1] + 1, at[i]))
