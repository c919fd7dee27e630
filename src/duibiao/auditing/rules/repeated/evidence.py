"""How much says that two printed numbers are one fact, told twice: the words beside both, and the values.

``evidence(one, other)`` is the logarithm of how much likelier it is that both are one than that they are not,
by their words (``words``), and by their values (``values``): two numbers of four digits that one slip of the
pen parts are hardly ever so by chance, two of two digits often. The weights were fitted on the corpus: of all
pairs of numbers of two digits and more in two sentences with a pair of characters in common, which are equal
(``docs/auditing.md``). How rare the words are is known from ``common_pairs.tsv`` (``python -m benchmarks
common_pairs``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from importlib.resources import files

from duibiao.auditing.figures.mentions import make_all, scopes_of
from duibiao.auditing.figures.misprints import digits_of, one_digit_off
from duibiao.auditing.figures.page import Page
from duibiao.auditing.rules.repeated.framed import in_other_rows
from duibiao.auditing.rules.repeated.numbers import Told, in_common
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound, Status

_V = vocabulary(__package__)
_MEASURES, _COUNTERS, _MAKES, _NEW, _OPEN, _OPENS, _YEARLY, _NOW, _PLACES, _LEVELS, _WHOLE, _PEOPLE = (
    re.compile(_V[name].regex())
    for name in (
        "measures", "counters", "made", "made_anew", "open_after", "open_before", "sets_of_year",
        "of_this_time", "divisions", "levels", "all_of_them", "people",
    )
)  # fmt: skip
_PERSONS = _V["persons"].words
_PERSON = _PERSONS[0]
_NUMBER = re.compile("[0-9.一二三四五六七八九十百千万亿两零〇○]+")
_NO_WORD = re.compile("[^\u4e00-\u9fff]+")
_EMPTY = re.compile("|".join(_V[name].regex() for name in ("fillers", "made", "any_verbs")))
_CLAUSE, _ASIDE = re.compile("[，：、！？]"), re.compile("（[^（）]*）?")
GAP = "|"
RAREST = 7.0
"""Weight of a pair of characters that is not in the table."""
AROUND, LEAST, BEFORE = 12, 4, 10
"""Characters of the clause before and after a number that are compared; where fewer than the second stand
before it, so many of the clause before, too."""
SHARED, SHARED_MOST, PART = 0.07, 40.0, 2.0
"""Weights of the words in common, which count up to so much, and of their part of the poorer number's."""
ONLY = 1.2
"""Added where words in common stand nowhere else."""
COUNTED, MEASURED = -2.6, -5.7
"""What two counts, and two amounts, begin with: most have like words by chance."""
ROW, COUNTER, SCOPE, TIME, PLANNED = -1.0, -1.0, -2.0, -1.0, 0.8
"""Added: in one paragraph, where things are told in rows; of counts in other measures; for each word that
says whose only one is; of other times; where one is planned and the other is not: a set that is taken up."""
NO_NOUN, ONE_NOUN, OTHER_NOUN = -3.9, -1.7, -1.3
"""Added to counts with no words after either, after one only, with no words in common after them."""
SUFFIX = 2
"""Characters just before two numbers of one row that are the same."""
FINE = 4
"""Digits of a count to the last one that no plan sets anew."""
SET = 1000
"""Things that are planned as a set, which is carried out, are fewer."""
DIGIT = {2: 1.6, 3: 3.5, 4: 5.5}
"""By their digits, how hardly two numbers are one digit apart by chance: two of ten of two digits are."""
TURNED = 2.5
"""Added where two neighbours changed places: one in ten of those."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """``words`` and ``values`` add up; ``reasons`` are the words in common, as they are printed."""

    words: float
    values: float
    reasons: tuple[str, ...]

    @property
    def score(self) -> float:
        """Both together."""
        return self.words + self.values


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
        figure, match = self.told.figure, _MEASURES.match(self.told.right)
        unit = figure.unit if figure is not None else match[0] if match is not None else ""
        return unit or (_PERSON if _PEOPLE.match(self.told.right) else "")

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
        return plain(_CLAUSE.split(_ASIDE.sub("", _MEASURES.sub("", self.told.right)))[0])[:AROUND]

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
        return _pairs(self.before) | _pairs(self.after)

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


def plain(words: str) -> str:
    """Words with a gap where numbers, marks and words stand that say nothing."""
    return _NO_WORD.sub(GAP, _EMPTY.sub(GAP, _NUMBER.sub(GAP, words))).strip(GAP)


def evidence(one: Telling, other: Telling) -> Evidence:
    """What says that two numbers are one fact; ``never`` says that they are not."""
    shared = one.pairs & other.pairs
    weight = sum(map(rarity, shared))
    words = SHARED * min(weight, SHARED_MOST) + PART * weight / (min(one.weight, other.weight) or 1)
    words += MEASURED if one.measure else COUNTED + _nouns(one, other)
    a, b = one.told, other.told
    words += ROW * (a.page is b.page and a.block == b.block) + SCOPE * len(one.scopes ^ other.scopes)
    words += COUNTER * (one.unit != other.unit) + PLANNED * (one.planned != other.planned)
    if a.figure is not None and b.figure is not None:
        words += TIME * (one.period != other.period)
    reasons = _runs(one, shared)
    return Evidence(words + ONLY * _only_here(reasons, one, other), luck(one.value, other.value), reasons)


def _only_here(runs: Sequence[str], one: Telling, other: Telling) -> bool:
    """Whether some of the words in common stand beside these two numbers and nowhere else."""
    pages = {id(t.told.page): t.told.page for t in (one, other)}.values()
    return any(sum(_times(run, page) for page in pages) <= 2 for run in runs)


def _times(run: str, page: Page) -> int:
    """How often a row of characters stands on a page."""
    known: dict[str, int] = page.kept.setdefault("times", {})
    if run not in known:
        if "bare text" not in page.kept:
            page.kept["bare text"] = "".join(page.document.text.split())
        known[run] = page.kept["bare text"].count(run)
    return known[run]


def _nouns(one: Telling, other: Telling) -> float:
    """What the words after two counts, of what they are, add."""
    if not (one.after and other.after):
        return ONE_NOUN if one.after or other.after else NO_NOUN
    return 0.0 if _pairs(one.after) & _pairs(other.after) else OTHER_NOUN


def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[at : at + 2] for at in range(len(words) - 1) if GAP not in words[at : at + 2])


def never(one: Telling, other: Telling) -> bool:
    """Whether two numbers are of two facts whatever their words: rounded, or one reached and one planned of
    what is made anew, measured, or has a set of its own each year.
    """
    if one.measure != other.measure or _rounded(one, other):
        return True
    if _of_others(one, other) or _at_others(one, other):
        return True
    if one.planned == other.planned or (one.fine and other.fine and not (one.new or other.new)):
        return False
    plan, result = (one, other) if one.planned else (other, one)
    no_set = not plan.whole and (bool(plan.measure) or plan.value >= SET or plan.of_year)
    return no_set or plan.made or result.new or bool(one.when | other.when)


def _of_others(one: Telling, other: Telling) -> bool:
    """Whether two numbers are of two things told in rows: the rest of a whole, other divisions, between other
    figures; in one
    paragraph, after the same words with others before them (大专学校在校学生, 中等专业学校在校学生).
    """
    a, b = one.told, other.told
    figures = (a.figure, b.figure) if a.figure is not None and b.figure is not None else None
    if figures is not None and (make_all(*figures) or in_other_rows(*figures)):
        return True
    if _PLACES.match(one.after) and _PLACES.match(other.after) and one.after[0] != other.after[0]:
        return True
    same = in_common(one.clause[::-1], other.clause[::-1])
    in_row = a.page is b.page and a.block == b.block
    return in_row and same >= SUFFIX and same < min(len(one.clause), len(other.clause))


def _rounded(one: Telling, other: Telling) -> bool:
    """Whether one of two numbers may be the other, or another one, rounded: a bound that is not that of two
    plans, in a number of few digits.
    """
    if min(len(digits_of(t.value)) for t in (one, other)) >= FINE:
        return False
    return one.bound != other.bound or (bool(one.bound) and not (one.planned and other.planned))


def _at_others(one: Telling, other: Telling) -> bool:
    """Whether two numbers are of two times by words before them, or one is added then."""
    if one.planned and other.planned and one.measure and one.period != other.period:
        return True
    added = one.new or other.new
    return one.when != other.when and (added or bool(one.when and other.when))


def luck(one: Decimal, other: Decimal) -> float:
    """How hardly two different values are one slip of the pen apart by chance; 0 where none parts them."""
    if one.adjusted() != other.adjusted() or not one_digit_off(one, other):
        return 0.0
    digits = [digits_of(value) for value in (one, other)]
    most = max(map(len, digits))
    if most < min(DIGIT):
        return 0.0
    return DIGIT[min(most, max(DIGIT))] + TURNED * (sorted(digits[0]) == sorted(digits[1]))


def rarity(pair: str) -> float:
    """How much it says that two passages share a pair of characters."""
    return _common().get(pair, RAREST)


@cache
def _common() -> dict[str, float]:
    table = files(__package__).joinpath("common_pairs.tsv").read_text(encoding="utf-8")
    return {pair: float(weight) for pair, weight in (line.split("\t") for line in table.splitlines())}


def _runs(one: Telling, shared: frozenset[str]) -> tuple[str, ...]:
    """The words in common, longest first: characters in a row whose pairs are shared."""
    runs: list[str] = []
    for words in (one.before, one.after):
        run = ""
        for at in range(len(words) - 1):
            if words[at : at + 2] in shared:
                run = run + words[at + 1] if run else words[at : at + 2]
            elif run:
                runs, run = [*runs, run], ""
        runs += [run] if run else []
    return tuple(sorted(dict.fromkeys(runs), key=len, reverse=True))
