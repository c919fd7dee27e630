"""One fact of a report told twice, in any words: 山阳等6个抽水蓄能项目核准, 加快9个抽水蓄能电站建设."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.rules.repeated.evidence import Evidence, evidence, luck, never
from duibiao.auditing.rules.repeated.framed import again, national
from duibiao.auditing.rules.repeated.numbers import numbers
from duibiao.auditing.rules.repeated.telling import Telling, telling
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message

_LEFT_OUT = frozenset(vocabulary(__package__)["measures_left_out"].words)
_SORTS = frozenset(("few", "figure", "share"))
_KINDS = frozenset(("growth", "rank", "ratio"))
SURE, WORDS = 0.25, -5.0
"""Evidence of words and values together that accuses, and of the words alone: of the pairs of the unchanged
corpus that a slip parts hardly any has so much."""
NEAREST = 600
"""Numbers in one measure that are looked at, so that a long text takes linear time."""
CLEAR = 0.5
"""How much better the words fit than those of any third value."""


@dataclass(frozen=True, slots=True)
class _Match:
    one: Telling
    other: Telling
    why: Evidence


def told_twice(page: Page) -> Iterator[Remark]:
    """Two numbers of one report that a slip of the pen parts, told in words so alike that they are one fact;
    accused is the one that stands alone, else the later one.
    """
    for tellings in of_one_measure(page):
        for match in _slips(tellings):
            if (found := _alone(match, tellings)) is not None:
                stated, other = found
                yield _told(stated, other, match.why)


def of_one_measure(page: Page) -> Iterator[Sequence[Telling]]:
    """The numbers of a page that may be told twice, those that are counted in one measure together."""
    by_measure: dict[str, list[Telling]] = defaultdict(list)
    for one in (telling(t) for t in numbers(page) if t.sort in _SORTS):
        figure = one.told.figure
        named = bool(one.unit) or bool(one.told.quoted)
        if named and one.measure not in _LEFT_OUT and (figure is None or figure.kind not in _KINDS):
            by_measure[one.measure].append(one)
    yield from by_measure.values()


def _slips(tellings: Sequence[Telling]) -> Iterator[_Match]:
    """Pairs in two sentences that words and values make one fact."""
    for at, other in enumerate(tellings):
        for one in tellings[max(0, at - NEAREST) : at]:
            if not one.pairs & other.pairs or one.told.sentence == other.told.sentence:
                continue
            if luck(one.value, other.value) > 0 and not never(one, other):
                why = evidence(one, other)
                if why.score >= SURE and why.words >= WORDS:
                    yield _Match(one, other, why)


def _alone(match: _Match, tellings: Sequence[Telling]) -> tuple[Telling, Telling] | None:
    """The number that no third one agrees with, and the other; None where each is told elsewhere, or a third
    value is told in words nearly as alike.
    """
    told = {match.one: False, match.other: False}
    for one, other in ((match.one, match.other), (match.other, match.one)):
        for third in tellings[-NEAREST:]:
            if third in told or not third.pairs & one.pairs or third.value == other.value:
                continue
            if third.told.sentence == one.told.sentence or never(one, third):
                continue
            words = evidence(one, third).words
            if third.value == one.value:
                told[one] |= words >= match.why.words
            elif words > match.why.words - CLEAR:
                return None
    lonely = [telling for telling in (match.other, match.one) if not told[telling]]
    if not lonely or national(lonely[0].told):
        return None
    return lonely[0], match.one if lonely[0] is match.other else match.other


def _told(stated: Telling, other: Telling, why: Evidence) -> Remark:
    remark = again(other.told, stated.told)
    remark.note = message("twice_wrong", formula=remark.formula, words="、".join(why.reasons[:2]))
    return remark
