"""Changes and rates that follow from levels, or another rate, of other passages or of another government."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from duibiao.auditing.claims import Claim, judge
from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.measured import Levels, before, compared, earlier_levels, may_be_base, when_of
from duibiao.auditing.figures.misprints import may_lie_in
from duibiao.auditing.figures.names import akin, name_of, plain
from duibiao.auditing.figures.page import Figure, Page, Sentence, years_of
from duibiao.auditing.figures.strands import Said, bases, strands
from duibiao.auditing.figures.units import measure
from duibiao.auditing.model import Verdict
from duibiao.auditing.rules.growth.basis import at_constant_prices
from duibiao.auditing.rules.sums.columns import parts_in_scope
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound

_V = vocabulary(__package__)
_ANNUAL, _REAL = (re.compile(_V[n].regex()) for n in ("annual", "real"))
_LESS = re.compile("[少减低]")
_THAN_NATION = re.compile(_V["than_nation"].regex())
_ONE, _HUNDRED = Amount.exact(1), Decimal(100)
_ECONOMY = re.compile(_V["economy_grows"].regex() + "|经济$")
_GROSS = re.compile(_V["the_whole_economy"].regex())
NEARLY, PRICED, AT_PRICES = Decimal("0.6"), Decimal(4), Decimal(3)
"""Percentage points a year that a plan may lie beside what its levels give; that prices make of a rate; that
a level planned at the prices to come may lie above."""
_BY_SO_MUCH, _NAME_ENDS, _ON_BASE = (
    re.compile(_V[name].regex()) for name in ("by_so_much", "name_ends", "on_that_base")
)
_LOOSE = frozenset((Bound.EXACT, Bound.APPROX))
OFF_MOST = Decimal("0.5")
"""A change told without its levels lies no farther from what two levels give than half of it: else the
levels are of something else."""
NAME_LEAST = 4
"""Characters of a name that a rate alone is held against two levels by."""
_ByName = Mapping[tuple[str, str, str], Sequence[Figure]]
"""By plain name, unit and year."""


def growth_and_change(page: Page) -> Iterator[Claim]:
    """将增长26%，即增加127亿元, and the level of that year in another passage: change ÷ (level − change)."""
    levels = [f for s in page.sentences for f in s.figures if f.kind == "level"]
    for strand in strands(page):
        if strand.base is not None or strand.end is not None:
            continue
        rates = [s for s in strand.said if s.what in ("growth", "times") and not s.annual]
        changes = [s for s in strand.said if s.what == "change" and not s.annual]
        for rate, change in zip(rates[:1], changes[:1], strict=False):
            name = name_of(rate.figure)
            named = [f for f in levels if f.unit == change.figure.unit and name and name_of(f) == name]
            named = [f for f in named if f.amount.value > abs(change.figure.amount.value)]
            if change.figure.statement.bound is not Bound.EXACT:
                named = [f for f in named if when_of(f) == rate.figure.statement.period]
            yield from _level_of(rate, change, named)


def _level_of(rate: Said, change: Said, named: Sequence[Figure]) -> Iterator[Claim]:
    claims = []
    for level in named:
        grown = change.figure.amount / (level.amount - change.figure.amount)
        computed = grown.scaled(_HUNDRED) if rate.what == "growth" else grown
        claims.append(Claim(rate.figure, [computed], [(level, "end"), (change.figure, "change")]))
    fitting = [c for c in claims if c.fits]
    values = {level.statement.value for level in named}
    if fitting:
        yield fitting[0]
    elif len(values) == 1 and not _REAL.search(rate.figure.lead):
        yield claims[0]


def yearly_and_total(page: Page) -> Iterator[Claim]:
    """五年内增长44%, and in another passage 平均每年增长7.5%: (1 + yearly)^n − 1."""
    totals: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    yearly: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for sentence in page.sentences:
        for f in sentence.figures:
            name, s = name_of(f), f.statement
            if f.kind == "growth" and f.unit == "%" and name and "/" in s.period and s.bound == "exact":
                told = yearly if _ANNUAL.search(f.lead) else totals
                told[name, s.period, s.adcode].append(f)
    for key, wholes in totals.items():
        years = years_of(key[1])
        for each in yearly.get(key, ())[:1]:
            apart = [w for w in wholes if w.statement.sentence_span != each.statement.sentence_span]
            length = years[1] - years[0] + 1 if years is not None else 0
            # what is not even half of as many yearly rates is the rate of one year
            if len(apart) == 1 and length > 1 and apart[0].amount.value * 2 >= each.amount.value * length:
                yield _compound(apart[0], each, length)


def growth_of_term(page: Page) -> Iterator[Claim]:
    """五年内增长21.7%, 平均每年递增4%, with the levels before and at the end in other passages, all of them
    planned or all reached.
    """
    started = bases(page)
    levels: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    rates: list[tuple[Figure, tuple[int, int]]] = []
    for f in (f for s in page.sentences for f in s.figures):
        years, planned = years_of(f.statement.period), f.statement.status == "target"
        if f.kind == "level" and f.unit and (planned or f.statement.bound is Bound.EXACT):
            when = str(years[1]) if planned and years is not None else when_of(f, f in started)
            levels[_of_what(f), when].append(f)
        elif f.kind == "growth" and f.unit == "%" and (term := _term_of(f)) is not None:
            rates.append((f, term))
    for rate, (first, last) in rates:
        for name in filter(None, _names_of(rate)):
            ends = levels.get((name, str(last)), [])
            for base in [f for f in levels.get((name, str(first - 1)), []) if f.statement.bound == "exact"][
                :1
            ]:
                of = [e for e in ends if e.unit == base.unit and e.statement.status == rate.statement.status]
                apart = rate.statement.sentence_span != base.statement.sentence_span
                if apart and len({e.statement.value for e in of}) == 1:
                    yield _over_term(rate, base, of[0], last - first + 1)


def _term_of(rate: Figure) -> tuple[int, int] | None:
    """The first and the last year that a rate is over; of a plan that names its last year alone, from the
    report's own year on.
    """
    years, own = years_of(rate.statement.period), rate.page.year
    if years is None or years[0] < years[1]:
        return years
    ahead = own is not None and rate.statement.status == "target" and years[1] > own + 1
    return (own, years[1]) if ahead and own is not None and _ANNUAL.search(rate.lead) else None


def _names_of(rate: Figure) -> list[str]:
    """What a rate is of; of each of several things that it is said of alike (A、B年均分别增长8.5%)."""
    if "、" not in rate.statement.indicator or rate.tail.strip("左右以上") in ("、", "和"):
        return [_of_what(rate)]
    return [plain(name) for name in rate.statement.indicator.split("、")]


def _of_what(figure: Figure) -> str:
    """The plain name of what a figure is of; what is said of the economy is said of gross product."""
    name = figure.statement.indicator
    return "国内生产总值" if _ECONOMY.match(name) or _GROSS.fullmatch(name) else name_of(figure)


def _over_term(rate: Figure, base: Figure, end: Figure, years: int) -> Claim:
    """The claim on a rate, doubted where prices may explain it and a slip of the pen does not."""
    ratio, yearly = end.amount / base.amount, _ANNUAL.search(rate.lead) is not None
    made = ((ratio.root(years) if yearly else ratio) - _ONE).scaled(_HUNDRED)
    real = at_constant_prices(end, end.statement.indicator + _of_what(rate)) or _REAL.search(rate.lead)
    doubt = "price_sensitive" if real and not (yearly and _slipped(rate, made)) else ""
    return Claim(rate, [made], [(base, "base"), (end, "end")], doubt)


def _slipped(rate: Figure, made: Amount) -> bool:
    """Whether a yearly rate is one slip of the pen away from what two levels give: from little more or less
    where all is planned at one level of prices, else from less, if it is more than levels at any prices give.
    """
    planned, printed = rate.statement.status == "target", rate.statement.value
    low, high = (made.low - NEARLY, made.high + NEARLY) if planned else (made.low - PRICED, made.high)
    beyond = rate.amount.low > made.high + NEARLY
    beyond = beyond or (planned and rate.amount.high + AT_PRICES < made.low)
    return beyond and may_lie_in(printed, max(low, Decimal(0)), high)


def _compound(whole: Figure, each: Figure, years: int) -> Claim:
    factor = _ONE + each.amount.scaled(Decimal("0.01"))
    options = [(factor.power(n) - _ONE).scaled(_HUNDRED) for n in (years, years - 1)]
    return Claim(whole, options, [(each, "growth")])


def against_the_nation(pages: Sequence[Page]) -> Iterator[Claim]:
    """增长5.4%、高于全国0.4个百分点, in another report 4.7%、低于全国0.3个百分点: one national rate."""
    told: dict[tuple[str, str, bool], list[tuple[Figure, Figure]]] = defaultdict(list)
    for page in pages:
        for sentence in page.sentences:
            for rate, apart in _apart(sentence):
                key = (name_of(rate), rate.statement.period, _ANNUAL.search(rate.lead) is not None)
                known = told[key] if key[0] else []
                other = next((o for o in known if o[0].page is not page), None)
                fitting = next((o for o in known if o[0].page is not page and _fits(rate, apart, o)), other)
                if fitting is not None:
                    yield _from_nation(rate, apart, fitting)
                known.append((rate, apart))


def _apart(sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """A rate and by how many points it is above or below the nation's."""
    for rate, apart in zip(sentence.figures, sentence.figures[1:], strict=False):
        rates = rate.kind == "growth" and rate.unit == "%" and apart.unit == "百分点"
        if rates and _THAN_NATION.search(apart.lead) is not None:
            yield rate, apart


def _nation(rate: Figure, apart: Figure) -> Amount:
    size = apart.amount if apart.amount.value >= 0 else apart.amount.scaled(-1)
    below = _LESS.search(apart.lead) is not None or "慢" in apart.lead
    return rate.amount + size if below else rate.amount - size


def _fits(rate: Figure, apart: Figure, other: tuple[Figure, Figure]) -> bool:
    claim = _from_nation(rate, apart, other)
    return claim.fits


def _from_nation(rate: Figure, apart: Figure, other: tuple[Figure, Figure]) -> Claim:
    """The rate by the nation's, as another report implies it."""
    size = apart.amount if apart.amount.value >= 0 else apart.amount.scaled(-1)
    below = _LESS.search(apart.lead) is not None or "慢" in apart.lead
    nation = _nation(*other)
    computed = nation - size if below else nation + size
    roles = [(apart, "change"), (other[0], "other"), (other[1], "other")]
    return Claim(rate, [computed], roles)


def change_of_levels_apart(page: Page) -> Iterator[Claim]:
    """钢的产量1958年比1957年增长107%，即增加573万吨, with both levels in other sentences."""
    levels = _levels(page)
    for rate, change, since in _changes(page):
        of = (change or rate).statement
        years = years_of(of.period)
        if years is None or years[0] != years[1] or since >= years[1]:
            continue
        unit = change.unit if change is not None else ""
        for base, end in _ends(levels, _plain(rate), unit, (str(since), str(years[1]))):
            roles = [(base, "base"), (end, "end")]
            apart = {f.statement.sentence_span for f in (base, end)}
            if of.sentence_span in apart:
                continue
            if change is not None:
                yield from _near(Claim(change, [end.amount - base.amount], roles))
            elif _REAL.search(rate.lead) is None and not at_constant_prices(rate, rate.statement.indicator):
                grown = (end.amount / base.amount - _ONE).scaled(_HUNDRED)
                claim = Claim(rate, [grown], roles)
                if len(_plain(rate)) >= NAME_LEAST or judge(claim, grown) is not Verdict.INCONSISTENT:
                    yield from _near(claim)


def _near(claim: Claim) -> Iterator[Claim]:
    said, made = claim.stated.amount.value, claim.computed[0].value
    if made and abs(said - made) <= abs(made) * OFF_MOST:
        yield claim


def _levels(page: Page) -> _ByName:
    found: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    started = bases(page)
    for f in (f for s in page.sentences for f in s.figures if f.kind == "level"):
        when, name = when_of(f, f in started), _plain(f)
        if when and name and f.statement.bound in _LOOSE:
            found[name, f.unit, when].append(f)
    return found


def _plain(figure: Figure) -> str:
    return _NAME_ENDS.sub("", figure.statement.indicator).replace("的", "").removesuffix("产量")


def _ends(levels: _ByName, name: str, unit: str, years: tuple[str, str]) -> Iterator[tuple[Figure, Figure]]:
    """The levels of both years, where one value only is told of each."""
    units = {unit} if unit else {u for n, u, _ in levels if n == name}
    for one in sorted(units):
        of = [levels.get((name, one, year), ()) for year in years]
        if all(len({f.statement.value for f in told}) == 1 for told in of):
            yield of[0][-1], of[1][-1]


def _changes(page: Page) -> Iterator[tuple[Figure, Figure | None, int]]:
    """A rate, the change that goes with it, and the year that both are measured from, without a level."""
    after = dict(pairwise(f for s in page.sentences for f in s.figures))
    for strand in strands(page):
        rates = [s for s in strand.said if s.what == "growth" and not s.annual and s.since]
        rates = [s for s in rates if _ON_BASE.search(s.figure.lead) is None]
        if strand.base is not None or strand.end is not None or not rates:
            continue
        rate = rates[0]
        changes = [s.figure for s in strand.said if s.what == "change" and not s.annual]
        told = after.get(rate.figure)
        if told is not None and _BY_SO_MUCH.search(told.lead) is not None:
            changes = [told]
        yield rate.figure, (changes[0] if changes else None), rate.since


def growth_of_rest(page: Page) -> Iterator[Claim]:
    """T1 = A1 + B1 + C1, C1 增长g, and T0, A0, B0 in another passage: C0 is what they leave, C1 ÷ C0 − 1."""
    said_of = {level: said for level, said in compared(page) if said.what == "growth"}
    known = earlier_levels([page])
    for claim in parts_in_scope(page):
        parts = [figure for figure, _ in claim.operands]
        for part in parts:
            said = said_of.get(part)
            others = [p for p in parts if p is not part]
            if said is None or not claim.holds:
                continue
            when = before(part, said).when
            bases = [_base(known, f, when) for f in (claim.stated, *others)]
            found = [b for b in bases if b is not None]
            if len(found) == len(bases) and _base(known, part, when) is None:
                yield _of_rest(said, part, found)


def _base(known: Levels, figure: Figure, when: str) -> Figure | None:
    """The level of the same name at an earlier time, or the only one of a like name."""
    of = known.get((figure.statement.adcode, measure(figure.unit), when), {})
    name = name_of(figure)
    like = [bases for n, bases in of.items() if n != name and akin(n, name)]
    same = of.get(name) or (like[0] if len(like) == 1 else ())
    return next((b for b in same if b.unit == figure.unit and may_be_base(b, figure)), None)


def _of_rest(said: Said, part: Figure, known: Sequence[Figure]) -> Claim:
    whole, *others = known
    rest = whole.amount
    for other in others:
        rest -= other.amount
    growth = (part.amount / rest - Amount.exact(1)).scaled(100)
    return Claim(said.figure, [growth], [(part, "end"), (whole, "whole"), *((o, "part") for o in others)])
