"""Why a level need not follow from an earlier one, and how far it may lie off before no excuse holds."""

from __future__ import annotations

import re
from decimal import Decimal

from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.measured import year_of
from duibiao.auditing.figures.page import Figure
from duibiao.auditing.figures.series import series_of
from duibiao.auditing.figures.strands import Said
from duibiao.auditing.figures.units import factor
from duibiao.auditing.rules.growth.basis import (
    CHANCE,
    PRICED_CHANCE,
    at_constant_prices,
    earned,
    explained,
    of_large_ones,
    said_nominal,
    said_real,
)
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_FIRM, _SCOPE, _REMEASURED = (re.compile(_V[n].regex()) for n in ("firm_plans", "same_scope", "remeasured"))
_ENDS = re.compile("[；。]")
_HUNDRED = Decimal(100)
AFTER_MOST = 12
"""Characters after a rate that may say at which prices it is."""
AT_PRICES = "price_sensitive"
Reason = tuple[str, Decimal, bool]
"""The excuse, how far the level may lie off by it, whether it holds."""
REVISED, PLANNED, PRICED, PRICED_LONG = (Decimal(n) for n in ("0.01", "0.15", "0.25", "0.5"))
"""How far the level that a rate or change implies may lie from the printed one before no excuse holds: a base
revised since the report before (at most .008 in the corpus), a budget that was carried out otherwise (.102),
prices or a scope that the printed level does not have, over one year (.215) or more (.461). The next round
number above the largest gap that is no slip. Re-run ``benchmarks audit``."""
REVISED_MOST = Decimal("0.03")
"""The same where no slip of the pen explains the gap (what tourists spend .023)."""
REVISED_CHANCE = Decimal("0.7")
"""See ``basis.CHANCE``; here a slip is far likelier than a revision."""
EARNED = Decimal("0.05")
"""How far prices may raise what people earn in a year; 41 of 42 rates of local reports are as printed."""
AIMED = Decimal("0.005")
"""How far an aim may lie off that starts from a level of the same report: gross product is planned at the
prices of the year before (at most .0018 in nine of nine reports)."""
DEFLATED = Decimal("0.015")
"""How far real growth may lie above that of the printed levels: prices fall little (.01 in the corpus)."""


def in_unit_of(level: Figure, base: Figure) -> Amount:
    """The base in the level's unit: 46947万吨 for 9389亿斤."""
    return base.amount.scaled(factor(base.unit, level.unit) or Decimal(1))


def why_not(said: Said, level: Figure, base: Figure) -> str:
    """Why a change need not follow from the level that another passage prints, unless the gap is too wide."""
    gap = abs(implied_by(said, level, base))
    reasons = (*_by_words(said, level, base), *_by_custom(said, level, base), *_by_base(said, level, base))
    return next((name for name, most, holds in reasons if holds and gap <= most), "")


def _priced(level: Figure, base: Figure) -> Decimal:
    return PRICED if year_of(level) - year_of(base) == 1 else PRICED_LONG


def _around(said: Said, level: Figure) -> str:
    """The words that say at which prices and on which scope a rate is."""
    after = _ENDS.split(said.figure.tail)[0][:AFTER_MOST]
    return said.row + said.figure.lead + after + level.statement.indicator


def _at_prices(said: Said, level: Figure) -> bool:
    return said_real(said.figure.lead, _around(said, level))


def _aimed(said: Said, level: Figure, base: Figure) -> bool:
    """Whether a level is an aim that starts from one that the same report tells, at its prices."""
    own = base.page is level.page and level.statement.status == "target"
    return own and not _at_prices(said, level)


def _by_words(said: Said, level: Figure, base: Figure) -> tuple[Reason, ...]:
    """What the words around a rate say."""
    scoped = _SCOPE.search(_around(said, level)) is not None
    most = _priced(level, base)
    return ("real_growth", most, _at_prices(said, level)), ("same_scope", most, scoped)


def _by_custom(said: Said, level: Figure, base: Figure) -> tuple[Reason, ...]:
    """How rates of such a name are told."""
    name, apart = level.statement.indicator, base.page is not level.page
    if said.what != "growth":
        return ()
    most = CHANCE if earned(name) else PRICED_CHANCE
    slip = explained(said.figure, said.what, base, level, most=most)
    implied, aimed, output = implied_by(said, level, base), _aimed(said, level, base), "总产值" in name
    nominal = said_nominal(said.figure.lead)
    most = AIMED if aimed else DEFLATED if implied < 0 and not (output or apart) else _priced(level, base)
    real = _real(level) and not nominal and (apart or not output) and not slip
    earns = earned(name) and not (nominal or aimed or slip) and implied > 0
    large = apart and of_large_ones(name) and not slip
    return ("same_scope", PRICED_LONG, large), (AT_PRICES, most, real), (AT_PRICES, EARNED, earns)


def _by_base(said: Said, level: Figure, base: Figure) -> tuple[Reason, ...]:
    """What may have become of the level that a rate starts from."""
    planned, apart = base.statement.status == "target", base.page is not level.page
    firm = _FIRM.search(_around(said, level)) is not None
    revised = REVISED if _sure_of_base(said, level, base) else REVISED_MOST
    return ("planned_base", PLANNED, planned and not firm), ("revised_base", revised, apart and not planned)


def _sure_of_base(said: Said, level: Figure, base: Figure) -> bool:
    """Whether a base a little off is misprinted rather than revised: what people earn is hardly revised, what
    is measured in the air often (44.8微克, 45.8微克).
    """
    name = level.statement.indicator
    if earned(name):
        return True
    measured = _REMEASURED.search(name) is not None
    return not measured and explained(said.figure, said.what, base, level, most=REVISED_CHANCE)


def _real(level: Figure) -> bool:
    """Whether the growth of a level is told at constant prices by custom."""
    name = level.statement.indicator
    series = None if earned(name) else series_of(name)
    return series.basis in ("real", "rate") if series else at_constant_prices(level, name)


def gap_of(said: Said, level: Figure, base: Figure) -> Decimal:
    """How far the level that is implied lies from the printed one, as a part of it."""
    return abs(implied_by(said, level, base))


def implied_by(said: Said, level: Figure, base: Figure) -> Decimal:
    """The same with its sign: below 0 where growth is printed as more than the levels give."""
    value, printed = said.figure.amount.value, in_unit_of(level, base).value
    end = level.amount.value
    if said.what in ("change", "points"):
        implied = end - value
    else:
        ratio = value / 100 if said.what in ("growth", "part") else value
        ratio += 0 if said.what in ("multiple", "part") else 1
        implied = end / ratio if ratio else end
    return implied / printed - 1 if printed else _HUNDRED
