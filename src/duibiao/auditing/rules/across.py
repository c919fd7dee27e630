"""Between documents: consecutive reports of one government, and one figure said twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from duibiao.auditing.amounts import Amount
from duibiao.auditing.claims import Claim, Remark, judge
from duibiao.auditing.measured import compared, earlier_levels, may_be_base, year_of
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.names import akin, name_of
from duibiao.auditing.page import Figure, Page
from duibiao.auditing.series import chains, missed, over_a_year, series_of
from duibiao.auditing.strands import Said
from duibiao.auditing.wording import message
from duibiao.lexicon import load

_V = load("duibiao.auditing")
_FIRM = re.compile(_V["firm_plans"].regex())
_SCOPE, _MET, _REAL, _PRICES, _PLAN = (
    re.compile(_V[name].regex())
    for name in ("same_scope", "target_met", "real", "price_sensitive", "against_plan")
)
_ONE, _HUNDRED = Amount.exact(1), Decimal(100)
REVISED, PLANNED, PRICED = Decimal("0.03"), Decimal("0.15"), Decimal("0.5")
"""How far the level that a rate or change implies may lie from the printed one before no excuse holds: a base
revised since the report before (a choice: no revision is seen in the corpus), a budget that was carried out
otherwise (at most .102 in the corpus), prices or a scope that the printed level does not have (at most .461).
The next round number above the largest gap that is no slip. Re-run ``benchmarks audit``."""


def next_level(pages: Sequence[Page]) -> Iterator[Claim]:
    """This year's level is that of the year it is compared with, printed in another passage or report, times
    1 + growth, or plus what was added.
    """
    known = earlier_levels(pages)
    for page in pages:
        for level, said in compared(page):
            year = year_of(level)
            since = said.since if 0 < said.since < year else year - 1
            bases = known.get((level.statement.adcode, level.unit, since), {}) if year else {}
            if claim := _from_base(said, level, bases):
                yield claim


def _from_base(said: Said, level: Figure, bases: Mapping[str, Sequence[Figure]]) -> Claim | None:
    """The claim on a level that fits, else on the likeliest level of the very name, else on the only level of
    the report whose name is part of it.
    """
    name = name_of(level)
    same = [b for b in bases.get(name, ()) if may_be_base(b, level)] if name else []
    claims = [(b, _claim_of(said, level, b)) for b in same]
    for _, claim in claims:
        if judge(claim, claim.computed[0]) is not Verdict.INCONSISTENT:
            return claim
    if not claims:
        return _of_akin(said, level, bases)
    base, claim = min(claims, key=lambda pair: _distance(pair[0], level))
    if base.statement.status == "target" and level.statement.status == "achieved":
        return None
    claim.doubt = _why_not(said, level, base)
    return claim


def _of_akin(said: Said, level: Figure, bases: Mapping[str, Sequence[Figure]]) -> Claim | None:
    """The claim on the level of the same report whose name is part of the level's own, or holds it (工业收入,
    国营工业企业收入): never accused, and left alone where none comes near.
    """
    name = name_of(level)
    near = [b for n, of in bases.items() if name and akin(n, name) for b in of if b.page is level.page]
    near = [b for b in near if may_be_base(b, level) and b.kind == level.kind]
    base = min(near, key=lambda b: _gap(said, level, b), default=None)
    if base is None or _gap(said, level, base) > PLANNED:
        return None
    claim = _claim_of(said, level, base)
    claim.doubt = "other_name"
    return claim


def _distance(base: Figure, level: Figure) -> tuple[bool, bool, int]:
    """How likely a base is: in the same report, planned or achieved like the level, near it."""
    far = abs(base.span.start - level.span.start)
    return base.page is not level.page, base.statement.status != level.statement.status, far


def _claim_of(said: Said, level: Figure, base: Figure) -> Claim:
    roles = [(base, "base"), (level, "end")]
    if said.what in ("change", "points"):
        return Claim(said.figure, [level.amount - base.amount], roles)
    if said.what == "growth":
        return Claim(said.figure, [(level.amount / base.amount - _ONE).scaled(_HUNDRED)], roles)
    ratio = level.amount / base.amount
    return Claim(said.figure, [ratio - _ONE if said.what == "times" else ratio], roles)


def _why_not(said: Said, level: Figure, base: Figure) -> str:
    """Why a change need not follow from the level that another passage prints, unless the gap is too wide."""
    series = series_of(level.statement.indicator)
    around = said.figure.lead + said.figure.tail[:12] + level.statement.indicator
    gap = _gap(said, level, base)
    real = series.basis in ("real", "rate") if series else bool(_PRICES.search(level.statement.indicator))
    printed_alike = base.page is level.page and "总产值" in level.statement.indicator
    reasons = (
        ("real_growth", PRICED, bool(_REAL.search(around))),
        ("same_scope", PRICED, bool(_SCOPE.search(around))),
        ("price_sensitive", PRICED, real and not printed_alike and said.what == "growth"),
        ("planned_base", PLANNED, base.statement.status == "target" and not _FIRM.search(around)),
        ("revised_base", REVISED, base.statement.status != "target" and base.page is not level.page),
    )
    return next((name for name, most, holds in reasons if holds and gap <= most), "")


def _gap(said: Said, level: Figure, base: Figure) -> Decimal:
    """How far the level that is implied lies from the printed one, as a part of it."""
    value, printed = said.figure.amount.value, base.amount.value
    end = level.amount.value
    if said.what in ("change", "points"):
        implied = end - value
    else:
        ratio = value / 100 if said.what == "growth" else value
        ratio += 0 if said.what == "multiple" else 1
        implied = end / ratio if ratio else end
    return abs(implied / printed - 1) if printed else _HUNDRED


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
