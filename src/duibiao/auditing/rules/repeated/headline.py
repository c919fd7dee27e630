"""One headline figure said twice: a level in two passages or reports, a yearly rate over the same years."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from duibiao.auditing.claims import Claim
from duibiao.auditing.figures.measured import when_of
from duibiao.auditing.figures.misprints import one_digit_off
from duibiao.auditing.figures.page import Figure, Page
from duibiao.auditing.figures.series import over_a_year, series_of
from duibiao.auditing.figures.strands import bases
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_REAL, _PLAN = (re.compile(_V[name].regex()) for name in ("real", "against_plan"))
REVISED, REVISED_REAL = Decimal("0.05"), Decimal("0.25")
"""How far a level may be revised after the report that printed it first: at most .003 in the corpus, output
at current prices .08 (after a census)."""
_ANNUAL = re.compile(_V["annual"].regex())


_UNITS = frozenset("万亿")
"""A number that begins so is a unit: 万元生产总值能耗."""


def same_figure(pages: Sequence[Page]) -> Iterator[Claim]:
    """One headline indicator, place, year and kind with two values; between documents it may be revised."""
    said: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for page in pages:
        started = bases(page)
        for sentence in page.sentences:
            for figure in sentence.figures:
                if (key := _told_again(figure, figure in started)) is not None:
                    said[key].append(figure)
    for figures in said.values():
        first = figures[0]
        for other in figures[1:]:
            apart = other.page is not first.page
            dated = first.statement.period_span is not None and other.statement.period_span is not None
            if apart or (dated and other.statement.sentence_span != first.statement.sentence_span):
                yield Claim(other, [first.amount], [(first, "other")], _why_not_same(first, other))


def _told_again(figure: Figure, starts: bool) -> tuple[str, ...] | None:
    """What a headline figure is of, and the one year that it holds in."""
    s, series, when = figure.statement, series_of(figure.statement.indicator), when_of(figure, starts)
    if (
        series is None
        or len(when) != 4
        or s.status != "achieved"
        or s.bound not in ("exact", "approx", "min")
        or figure.unit == "倍"
        or s.text[0] in _UNITS
    ):
        return None
    if figure.kind == "growth" and len(s.period) != 4:
        return None
    if _PLAN.search(figure.lead.rpartition("，")[2]):
        return None
    if figure.kind not in ("level", "growth") or _REAL.search(figure.lead) or not over_a_year(figure):
        return None
    return series.name, s.adcode, when, figure.kind, s.unit


def _why_not_same(first: Figure, other: Figure) -> str:
    series = series_of(first.statement.indicator)
    real = series is not None and series.basis == "real"
    if first.page is other.page:
        slip = first.kind == "level" and one_digit_off(first.amount.value, other.amount.value)
        return "price_sensitive" if real and not slip else ""
    low, high = sorted(abs(f.amount.value) for f in (first, other))
    gap = high / low - 1 if low else Decimal(1)
    return "revised_base" if gap <= (REVISED_REAL if real else REVISED) or first.kind == "growth" else ""


def yearly_again(page: Page) -> Iterator[Claim]:
    """国内生产总值年均增长7.5% of one stretch of years, planned or reached: the same in every passage."""
    told: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in (f for s in page.sentences for f in s.figures if f.kind == "growth" and f.unit == "%"):
        s = figure.statement
        series = series_of(s.indicator) or series_of(s.indicator.partition("增长")[0])
        if series is not None and "/" in s.period and _ANNUAL.search(figure.lead) and s.bound == "exact":
            told[series.name, s.period, s.status, s.adcode].append(figure)
    for figures in told.values():
        for one, other in pairwise(figures):
            a, b = one.statement, other.statement
            if a.value == b.value or (a.sentence_span != b.sentence_span and one_digit_off(a.value, b.value)):
                yield Claim(other, [one.amount], [(one, "other")])
