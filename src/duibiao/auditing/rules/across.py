"""Between documents: consecutive reports of one government, and one figure said twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from duibiao.auditing.amounts import Amount
from duibiao.auditing.claims import Claim, Remark
from duibiao.auditing.measured import when_of
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.page import Figure, Page
from duibiao.auditing.series import chains, missed, over_a_year, series_of
from duibiao.auditing.strands import bases
from duibiao.auditing.wording import message
from duibiao.lexicon import load

_V = load("duibiao.auditing")
_MET, _REAL, _PLAN = (re.compile(_V[name].regex()) for name in ("target_met", "real", "against_plan"))
_ONE = Amount.exact(1)
REVISED, REVISED_REAL = Decimal("0.05"), Decimal("0.25")
"""How far a level may be revised after the report that printed it first: at most .003 in the corpus, output
at current prices .08 (after a census)."""


def target_and_result(pages: Sequence[Page]) -> Iterator[Remark]:
    """What was planned and what came of it; accused only where a missed target is called met."""
    for chain in chains(pages):
        for now in chain.values():
            for target, result in ((now.target_growth, now.growth), (now.target_level, now.level)):
                if target is not None and result is not None and target.unit == result.unit:
                    yield from _result(target, result, now.series.basis)


def _result(target: Figure, result: Figure, basis: str) -> Iterator[Remark]:
    short = missed(target, result, basis)
    if short and _MET.search(result.lead + result.tail[:12]) is None:
        return
    formula = f"{result.amount.words} {'<' if short else '≥'} {target.amount.words}"
    note = message("target_missed" if short else "target_reached", formula=formula)
    verdict = Verdict.INCONSISTENT if short else Verdict.CONSISTENT
    yield Remark(
        result.page, [(result.span, STATED)], verdict, result.amount.words, target.amount.words, formula,
        note, changes=short, elsewhere=[(target, "target")],
    )  # fmt: skip


def streak(pages: Sequence[Page]) -> Iterator[Claim]:
    """连续36年居首位, and 连续35年 in the report of the year before."""
    told = [(p, _streaks(p)) for p in pages if p.year is not None and p.place is not None]
    for before, earlier in told:
        for after, later in told:
            follows = before.place == after.place and (before.year or 0) + 1 == after.year
            for key in earlier.keys() & later.keys() if follows else ():
                yield Claim(later[key], [earlier[key].amount + _ONE], [(earlier[key], "base")])


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
        or s.bound != "exact"
        or figure.unit == "倍"
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
        return "price_sensitive" if real else ""
    low, high = sorted(abs(f.amount.value) for f in (first, other))
    gap = high / low - 1 if low else Decimal(1)
    return "revised_base" if gap <= (REVISED_REAL if real else REVISED) or first.kind == "growth" else ""
