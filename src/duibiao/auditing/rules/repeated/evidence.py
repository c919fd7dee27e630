"""How much says that two printed numbers are one fact, told twice: the words beside both, and the values.

``evidence(one, other)`` is the logarithm of how much likelier it is that both are one than that they are not,
by their words (``words``), and by their values (``values``): two numbers of four digits that one slip of the
pen parts are hardly ever so by chance, two of two digits often. The weights were fitted on the corpus: of all
pairs of numbers of two digits and more in two sentences with a pair of characters in common, which are equal
(``python -m benchmarks told_twice``). How rare the words are is known from ``common_pairs.tsv`` (``python -m
benchmarks.common_pairs``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from duibiao.auditing.figures.mentions import make_all
from duibiao.auditing.figures.misprints import digits_of, one_digit_off
from duibiao.auditing.figures.page import Page
from duibiao.auditing.rules.repeated.framed import in_other_rows
from duibiao.auditing.rules.repeated.numbers import in_common
from duibiao.auditing.rules.repeated.telling import FINE, Telling
from duibiao.auditing.rules.repeated.words import GAP, pairs_of, plain, rarity
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_PLACES, _SPANS = (re.compile(_V[name].regex()) for name in ("divisions", "spans"))
SHARED, SHARED_MOST, PART = 0.07, 40.0, 2.0
"""Weights of the words in common, which count up to so much, and of their part of the poorer number's."""
ONLY = 1.2
"""Added where words in common stand nowhere else."""
COUNTED, MEASURED = -2.6, -5.7
"""What two counts, and two amounts, begin with: most have like words by chance."""
ROW, COUNTER, SCOPE, TIME, PLANNED, QUALIFIED = -1.0, -1.0, -2.0, -1.0, 0.8, -2.0
"""Added: in one paragraph, where things are told in rows; of counts in other measures; for each word that
says whose only one is; of other times; where one is planned and the other is not: a set that is taken up;
after the same words with others before them."""
NO_NOUN, ONE_NOUN, OTHER_NOUN = -3.9, -1.7, -1.3
"""Added to counts with no words after either, after one only, with no words in common after them."""
SUFFIX = 2
"""Characters just before two numbers of one row that are the same."""
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
    words += QUALIFIED * _qualified(one, other)
    reasons = _runs(one, shared)
    return Evidence(words + ONLY * _only_here(reasons, one, other), luck(one.value, other.value), reasons)


def _qualified(one: Telling, other: Telling) -> bool:
    """Whether the same words just before two numbers have other words before them: 东城区茶站, 西城区茶站."""
    words = [plain(t.clause).split(GAP)[-1] for t in (one, other)]
    return SUFFIX <= in_common(words[0][::-1], words[1][::-1]) < min(map(len, words))


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
    return 0.0 if pairs_of(one.after) & pairs_of(other.after) else OTHER_NOUN


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
    no_set = plan.of_year or (not plan.goes_on and (bool(plan.measure) or plan.value >= SET))
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
    if _SPANS.findall(one.clause) != _SPANS.findall(other.clause) or (
        one.period != other.period and one.dated and other.dated
    ):
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
