"""What a report says a result is to its plan, with the plan in the report of the year before.

超出年初计划20.5亿元, 完成年度任务的108%, 比预定目标36亿元还多: the plan itself is only in the report before.
It is found by the words around both; a mismatch is accused where one slip of the pen explains it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from duibiao.auditing.claims import Claim
from duibiao.auditing.figures.aligned import followers, likeness
from duibiao.auditing.figures.amounts import Amount, unit_step
from duibiao.auditing.figures.mentions import Mention, mentions
from duibiao.auditing.figures.misprints import slipped
from duibiao.auditing.figures.page import Figure, Page, sentences_together
from duibiao.auditing.figures.units import factor
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_PLAN, _LESS_WORDS, _MORE_WORDS, _BEYOND, _RATE, _ABOUT = (
    _V[name].regex()
    for name in ("plan_told", "less_than_plan", "more_than_plan", "beyond", "done_rates", "just_about")
)
_GAP = "[^，。；0-9]"
_THAN = f"[比较]{_GAP}{{0,8}}(?:{_PLAN}){_GAP}{{0,4}}"
_LESS = re.compile(f"{_THAN}(?:{_LESS_WORDS}){_GAP}{{0,4}}$")
_MORE = re.compile(
    f"(?:{_THAN}(?:{_MORE_WORDS}){_GAP}{{0,4}}|(?:{_BEYOND}){_GAP}{{0,6}}(?:{_PLAN})"
    f"|(?:{_PLAN}){_GAP}{{0,6}}(?:后|之外)，又?{_GAP}{{0,3}}|(?:{_PLAN})超收?|(?:^|，)超额)$"
)
_OF_PLAN = re.compile(
    f"(?:(?:{_PLAN})(?<=的)(?:{_ABOUT})?|(?<!超额)完成{_GAP}{{0,4}}(?:{_PLAN})|(?:{_RATE})(?:达到?|为)?)$"
)
_BEYOND_RATE = re.compile(f"^完成{_GAP}{{0,6}}(?:{_PLAN})")
_RECALLED = re.compile(f"(?:{_V['recalled_plan'].regex()})$")
_RECALLED_AFTER, _TOTAL = (re.compile(_V[name].regex()) for name in ("recalled_after_it", "built_in_all"))
_EACH = re.compile(_V["respectively"].regex())
_RATES = frozenset(("%", "‰", "倍", "百分点"))
_HUNDRED, _ONE = Decimal(100), Amount.exact(1)
FITS, SURE, CLEAR = 0.3, 0.8, 1.2
"""How much the words around a plan and its result share (``aligned.likeness``) where they fit, and
where they do not, and how many times as much as
those of another plan."""


RESULTS_MOST = 3
"""Figures before one that says how far the plan was passed, which it may be said of."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said of a plan: ``what``: by how much (``gap``, ``beyond``), what part (``part``), or the
    plan itself (``plan``); ``way``: 1 above it, -1 below; ``results``: what it may be said of, nearest last.
    """

    said: Figure
    what: str
    way: int
    results: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class _Way:
    """A plan and a result that may be meant, how alike their words are, and the claim on what is said."""

    plan: Figure
    result: Figure
    alike: float
    claim: Claim


def plan_told(pages: Sequence[Page]) -> Iterator[Claim]:
    """城镇新增就业39.7万人，较目标多7.7万人, and 城镇新增就业32万人 among the aims of the report before."""
    for earlier, later in followers(pages):
        told = list(_told(later))
        plans = [m for m in mentions(earlier) if _is_plan(m)] if told else []
        known = {m.figure: m for m in mentions(later)} if plans else {}
        for one in told:
            ways = sorted(_ways(one, plans, known), key=lambda way: -way.alike)
            fitting = [w for w in ways if w.claim.fits and w.alike >= FITS]
            if fitting:
                yield fitting[0].claim
            elif ways and (claim := _misprinted(one, ways)) is not None:
                yield claim


def _is_plan(mention: Mention) -> bool:
    """Whether a figure of the report before is of the year it plans."""
    s = mention.figure.statement
    return s.period == str(mention.figure.page.year) and not mention.starts


def _told(page: Page) -> Iterator[_Told]:
    for group in sentences_together(page):
        before: Sequence[Figure] = ()
        for sentence in group:
            figures = sentence.figures
            for at, figure in enumerate(figures):
                told = _told_by(figure, figures[:at] or before)
                if told is not None:
                    yield told
            before = figures


def _told_by(said: Figure, before: Sequence[Figure]) -> _Told | None:
    """What a figure says of a plan by the words just before it."""
    amounts = [f for f in before if f.unit not in _RATES][-RESULTS_MOST:]
    if _EACH.search(said.lead) is not None:
        return None
    if said.unit in ("%", "倍"):
        if _OF_PLAN.search(said.lead):
            return _Told(said, "part", 1, amounts)
        if _MORE.search(said.lead) and ("额" not in said.lead[-2:] or _BEYOND_RATE.match(said.tail)):
            return _Told(said, "beyond", 1, amounts)
    way = -1 if _LESS.search(said.lead) else 1 if _MORE.search(said.lead) else 0
    if not way and (_RECALLED.search(said.lead) or _RECALLED_AFTER.match(said.tail)):
        return _Told(said, "plan", 1, [*before[-1:], said])
    if not way or said.unit == "%":
        return None
    of = "%" if said.unit == "百分点" else said.unit
    return _Told(said, "gap", way, [f for f in before if factor(f.unit, of) is not None][-RESULTS_MOST:])


def _ways(told: _Told, plans: Sequence[Mention], known: Mapping[Figure, Mention]) -> Iterator[_Way]:
    for plan in plans:
        for result in dict.fromkeys(told.results):
            of = told.said if told.what == "plan" else result
            times = factor(plan.figure.unit, of.unit)
            alike = likeness(plan, known[result]) if times is not None and plan.figure.kind != "share" else 0
            if times is not None and alike:
                aimed = _aimed(plan.figure, times)
                yield _Way(plan.figure, result, alike, _claim(told, plan.figure, aimed, result))


def _claim(told: _Told, plan: Figure, aimed: Amount, result: Figure) -> Claim:
    """What is said, by the plan (in the unit of the result) and the result."""
    roles = [(plan, "plan"), (result, "result")]
    came = result.amount
    if told.what == "plan":
        return Claim(told.said, [_size(aimed)], roles[:1], amount=_size(told.said.amount))
    if told.what == "gap":
        gaps = [(came - aimed).scaled(told.way), aimed]
        return Claim(told.said, gaps, roles, amount=_size(told.said.amount))
    ratio = came / aimed - _ONE if told.what == "beyond" else came / aimed
    return Claim(told.said, [ratio.scaled(1 if told.said.unit == "倍" else _HUNDRED)], roles)


def _aimed(plan: Figure, times: Decimal) -> Amount:
    """What is planned, to the last digit: a plan is not measured."""
    return Amount.exact(plan.statement.value * times, plan.amount.words)


def _size(amount: Amount) -> Amount:
    return amount if amount.value >= 0 else amount.scaled(-1)


def _misprinted(told: _Told, ways: Sequence[_Way]) -> Claim | None:
    """The claim on the likest plan, where no other is nearly as like and one slip of the pen explains it."""
    near = set(_near(told))
    ways = [w for w in ways if w.result in near]
    if not ways or ways[0].alike < SURE:
        return None
    best = ways[0]
    others = [w.alike for w in ways if w.plan.statement.value != best.plan.statement.value]
    if best.alike < CLEAR * max(others, default=0):
        return None
    return next((w.claim for w in ways if w.plan is best.plan and _slipped(told, w)), None)


def _near(told: _Told) -> Iterator[Figure]:
    """The figure just before, behind what there is in all or by how much it grew; any of the one before."""
    here = told.said.statement.sentence_span
    for result in reversed(told.results):
        yield result
        passed = result.kind == "change" or _TOTAL.search(result.lead) is not None or told.what == "plan"
        if not passed and result.statement.sentence_span == here:
            return


def _slipped(told: _Told, way: _Way) -> bool:
    """Whether another number in place of one of them, a slip of the pen away, would make them fit."""
    times = factor(way.plan.unit, (told.said if told.what == "plan" else way.result).unit)
    assert times is not None
    aimed, came, said, back = _aimed(way.plan, times), way.result.amount, told.said.amount, 1 / times
    if told.what == "plan":
        meant = [(told.said, aimed), (way.plan, said.scaled(back))]
    elif told.what == "gap":
        gap = _size(said).scaled(told.way)
        meant = [(told.said, came - aimed), (way.result, aimed + gap), (way.plan, (came - gap).scaled(back))]
    else:
        per = 1 if told.said.unit == "倍" else _HUNDRED
        whole = _ONE if told.what == "beyond" else Amount.exact(0)
        ratio = said.scaled(1 / Decimal(per)) + whole
        meant = [(told.said, (came / aimed - whole).scaled(per)), (way.result, aimed * ratio)]
        meant.append((way.plan, (came / ratio).scaled(back)))
    return any(_may_be(figure, *sorted((abs(of.low), abs(of.high)))) for figure, of in meant)


def _may_be(figure: Figure, low: Decimal, high: Decimal) -> bool:
    return slipped(abs(figure.statement.value), unit_step(figure.statement), low, high)
