"""Which parts of a report concern a place, and which local sentences answer each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.matching.answers import answered, unanswered
from duibiao.matching.assign import assign
from duibiao.matching.cache import Cache, key_of
from duibiao.matching.closeness import Texts, closeness, texts_of
from duibiao.matching.concerns import Case, by_passage, reasons
from duibiao.matching.evidence import Local, prepare
from duibiao.matching.model import FIRM, Material, Pairing, Reason
from duibiao.matching.names import province_of, read_names
from duibiao.matching.runs import Answer, answers
from duibiao.matching.semantic import warm
from duibiao.matching.strength import Strength
from duibiao.matching.themes import place_names
from duibiao.matching.told import inner_places, names_of, things
from duibiao.matching.work import Work
from duibiao.reading.model import Mention, MentionType
from duibiao.text import Document, Span, inside

CHAPTERS_MOST = 40
"""A brief that nobody reads to its end helps nobody; the editor of the dev page made 12 chapters."""
SEE_MOST = 2
ELSEWHERE = (Level.PREFECTURE, Level.COUNTY)
ELSEWHERE_LEAST, ELSEWHERE_WEIGHT = 2, 0.6
"""A passage that names two other cities or counties and not the place answers less: 「惠州…、揭阳…投产」 was
a chapter of the dev brief for 肇庆. Read off that brief."""


@dataclass(frozen=True, slots=True)
class Matched:
    """``answered`` have evidence, ``unanswered`` none, in reading order. ``reasons``: all of the report's.

    A local sentence stands under one pairing only. A pairing without any may have ``see``: where the ones
    stand that answer it too.
    """

    answered: tuple[Pairing, ...]
    unanswered: tuple[Pairing, ...]
    reasons: tuple[Reason, ...]
    material: tuple[Material, ...]


def match(
    report: Document,
    place: Place,
    year: int,
    documents: Sequence[Document],
    *,
    home: Place | None,
    gazetteer: Gazetteer,
    trusted: bool = False,
    cache: Cache | None = None,
) -> Matched:
    """Pair ``report`` (of ``home`` and ``year``) with the local material of ``place``.

    ``cache``: keeps names, closeness and embeddings, which hold for the next place too; the result is the
    same without one.
    """
    seen = _warmed_unless_seen(report, documents, cache)
    province = province_of(place, gazetteer)
    local = prepare(
        documents,
        place,
        lambda document: read_names(document, province, year, gazetteer, cache),
        report=report,
        trusted=trusted,
        gazetteer=gazetteer,
    )
    mentions = read_names(report, home, year, gazetteer, cache)
    local_names = frozenset[str]().union(*(names_of(used, place, gazetteer) for used in local.used))
    case = Case(report, place, year, gazetteer, local_names, cache, home)
    found = reasons(case, mentions)
    work = _work(case, local, mentions, found, texts_of(report, mentions, cache))
    chapters, waiting = _chapters(work)
    if cache is not None:
        cache.put(seen, b"")
        cache.trim()
    return Matched(tuple(chapters), tuple(waiting), tuple(found), local.material)


def _work(
    case: Case, local: Local, mentions: Sequence[Mention], found: Sequence[Reason], texts: Texts
) -> Work:
    """What is known of every passage: why it concerns the place, what it names, how close chunks are."""
    here = _by_passage(case.report, mentions)
    names = [things(some) for some in here]
    return Work(
        case,
        local,
        texts,
        closeness(texts, local, names),
        by_passage(found, case.report.passages),
        names,
        [inner_places(some, case.place) for some in here],
        _weight(case.report, mentions, found),
        place_names(case.gazetteer, case.place),
    )


def _warmed_unless_seen(report: Document, documents: Sequence[Document], cache: Cache | None) -> str:
    """Start to load the model beside other work, unless the same texts have been through here before.

    Returns the key by which they are known.
    """
    seen = key_of("seen", report.text, *(one.text for one in documents)) if cache is not None else ""
    if documents and (cache is None or cache.get(seen) is None):
        warm()
    return seen


def _chapters(work: Work) -> tuple[list[Pairing], list[Pairing]]:
    """The pairings with evidence and those without."""
    asked = answers(work)
    assigned = assign(work, asked)
    topics: set[Span] = set()
    made: dict[int, Pairing] = {}
    for i, answer in enumerate(asked):
        evidence = assigned.evidence[i]
        pairing = answered(work, answer.passages, evidence, topics) if evidence else None
        if pairing is not None:
            made[i] = pairing
    best = sorted(made, key=lambda i: _importance(made[i]))[:CHAPTERS_MOST]
    told = {i: made[i].span for i in best}
    see = [tuple(told[j] for j in assigned.see[i] if j in told)[:SEE_MOST] for i in range(len(asked))]
    chapters = [replace(made[i], see=see[i]) for i in sorted(best, key=lambda i: made[i].span)]
    return chapters, unanswered(work, chapters, _see_by_passage(asked, see))


def _see_by_passage(asked: Sequence[Answer], see: Sequence[tuple[Span, ...]]) -> dict[int, tuple[Span, ...]]:
    return {passage: see[i] for i, answer in enumerate(asked) for passage in answer.passages}


def _importance(pairing: Pairing) -> tuple[bool, object, object]:
    return pairing.reasons[0].kind not in FIRM, -pairing.confidence, pairing.span


def _by_passage(report: Document, mentions: Sequence[Mention]) -> list[list[Mention]]:
    spans = [m.span for m in mentions]
    return [[mentions[i] for i in inside(spans, p.span)] for p in report.passages]


def _weight(report: Document, mentions: Sequence[Mention], found: Sequence[Reason]) -> Strength:
    """1 for a passage that may concern the place, less for one that is about other cities."""
    firm = [reason.span for reason in found if reason.kind in FIRM]
    cities = [m for m in mentions if m.type is MentionType.PLACE and m.level in ELSEWHERE and m.adcode]
    spans = [m.span for m in cities]
    weight = np.ones(len(report.passages), np.float32)
    for i, passage in enumerate(report.passages):
        named = {cities[at].adcode for at in inside(spans, passage.span)}
        if len(named) >= ELSEWHERE_LEAST and not inside(firm, passage.span):
            weight[i] = ELSEWHERE_WEIGHT
    return weight
