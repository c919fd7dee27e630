"""One answer written out: what is quoted, why, and which local sentences stand beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from duibiao.matching.around import is_around
from duibiao.matching.concerns import unrepeated
from duibiao.matching.confidence import confidence
from duibiao.matching.model import FIRM, Evidence, Pairing, Reason, Why
from duibiao.matching.themes import like_meaning, shared_programme, shared_theme
from duibiao.matching.work import Work
from duibiao.text import Document, Span

THEMES_MOST = 2
TOPIC = 5
"""Level of a section that is a paragraph led by its topic sentence."""

MEANING_LEAST = Decimal("0.25")
"""Where nothing but meaning brings a passage and local sentences together, one must score this much: of the
judged cases 3 of 8 below it were right, 5 of 9 above."""

BESIDE_LEAST = Decimal("0.7")
"""Beside a firm passage of its paragraph another must be this sure: a region meant itself (.88), not its name
in passing (.43); what names the city around the place is told in any case."""


def answered(
    work: Work, passages: Sequence[int], evidence: tuple[Evidence, ...], topics: set[Span]
) -> Pairing | None:
    """The pairing of an answer: quote, reasons, evidence, confidence; None where too little says so.

    ``topics``: topic sentences that earlier answers quote; this one's is added.
    """
    spans = _quoted(work.report, passages, topics)
    found = [reason for i in passages for reason in work.why[i]]
    found += _likeness(work, spans, evidence)
    if not found:
        if max(one.score for one in evidence) < MEANING_LEAST:
            return None
        found = [like_meaning(work.report, spans)]
    return Pairing(spans, tuple(unrepeated(found)), evidence, confidence(work.case, found, evidence))


def unanswered(work: Work, pairings: Sequence[Pairing], see: Mapping[int, tuple[Span, ...]]) -> list[Pairing]:
    """What concerns the place and stands in no chapter, in reading order: of every paragraph a pairing of
    what is firm, and one of the rest where that means a region itself.

    ``see``: by passage the chapters under which local sentences stand that answer it too.
    """
    told = sorted(span for pairing in pairings for span in pairing.kept)
    waiting: dict[int, list[int]] = defaultdict(list)
    for i, passage in enumerate(work.report.passages):
        if _waits(work, i) and not any(s.holds(passage.span) for s in told):
            waiting[work.report.sentences[passage.first].paragraph].append(i)
    made: list[Pairing] = []
    for passages in waiting.values():
        firm = [i for i in passages if work.why[i][0].kind in FIRM]
        rest = [i for i in passages if i not in firm]
        groups = [_waiting(work, some, see) for some in (firm, rest) if some]
        made += [one for one in groups if one is groups[0] or _stands_beside(one)]
    return sorted(made, key=lambda pairing: pairing.span)


def _stands_beside(pairing: Pairing) -> bool:
    return pairing.confidence >= BESIDE_LEAST or any(is_around(reason) for reason in pairing.reasons)


def _waiting(work: Work, passages: Sequence[int], see: Mapping[int, tuple[Span, ...]]) -> Pairing:
    found = unrepeated([reason for i in passages for reason in work.why[i]])
    beside = dict.fromkeys(span for i in passages for span in see.get(i, ()))
    kept = _joined(work.report, passages)
    return Pairing(kept, tuple(found), (), confidence(work.case, found, ()), tuple(beside))


def _waits(work: Work, passage: int) -> bool:
    """Whether a passage concerns the place by itself; not a campaign or region in ceremony."""
    kinds = {reason.kind for reason in work.why[passage]}
    if kinds & set(FIRM):
        return True
    return bool(kinds & {Why.REGION, Why.PROGRAMME}) and work.tells(passage)


def _quoted(report: Document, passages: Sequence[int], topics: set[Span]) -> tuple[Span, ...]:
    """Spans of the passages, led by their paragraph's topic sentence where nothing has quoted that yet."""
    spans = _joined(report, passages)
    section = report.sentences[report.passages[passages[0]].first].section
    if section < 0 or report.sections[section].level != TOPIC:
        return spans
    topic = report.sections[section].heading
    leads = topic not in topics and topic.end <= spans[0].start
    topics.add(topic)
    return (topic, *spans) if leads else spans


def _joined(report: Document, kept: Sequence[int]) -> tuple[Span, ...]:
    """One span for each run of passages with nothing but white space between them."""
    spans: list[Span] = []
    for i in kept:
        span = report.passages[i].span
        if spans and not report.text[spans[-1].end : span.start].strip():
            spans[-1] = spans[-1].hull(span)
        else:
            spans.append(span)
    return tuple(spans)


def _likeness(work: Work, spans: Sequence[Span], evidence: Sequence[Evidence]) -> Iterator[Reason]:
    """Why quote and evidence belong together: a programme that both name, or the words they share."""
    by_doc: dict[str, list[str]] = defaultdict(list)
    for one in evidence:
        by_doc[one.doc].append(one.text)
    for texts in list(by_doc.values())[:THEMES_MOST]:
        local = "".join(texts)
        for rule in (shared_programme, shared_theme):
            reason = rule(work.report, spans, local, work.texts.rarity, work.drop)
            if reason is not None:
                yield reason
                break
