"""The quotations of a page, each held against the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from duibiao.matching import CEREMONY, Reason
from duibiao.matching.terms import compact
from duibiao.text import Span
from duibiao.verifying.alignment import Run, chain, shared
from duibiao.verifying.claims import CLAIM_LEAST, RUNNING_LEAST, Claim, claims
from duibiao.verifying.comparison import Compared, compare, continues, stretches
from duibiao.verifying.letters import letters
from duibiao.verifying.model import Change, Cut, Quotation, Verdict
from duibiao.verifying.side import Side

SAME_LEAST = 0.5
"""Share of a sentence's letters that must stand in the report for it to be an altered quotation; below, it is
not in the report at all. Invented sentences reach 0.3, sentences with a letter changed stay above 0.8:
tests/verifying/mutations.py."""

SLIP_MOST, SLIP_SHARE = 2, 0.08
"""Letters of unmarked text that may differ from the report for it to be a quotation with a slip. Of the pages
about other subjects in the corpus, paraphrases differ by 4 letters and more (稳妥推进 for 扩大)."""

CREED_LEAST = 40
"""Letters from which on words of ceremony and creed, which every report has, are taken for a quotation."""

FIGURE_EACH = 40
"""Unmarked text may differ in one figure for so many letters, and in one more when it is a whole sentence: a
city's own 工业增加值增长…，投资增长… has the report's words and rightly other figures."""


def quotations(page: Side, report: Side, reasons: Sequence[Reason]) -> list[Quotation]:
    """Every quotation in reading order. ``reasons``: where the report names the place."""
    return [made for claim in claims(page, report.letters) for made in _judged(page, report, claim, reasons)]


def _judged(page: Side, report: Side, claim: Claim, reasons: Sequence[Reason]) -> Iterator[Quotation]:
    """A claim as one quotation, or several where it goes on elsewhere in the report or leaves it."""
    ranges = [page.letters.within(span) for span in claim.sentences]
    for first, last in _groups(page, report, ranges):
        span = claim.sentences[first].hull(claim.sentences[last - 1])
        within = (ranges[first][0], ranges[last - 1][1])
        size = within[1] - within[0]
        links, score = _links(page, report, within)
        if not claim.sure and links:
            within = _own_words_off(page, report, within, links)
            span, size = _trimmed(page, span, within), within[1] - within[0]
            links, score = _links(page, report, within)
        if links and score >= SAME_LEAST * size:
            found = compare(page, report, within, links)
            if claim.sure or _is_quoting(span.of(page.document.text), size, found):
                yield _quotation(page, report, claim, span, found, reasons)
        elif claim.sure and size >= CLAIM_LEAST:
            yield _quotation(page, report, claim, span, None, reasons)


def _is_quoting(printed: str, size: int, found: Compared) -> bool:
    """Whether words that nothing marks as the report's are a quotation, not a paraphrase or a set phrase.

    They stand together in the report, and what differs is a slip: figures, or a few letters.
    """
    set_phrase = size < CREED_LEAST and CEREMONY.search(compact(printed))
    if set_phrase or len(found.stretches) > 1:
        return False
    slips = [a for a in found.alterations if a.kind is not Change.FIGURE]
    figures = len(found.alterations) - len(slips)
    whole = not slips and not found.cuts
    if figures > size // FIGURE_EACH + whole:
        return False
    changed = sum(max(len(letters(a.page.text)), len(letters(a.report.text))) for a in slips)
    return changed <= max(SLIP_MOST, SLIP_SHARE * size)


def _own_words_off(
    page: Side, report: Side, within: tuple[int, int], links: Sequence[Run]
) -> tuple[int, int]:
    """A claim without words of the page's own that lead into a clause of the report, or out of it."""
    first, last = within
    main = max(stretches(report, links), key=lambda runs: sum(run.size for run in runs))
    head, tail = main[0], main[-1]
    if head.page - first > SLIP_MOST and report.letters.opens_clause(head.report):
        first = head.page
    if last - tail.page_end > SLIP_MOST and report.letters.opens_clause(tail.report_end):
        last = tail.page_end
    return (first, last) if last - first >= RUNNING_LEAST else within


def _trimmed(page: Side, span: Span, within: tuple[int, int]) -> Span:
    """``span`` cut to letters ``within``; its own edges stay where no letter was taken off."""
    first, last = page.letters.within(span)
    cut = page.letters.span(*within)
    return Span(cut.start if within[0] > first else span.start, cut.end if within[1] < last else span.end)


def _groups(page: Side, report: Side, ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences ``[first, last)`` that are one quotation: they go on in the report, or none is in it."""
    held = [_links(page, report, of) for of in ranges]
    found = [score >= SAME_LEAST * (b - a) for (_, score), (a, b) in zip(held, ranges, strict=True)]
    first = 0
    for i in range(1, len(ranges)):
        before, here = held[i - 1][0], held[i][0]
        together = all(found[i - 1 : i + 1]) and before and here and continues(report, before[-1], here[0])
        if not together and any(found[i - 1 : i + 1]):
            yield first, i
            first = i
    yield first, len(ranges)


def _links(page: Side, report: Side, of: tuple[int, int]) -> tuple[list[Run], int]:
    return chain(shared(page.letters.letters, report.letters, *of))


def _quotation(
    page: Side, report: Side, claim: Claim, span: Span, found: Compared | None, reasons: Sequence[Reason]
) -> Quotation:
    here = found or Compared()
    verdict = Verdict.ABSENT if found is None else _verdict(found)
    return Quotation(
        id=page.document.fact_id("quotation", *span),
        found=claim.found,
        verdict=verdict,
        page=page.spot(span),
        report=tuple(here.stretches),
        section=report.section(here.stretches[0].span.start) if here.stretches else (),
        pieces=tuple(here.pieces),
        cuts=tuple(_named(cut, reasons) for cut in here.cuts),
        alterations=tuple(here.alterations),
        notes=tuple(here.notes),
        typography=here.typography,
    )


def _verdict(found: Compared) -> Verdict:
    if found.alterations:
        return Verdict.ALTERED
    return Verdict.SHORTENED if found.cuts else Verdict.WHOLE


def _named(cut: Cut, reasons: Sequence[Reason]) -> Cut:
    return replace(cut, names=tuple(r for r in reasons if r.span.meets(cut.report.span)))
