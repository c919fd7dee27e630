"""Changes and rates whose levels stand in other sentences of the report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from duibiao.auditing.claims import Claim, judge
from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.measured import Levels, before, compared, earlier_levels, may_be_base, when_of
from duibiao.auditing.figures.names import akin, name_of
from duibiao.auditing.figures.page import Figure, Page, years_of
from duibiao.auditing.figures.strands import Said, bases, strands
from duibiao.auditing.figures.units import measure
from duibiao.auditing.model import Verdict
from duibiao.auditing.rules.sums.columns import parts_in_scope
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound

_V = vocabulary(__package__)
_BY_SO_MUCH, _NAME_ENDS, _ON_BASE = (
    re.compile(_V[name].regex()) for name in ("by_so_much", "name_ends", "on_that_base")
)
_REAL, _PRICES = (re.compile(_V[n].regex()) for n in ("real", "price_sensitive"))
_LOOSE = frozenset((Bound.EXACT, Bound.APPROX))
_ONE, _HUNDRED = Amount.exact(1), Decimal(100)
OFF_MOST = Decimal("0.5")
"""A change told without its levels lies no farther from what two levels give than half of it: else the
levels are of something else."""

NAME_LEAST = 4
"""Characters of a name that a rate alone is held against two levels by."""

_ByName = Mapping[tuple[str, str, str], Sequence[Figure]]
"""By plain name, unit and year."""


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
            elif _REAL.search(rate.lead) is None and _PRICES.search(rate.statement.indicator) is None:
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
