"""Which parts of a report concern a place, and which local sentences answer each of them.

What is paired is a run of neighbouring passages of one paragraph. Local material is matched in items (a press
note, or a stretch of a long report); each answers the few runs that it is closest to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.matching.answers import CEREMONY, Answer, Work, answered, unanswered
from duibiao.matching.closeness import closeness, place_names
from duibiao.matching.concerns import Case, by_passage, reasons
from duibiao.matching.evidence import prepare
from duibiao.matching.model import FIRM, Material, Pairing, Reason, Why
from duibiao.matching.strength import Strength, item_strength, neighbours
from duibiao.matching.terms import compact
from duibiao.reading.mentions import find_mentions
from duibiao.reading.model import Mention, MentionType
from duibiao.text import Document, Span, inside

CHAPTERS_MOST = 40
"""A brief that nobody reads to its end helps nobody; the editor of the dev page made 12 chapters."""
ITEM_RUNS = 3
"""How many runs of passages one item may answer. Of the 12 dev items the editor's passage is in the first run
for 7, in the first two for 11, in the first three for 12. Re-run ``benchmarks/matching.py``."""
ITEM_SHARE = 0.5
"""A run must come to this share of the item's closest passage."""
ELSEWHERE = (Level.PREFECTURE, Level.COUNTY)
ELSEWHERE_LEAST, ELSEWHERE_WEIGHT = 2, 0.6
"""A passage that names two other cities or counties and not the place answers less: 「惠州…、揭阳…投产」 was
a chapter of the dev brief for 肇庆. Read off that brief."""
LEXICAL_LEAST = 0.12
"""Least lexical closeness of an answer: below it the 12 dev items share only words like 高质量发展."""


@dataclass(frozen=True, slots=True)
class Matched:
    """``answered`` have evidence, ``unanswered`` none, in reading order. ``reasons``: all of the report's."""

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
) -> Matched:
    """Pair ``report`` (of ``home`` and ``year``) with the local material of ``place``."""
    local = prepare(documents, place, year, report=report, trusted=trusted, gazetteer=gazetteer)
    mentions = find_mentions(report, home=home, year=year, gazetteer=gazetteer)
    case = Case(
        report, place, year, gazetteer, frozenset[str]().union(*(chunk.names for chunk in local.chunks))
    )
    found = reasons(case, mentions)
    drop = place_names(gazetteer, place)
    names = _things(report, mentions)
    work = Work(
        report,
        case,
        local,
        closeness(report, local.chunks, names, drop),
        tuple(map(tuple, by_passage(found, report.passages))),
        tuple(names),
        drop,
        _weight(report, mentions, found, gazetteer),
    )
    topics: set[Span] = set()
    made = [answered(work, answer, topics) for answer in _answers(work)]
    best = sorted((p for p in made if p.evidence), key=_importance)[:CHAPTERS_MOST]
    chapters = sorted(best, key=lambda p: p.span)
    return Matched(tuple(chapters), tuple(unanswered(work, chapters)), tuple(found), local.material)


def _importance(pairing: Pairing) -> tuple[bool, object, object]:
    return pairing.reasons[0].kind not in FIRM, -pairing.confidence, pairing.span


def _things(report: Document, mentions: Sequence[Mention]) -> list[frozenset[str]]:
    """For each passage the canonical names of the things (not places) that it mentions."""
    things = [m for m in mentions if m.type not in (MentionType.PLACE, MentionType.REGION)]
    spans = [m.span for m in things]
    return [
        frozenset(things[i].name or things[i].text for i in inside(spans, p.span)) for p in report.passages
    ]


def _weight(
    report: Document, mentions: Sequence[Mention], found: Sequence[Reason], gazetteer: Gazetteer
) -> Strength:
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


@dataclass(slots=True)
class _Run:
    """Passages around a peak, the items that they answer, and how strong its first item is everywhere."""

    peak: int
    passages: list[int]
    items: dict[int, bool]
    strength: Strength

    @property
    def height(self) -> float:
        """Strength at the peak."""
        return float(self.strength[self.peak])


def _answers(work: Work) -> list[Answer]:
    """What some item answers, in reading order; no passage stands in two answers."""
    runs = [run for item in sorted({chunk.item for chunk in work.local.chunks}) for run in _runs(work, item)]
    standing = _standing(runs)
    owner = {
        i: max((r for r in standing if i in r.passages), key=lambda r: (r.strength[i], -r.peak))
        for run in standing
        for i in run.passages
    }
    owner |= {run.peak: run for run in standing}
    for run in standing:
        run.passages = _around(run.peak, [i for i in run.passages if owner[i] is run])
    for i, items in _sharing_names(work).items():
        run = next((r for r in standing if i in r.passages), _Run(i, [i], {}, np.zeros(0, np.float32)))
        if not run.items:
            standing.append(run)
        run.items.update({item: run.items.get(item, False) for item in items})
    return [Answer(tuple(r.passages), r.items) for r in sorted(standing, key=lambda r: r.peak)]


def _standing(runs: Sequence[_Run]) -> list[_Run]:
    """The runs that keep their peak. A run whose peak another item answers more strongly joins that one."""
    standing: list[_Run] = []
    for run in sorted(runs, key=lambda r: (-r.height, r.peak)):
        rivals = [r for r in standing if run.peak in r.passages and r.strength[run.peak] >= run.height]
        if not rivals:
            standing.append(run)
            continue
        items = max(rivals, key=lambda r: float(r.strength[run.peak])).items
        items.update({item: items.get(item, False) or first for item, first in run.items.items()})
    return standing


def _around(peak: int, passages: Sequence[int]) -> list[int]:
    """The stretch without a gap of ``passages`` that holds ``peak``."""
    first = last = peak
    while first - 1 in passages:
        first -= 1
    while last + 1 in passages:
        last += 1
    return list(range(first, last + 1))


def _runs(work: Work, item: int) -> list[_Run]:
    """The runs of neighbouring passages that ``item`` answers, the closest first."""
    rows = [i for i, chunk in enumerate(work.local.chunks) if chunk.item == item]
    strength = item_strength(work.report, work.close.total[rows]) * work.weight
    fit = (work.close.lexical[rows].max(axis=0) >= LEXICAL_LEAST) & (strength >= ITEM_SHARE * strength.max())
    runs: list[_Run] = []
    for i in np.argsort(-strength, kind="stable").tolist():
        if len(runs) < ITEM_RUNS and fit[i] and not any(i in r.passages for r in runs) and _tells(work, i):
            runs.append(_Run(i, neighbours(work.report, strength, i), {item: not runs}, strength))
    return runs


def _tells(work: Work, passage: int) -> bool:
    """Whether a passage sets or reports something."""
    return not CEREMONY.search(compact(work.report.passages[passage].span.of(work.report.text)))


def _sharing_names(work: Work) -> dict[int, list[int]]:
    """Passages with a name of their own for the place -> items that name the same thing or programme."""
    sharing: dict[int, list[int]] = {}
    for i, names in enumerate(work.names):
        if any(r.kind in (*FIRM, Why.PROGRAMME) for r in work.why[i]) and _tells(work, i):
            items = {chunk.item for chunk in work.local.chunks if chunk.names & names}
            if items:
                sharing[i] = sorted(items)
    return sharing
