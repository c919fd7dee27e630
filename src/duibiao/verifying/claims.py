"""Which stretches of a page are quotations: by a label, by quotation marks, or by the words themselves."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from duibiao.lexicon import load
from duibiao.text import Block, Kind, Part, Span, split
from duibiao.verifying.alignment import Run, chain, covered, shared
from duibiao.verifying.letters import SEED, Letters
from duibiao.verifying.model import Found
from duibiao.verifying.side import ENUMERATOR, Side

_V = load("duibiao.verifying")
_LABEL = re.compile(_V["label"].regex() + r"[^\S\r\n]*(?:(?P<same>[:：|｜丨])\s*|[\r\n]\s*|\Z)")
_ATTRIBUTION = re.compile(_V["attribution"].regex())
_CLAUSE = re.compile(r"[，,；;：:。！？!?]+[”’」』）)]*")
_JOINS = re.compile(r"[、，,；;和与及以 \s]{0,4}|[，,；;]?(?:并|还|也)?(?:指出|提出|强调|明确|要求)[，,：:]?")
_OPENS = {"“": "”", "「": "」", "『": "』"}

CLAIM_LEAST = 6
"""Letters of the shortest sentence under a label that is judged."""
QUOTED_LEAST, TERM_MOST = 8, 16
"""Words in quotation marks are a quotation from 8 letters on when a comma is in them, from 16 without one:
shorter ones are names and slogans (“百县千镇万村高质量发展工程” has 13)."""
LEAD_MOST = 30
"""How far into a sentence words like 省政府工作报告明确提出 may end that tell of the rest of it."""
RUNNING_LEAST, SENTENCE_LEAST = 24, 14
"""Letters that running text must share with the report to quote it: a whole sentence, or some clauses of one.
The seed page has clauses of 20 letters that the city took over for its own plans."""
RUNNING_SHARE, QUOTED_SHARE, CLAUSE_SHARE = 0.75, 0.75, 0.5
"""Share of the letters that must be the report's: in running text, in quotation marks, in each clause. Chosen
on mutated sentences (tests/verifying/mutations.py): one letter put into a sentence of 18 leaves 0.78."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of the page to be judged, in sentences. ``sure``: the page says that it is the report's."""

    found: Found
    sentences: tuple[Span, ...]
    sure: bool

    @property
    def hull(self) -> Span:
        """From the first sentence to the last."""
        return self.sentences[0].hull(self.sentences[-1])


def claims(page: Side, report: Letters) -> list[Claim]:
    """Every quotation of the page, in reading order; of two that overlap, the surer, else the longer."""
    labelled = list(_labelled(page))
    marked = _beside(labelled, (c for c in _marked(page) if _fits(page, report, c)))
    sure = [*labelled, *(c for c in marked if c.sure)]
    running = _beside(sure, _running(page, report))
    longer = [c for c in running if not any(m.hull.holds(c.hull) for m in _around(marked, c))]
    marked = [c for c in marked if c.sure or not _around(longer, c)]
    running = _beside([*labelled, *marked], running)
    return sorted([*labelled, *marked, *_joined(page, running)], key=lambda c: c.sentences[0])


def _beside(taken: Sequence[Claim], of: Iterable[Claim]) -> list[Claim]:
    """The claims that none of ``taken`` meets."""
    ordered = sorted(taken, key=lambda c: c.hull)
    return [claim for claim in of if not _around(ordered, claim)]


def _around(ordered: Sequence[Claim], claim: Claim) -> Sequence[Claim]:
    """Those of ``ordered``, which are in order and apart, that share a character with ``claim``."""
    first = bisect_right(ordered, claim.hull.start, key=lambda c: c.hull.end)
    last = bisect_left(ordered, claim.hull.end, key=lambda c: c.hull.start)
    return ordered[first:last]


# -- under a label ----------------------------------------------------------------------------------------


def _labelled(page: Side) -> Iterator[Claim]:
    """What stands under a label, a paragraph a claim.

    Up to the next heading all of it is the report's. Where no heading ends it, only the first paragraph is
    surely, or what stands on the line of the label itself.
    """
    text = page.document.text
    below: list[Block] | None = None
    for block in page.document.blocks:
        outside = block.part is Part.OUTSIDE
        if not outside and block.kind not in (Kind.HEADING, Kind.PARAGRAPH, Kind.TITLE):
            continue
        label = None if outside else _LABEL.match(text, *block.span)
        head = not outside and label is None and _is_head(text, block)
        if below is not None and not outside and label is None and not (head and below):
            below.append(block)
            continue
        yield from _paragraphs(page, below or (), ended=head)
        below = None
        if label is not None:
            rest = replace(block, span=Span(label.end(), block.span.end), kind=Kind.PARAGRAPH)
            below = [rest] if rest.span.size else []
            if label["same"] and below:
                yield from _paragraphs(page, below, ended=True)
                below = None
    yield from _paragraphs(page, below or (), ended=False)


def _paragraphs(page: Side, below: Sequence[Block], *, ended: bool) -> Iterator[Claim]:
    """The blocks below a label; a heading right below it may belong to the page."""
    for number, block in enumerate(below):
        sure = block.kind is Kind.PARAGRAPH and (ended or number == 0)
        yield from _claim(Found.LABEL, _sentences(page, block.span), sure=sure)


def _is_head(text: str, block: Block) -> bool:
    """A short line without a full stop: what stands below is another part of the page."""
    return block.kind is Kind.HEADING or (block.span.size <= 12 and not _CLAUSE.search(block.span.of(text)))


def _sentences(page: Side, around: Span) -> list[Span]:
    """The sentences in a stretch of one block."""
    text = page.document.text
    return [_told(text, local.shift(around.start)) for local in split(around.of(text))]


def _told(text: str, sentence: Span) -> Span:
    """A sentence without a number or words like 报告指出 before it."""
    said = _ATTRIBUTION.search(text, sentence.start, min(sentence.end, sentence.start + LEAD_MOST))
    lead = said or ENUMERATOR.match(text, *sentence)
    return Span(lead.end(), sentence.end) if lead and lead.end() < sentence.end else sentence


def _claim(found: Found, sentences: Sequence[Span], *, sure: bool) -> Iterator[Claim]:
    if sentences:
        yield Claim(found, tuple(sentences), sure)


# -- in quotation marks -----------------------------------------------------------------------------------


def _marked(page: Side) -> Iterator[Claim]:
    """Quotations in marks; ``sure`` when words such as 报告指出 stand before them."""
    text = page.document.text
    for block in page.document.blocks:
        if block.kind not in (Kind.HEADING, Kind.PARAGRAPH) or block.part is Part.OUTSIDE:
            continue
        end, sure = block.span.start, False
        for quoted in _pairs(text, block.span):
            lead = text[end : quoted.start]
            said = max((m.end() for m in _ATTRIBUTION.finditer(lead)), default=-1)
            sure = (said >= 0 and not re.search("[。！？]", lead[said:])) or (
                sure and bool(_JOINS.fullmatch(lead))
            )
            end = quoted.end
            within = Span(quoted.start + 1, quoted.end - 1)
            first, last = page.letters.within(within)
            least = QUOTED_LEAST if _CLAUSE.search(within.of(text)) else TERM_MOST
            if last - first >= least:
                yield from _claim(Found.MARKS, _sentences(page, within), sure=sure)


def _pairs(text: str, block: Span) -> list[Span]:
    """The outermost quotations of a block, with their marks; straight marks open and close in turn."""
    found: list[Span] = []
    waiting: list[tuple[str, int]] = []
    for match in re.finditer('[“”「」『』"＂]', block.of(text)):
        mark, at = match.group(), block.start + match.start()
        if waiting and mark == waiting[-1][0]:
            _, start = waiting.pop()
            if not waiting:
                found.append(Span(start, at + 1))
        elif mark in _OPENS:
            waiting.append((_OPENS[mark], at))
        elif mark in '"＂' and not waiting:
            waiting.append((mark, at))
    return found


def _fits(page: Side, report: Letters, claim: Claim) -> bool:
    """Whether the page says that it quotes the report, or the words are nearly the report's."""
    if claim.sure:
        return True
    first, last = page.letters.within(claim.hull)
    runs = shared(page.letters.letters, report, first, last)
    return _share(runs, first, last) >= QUOTED_SHARE


def _share(runs: Sequence[Run], first: int, last: int) -> float:
    """Share of letters ``[first, last)`` that the best chain takes from the report; 0 if few are shared."""
    size = max(1, last - first)
    if covered(runs) < CLAUSE_SHARE * size:
        return 0
    return chain(runs)[1] / size


# -- in running text --------------------------------------------------------------------------------------


def _running(page: Side, report: Letters) -> Iterator[Claim]:
    """Sentences, or clauses of one, whose words are the report's."""
    text = page.document.text
    for sentence in page.document.sentences:
        told = _told(text, sentence.span)
        first, last = page.letters.within(told)
        if last - first < SENTENCE_LEAST:
            continue
        runs = shared(page.letters.letters, report, first, last)
        if covered(runs) < SENTENCE_LEAST * CLAUSE_SHARE:
            continue
        for clauses in _shared_clauses(page, report, told, runs):
            a, b = page.letters.within(clauses)
            whole = (a, b) == (first, last)
            here = [run for run in runs if run.page < b and run.page_end > a]
            enough = b - a >= (SENTENCE_LEAST if whole else RUNNING_LEAST)
            if enough and _share([_clipped(r, a, b) for r in here], a, b) >= RUNNING_SHARE:
                yield Claim(Found.RUNNING, (clauses,), sure=False)


def _clipped(run: Run, first: int, last: int) -> Run:
    head = max(0, first - run.page)
    return Run(run.page + head, run.report + head, min(run.page_end, last) - run.page - head)


def _at_its_place(page: Side, report: Letters, runs: Sequence[Run], clause: tuple[int, int]) -> bool:
    """Whether half of a clause's letters stand where a shared run before or after it says, some exchanged."""
    a, b = clause
    for run in runs:
        if a - SEED <= run.page_end <= b + SEED or a - SEED <= run.page <= b + SEED:
            shift = run.report - run.page
            there = report.letters[max(0, a + shift) : max(0, b + shift)]
            same = sum(x == y for x, y in zip(page.letters.letters[a:b], there, strict=False))
            if same >= CLAUSE_SHARE * (b - a):
                return True
    return False


def _shared_clauses(page: Side, report: Letters, sentence: Span, runs: Sequence[Run]) -> Iterator[Span]:
    """The longest stretches of clauses that are each mostly shared."""
    text = page.document.text
    edges = [sentence.start, *(m.end() for m in _CLAUSE.finditer(text, *sentence)), sentence.end]
    held: list[Span] = []
    for start, end in pairwise(edges):
        a, b = page.letters.within(Span(start, end))
        clipped = [_clipped(r, a, b) for r in runs if r.page < b and r.page_end > a]
        if a == b or covered(clipped) >= CLAUSE_SHARE * (b - a) or _at_its_place(page, report, runs, (a, b)):
            held.append(Span(start, end))
        elif held:
            yield held[0].hull(held[-1])
            held = []
    if held:
        yield held[0].hull(held[-1])


def _joined(page: Side, running: Sequence[Claim]) -> list[Claim]:
    """Claims of neighbouring sentences of one paragraph are one quotation."""
    joined: list[Claim] = []
    for claim in running:
        last = joined[-1] if joined else None
        if last is not None and _neighbours(page, last.sentences[-1], claim.sentences[0]):
            joined[-1] = Claim(Found.RUNNING, (*last.sentences, *claim.sentences), sure=False)
        else:
            joined.append(claim)
    return joined


def _neighbours(page: Side, before: Span, after: Span) -> bool:
    """Whether nothing but marks stands between two stretches of one paragraph."""
    letters = page.letters
    if letters.index(before.end) != letters.index(after.start) or letters.index(after.start) >= len(letters):
        return False
    return page.paragraph(letters.index(before.end) - 1) == page.paragraph(letters.index(after.start))


def sentence_runs(page: Side, report: Letters) -> list[Run]:
    """The runs that each sentence of the page's body shares with the report."""
    found: list[Run] = []
    for sentence in page.document.sentences:
        found += shared(page.letters.letters, report, *page.letters.within(sentence.span))
    return found
