"""In what a rate is measured, and whether a slip of the pen alone explains that it misses its levels."""

from __future__ import annotations

import re
from decimal import Decimal

from duibiao.auditing.figures.amounts import Amount, unit_step
from duibiao.auditing.figures.misprints import digits_of, surely_slipped
from duibiao.auditing.figures.page import Figure
from duibiao.auditing.figures.strands import Said
from duibiao.auditing.figures.units import factor
from duibiao.auditing.vocabulary import vocabulary
from duibiao.gazetteer import Level
from duibiao.reading import Bound

_V = vocabulary(__package__)
_PRICES, _EARNED, _LARGE, _NOMINAL, _REAL = (
    re.compile(_V[n].regex()) for n in ("price_sensitive", "earned", "of_large_ones", "nominal", "real")
)
_ONE, _HUNDRED, _PERCENT = Amount.exact(1), Decimal(100), Decimal("0.01")
CHANCE = Decimal("0.1")
"""How much of the step of a wrong digit what the other numbers leave open may be: so often a slip of the pen
would explain any two numbers that have nothing to do with each other, for one of their digits."""
PRICED_CHANCE = Decimal("0.02")
"""The same where prices, or other enterprises, explain a gap as well: of 30 pairs with real growth one
is explained at .04, eight at .7."""
DIGITS = 3
"""A number of fewer digits is one digit off from too many others."""
DEFLATED = Decimal("0.02")
"""How far real growth may lie above that of the printed levels in a year."""
_SIMPLE = frozenset(("growth", "times", "multiple", "change", "points"))


def at_constant_prices(figure: Figure, words: str) -> bool:
    """Whether the rates of what ``words`` name are at constant prices by custom: those of gross product in
    any report, of what people earn in those of the nation only.
    """
    return _PRICES.search(words) is not None or (earned(words) and not local(figure))


def earned(words: str) -> bool:
    """Whether words name what people earn."""
    return _EARNED.search(words) is not None


def said_real(before: str, around: str) -> bool:
    """Whether words around a rate say that it is at constant prices. ``before``: those just before it, which
    may say that it is not (名义增长12.8%，扣除价格因素增长8.4%).
    """
    return not said_nominal(before) and _REAL.search(around) is not None


def said_nominal(before: str) -> bool:
    """Whether the words before a rate say last that it is at the prices of each year."""
    said, real = (list(words.finditer(before)) for words in (_NOMINAL, _REAL))
    return bool(said) and (not real or real[-1].start() < said[-1].start())


def of_large_ones(words: str) -> bool:
    """Whether words name what enterprises above a size do, each year others."""
    return _LARGE.search(words) is not None


def local(figure: Figure) -> bool:
    """Whether a figure stands in the report of another government than the nation's."""
    place = figure.page.place
    return place is not None and place.level is not Level.COUNTRY


def above_prices(said: Said, base: Figure, end: Figure, years: int) -> bool:
    """Whether a rate is more than the levels give at any prices."""
    printed = said.figure.amount.scaled(_PERCENT if said.what == "growth" else Decimal(1)) + _ONE
    if said.what not in ("growth", "times") or printed.low <= 0:
        return False
    grown = printed.power(years) if said.annual and years > 1 else printed
    return grown.low > (end.amount / base.amount).high * (1 + DEFLATED) ** years


def explained(
    said: Figure, what: str, base: Figure, end: Figure, *, years: int = 1, most: Decimal = CHANCE
) -> bool:
    """Whether one slip of the pen in one of three numbers explains that a change, a rate or a multiple misses
    its levels, and hardly by chance. ``years``: that a yearly rate is over. ``most``: see ``surely_slipped``.
    """
    times = factor(base.unit, end.unit)
    exact = all(f.statement.bound is Bound.EXACT for f in (said, base, end))
    if times is None or not exact or what not in _SIMPLE or not end.amount.value or not base.amount.value:
        return False
    made = zip((said, end, base), _meant(said, what, (base, end), times, years), strict=True)
    return any(
        surely_slipped(f.amount.value, unit_step(f.statement), of.low, of.high, _most(f, most))
        for f, of in made
        if of is not None
    )


def _most(figure: Figure, most: Decimal) -> Decimal:
    short = len(digits_of(figure.amount.value)) < DIGITS
    return min(most, CHANCE) if short else most


def _meant(
    said: Figure, what: str, levels: tuple[Figure, Figure], times: Decimal, years: int
) -> tuple[Amount | None, Amount | None, Amount | None]:
    """What each of the three should be by the other two: the rate or change, the later and earlier level."""
    base, end, by = levels[0].amount.scaled(times), levels[1].amount, said.amount
    if said.statement.status == "target" and what == "growth":
        by = Amount.exact(by.value)  # 20% as an aim is no rounded 19.6%
    if what in ("change", "points"):
        return end - base, base + by, (end - by).scaled(1 / times)
    ratio, of_percent = end / base, what == "growth"
    grown = by.scaled(_PERCENT if of_percent else Decimal(1)) + (
        Amount.exact(0) if what == "multiple" else _ONE
    )
    if grown.low <= 0:
        return None, None, None
    yearly = ratio.root(years) if years > 1 else ratio
    rate = yearly if what == "multiple" else (yearly - _ONE).scaled(_HUNDRED if of_percent else Decimal(1))
    over = grown.power(years) if years > 1 else grown
    return rate, base * over, (end / over).scaled(1 / times)
