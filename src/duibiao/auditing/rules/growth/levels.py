"""Levels, changes, rates and multiples of one subject, told in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache, wraps

from duibiao.auditing.claims import Claim, Remark, folded, judge
from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.misprints import may_lie_in
from duibiao.auditing.figures.page import Figure, Page, sentences_together, years_of
from duibiao.auditing.figures.precision import side_by_side
from duibiao.auditing.figures.strands import Said, Strand, strands
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.rules.growth.basis import (
    CHANCE,
    PRICED_CHANCE,
    above_prices,
    at_constant_prices,
    earned,
    explained,
    of_large_ones,
    said_nominal,
    said_real,
)
from duibiao.auditing.rules.growth.stretches import annual_rates, lasted, term_before
from duibiao.auditing.rules.remarks import moved, turned
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading import Bound
from duibiao.reading.quantities.numerals import value_of

_V = vocabulary(__package__)
_ON_PLAN, _PLAN, _UP_TO = (re.compile(_V[n].regex()) for n in ("on_the_plan", "against_plan", "up_to"))
_REAL, _SCOPE = (re.compile(_V[n].regex()) for n in ("real", "same_scope"))
_GROWS_BACK, _BETTER_LESS = (re.compile(_V[name].regex()) for name in ("grows_back", "better_less"))
_TAKEN_OFF = re.compile(f"(?:{_V['taken_off'].regex()})了?$")
_LAST_YEAR = re.compile(_V["on_last_year"].regex())
_SO_MANY_YEARS = re.compile(f"(?P<n>[两二三四五2-5])年(?:间|内|来)?(?:平均|{_V['annual'].regex()})")
_ONE, _HUNDRED = Amount.exact(1), Decimal(100)
COMPOUNDED_MOST = 20
"""Figures before an average over years among which its yearly rates are looked for."""
PLAN_MOST = 24
"""Code points between a level and its excess over the plan; the one of the corpus has 9."""
_THAN = re.compile("^[，、]?[比较]")
_IN_ALL = re.compile("^的[降跌减]幅")
_AVERAGED, _CUMULATED = (re.compile(_V[n].regex()) for n in ("averaged", "cumulated"))
APART = 100
"""Levels of one subject in one sentence are less than 50 times apart in the corpus but for one lost digit."""
EXCUSED_MOST = Decimal(2)
"""No price and no scope makes twice as many of a level."""
PRICED_LEAST = 2
"""So many other rates of a document must follow from their levels before one that does not is accused."""


def _over_strands(rule: Callable[[Strand], Iterator[Claim]]) -> Callable[[Page], Iterator[Claim]]:
    """The rule over every strand of a page."""

    @wraps(rule)
    def over(page: Page) -> Iterator[Claim]:
        for strand in strands(page):
            yield from rule(strand)

    return over


@_over_strands
def growth_from_levels(strand: Strand) -> Iterator[Claim]:
    """由A增加到B，增长G: B ÷ A − 1."""
    for said, base, end in _against(strand, "growth"):
        below, above = side_by_side((base, end))
        options = [(above / below - _ONE).scaled(_HUNDRED)]
        if base.unit == "%":
            options.append(end.amount - base.amount)
        if _after_annual(strand, said):
            options += annual_rates(strand, said)
        yield Claim(
            said.figure, options, [(base, "base"), (end, "end")], _doubt(strand, said),
            _opposite(said, base, end),
        )  # fmt: skip


@_over_strands
def multiple_of_levels(strand: Strand) -> Iterator[Claim]:
    """由A增加到B，增长N倍: B ÷ A − 1; B是A的N倍, 翻一番: B ÷ A."""
    for said, base, end in _against(strand, "times", "multiple"):
        ratio = end.amount / base.amount
        amount = folded(said.figure.amount, said.figure.statement.text)
        grown = said.what == "times" and amount is None
        computed = ratio - _ONE if grown else ratio
        apart = (said.figure.amount.value + grown) / ratio.value if ratio.value else Decimal(0)
        doubt = _doubt(strand, said) if 1 / EXCUSED_MOST < apart < EXCUSED_MOST else ""
        yield Claim(
            said.figure, [computed], [(base, "base"), (end, "end")], doubt,
            amount=amount,
        )  # fmt: skip


@_over_strands
def change_from_levels(strand: Strand) -> Iterator[Claim]:
    """由A增加到B，增加C: B − A."""
    for said, base, end in _against(strand, "change", "points", "excess"):
        if said.what == "points" and base.unit != "%":
            continue
        below, above = side_by_side((base, end, said.figure))[:2]
        options = [above - below]
        if said.what == "excess" or _IN_ALL.match(said.figure.tail):
            options.append(below - above)
        roles = [(base, "base"), (end, "end")]
        yield Claim(said.figure, options, roles, "", _opposite(said, base, end))


@_over_strands
def annual_growth_of_levels(strand: Strand) -> Iterator[Claim]:
    """由A增加到B，平均每年增长G: (B ÷ A)^(1/n) − 1."""
    for said, base, end in _against(strand, "growth", annual=True):
        if _after_annual(strand, said):
            continue  # 年均增长18.1%，预期的年均增长9%大幅超额
        roles = [(base, "base"), (end, "end")]
        if options := annual_rates(strand, said):
            yield Claim(said.figure, options, roles, _doubt(strand, said))
        elif n := term_before(strand):
            rate = ((end.amount / base.amount).root(n) - _ONE).scaled(_HUNDRED)
            claim = Claim(said.figure, [rate], roles, _doubt(strand, said))
            if judge(claim, rate) is not Verdict.INCONSISTENT or _slipped(said.figure, base, end, n):
                yield claim


def _slipped(rate: Figure, base: Figure, end: Figure, years: int) -> bool:
    """Whether one slip of the pen in a level makes it miss the other at a yearly rate."""
    grown = (_ONE + rate.amount.scaled(Decimal("0.01"))).power(years)
    meant = ((end, base.amount * grown), (base, end.amount / grown))
    return any(may_lie_in(f.statement.value, made.low, made.high) for f, made in meant)


@_over_strands
def annual_change_of_levels(strand: Strand) -> Iterator[Claim]:
    """由A增加到B，平均每年增加C: (B − A) ÷ n."""
    for said, base, end in _against(strand, "change", "points", annual=True):
        if said.what == "points" and base.unit != "%":
            continue
        options = [(end.amount - base.amount) / Amount.exact(n, f"{n}年") for n in lasted(strand, said)]
        if options:
            yield Claim(said.figure, options, [(base, "base"), (end, "end")])


@_over_strands
def annual_part_of_total(strand: Strand) -> Iterator[Claim]:
    """五年共T，平均每年t: T ÷ n."""
    whole = strand.end
    for each in [s for s in strand.said if s.what == "flow" and not _THAN.match(s.figure.lead)]:
        options = [
            whole.amount / Amount.exact(n, f"{n}年")
            for n in lasted(strand, each)
            if whole is not None and n > 1
        ]
        if whole is not None and options:
            yield Claim(each.figure, options, [(whole, "whole")])


def compounded(page: Page) -> Iterator[Claim]:
    """第一年增长g，第二年增长h，两年平均每年增长x: ((1 + g) × (1 + h))^(1/2) − 1."""
    for group in sentences_together(page):
        figures = [f for s in group for f in s.figures]
        for at, figure in enumerate(figures):
            match = _SO_MANY_YEARS.search(figure.lead)
            n = value_of(match["n"]) if match is not None else None
            if n is None or figure.kind != "growth" or not 2 <= n <= 5:
                continue
            yearly = {
                f.statement.period: f  # the last of a year: planned, then reached
                for f in figures[max(0, at - COMPOUNDED_MOST) : at]
                if f.kind == "growth" and len(f.statement.period) == 4
            }
            single = list(yearly.values())[-int(n) :]
            periods = [int(f.statement.period) for f in single]
            consecutive = periods == list(range(periods[0], periods[0] + len(periods))) if periods else False
            if len(single) == n and consecutive:
                factors = [_ONE + f.amount.scaled(Decimal("0.01")) for f in single]
                product = factors[0]
                for factor in factors[1:]:
                    product *= factor
                computed = (product.root(int(n)) - _ONE).scaled(_HUNDRED)
                yield Claim(figure, [computed], [(f, "growth") for f in single])


@_over_strands
def growth_from_change(strand: Strand) -> Iterator[Claim]:
    """达到B，比上年增加C，增长G: C ÷ (B − C)."""
    end = strand.end
    if strand.base is not None or end is None or end.kind != "level":
        return
    changes = [s for s in strand.said if s.what == "change" and not s.annual and s.figure.unit == end.unit]
    rates = [s for s in strand.said if s.what in ("growth", "times") and not s.annual]
    for change in changes[:1]:
        for rate in rates:
            before = end.amount - change.figure.amount
            computed = change.figure.amount / before
            if rate.what == "growth":
                computed = computed.scaled(_HUNDRED)
            roles = [(end, "end"), (change.figure, "change")]
            yield Claim(rate.figure, [computed], roles, _doubt(strand, rate))


@_over_strands
def annual_growth_of_growth(strand: Strand) -> Iterator[Claim]:
    """比1978年增长G，平均每年增长g: (1 + G)^(1/n) − 1."""
    if strand.base is not None and strand.end is not None:
        return
    totals = [s for s in strand.said if s.what in ("growth", "times") and not s.annual]
    totals = [s for s in totals if _LAST_YEAR.search(s.figure.lead) is None]
    yearly = [s for s in strand.said if s.what == "growth" and s.annual]
    totals = [s for s in totals if s.since or not yearly or not _SO_MANY_YEARS.search(yearly[0].figure.lead)]
    for whole, each in zip(totals[:1], yearly[:1], strict=False):
        factor = Decimal(1) if whole.what == "times" else Decimal("0.01")
        if whole.figure.statement.text.startswith("翻"):
            continue
        part = whole.figure.amount.scaled(factor)
        options = [((_ONE + part).root(n) - _ONE).scaled(_HUNDRED) for n in lasted(strand, whole) if n > 1]
        if options and whole.figure.span < each.figure.span:
            yield Claim(each.figure, options, [(whole.figure, "growth")])


@_over_strands
def annual_change_of_change(strand: Strand) -> Iterator[Claim]:
    """五年共增加C，平均每年增加c: C ÷ n."""
    if strand.base is not None and strand.end is not None:
        return
    totals = [s for s in strand.said if s.what == "change" and not s.annual]
    yearly = [s for s in strand.said if s.what == "change" and s.annual]
    for whole, each in zip(totals[:1], yearly[:1], strict=False):
        options = [whole.figure.amount / Amount.exact(n, f"{n}年") for n in lasted(strand, whole) if n > 1]
        if options and whole.figure.unit == each.figure.unit:
            yield Claim(each.figure, options, [(whole.figure, "change")])


def growth_on_plan(page: Page) -> Iterator[Claim]:
    """原定A，提高到B，比原定指标增加G: B ÷ A − 1, A the level before that is called the plan."""
    for group in sentences_together(page):
        levels = [f for s in group for f in s.figures if f.kind == "level"]
        for figure in (f for s in group for f in s.figures if f.kind == "growth" and f.unit == "%"):
            before = [f for f in levels if f.span.end <= figure.span.start][-2:]
            if _ON_PLAN.search(figure.lead) is None or len(before) < 2:
                continue
            base, end = before
            planned = base.page.document.text[base.statement.sentence_span.start : base.span.start]
            reached = _UP_TO.search(end.lead) is not None and end.span.end + PLAN_MOST > figure.span.start
            if base.unit == end.unit and reached and _PLAN.search(planned):
                options = [(end.amount / base.amount - _ONE).scaled(_HUNDRED)]
                yield Claim(figure, options, [(base, "base"), (end, "end")])


def direction(page: Page) -> Iterator[Remark]:
    """由A提高到B with B below A, 由A降到B with B above A."""
    for strand in strands(page):
        base, end = strand.base, strand.end
        if base is None or end is None or strand.rises is None or _TAKEN_OFF.search(base.lead):
            continue
        if max(base.amount.value, end.amount.value) < 0:
            continue  # 降幅由-12.4%收窄至-3.1%
        if "分别" in end.lead or (_GROWS_BACK.search(end.lead) and _BETTER_LESS.search(base.lead)):
            continue  # each against its own: ``direction_of_each``; 贫困村发展到20个
        wrong = turned(base, end, strand.rises) or _turns_back(base, end, strand.rises)
        yield moved(base, end, strand.rises, wrong=wrong)


def _turns_back(base: Figure, end: Figure, rises: bool) -> bool:
    """由6%调高到2%至9%: one end of what a change ends at lies on the wrong side of where it began; so does
    the bound of 由65%提高到60%以上, 从4.1压到4.3以内.
    """
    if end.statement.bound is (Bound.MIN if rises else Bound.MAX):
        bound = end.statement.value
        return bound < base.amount.low if rises else bound > base.amount.high
    ends = [v for v in (end.statement.value, end.statement.value_high) if v is not None]
    if len(ends) == 1 or base.statement.value_high is not None:
        return False
    return min(ends) < base.amount.low if rises else max(ends) > base.amount.high


def magnitude(page: Page) -> Iterator[Remark]:
    """由12.3亿元增加到14.1万元: two levels of one subject that are worlds apart."""
    for strand in strands(page):
        base, end = strand.base, strand.end
        if base is None or end is None or strand.plan or min(base.amount.low, end.amount.low) <= 0:
            continue
        if any(_AVERAGED.search(f.clause) for f in (base, end)):
            continue  # 每人带回5000元，一年就是20亿元
        ratio = max(base.amount.value, end.amount.value) / min(base.amount.value, end.amount.value)
        if ratio < APART or any(s.what in ("times", "multiple") for s in strand.said):
            continue
        formula = f"{end.amount.words} ÷ {base.amount.words}"
        marks = [(base.span, "base"), (end.span, STATED)]
        note = message("far_apart", formula=formula, times=str(int(ratio)))
        yield Remark(page, marks, Verdict.INCONSISTENT, end.amount.words, "", formula, note)


def _against(strand: Strand, *kinds: str, annual: bool = False) -> Iterator[tuple[Said, Figure, Figure]]:
    """What is said of a strand with both levels, when it is measured from that base."""
    base, end = strand.base, strand.end
    if base is None or end is None or (_CUMULATED.search(base.lead) and not _CUMULATED.search(end.lead)):
        return  # 累计1430万吨，当年312万吨，比上年增加9万吨
    for said in strand.said:
        started = years_of(base.statement.period)
        other = said.since and started and said.since != started[1] and said.since != started[0]
        before = end.span < said.figure.span < base.span  # 增长4%，超过2026年的9亿斤
        apart = other or before or _of_one_year(said, base, end)
        if said.what in kinds and said.annual == annual and not apart:
            yield said, base, end


def _after_annual(strand: Strand, said: Said) -> bool:
    """平均每年增加42亿元，增长4.9%: the rate may be yearly too."""
    before = strand.said[: strand.said.index(said)]
    return any(s.annual for s in before)


def _of_one_year(said: Said, base: Figure, end: Figure) -> bool:
    """由2020年的A增加到2025年的B，年均增长g，2025年增长h: whether what is said is of the last year alone."""
    first, last = (years_of(f.statement.period) for f in (base, end))
    start = said.figure.span.start
    named = [t for t in said.figure.page.times(start - len(said.figure.lead), start) if not t.yardstick]
    over_years = first is None or last is None or last[1] - first[0] != 1
    return over_years and bool(named) and "/" not in named[-1].period and not (said.annual or said.since)


def _opposite(said: Said, base: Figure, end: Figure) -> bool:
    """Whether what is called a rise is a fall, or the other way round."""
    rises = said.figure.statement.value > 0
    return end.amount.high < base.amount.low if rises else end.amount.low > base.amount.high


def _doubt(strand: Strand, said: Said) -> str:
    """Why a rate need not follow from the printed levels."""
    page, figure = said.figure.page, said.figure
    levels = [f for f in (strand.base, strand.end) if f is not None]
    head = page.document.text[strand.start : figure.span.start].partition("，")[0]
    own = head + figure.lead + figure.tail[:12]
    around = own if strand.base is None else own + levels[0].lead
    if said_real(figure.lead, around):
        return "real_growth"
    if _SCOPE.search(around):
        return "same_scope"
    about = _about(strand, figure)
    if not levels or said_nominal(figure.lead) or not _price_sensitive(strand, figure):
        return ""
    if _slip(strand, said, about):
        return ""
    others = [ok for other, ok in _priced(page) if other is not figure]
    proven = len(others) >= PRICED_LEAST and all(others) and not of_large_ones(about)
    return "" if proven else "price_sensitive"


def _slip(strand: Strand, said: Said, about: str) -> bool:
    """Whether a slip of the pen explains what prices may: of gross product only one that is no chance."""
    base, end = strand.base, strand.end
    if base is None or end is None:
        return False
    lengths = lasted(strand, said) if said.annual else [1]
    if earned(about) and lengths and all(above_prices(said, base, end, n) for n in lengths):
        return True
    most = CHANCE if earned(about) else PRICED_CHANCE
    return any(explained(said.figure, said.what, base, end, years=n, most=most) for n in lengths)


def _price_sensitive(strand: Strand, figure: Figure) -> bool:
    """Whether the levels are money whose growth is at constant prices by custom."""
    level, about = strand.end or strand.base, _about(strand, figure)
    if level is None or not level.unit.endswith("元"):
        return False
    return at_constant_prices(level, about) or earned(about)


def _about(strand: Strand, figure: Figure) -> str:
    """The names of all that a rate and its levels are told of."""
    return "".join(f.statement.indicator for f in (strand.base, strand.end, figure) if f is not None)


@lru_cache(maxsize=2)
def _priced(page: Page) -> tuple[tuple[Figure, bool], ...]:
    """The rates of price-sensitive levels of a page, and whether they follow from them: where all others do,
    the page prints levels and rates at the same prices.
    """
    found: list[tuple[Figure, bool]] = []
    for strand in strands(page):
        for said, base, end in (*_against(strand, "growth"), *_against(strand, "growth", annual=True)):
            if _price_sensitive(strand, said.figure):
                rate = (end.amount / base.amount - _ONE).scaled(_HUNDRED)
                options = annual_rates(strand, said) if said.annual else [rate]
                amount = said.figure.amount
                found.append((said.figure, any(o.meets(amount.low, amount.high) for o in options)))
    return tuple(found)
