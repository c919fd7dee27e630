"""A level and what is said of it against the level of an earlier time in another passage or report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from duibiao.auditing.claims import Claim, folded
from duibiao.auditing.figures.amounts import Amount, unit_step
from duibiao.auditing.figures.measured import (
    Levels,
    before,
    compared,
    earlier_levels,
    is_added,
    may_be_base,
    scope_of,
    whole_of,
    year_of,
)
from duibiao.auditing.figures.misprints import digits_of, one_digit_makes, one_digit_off
from duibiao.auditing.figures.names import HEAD, alike, core_of, name_of
from duibiao.auditing.figures.page import Figure, Page, years_of
from duibiao.auditing.figures.precision import side_by_side
from duibiao.auditing.figures.series import series_of
from duibiao.auditing.figures.strands import Said
from duibiao.auditing.figures.units import factor, measure
from duibiao.auditing.rules.growth.basis import (
    DIGITS,
    PRICED_CHANCE,
    at_constant_prices,
    earned,
    explained,
    of_large_ones,
    said_nominal,
    said_real,
)
from duibiao.auditing.rules.growth.by_words import bases_by_words, claim_by_words, loosely_compared
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound

_V = vocabulary(__package__)
_FIRM = re.compile(_V["firm_plans"].regex())
_SCOPE, _AVERAGE, _CUMULATED, _REMEASURED = (
    re.compile(_V[name].regex()) for name in ("same_scope", "averaged", "cumulated", "remeasured")
)
_OPEN_ROW = re.compile(
    "(?P<row>[\u4e00-\u9fff]{1,6}(?:、[\u4e00-\u9fff]{1,6})+)等(?:方面)?[\u4e00-\u9fff]{0,6}$"
)
"""农业、林业、水利等方面支出: whatever else there is belongs to it."""
_ONE, _HUNDRED = Amount.exact(1), Decimal(100)
REVISED, PLANNED, PRICED, PRICED_LONG = (Decimal(n) for n in ("0.01", "0.15", "0.25", "0.5"))
"""How far the level that a rate or change implies may lie from the printed one before no excuse holds: a base
revised since the report before (at most .008 in the corpus), a budget that was carried out otherwise (.102),
prices or a scope that the printed level does not have, over one year (.215) or more (.461). The next round
number above the largest gap that is no slip. Re-run ``benchmarks audit``."""
REVISED_MOST = Decimal("0.03")
"""The same where no slip of the pen explains the gap (what tourists spend .023)."""
REVISED_CHANCE = Decimal("0.7")
"""See ``basis.CHANCE``; here a slip is far likelier than a revision."""
AIMED = Decimal("0.005")
"""How far an aim that a report itself starts from the level that it tells may lie off: aims of gross product are
planned at the prices of the year before (at most .0018 in nine of nine reports)."""
DEFLATED = Decimal("0.015")
"""How far real growth may lie above that of the printed levels: prices fall little (.01 in the corpus)."""
OF_ANOTHER = Decimal(2)
"""A base in other words so many times what growth implies is of something else (财政总收入, 财政收入)."""
ROUND_MISS = 100
"""A smaller miss is round by chance."""
LOOSE = Decimal("0.05")
"""A base that is only bounded below (超过9万亿元) says nothing where it may be this much more."""


@dataclass(frozen=True, slots=True)
class _Search:
    """A level, what is said of it, and the levels that it may be measured against, by their plain name."""

    level: Figure
    said: Said
    bases: Mapping[str, Sequence[Figure]]
    firm: bool
    alike: Sequence[Figure]
    """those of the level's own core"""


def next_level(pages: Sequence[Page]) -> Iterator[Claim]:
    """This year's level is that of the time it is compared with, printed in another passage or report, times
    1 + growth, or plus what was added.
    """
    known, by_words = earlier_levels(pages), bases_by_words(pages)
    cores = _by_core(known)
    for page in pages:
        for level, said in compared(page):
            when = before(level, said)
            key = (level.statement.adcode, measure(level.unit), when.when)
            bases, core = known.get(key, {}), core_of(level.statement.indicator)[0]
            search = _Search(level, said, bases, when.firm, cores.get((key, core), ()) if core else ())
            claim = _from_base(search) if when.when and bases else None
            claim = claim or _by_words(said, level, by_words.get(level, ()))
            if claim is not None:
                yield claim
        for level, said in loosely_compared(page):
            claim = _by_words(said, level, by_words.get(level, ()))
            if claim is not None:
                yield claim


def _by_words(said: Said, level: Figure, bases: Sequence[Figure]) -> Claim | None:
    """The claim on a level of an earlier report that is told in like words."""
    fitting = [b for b in bases if _comparable(b, level)]
    return claim_by_words(said, level, fitting, [_claim_of(said, level, b) for b in fitting])


def _from_base(search: _Search) -> Claim | None:
    """The claim on a level of the very name that fits, or of a like name; else on the likeliest level of the
    very name; else on one of a like name.
    """
    level, said, name = search.level, search.said, name_of(search.level)
    own, part, like = _of_one_core(search)
    same = own or [b for b in search.bases.get(name, ()) if name and _comparable(b, level)]
    near = _akin(search) if name else []
    for base in (*same, *part, *like, *near):
        claim = _claim_of(said, level, base)
        if claim.fits:
            return claim
    same = [b for b in same if scope_of(b) == scope_of(level)]
    if not search.firm:
        return _misprinted(said, level, same)
    if not same:
        found = (_misprinted(said, level, of) for of in (part, like, near) if of)
        return next((c for c in found if c is not None), None) or _of_akin(said, level, near)
    base = min(same, key=lambda b: _distance(b, level))
    if base.statement.status == "target" and level.statement.status == "achieved":
        return None
    claim = _claim_of(said, level, base)
    slip = _slip_of_plan(claim, level, base) or _round_miss(claim, level, base)
    claim.doubt = "" if slip else _why_not(said, level, base)
    other = base.statement.indicator != level.statement.indicator and said.what == "growth"
    if other and len({b.statement.value for b in same}) > 1:
        return None
    if other and not 1 / OF_ANOTHER < 1 + _implied(said, level, base) < OF_ANOTHER:
        return _misprinted(said, level, [base])
    return claim


def _by_core(known: Levels) -> Mapping[tuple[tuple[str, str, str], str], Sequence[Figure]]:
    """The same levels by the core of what they are called."""
    found: dict[tuple[tuple[str, str, str], str], list[Figure]] = defaultdict(list)
    for key, names in known.items():
        for base in (b for of in names.values() for b in of):
            found[key, core_of(base.statement.indicator)[0]].append(base)
    return found


def _of_one_core(search: _Search) -> tuple[list[Figure], list[Figure], list[Figure]]:
    """The levels of one core with another: those of the same part of it, those that tell nothing of a part
    where the other does, or the other way round, and those of other parts.
    """
    whose = core_of(search.level.statement.indicator)[1]
    found: tuple[list[Figure], list[Figure], list[Figure]] = [], [], []
    for base in (b for b in search.alike if _comparable(b, search.level)):
        of = core_of(base.statement.indicator)[1]
        found[0 if of == whose else 1 if of <= whose or whose <= of else 2].append(base)
    return found


def _round_miss(claim: Claim, level: Figure, base: Figure) -> bool:
    """Whether a change misses two levels, all printed to one digit, by one digit of its front: 300 of 2737. A
    revised base would hardly miss it by so round a number.
    """
    steps = {unit_step(f.statement) for f in (claim.stated, level, base)}
    if claim.stated.kind != "change" or len(steps) != 1:
        return False
    apart = abs(claim.computed[0].value - claim.stated.amount.value) / steps.pop()
    return apart >= ROUND_MISS and one_digit_makes(apart)


def _slip_of_plan(claim: Claim, level: Figure, base: Figure) -> bool:
    """Whether two plans of so many digits miss the change by what one wrong digit makes: what was carried out
    otherwise does not miss it by so round a number.
    """
    both = all(f.statement.status == "target" for f in (level, base))
    fine = all(len(digits_of(f.amount.value)) > DIGITS for f in (level, base))
    return both and fine and one_digit_makes(claim.computed[0].value - claim.stated.amount.value)


def _comparable(base: Figure, level: Figure) -> bool:
    """Whether a level may be the one that another is measured against: both an average or neither, no plan of
    years before, not bounded so loosely that anything fits.
    """
    if not may_be_base(base, level) or _averaged(base) != _averaged(level):
        return False
    if bool(_CUMULATED.search(base.lead)) != bool(_CUMULATED.search(level.lead)):
        return False
    ago = (level.page.year or 0) - (base.page.year or 0)
    held = years_of(base.statement.period)
    planned = base.statement.status == "target" or (held is not None and held[1] >= (base.page.year or 0))
    if (planned and ago > 1) or is_added(base) != is_added(level):
        return False
    a = base.amount
    return base.statement.bound is not Bound.MIN or a.high - a.low <= abs(a.value) * LOOSE


def _averaged(figure: Figure) -> bool:
    """Whether the clause of a level, or its name, says that it is an average."""
    return _AVERAGE.search(figure.lead.rpartition("，")[2] + figure.statement.indicator) is not None


def _akin(search: _Search) -> list[Figure]:
    """Levels of the same report or the one before whose name is part of the level's own, or holds it."""
    level, name = search.level, name_of(search.level)
    near = [b for n, of in search.bases.items() if n != name and alike(n, name) for b in of]
    recent = [b for b in near if (level.page.year or 0) - (b.page.year or 0) <= 1]
    return [b for b in recent if _comparable(b, level) and b.kind == level.kind]


def _misprinted(said: Said, level: Figure, bases: Sequence[Figure]) -> Claim | None:
    """The claim on the only level that may be meant, where one slip of the pen explains the misfit."""
    values = {b.statement.value for b in bases}
    if len(values) != 1 or said.what not in ("growth", "change"):
        return None
    base = bases[-1]
    figures = (said.figure, level, base)
    exact = all(f.statement.bound is Bound.EXACT for f in figures)
    digits = [len(digits_of(f.amount.value)) for f in figures]
    if not exact or min(digits) < DIGITS - 1 or max(digits) < DIGITS or base.unit != level.unit:
        return None
    a, b, c = base.amount.value, level.amount.value, said.figure.amount.value
    if said.what == "growth":
        ratio = 1 + c / 100
        made = ((b / a - 1) * 100, a * ratio, b / ratio if ratio else b)
    else:
        made = (b - a, a + c, b - c)
    steps = [unit_step(f.statement) for f in figures]
    printed = zip(made, (c, b, a), steps, strict=True)
    if any(
        one_digit_off((value / step).to_integral_value(), (was / step).to_integral_value())
        for value, was, step in printed
    ):
        return _claim_of(said, level, base)
    return None


def _of_akin(said: Said, level: Figure, near: Sequence[Figure]) -> Claim | None:
    """The claim on the nearest level of a like name: accused where both are parts of one total by name, or
    where one wrong digit would make the difference; left alone where none comes near.
    """
    if (plan := _firm_plan(said, level, near)) is not None:
        return plan
    for base in near:
        claim = _claim_of(said, level, base)
        printed = said.figure.amount.value
        fine = max(len(digits_of(f.amount.value)) for f in (said.figure, level, base))
        if said.what != "change" or fine < DIGITS:
            continue
        if one_digit_makes(claim.computed[0].value - printed):
            return claim
    own = [b for b in near if b.page is level.page]
    nearest = min(own, key=lambda b: _gap(said, level, b), default=None)
    if nearest is None or _gap(said, level, nearest) > PLANNED:
        return None
    claim = _claim_of(said, level, nearest)
    whole, open_row = whole_of(nearest), _OPEN_ROW.search(nearest.lead) is not None
    part_of_row = open_row and name_of(nearest) in name_of(level)
    claim.doubt = "" if part_of_row or (whole and whole == whole_of(level)) else "other_name"
    return claim


def _firm_plan(said: Said, level: Figure, near: Sequence[Figure]) -> Claim | None:
    """The claim on what was to be borrowed the year before: 长期建设国债, 建设国债."""
    name = name_of(level)
    plans = [
        b for b in near if b.statement.status == level.statement.status == "target" and b.unit == level.unit
    ]
    plans = [b for b in plans if name in name_of(b) or name_of(b) in name]
    firm = len(name) >= HEAD and _FIRM.search(level.statement.indicator) is not None
    if said.what != "change" or not firm or len({b.statement.value for b in plans}) != 1:
        return None
    return _claim_of(said, level, plans[-1])


def _distance(base: Figure, level: Figure) -> tuple[bool, bool, int]:
    """How likely a base is: in the same report, planned or achieved like the level, near it."""
    far = abs(base.span.start - level.span.start)
    return base.page is not level.page, base.statement.status != level.statement.status, far


def _claim_of(said: Said, level: Figure, base: Figure) -> Claim:
    roles = [(base, "base"), (level, "end")]
    below = _in_unit_of(level, base)
    if said.what in ("change", "points"):
        of = side_by_side((base, level, said.figure)) if base.unit == level.unit else [below, level.amount]
        return Claim(said.figure, [of[1] - of[0]], roles)
    if said.what == "growth":
        return Claim(said.figure, [(level.amount / below - _ONE).scaled(_HUNDRED)], roles)
    ratio = level.amount / below
    if said.what == "part":
        return Claim(said.figure, [ratio.scaled(_HUNDRED)], roles)
    fold = folded(said.figure.amount, said.figure.statement.text)
    grown = said.what == "times" and fold is None
    return Claim(said.figure, [ratio - _ONE if grown else ratio], roles, amount=fold)


def _in_unit_of(level: Figure, base: Figure) -> Amount:
    """The base in the level's unit: 46947万吨 for 9389亿斤."""
    return base.amount.scaled(factor(base.unit, level.unit) or Decimal(1))


def _why_not(said: Said, level: Figure, base: Figure) -> str:
    """Why a change need not follow from the level that another passage prints, unless the gap is too wide."""
    around = said.row + said.figure.lead + said.figure.tail[:12] + level.statement.indicator
    implied, apart = _implied(said, level, base), base.page is not level.page
    gap, grows = abs(implied), said.what == "growth"
    at_prices = said_real(said.figure.lead, around)
    real, large = _real(level) and not said_nominal(said.figure.lead), grows and apart and of_large_ones(level.statement.indicator)
    priced = scoped = PRICED if year_of(level) - year_of(base) == 1 else PRICED_LONG
    output = "总产值" in level.statement.indicator
    if implied < 0 and grows and not output and not apart:
        priced = DEFLATED
    if not apart and level.statement.status == "target" and not at_prices:
        priced = AIMED
    slip = explained(said.figure, said.what, base, level, most=PRICED_CHANCE)
    revised = REVISED if _sure_of_base(said, level, base) else REVISED_MOST
    reasons = (
        ("real_growth", priced, at_prices),
        ("same_scope", scoped, bool(_SCOPE.search(around))),
        ("same_scope", PRICED_LONG, large and not slip),
        ("price_sensitive", priced, real and (apart or not output) and grows and not slip),
        ("planned_base", PLANNED, base.statement.status == "target" and not _FIRM.search(around)),
        ("revised_base", revised, base.statement.status != "target" and apart),
    )
    return next((name for name, most, holds in reasons if holds and gap <= most), "")


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


def _gap(said: Said, level: Figure, base: Figure) -> Decimal:
    """How far the level that is implied lies from the printed one, as a part of it."""
    return abs(_implied(said, level, base))


def _implied(said: Said, level: Figure, base: Figure) -> Decimal:
    """The same with its sign: below 0 where growth is printed as more than the levels give."""
    value, printed = said.figure.amount.value, _in_unit_of(level, base).value
    end = level.amount.value
    if said.what in ("change", "points"):
        implied = end - value
    else:
        ratio = value / 100 if said.what in ("growth", "part") else value
        ratio += 0 if said.what in ("multiple", "part") else 1
        implied = end / ratio if ratio else end
    return implied / printed - 1 if printed else _HUNDRED
