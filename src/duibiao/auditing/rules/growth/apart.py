"""Changes and rates whose levels stand in other sentences; shares told apart that make all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from duibiao.auditing.claims import Claim, judge
from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.measured import when_of
from duibiao.auditing.figures.page import Figure, Page, years_of
from duibiao.auditing.figures.strands import bases, strands
from duibiao.auditing.model import Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound

_V = vocabulary(__package__)
_BY_SO_MUCH, _NAME_ENDS, _IS_OF, _LEFT, _TO_DO, _ON_BASE = (
    re.compile(_V[name].regex())
    for name in ("by_so_much", "name_ends", "is_of", "what_is_left", "to_do_of_term", "on_that_base")
)
_DONE = re.compile(_V["done_of_term"].patterns[0])
_ANNUAL, _REAL, _PRICES = (re.compile(_V[n].regex()) for n in ("annual", "real", "price_sensitive"))
_LOOSE = frozenset((Bound.EXACT, Bound.APPROX))
_ONE, _HUNDRED = Amount.exact(1), Decimal(100)
OFF_MOST = Decimal("0.5")
"""A change told without its levels lies no farther from what two levels give than half of it: else the
levels are of something else."""

NAME_LEAST = 4
"""Characters of a name that a rate alone is held against two levels by."""

Levels = Mapping[tuple[str, str, str], Sequence[Figure]]
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


def _levels(page: Page) -> Levels:
    found: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    started = bases(page)
    for f in (f for s in page.sentences for f in s.figures if f.kind == "level"):
        when, name = when_of(f, f in started), _plain(f)
        if when and name and f.statement.bound in _LOOSE:
            found[name, f.unit, when].append(f)
    return found


def _plain(figure: Figure) -> str:
    return _NAME_ENDS.sub("", figure.statement.indicator).replace("的", "").removesuffix("产量")


def _ends(levels: Levels, name: str, unit: str, years: tuple[str, str]) -> Iterator[tuple[Figure, Figure]]:
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


def rest_of_share(page: Page) -> Iterator[Claim]:
    """70%左右为原有企业所增产，由新建企业增产的还只占30%左右; 占71%左右。没有改组的将只占29%左右."""
    figures = [f for s in page.sentences for f in s.figures]
    for one, other in pairwise(figures):
        told = _IS_OF.search(other.lead) or _LEFT.search(one.tail + other.lead)
        shares = one.unit == other.unit == "%" and one.kind == "share"
        if told and shares and page.block_of(one) == page.block_of(other):
            yield _rest(one, other)


def done_and_to_do(page: Page) -> Iterator[Claim]:
    """两年完成的投资额占五年投资总额的32%, and 要完成五年投资总额的68% in another passage."""
    done: dict[str, Figure] = {}
    for figure in (f for s in page.sentences for f in s.figures if f.unit == "%"):
        text = page.document.text[figure.statement.sentence_span.start : figure.span.start]
        clauses = "".join(text.split())
        match, to_do = _DONE.search(clauses), _TO_DO.search(clauses)
        if match is not None:
            done[match["of"]] = figure
        elif to_do is not None and to_do["of"] in done:
            yield _rest(done[to_do["of"]], figure)


def _rest(one: Figure, other: Figure) -> Claim:
    return Claim(other, [Amount.exact(100, "100%") - one.amount], [(one, "part")])


RULES = (change_of_levels_apart, rest_of_share, done_and_to_do)
