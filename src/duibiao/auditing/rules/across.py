"""Between documents: consecutive reports of one government, and one figure said twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from duibiao.auditing.amounts import Amount
from duibiao.auditing.claims import Claim, Remark
from duibiao.auditing.measured import when_of
from duibiao.auditing.misprints import one_digit_off
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.names import name_of
from duibiao.auditing.page import Figure, Page
from duibiao.auditing.series import chains, missed, over_a_year, series_of
from duibiao.auditing.strands import bases
from duibiao.auditing.wording import message
from duibiao.lexicon import load

_V = load("duibiao.auditing")
_MET, _REAL, _PLAN = (re.compile(_V[name].regex()) for name in ("target_met", "real", "against_plan"))
_ADMITS = re.compile(_V["admits_missing"].regex())
_ALL_MET, _LOW = re.compile(_V["all_targets_met"].regex()), re.compile(_V["lower_is_better"].regex())
_AIMED = frozenset(("level", "change", "growth"))
ALIKE = 8
"""A result that is so many times its target is of something else (新增9200家, 达到7.4万家)."""
NAME_LEAST = 4
"""Characters of a name that two reports need to mean one thing by it."""
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
                    yield from _result(target, result, missed(target, result, now.series.basis))


def promised(pages: Sequence[Page]) -> Iterator[Remark]:
    """今年减少贫困人口1000万以上, and in the next report 减少1386万: what is no headline indicator, by its
    name, where each report has one figure of it.
    """
    planned, reached = _by_name(pages, "target", 0), _by_name(pages, "achieved", 1)
    for key, targets in planned.items():
        results = reached.get(key, [])
        values = [{f.statement.value for f in of} for of in (targets, results)]
        if not all(len(of) == 1 for of in values):
            continue
        target, result = targets[0], results[0]
        aimed, came = (abs(f.statement.value) for f in (target, result))
        high_is_bad = _LOW.search(target.statement.indicator) is not None
        above, below = result.amount.low > target.amount.high, result.amount.high < target.amount.low
        less = target.statement.value < 0  # 减少1000万以上
        if aimed < came * ALIKE and came < aimed * ALIKE:
            yield from _result(target, result, above if high_is_bad or less else below)


def _by_name(pages: Sequence[Page], status: str, later: int) -> dict[tuple[str, ...], list[Figure]]:
    """Figures by place, name, unit, kind and year, in reports so many years ``later``."""
    found: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for page in pages:
        for f in (f for s in page.sentences for f in s.figures):
            s, name = f.statement, name_of(f)
            dated = s.period == str((page.year or 0) - later) and s.status == status
            if dated and len(name) >= NAME_LEAST and f.kind in _AIMED and series_of(s.indicator) is None:
                found[s.adcode, name, f.unit, f.kind, s.period].append(f)
    return found


def _result(target: Figure, result: Figure, short: bool) -> Iterator[Remark]:
    if short and _ADMITS.search(result.tail):
        return
    if short and not (_MET.search(result.lead + result.tail[:12]) or _all_met(result.page)):
        return
    formula = f"{result.amount.words} {_sign(result, target, short)} {target.amount.words}"
    note = message("target_missed" if short else "target_reached", formula=formula)
    verdict = Verdict.INCONSISTENT if short else Verdict.CONSISTENT
    yield Remark(
        result.page, [(result.span, STATED)], verdict, result.amount.words, target.amount.words, formula,
        note, changes=short, elsewhere=[(target, "target")],
    )  # fmt: skip


def _sign(result: Figure, target: Figure, short: bool) -> str:
    """How the printed numbers stand to each other; ≈ where 左右 and the like make up for what lacks."""
    came, aimed = result.statement.value, target.statement.value
    lacks = came > aimed if _LOW.search(target.statement.indicator) else came < aimed
    if lacks and not short:
        return "≈"
    return "<" if came < aimed else ">" if came > aimed else "="


def _all_met(page: Page) -> bool:
    """Whether a report says that the targets of the year before were met, all of them."""
    text = page.document.text
    return _ALL_MET.search(text, 0, len(text) // 2) is not None


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
