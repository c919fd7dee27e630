"""Between documents: consecutive reports of one government, and one figure said twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from duibiao.auditing.amounts import Amount
from duibiao.auditing.claims import Claim, Remark
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.page import Figure, Page
from duibiao.auditing.series import chains, missed, over_a_year, series_of
from duibiao.auditing.wording import message
from duibiao.lexicon import load

_V = load("duibiao.auditing")
_MET, _REAL, _PLAN = (re.compile(_V[name].regex()) for name in ("target_met", "real", "against_plan"))
_ONE = Amount.exact(1)


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
    if _PLAN.search(figure.lead.rpartition("，")[2]):
        return None
    if figure.kind not in ("level", "growth") or _REAL.search(figure.lead) or not over_a_year(figure):
        return None
    return series.name, s.adcode, s.period, figure.kind, s.unit


def _why_not_same(first: Figure, other: Figure) -> str:
    if first.page is not other.page:
        return "revised_base"
    series = series_of(first.statement.indicator)
    return "price_sensitive" if series is not None and series.basis == "real" else ""
