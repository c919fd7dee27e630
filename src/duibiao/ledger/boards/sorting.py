"""Which passages of a document stand on which boards.

Local notes are on one subject each: what they tell goes to the subject's board as a whole, and to other
boards what is theirs by its own words. Reports change their subject with every clause: a clause is put where
its words put it, and one that says nothing of its subject goes with those before it in the sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from duibiao.ledger.boards.pieces import Clause, Line, lines
from duibiao.ledger.boards.rules import Hit, Judge, Tests
from duibiao.ledger.boards.supply import Material
from duibiao.reading import Statement
from duibiao.text import Span, trimmed

NOTE_MOST = 1500
"""Code points of a text without headings, or of a part under one, that is read as one note on one subject.
The 12 local notes of the development pairs have 330 to 562; longer ones are read paragraph by paragraph."""
SUBJECT_LEAST, SUBJECT_AHEAD = 0.4, 2
"""A note's subject: share of its items that are of it by their words, and how many times as many as of
any other board. The 12 notes have 0.50 and more, and twice as many; a digest of many subjects has none."""
OF_THE_NOTE, GOES_ON, HEADED = "of_the_note", "goes_on", "under_the_heading"


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage on a board. ``own_words``: a rule found the subject in it, not only around it."""

    board: str
    span: Span
    why: str
    own_words: bool
    line: Line
    found: tuple[Span, ...] = ()
    """where, in a clause that stands by its own words"""


@dataclass(frozen=True, slots=True)
class Judged:
    """A line with what every board says of its clauses."""

    line: Line
    clauses: tuple[tuple[Clause, dict[str, Hit]], ...]

    def items(self) -> Iterator[list[tuple[Clause, dict[str, Hit]]]]:
        """The clauses between semicolons."""
        for _, group in groupby(self.clauses, key=lambda pair: pair[0].item):
            yield list(group)


def sort(material: Material, tests: Sequence[Tests], *, note: bool) -> list[Placed]:
    """Every passage of a document that stands on one of the boards, in reading order; some stand on two."""
    judge = Judge(material, tests)
    judged = [Judged(x, tuple((c, judge.hits(c)) for c in x.clauses)) for x in lines(material.document)]
    if note:
        return [p for group in _notes(material, judged) for p in _of_a_note(material, group)]
    headings = [judge.hits(Clause(s.heading, 0)) for s in material.document.sections]
    return [p for line in judged for p in _of_a_report(material, judge, line, headings)]


def _notes(material: Material, judged: Sequence[Judged]) -> Iterator[list[Judged]]:
    """The parts under one heading, each whole when it is short, else by paragraph."""
    for _, group in groupby(judged, key=lambda j: j.line.sentence.section):
        part = list(group)
        if sum(j.line.sentence.span.size for j in part) <= NOTE_MOST:
            yield part
        else:
            for _, paragraph in groupby(part, key=lambda j: j.line.sentence.paragraph):
                yield list(paragraph)


def _of_a_note(material: Material, note: Sequence[Judged]) -> Iterator[Placed]:
    """On its subject's board whole, on others by its own words; a digest without a subject item by item."""
    subject = _subject(note)
    before: tuple[int, dict[str, Hit]] = (-1, {})
    for judged in note:
        for item in judged.items():
            hits = {b: hit for _, of_clause in reversed(item) for b, hit in of_clause.items() if hit.here}
            if subject:
                yield from _whole(material, judged, item, subject)
            elif not hits and before[0] == judged.line.sentence.paragraph:
                hits = before[1]
                for board, hit in hits.items():
                    yield _placed(material, judged, item, board, None, f"{GOES_ON}: {hit.found.what}")
                continue
            for board in sorted(hits.keys() - {subject}):
                yield from _runs(material, judged, item, board)
            before = (judged.line.sentence.paragraph, hits)


def _subject(note: Sequence[Judged]) -> str:
    """The board that most items of a note are of by their own words, when it stands out; or ''."""
    items = [item for judged in note if not judged.line.caption for item in judged.items()]
    found = Counter(
        b for item in items for b in {b for _, hits in item for b, hit in hits.items() if hit.here}
    )
    if not found:
        return ""
    (board, times), *others = found.most_common(2)
    stands_out = times >= SUBJECT_LEAST * len(items) and all(times >= SUBJECT_AHEAD * n for _, n in others)
    return board if stands_out else ""


def _whole(
    material: Material, judged: Judged, item: Sequence[tuple[Clause, dict[str, Hit]]], board: str
) -> Iterator[Placed]:
    """An item of a note on its subject's board, without the clauses that must not be on it."""
    for away, group in groupby(item, key=lambda pair: board in pair[1] and pair[1][board].kept_away):
        if not away:
            run = list(group)
            hit = next((hits[board] for _, hits in run if board in hits), None)
            yield _placed(material, judged, run, board, hit, OF_THE_NOTE)


def _runs(
    material: Material, judged: Judged, item: Sequence[tuple[Clause, dict[str, Hit]]], board: str
) -> Iterator[Placed]:
    """The clauses of an item that are a board's by their own words; of a list of figures only its own.

    Clauses at the item's end that are of no board by their words go on about what stands before them.
    """
    end = len(item)
    while end > 0 and not item[end - 1][1]:
        end -= 1
    for here, group in groupby(range(end), key=lambda i: board in item[i][1] and item[i][1][board].here):
        run = list(group)
        if not here:
            continue
        hit = item[run[0]][1][board]
        goes_on = len(item) if run[-1] == end - 1 else run[-1] + 1
        if goes_on - run[0] == 1:
            for span in narrowed(material, item[run[0]][0].span, hit):
                yield Placed(board, span, hit.why, True, judged.line, hit.everywhere)
        else:
            yield _placed(material, judged, item[run[0] : goes_on], board, hit, "")


def _of_a_report(
    material: Material, judge: Judge, judged: Judged, headings: Sequence[dict[str, Hit]]
) -> Iterator[Placed]:
    """Each clause by its own words. A firm or project without any goes on with the one subject told before it
    in its item; a sentence without any goes with its heading, when that is of one board."""
    if judged.line.caption:
        return
    section = judged.line.sentence.section
    headed = headings[section] if section >= 0 else {}
    for item in judged.items():
        any_hit = any(hit.here for _, hits in item for hit in hits.values())
        before: dict[str, Hit] = {}
        for clause, hits in item:
            here = {b: h for b, h in hits.items() if h.here}
            for board, hit in here.items():
                for span in narrowed(material, clause.span, hit):
                    yield Placed(board, span, hit.why, True, judged.line, hit.everywhere)
            around = (before if judge.names_a_thing(clause) else {}) if any_hit else headed
            for board, hit in around.items() if not here and len(around) == 1 else ():
                if board not in hits and hit.here:
                    rule = GOES_ON if any_hit else HEADED
                    why = f"{rule}: {hit.found.what}"
                    yield Placed(board, clause.span, why, False, judged.line)
            before = here or before


def narrowed(material: Material, span: Span, hit: Hit) -> list[Span]:
    """Of 光伏700万千瓦、风电60万千瓦 the parts that the rule found, when each part has a figure of one unit.

    What stands behind the last figure (作为首批典型) is said of all parts, and parts of several units
    (项目100个、总投资2290亿元) are one thing told twice: those stay together.
    """
    listed = parts(material.document.text, span)
    figures = [s for s in material.statements if span.holds(s.span)]
    first = [next((s for s in figures if part.holds(s.span)), None) for part in listed]
    counted = [s for s in first if s is not None]
    if len(counted) < 2 or len({s.unit for s in counted}) > 1 or not _each_its_own(listed, first):
        return [span]
    if any(found.start >= counted[-1].span.end for found in hit.everywhere):
        return [span]
    runs: list[Span] = []
    for part, before in zip(listed, [None, *listed], strict=False):
        if any(part.holds(found) for found in hit.everywhere):
            follows = before is not None and runs and runs[-1].end == before.end
            runs[-1:] = [runs[-1].hull(part)] if follows else [*runs[-1:], part]
    return [trimmed(material.document.text, run.start, run.end) for run in runs] or [span]


def _each_its_own(listed: Sequence[Span], first: Sequence[Statement | None]) -> bool:
    """Whether what each figure is of stands in its part: not in 人数、收入分别增长8%、9%."""
    return all(
        s is None or s.indicator_span is None or part.holds(s.indicator_span)
        for part, s in zip(listed, first, strict=True)
    )


def parts(text: str, span: Span) -> list[Span]:
    """Between the marks 、 of a list."""
    ends = [i for i in range(span.start, span.end) if text[i] == "、"]
    return [Span(a, b) for a, b in zip([span.start, *(i + 1 for i in ends)], [*ends, span.end], strict=True)]


def _placed(
    material: Material,
    judged: Judged,
    run: Sequence[tuple[Clause, dict[str, Hit]]],
    board: str,
    hit: Hit | None,
    otherwise: str,
) -> Placed:
    span = trimmed(material.document.text, run[0][0].span.start, run[-1][0].span.end)
    why = hit.why if hit is not None else otherwise
    return Placed(board, span, why, hit is not None, judged.line)
