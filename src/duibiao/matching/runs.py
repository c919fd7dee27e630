"""Which runs of neighbouring passages each item of local material answers.

An item is a press note or a stretch of a long report; it answers the few runs that it is closest to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from duibiao.matching.model import FIRM, Why
from duibiao.matching.strength import Strength, neighbours, strengths
from duibiao.matching.work import Work

ITEM_RUNS = 3
"""How many runs of passages one item may answer. Of the 12 dev items the editor's passage is in the first run
for 7, in the first two for 11, in the first three for 12. Re-run ``benchmarks/matching.py``."""
ITEM_SHARE = 0.5
"""A run must come to this share of the item's closest passage."""
LEXICAL_LEAST = 0.12
"""Least lexical closeness of an answer: below it the 12 dev items share only words like 高质量发展."""
ABOUT = (Why.NAMED, Why.WITHIN)
ABOUT_LEAST = 0.06
"""The same for a passage that names the place: half of what is asked of others."""
ITEMS_MOST = 8
"""Most items that are looked at for one run, the strongest there first: more than a chapter can show."""
RUNS_MOST = 80
"""Most runs without a reason of their own that are looked at, the strongest: twice what a brief shows."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Neighbouring passages and the items that answer them; ``True``: nothing is closer to the item."""

    passages: tuple[int, ...]
    items: Mapping[int, bool]


@dataclass(slots=True, eq=False)
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


def answers(work: Work) -> list[Answer]:
    """What some item answers, in reading order; no passage stands in two answers."""
    every = strengths(work.report, work.close.total, work.rows) * work.weight if work.rows else ()
    runs = [run for item, strength in enumerate(every) for run in _runs(work, item, strength)]
    standing = _standing(runs)
    firm = [run for run in standing if any(work.why[i] for i in run.passages)]
    standing = firm + [run for run in standing if run not in firm][:RUNS_MOST]
    owner: dict[int, _Run] = {}
    for run in standing:
        for i in run.passages:
            if i not in owner or (run.strength[i], -run.peak) > (owner[i].strength[i], -owner[i].peak):
                owner[i] = run
    owner |= {run.peak: run for run in standing}
    for run in standing:
        run.passages = _around(run.peak, [i for i in run.passages if owner[i] is run])
    holding = {i: run for run in standing for i in run.passages}
    for i, items in [*_sharing_names(work).items(), *_about_the_place(work).items()]:
        run = holding.get(i) or _Run(i, [i], {}, np.zeros(0, np.float32))
        if not run.items:
            standing.append(run)
        run.items.update({item: run.items.get(item, False) for item in items})
    return [
        Answer(tuple(run.passages), _strongest(run, np.asarray(every)))
        for run in sorted(standing, key=lambda r: r.peak)
    ]


def _strongest(run: _Run, every: Strength) -> dict[int, bool]:
    order = sorted(run.items, key=lambda item: (-float(every[item, run.passages].max()), item))
    return {item: run.items[item] for item in sorted(order[:ITEMS_MOST])}


def _standing(runs: Sequence[_Run]) -> list[_Run]:
    """The runs that keep their peak. A run whose peak another item answers more strongly joins that one."""
    standing: list[_Run] = []
    over: dict[int, list[_Run]] = defaultdict(list)
    for run in sorted(runs, key=lambda r: (-r.height, r.peak)):
        rivals = [r for r in over[run.peak] if r.strength[run.peak] >= run.height]
        if not rivals:
            standing.append(run)
            for i in run.passages:
                over[i].append(run)
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


def _runs(work: Work, item: int, strength: Strength) -> list[_Run]:
    """The runs of neighbouring passages that ``item`` answers, the closest first."""
    lexical = work.close.lexical[work.rows[item]].max(axis=0)
    fit = np.flatnonzero((lexical >= LEXICAL_LEAST) & (strength >= ITEM_SHARE * strength.max()))
    runs: list[_Run] = []
    for i in fit[np.argsort(-strength[fit], kind="stable")].tolist():
        if len(runs) == ITEM_RUNS:
            break
        if work.tells(i) and not any(i in r.passages for r in runs):
            run = [j for j in neighbours(work.report, strength, i) if work.tells(j)]
            runs.append(_Run(i, _around(i, run), {item: not runs}, strength))
    return runs


def _about_the_place(work: Work) -> dict[int, list[int]]:
    """Passages that name the place or something in it -> items that have a little in common with them.

    「郴州锂电」 in a list of other cities' industries is what the local note on 锂电 answers, though a
    passage on all new energy has more words of it.
    """
    about: dict[int, list[int]] = {}
    for i, why in enumerate(work.why):
        if any(reason.kind in ABOUT for reason in why) and work.tells(i):
            close = [float(work.close.lexical[rows, i].max()) for rows in work.rows]
            if items := [item for item, one in enumerate(close) if one >= ABOUT_LEAST]:
                about[i] = items
    return about


def _sharing_names(work: Work) -> dict[int, list[int]]:
    """Passages with a name of their own for the place -> items that name the same thing or programme."""
    naming: dict[str, set[int]] = defaultdict(set)
    for chunk in work.local.chunks:
        for name in chunk.names:
            naming[name].add(chunk.item)
    sharing: dict[int, list[int]] = {}
    for i, names in enumerate(work.names):
        if any(r.kind in (*FIRM, Why.PROGRAMME) for r in work.why[i]) and work.tells(i):
            items = set[int]().union(*(naming.get(name, ()) for name in names))
            if items:
                sharing[i] = sorted(items)
    return sharing
