"""Between documents: consecutive reports of one government, and one figure said twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from duibiao.auditing.amounts import Amount
from duibiao.auditing.claims import Claim, Remark, judge
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.page import Figure, Page
from duibiao.auditing.series import chains, missed, over_a_year, series_of
from duibiao.auditing.strands import Said, strands
from duibiao.auditing.wording import message
from duibiao.lexicon import load
from duibiao.reading import Bound

_V = load("duibiao.auditing")
_SCOPE, _MET, _REAL, _PRICES = (
    re.compile(_V[name].regex()) for name in ("same_scope", "target_met", "real", "price_sensitive")
)
OTHER = Decimal(50)
"""Percentage points: so far off, the level of the year before is of something else (新增能力 for 产量)."""
NAME_LEAST = 4
"""Shorter names that are no headline indicators (企业, 项目) stand for other things elsewhere."""
_ONE, _HUNDRED = Amount.exact(1), Decimal(100)
REVISED = Decimal(5)
"""Percentage points that a revised base may move a rate by. With 5 nothing of the corpus is accused that is
no slip. Re-run ``benchmarks audit``."""


def next_level(pages: Sequence[Page]) -> Iterator[Claim]:
    """This year's level is last year's, printed elsewhere, times 1 + growth, or plus what was added."""
    known = _levels_by_year(pages)
    for page in pages:
        for strand in strands(page):
            level = strand.end
            year = _year(level) if level is not None and strand.base is None else 0
            if level is None or not year or level.kind != "level":
                continue
            bases = known.get((*_name(level), year - 1), [])
            for said in strand.said if bases else ():
                if not said.annual and said.since in (0, year - 1):
                    yield from _from_base(said, level, bases)


def _levels_by_year(pages: Sequence[Page]) -> dict[tuple[str, str, str, int], list[Figure]]:
    """Achieved levels of single years by place, name and unit."""
    found: dict[tuple[str, str, str, int], list[Figure]] = defaultdict(list)
    for page in pages:
        for sentence in page.sentences:
            for f in sentence.figures:
                exact = f.statement.bound in (Bound.EXACT, Bound.APPROX)
                if f.kind == "level" and exact and f.statement.status == "achieved" and _year(f):
                    found[(*_name(f), _year(f))].append(f)
    return found


def _name(figure: Figure) -> tuple[str, str, str]:
    s = figure.statement
    series = series_of(s.indicator)
    name = series.name if series is not None else s.indicator if len(s.indicator) >= NAME_LEAST else ""
    return s.adcode, name or s.id, s.unit


def _year(figure: Figure) -> int:
    """The single year that a figure holds in, or 0."""
    period = figure.statement.period
    return int(period) if len(period) == 4 and period.isdigit() else 0


def _from_base(said: Said, level: Figure, bases: Sequence[Figure]) -> Iterator[Claim]:
    """One claim for each level that may be last year's, the one that fits when there is one."""
    claims: list[Claim] = []
    for base in bases:
        roles = [(base, "base"), (level, "end")]
        if said.what == "change" and said.figure.unit == level.unit:
            claims.append(Claim(said.figure, [level.amount - base.amount], roles, "revised_base"))
        elif said.what == "growth" and over_a_year(said.figure):
            computed = (level.amount / base.amount - _ONE).scaled(_HUNDRED)
            claims.append(Claim(said.figure, [computed], roles, _why_not_grown(said, level, base, computed)))
    fitting = [c for c in claims if judge(c, c.computed[0]) is not Verdict.INCONSISTENT]
    yield from (fitting or claims)[:1]


def _why_not_grown(said: Said, level: Figure, base: Figure, computed: Amount) -> str:
    """Why a rate need not follow from the level that another passage prints for the year before."""
    series = series_of(level.statement.indicator)
    around = said.figure.lead + said.figure.tail[:12]
    off = abs(computed.value - said.figure.amount.value)
    if off > OTHER:
        return "other_base"
    if _REAL.search(around):
        return "real_growth"
    if _SCOPE.search(around):
        return "same_scope"
    real = series.basis in ("real", "rate") if series else bool(_PRICES.search(level.statement.indicator))
    if real:
        printed_alike = base.page is level.page and "总产值" in level.statement.indicator
        return "" if printed_alike else "price_sensitive"
    return "" if off > REVISED and series is not None else "revised_base"


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
    if figure.kind not in ("level", "growth") or _REAL.search(figure.lead) or not over_a_year(figure):
        return None
    return series.name, s.adcode, s.period, figure.kind, s.unit


def _why_not_same(first: Figure, other: Figure) -> str:
    if first.page is not other.page:
        return "revised_base"
    series = series_of(first.statement.indicator)
    return "price_sensitive" if series is not None and series.basis == "real" else ""
