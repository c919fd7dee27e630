"""A printed number as another passage may tell it again: its measure, words, time and standing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from duibiao.auditing.figures.mentions import scopes_of
from duibiao.auditing.figures.misprints import digits_of
from duibiao.auditing.rules.repeated.numbers import Told
from duibiao.auditing.rules.repeated.words import GAP, pairs_of, plain, rarity
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound, Status

_V = vocabulary(__package__)
_MEASURES, _COUNTERS, _PEOPLE = (re.compile(_V[n].regex()) for n in ("measures", "counters", "people"))
_MAKES, _NEW, _NOW, _LEVELS = (
    re.compile(_V[n].regex()) for n in ("made", "made_anew", "of_this_time", "levels")
)
_OPEN, _OPENS, _YEARLY, _WHOLE, _GOES_ON = (
    re.compile(_V[n].regex())
    for n in ("open_after", "open_before", "sets_of_year", "all_of_them", "carried_on")
)
_PERSONS = _V["persons"].words
_PERSON = _PERSONS[0]
_CLAUSE, _ASIDE = re.compile("[，：、！？]"), re.compile("（[^（）]*）?")
AROUND, LEAST, BEFORE = 12, 4, 10
"""Characters of the clause before and after a number that are compared; where fewer than the second stand
before it, its name, or so many of the clause before, too."""
FINE = 4
"""Digits of a count to the last one that no plan sets anew."""


@dataclass(frozen=True)
class Telling:
    """A number with what stands beside it: its measure, the words before and after, whether it is planned."""

    told: Told

    @property
    def value(self) -> Decimal:
        """In the base unit, where it is a figure."""
        return self.told.figure.statement.value if self.told.figure is not None else self.told.value

    @cached_property
    def unit(self) -> str:
        """What it is counted in, as printed; in the base form, where it is a figure."""
        figure = self.told.figure
        unit = figure.unit if figure is not None else self._printed
        return unit or (_PERSON if _PEOPLE.match(self.told.right) else "")

    @cached_property
    def _printed(self) -> str:
        """The measure as it stands after the number."""
        match = _MEASURES.match(self.told.right) or _COUNTERS.match(self.told.right)
        return match[0] if match is not None else ""

    @cached_property
    def measure(self) -> str:
        """The unit; '' for all that counts things one by one."""
        return "" if _COUNTERS.fullmatch(self.unit) else _PERSON if self.unit in _PERSONS else self.unit

    @cached_property
    def clause(self) -> str:
        """All of its clause that stands before it."""
        return _CLAUSE.split(self.told.left[::-1])[-1]

    @cached_property
    def after(self) -> str:
        """The words after it, its measure left out."""
        return plain(_CLAUSE.split(_ASIDE.sub("", self.told.right[len(self._printed) :]))[0])[:AROUND]

    @cached_property
    def before(self) -> str:
        """The words before it, in the order of the text."""
        clauses = [plain(c) for c in _CLAUSE.split(self.told.left[::-1])]
        words = clauses[-1][-AROUND:]
        if len(words.replace(GAP, "")) >= LEAST:
            return words
        figure = self.told.figure
        name = plain(figure.statement.indicator) if figure is not None and self.measure else ""
        further = name[-AROUND:] or (clauses[-2][-BEFORE:] if len(clauses) > 1 else "")
        return further + GAP + words

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Pairs of characters of both."""
        return pairs_of(self.before) | pairs_of(self.after)

    @cached_property
    def scopes(self) -> frozenset[str]:
        """Words beside it that say whose it is."""
        words = (self.clause, self.after)
        return frozenset(w for part in words for w in (*scopes_of(part), *_LEVELS.findall(part)))

    @cached_property
    def weight(self) -> float:
        """What all its pairs weigh."""
        return sum(map(rarity, self.pairs))

    @cached_property
    def fine(self) -> bool:
        """Whether it is a count of many digits, printed to the last one."""
        figure = self.told.figure
        exact = figure is not None and figure.kind == "level" and figure.amount.low == figure.amount.high
        return exact and len(digits_of(self.value)) >= FINE

    @cached_property
    def period(self) -> str:
        """The time that it holds for."""
        return self.told.figure.statement.period if self.told.figure is not None else ""

    @cached_property
    def dated(self) -> bool:
        """Whether its sentence says what time it holds for."""
        s = self.told.figure.statement if self.told.figure is not None else None
        return s is not None and s.period_span is not None and s.period_span.start >= s.sentence_span.start

    @cached_property
    def planned(self) -> bool:
        """Whether it is told of the year to come."""
        figure, year = self.told.figure, self.told.page.year
        if figure is None:
            return False
        s = figure.statement
        to_come = year is not None and s.period.startswith(str(year)) and s.status != Status.ACHIEVED
        return s.status == Status.TARGET or to_come

    @cached_property
    def made(self) -> bool:
        """Whether so many are made or done."""
        return _MAKES.search(self.clause) is not None or self.new

    @cached_property
    def new(self) -> bool:
        """Whether so many are added to others."""
        return _NEW.search(self.clause) is not None

    @cached_property
    def bound(self) -> str:
        """How it is rounded, or of what it is a bound; '' for a number that is exact."""
        figure, match = self.told.figure, _OPEN.match(self.told.right)
        if figure is not None and figure.statement.bound is not Bound.EXACT:
            return figure.statement.bound.value
        before = _OPENS.search(self.told.left[:6][::-1])
        return match[0] if match is not None else before[0] if before is not None else ""

    @cached_property
    def whole(self) -> bool:
        """Whether all of them are meant: what was counted before."""
        return _WHOLE.search(_CLAUSE.split(self.told.right)[0]) is not None

    @cached_property
    def goes_on(self) -> bool:
        """Whether what it counts or measures has begun before."""
        return self.whole or _GOES_ON.search(self.clause) is not None

    @cached_property
    def when(self) -> frozenset[str]:
        """Words before it that say that it is of one time."""
        return frozenset(_NOW.findall(self.clause))

    @cached_property
    def of_year(self) -> bool:
        """Whether each year has a set of its own of what it counts."""
        return _YEARLY.match(self.told.right) is not None


def telling(told: Told) -> Telling:
    """A number with what stands beside it, read once."""
    known: dict[Told, Telling] = told.page.kept.setdefault("tellings", {})
    if told not in known:
        known[told] = Telling(told)
    return known[told]
