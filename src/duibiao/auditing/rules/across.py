"""Between documents: consecutive reports of one government, and one figure said twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from duibiao.auditing.amounts import Amount
from duibiao.auditing.claims import Claim, Remark
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.page import Figure, Page
from duibiao.auditing.series import Year, chains, over_a_year, series_of, years
from duibiao.auditing.wording import message
from duibiao.lexicon import load

_V = load("duibiao.auditing")
_SCOPE, _MET, _REAL = (re.compile(_V[name].regex()) for name in ("same_scope", "target_met", "real"))
_ONE, _HUNDRED = Amount.exact(1), Decimal(100)
REVISED = Decimal(5)
"""Percentage points that a revised base may move a rate by: censuses moved GDP of 2004 by 16.8 %, yearly
revisions of grain, trade and revenue stay below 3 in the corpus."""


def next_level(pages: Sequence[Page]) -> Iterator[Claim]:
    """This year's level is last year's, from last year's report, times 1 + growth."""
    for before, after in chains(pages):
        earlier = years(before)
        for name, now in years(after).items():
            then = earlier.get(name)
            if then is not None and then.level and now.level and now.growth:
                yield from _grown(then.level, now.level, now.growth, now.series.basis)


def _grown(base: Figure, level: Figure, growth: Figure, basis: str) -> Iterator[Claim]:
    if base.unit != level.unit or basis == "rate" or level.kind == "share":
        return
    computed = (level.amount / base.amount - _ONE).scaled(_HUNDRED)
    doubt = "price_sensitive" if basis == "real" else "revised_base"
    if basis != "real" and abs(computed.value - growth.amount.value) > REVISED:
        doubt = "same_scope" if _SCOPE.search(growth.lead + growth.tail) else ""
    yield Claim(growth, [computed], [(base, "base"), (level, "end")], doubt)


def target_and_result(pages: Sequence[Page]) -> Iterator[Remark]:
    """What was planned a year ago and what came of it; accused only where it is called met."""
    for before, after in chains(pages):
        planned = years(before)
        for name, now in years(after).items():
            then = planned.get(name)
            if then is not None:
                yield from _results(then, now)


def _results(then: Year, now: Year) -> Iterator[Remark]:
    for target, result in ((then.target_growth, now.growth), (then.target_level, now.level)):
        if target is None or result is None or target.unit != result.unit:
            continue
        short = _short(target, result, then.series.basis)
        called = _MET.search(result.lead + result.tail[:12]) is not None
        if short and not called:
            continue
        formula = f"{result.amount.words} {'<' if short else '≥'} {target.amount.words}"
        note = message("target_missed" if short else "target_reached", formula=formula)
        verdict = Verdict.INCONSISTENT if short else Verdict.CONSISTENT
        marks = [(result.span, STATED)]
        yield Remark(
            now.page, marks, verdict, result.amount.words, target.amount.words, formula, note,
            changes=short, elsewhere=[(target, "target")],
        )  # fmt: skip


def _short(target: Figure, result: Figure, basis: str) -> bool:
    """Whether a result misses its target: a rate that is to stay low misses it upwards."""
    if basis == "rate":
        return result.amount.low > target.amount.high
    return result.amount.high < target.amount.low


def streak(pages: Sequence[Page]) -> Iterator[Claim]:
    """连续36年居首位, and 连续35年 in the report of the year before."""
    for before, after in chains(pages):
        earlier = _streaks(before)
        for key, figure in _streaks(after).items():
            if key in earlier:
                yield Claim(figure, [earlier[key].amount + _ONE], [(earlier[key], "base")])


def _streaks(page: Page) -> dict[tuple[str, str], Figure]:
    found: dict[tuple[str, str], Figure] = {}
    for sentence in page.sentences:
        for figure in sentence.figures:
            counted = figure.kind == "duration" and figure.unit == "年" and figure.lead.endswith("连续")
            if counted and figure.statement.status == "achieved" and figure.tail:
                found.setdefault((figure.statement.indicator, figure.tail[:4]), figure)
    return found


def same_figure(pages: Sequence[Page]) -> Iterator[Claim]:
    """One headline indicator, place, year and kind with two values; between documents it may be revised."""
    said: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for page in pages:
        for sentence in page.sentences:
            for figure in sentence.figures:
                if (key := _told_again(figure)) is not None:
                    said[key].append(figure)
    for figures in said.values():
        first = figures[0]
        for other in figures[1:]:
            if other.statement.sentence_span != first.statement.sentence_span or other.page is not first.page:
                yield Claim(other, [first.amount], [(first, "other")], _why_not_same(first, other))


def _told_again(figure: Figure) -> tuple[str, ...] | None:
    """What a headline figure of one year is of, when the sentence says which year."""
    s, series = figure.statement, series_of(figure.statement.indicator)
    single = len(s.period) == 4 and s.period_span is not None
    if series is None or not single or s.status != "achieved" or s.bound != "exact" or figure.unit == "倍":
        return None
    if figure.kind not in ("level", "growth") or _REAL.search(figure.lead) or not over_a_year(figure):
        return None
    return series.name, s.adcode, s.period, figure.kind, s.unit


def _why_not_same(first: Figure, other: Figure) -> str:
    if first.page is not other.page:
        return "revised_base"
    series = series_of(first.statement.indicator)
    return "price_sensitive" if series is not None and series.basis == "real" else ""
