"""The level of an earlier time that another is measured against, found by the words around it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import pairwise

from duibiao.auditing.claims import Claim, judge
from duibiao.auditing.figures.aligned import aligned
from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.measured import before, compared
from duibiao.auditing.figures.mentions import Mention, scoped_alike
from duibiao.auditing.figures.misprints import may_lie_in
from duibiao.auditing.figures.names import core_of
from duibiao.auditing.figures.page import Figure, Page, Sentence, years_of
from duibiao.auditing.figures.series import over_a_year
from duibiao.auditing.figures.strands import Said, said_of
from duibiao.auditing.figures.units import factor
from duibiao.auditing.model import Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound

_V = vocabulary(__package__)
_ONE, _HUNDRED, _PERCENT = Amount.exact(1), Decimal(100), Decimal("0.01")
_MEASURES = frozenset(("growth", "change"))
_ANNUAL = re.compile(_V["annual"].regex())
_CHANGES = _V["changes"].regex()
_SAID_AFTER = re.compile(f"^[^，。；、：]{{0,14}}，(?:[比较与同][^，。；、]{{2,10}})?(?:{_CHANGES})了?$")
_REACHED = re.compile("^，[^，。；、]{0,8}达到?$")
_FALLS = re.compile("[减降少低]")
_BASES = frozenset((Bound.EXACT, Bound.APPROX, Bound.MIN))
YEAR = 4
"""Characters of a period that is one year."""
REVISED = Decimal("0.05")
"""How far what was measured may be revised in the next report (at most .02 in the corpus)."""

Bases = Mapping[Figure, Sequence[Figure]]
"""By a level, the levels of earlier reports that it may be measured against."""


def bases_by_words(pages: Sequence[Page]) -> Bases:
    """For levels that are measured against an earlier year: its level in the report that looks back on that
    year, or plans it, that is told in the likest words.
    """
    found: dict[Figure, list[Figure]] = defaultdict(list)
    by_report: dict[tuple[str, int], list[Page]] = defaultdict(list)
    for page in pages:
        if page.place is not None and page.year is not None:
            by_report[page.place.adcode, page.year].append(page)
    for page in pages:
        place = page.place.adcode if page.place is not None else ""
        for year, levels in _wanted(page).items():
            reports = [p for ago in (1, 0) for p in by_report.get((place, year + ago), ())]
            may = partial(_may_be_base, levels, year)
            for earlier in (p for p in reports if (p.year or 0) < (page.year or 0)):
                for pair in aligned(earlier, page, may):
                    found[pair.other.figure].append(pair.one.figure)
    return found


def _wanted(page: Page) -> Mapping[int, set[Figure]]:
    """The levels of a page that are measured against other years, by those."""
    found: dict[int, set[Figure]] = defaultdict(set)
    for level, said in (*compared(page), *loosely_compared(page)):
        for year in _years(page, level, said):
            found[year].add(level)
    return found


def loosely_compared(page: Page) -> Sequence[tuple[Figure, Said]]:
    """Levels and what is said of them with other words between: 安排109亿元资金支持再就业，比上年增加26亿元;
    the base year named before in the sentence; 五年间增长1倍，2030年达到1656亿美元.
    """
    known = {said.figure for _, said in compared(page)}
    return [pair for s in page.sentences for pair in _loosely(s) if pair[1].figure not in known]


def _loosely(sentence: Sentence) -> Iterator[tuple[Figure, Said]]:
    for one, other in pairwise(sentence.figures):
        if one.kind == "level" and not one.sorts and other.kind in _MEASURES:
            falls = _FALLS.search(other.lead) is not None
            fits = other.unit in (one.unit, "%", "倍") and falls == (other.statement.value < 0)
            if fits and _ANNUAL.search(other.lead) is None and _SAID_AFTER.match(other.lead):
                yield one, said_of(other)
        elif one.kind == "growth" and other.kind == "level" and _REACHED.match(other.lead):
            years = years_of(one.statement.period)
            if years is not None and years[0] < years[1] and _ANNUAL.search(one.lead) is None:
                yield other, replace(said_of(one), since=years[0] - 1)


def aims_apart(page: Page) -> Iterator[tuple[Figure, Said]]:
    """投资增长30% among the aims, 投资完成115亿元 among the tasks of one year: a level and the
    rate that another sentence plans for it.
    """
    levels: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    rates: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for f in (f for s in page.sentences for f in s.figures if f.statement.status == "target"):
        (core, _), s = core_of(f.statement.indicator), f.statement
        if core and len(s.period) == YEAR and f.kind in ("level", "growth"):
            of_rate = f.kind == "growth" and f.unit == "%" and over_a_year(f)
            (rates if of_rate else levels)[core, s.period, s.adcode].append(f)
    for key, told in rates.items():
        exact = [f for f in levels.get(key, ()) if f.kind == "level" and f.statement.value_high is None]
        end = max(exact, key=lambda f: f.amount.value, default=None)  # others are parts of it
        if (
            len(told) == 1
            and end is not None
            and end.statement.sentence_span != told[0].statement.sentence_span
        ):
            yield end, said_of(told[0])


def _years(page: Page, level: Figure, said: Said) -> frozenset[int]:
    """The years that a level may be measured against: what the text says, and what its sentence named before
    (2007年甲达到A，比2002年增长a；乙达到B，增长b).
    """
    when = before(level, said).when
    years = {int(when)} if when.isdigit() else set()
    sentence = level.statement.sentence_span
    named = [t for t in page.times(sentence.start, said.figure.span.start) if t.yardstick]
    if named and not said.since and (of := years_of(named[-1].period)) is not None:
        years.add(of[1])
    return frozenset(years)


def _may_be_base(levels: Set[Figure], year: int, one: Mention, other: Mention) -> bool:
    """Whether a level may be the base, in ``year``, of one of ``levels``: told of that year, or
    reached by its end; both planned or both not.
    """
    a, b = one.figure, other.figure
    if b not in levels:
        return False
    held = years_of(a.statement.period)
    if held is None or (one.when != str(year) and held[1] != year) or one.starts or a.kind != b.kind:
        return False
    planned = a.statement.status == "target", b.statement.status == "target"
    alike = scoped_alike(one, other) and one.yearly == other.yearly
    return alike and planned[0] == planned[1] and a.statement.bound in _BASES


def claim_by_words(said: Said, level: Figure, bases: Sequence[Figure], made: Sequence[Claim]) -> Claim | None:
    """Of the claims on these bases one that holds; else one that a slip of the pen in one of its three
    numbers explains to the last digit, and no revision of the base.
    """
    for claim in made:
        if judge(claim, claim.computed[0]) is not Verdict.INCONSISTENT:
            return claim
    for claim, base in zip(made, bases, strict=True):
        if _slipped(said, level, base):
            return claim
    return None


def _slipped(said: Said, level: Figure, base: Figure) -> bool:
    """Whether another number in place of one of the three, a slip of the pen away, would make them fit."""
    times = factor(base.unit, level.unit)
    exact = all(f.statement.bound is Bound.EXACT for f in (said.figure, level, base))
    if times is None or not exact or said.what not in ("change", "growth", "times"):
        return False
    a, b, c = base.amount.scaled(times), level.amount, said.figure.amount
    if said.what == "change":
        made = ((said.figure, b - a), (level, a + c), (base, (b - c).scaled(1 / times)))
    else:
        ratio = c.scaled(1 if said.what == "times" else _PERCENT) + _ONE
        grown = (b / a - _ONE).scaled(1 if said.what == "times" else _HUNDRED)
        made = ((said.figure, grown), (level, a * ratio), (base, (b / ratio).scaled(1 / times)))
    implied, printed = made[-1][1], base.amount.value
    measured = base.statement.status != "target" and abs(implied.value / printed - 1) <= REVISED
    return not measured and any(may_lie_in(f.amount.value, of.low, of.high) for f, of in made)
