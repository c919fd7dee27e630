"""One answer written out: what is quoted, why, and which local sentences stand beside it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from duibiao.lexicon import load
from duibiao.matching.closeness import NAME_WEIGHT, Closeness
from duibiao.matching.concerns import Case, unrepeated
from duibiao.matching.evidence import Local, Told
from duibiao.matching.model import FIRM, Evidence, Pairing, Reason, Role, Why
from duibiao.matching.strength import Strength
from duibiao.matching.terms import compact, terms
from duibiao.matching.themes import like_meaning, shared_programme, shared_theme
from duibiao.text import Document, Span

ROLE_MOST = 4
"""Most sentences of one role under the item's closest paragraph; ``GUEST_MOST`` under its others."""
GUEST_MOST = 2
SCORE_LEAST = Decimal("0.12")
SCORE_SHARE, GUEST_SHARE = Decimal("0.3"), Decimal("0.5")
"""A local sentence must score this much, and this share of the chapter's best one; more where its item is
closer to another passage. Read off the dev brief: below .12 stand sentences of another subject."""
SENTENCE_LEAST = 12
"""Shorter sentences (code points) are exclamations and topics: 「推进乡村全面振兴。」 has 9."""
CEREMONY = re.compile(load("duibiao.matching")["ceremony"].regex())
"""Ceremony and creed answer everything and nothing, on both sides."""
THEMES_MOST = 2
TOPIC = 5
"""Level of a section that is a paragraph led by its topic sentence."""

CONFIDENCE: Mapping[Why, Decimal] = {
    Why.NAMED: Decimal("0.99"),
    Why.WITHIN: Decimal("0.97"),
    Why.ENTITY: Decimal("0.90"),
    Why.PROGRAMME: Decimal("0.80"),
    Why.REGION: Decimal("0.60"),
    Why.THEME: Decimal("0.55"),
}
"""First guesses by reading the dev report, not calibrated."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is known when answers are written. ``why``, ``names``, ``weight``: one a passage."""

    report: Document
    case: Case
    local: Local
    close: Closeness
    why: tuple[tuple[Reason, ...], ...]
    names: tuple[frozenset[str], ...]
    drop: re.Pattern[str]
    weight: Strength


@dataclass(frozen=True, slots=True)
class Answer:
    """Neighbouring passages and the items that answer them; ``True``: nothing is closer to the item."""

    passages: tuple[int, ...]
    items: Mapping[int, bool]


def answered(work: Work, answer: Answer, topics: set[Span]) -> Pairing:
    """The pairing of an answer: quote, reasons, evidence, confidence.

    ``topics``: topic sentences that earlier answers quote; this one's is added.
    """
    spans = _quoted(work.report, answer.passages, topics)
    evidence = tuple(_evidence(work, answer))
    found = [reason for i in answer.passages for reason in work.why[i]]
    found += _likeness(work, spans, evidence)
    if evidence and not found:
        found = [like_meaning(work.report, spans)]
    return Pairing(spans, tuple(unrepeated(found)), evidence, _confidence(found))


def unanswered(work: Work, pairings: Sequence[Pairing]) -> list[Pairing]:
    """What concerns the place and stands in no chapter, a pairing a paragraph, in reading order."""
    told = sorted(span for pairing in pairings for span in pairing.kept)
    waiting: dict[int, list[int]] = defaultdict(list)
    for i, passage in enumerate(work.report.passages):
        if _waits(work, i) and not any(s.holds(passage.span) for s in told):
            waiting[work.report.sentences[passage.first].paragraph].append(i)
    made: list[Pairing] = []
    for passages in waiting.values():
        firm = [i for i in passages if work.why[i][0].kind in FIRM] or passages
        found = unrepeated([reason for i in firm for reason in work.why[i]])
        made.append(Pairing(_joined(work.report, firm), tuple(found), (), _confidence(found)))
    return made


def _waits(work: Work, passage: int) -> bool:
    """Whether a passage concerns the place by itself; a region named in ceremony does not count."""
    kinds = {reason.kind for reason in work.why[passage]}
    if kinds & set(FIRM):
        return True
    return Why.REGION in kinds and not CEREMONY.search(
        compact(work.report.passages[passage].span.of(work.report.text))
    )


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


def _evidence(work: Work, answer: Answer) -> Iterator[Evidence]:
    """The local sentences that answer, document by document in reading order."""
    candidates = {item: _candidates(work, item, answer.passages) for item in answer.items}
    best = max((e.score for found in candidates.values() for e in found), default=Decimal(0))
    host_least, guest_least = (max(SCORE_LEAST, share * best) for share in (SCORE_SHARE, GUEST_SHARE))
    for item, closest in answer.items.items():
        most, least = (ROLE_MOST, host_least) if closest else (GUEST_MOST, guest_least)
        taken: Counter[Role] = Counter()
        chosen: list[Evidence] = []
        for evidence in sorted(candidates[item], key=lambda e: (-e.score, e.span)):
            if evidence.score >= least and taken[evidence.role] < most:
                taken[evidence.role] += 1
                chosen.append(evidence)
        yield from sorted(chosen, key=lambda e: e.span)


def _candidates(work: Work, item: int, kept: Sequence[int]) -> list[Evidence]:
    """Every sentence of an item with its score: how close its chunk is, how close itself, names in common."""
    names = frozenset().union(*(work.names[i] for i in kept))
    made: list[Evidence] = []
    for row, chunk in enumerate(work.local.chunks):
        if chunk.item != item:
            continue
        document, number = work.local.documents[chunk.document], work.local.numbers[chunk.document]
        around = float(work.close.lexical[row, list(kept)].max())
        for told in chunk.told:
            if _tells(document, told):
                text = told.sentence.span.of(document.text)
                own = float(work.close.index.score(terms(text, work.drop))[list(kept)].max())
                shared = NAME_WEIGHT if told.names & names else 0
                score = Decimal(f"{(around + own) / 2 + shared:.2f}")
                made.append(Evidence(document.name, told.sentence.span, text, told.role, score, number))
    return made


def _tells(document: Document, told: Told) -> bool:
    text = compact(told.sentence.span.of(document.text))
    return not told.sentence.heading and len(text) >= SENTENCE_LEAST and not CEREMONY.search(text)


def _likeness(work: Work, spans: Sequence[Span], evidence: Sequence[Evidence]) -> Iterator[Reason]:
    """Why quote and evidence belong together: a programme that both name, or the words they share."""
    by_doc: dict[str, list[str]] = defaultdict(list)
    for one in evidence:
        by_doc[one.doc].append(one.text)
    for texts in list(by_doc.values())[:THEMES_MOST]:
        local = "".join(texts)
        for rule in (shared_programme, shared_theme):
            reason = rule(work.report, spans, local, work.close.index, work.drop)
            if reason is not None:
                yield reason
                break


def _confidence(found: Sequence[Reason]) -> Decimal:
    return max((CONFIDENCE[reason.kind] for reason in found), default=CONFIDENCE[Why.THEME])
