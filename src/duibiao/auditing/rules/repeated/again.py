"""One figure printed in several passages: under one name, two names a word apart, or after the same words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duibiao.auditing.claims import Claim
from duibiao.auditing.figures.measured import when_of
from duibiao.auditing.figures.mentions import make_all
from duibiao.auditing.figures.misprints import digits_of, one_digit_off
from duibiao.auditing.figures.names import akin, name_of
from duibiao.auditing.figures.page import Figure, Page
from duibiao.auditing.figures.series import over_a_year, series_of
from duibiao.auditing.figures.strands import bases
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound

_V = vocabulary(__package__)
_REAL, _COUNTED = (re.compile(_V[name].regex()) for name in ("real", "exact_units"))
_NO_HAN = re.compile("[^\u4e00-\u9fff]")
_BOUNDS = frozenset((Bound.EXACT, Bound.APPROX))
_KINDS = frozenset(("level", "share", "growth", "change"))
DIGITS, PRINTED, SMALL = 3, 2, 1000
"""A figure of fewer digits is one digit off from too many others; 610元 has three, 600元 one."""
FINE = 7
"""A figure of so many digits needs no name: another is not the same, nor one digit off, by chance."""
NAME_LEAST, NAMES_APART = 4, 2
"""Characters of the shorter of two names that are not the same, and how many more the longer has."""
BEFORE_MOST = 400
"""Figures of one unit and kind among which the same is looked for: no report of the corpus has more."""
TOLD_MOST = 12
"""Equal figures before that are looked at: one number comes at most eight times in a report of the corpus."""
TWICE = 2
"""So many mentions that agree say that one before them is wrong."""
WORDS, AROUND = 5, 9
"""So many characters in a row, among so many before a figure, are the same words."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure, its plain name, the rows of characters in the words before it, and how it is measured."""

    figure: Figure
    name: str
    words: frozenset[str]
    fine: bool
    measured: tuple[bool, bool]
    """at constant prices; over one year"""

    @staticmethod
    def of(figure: Figure) -> _Told:
        """What is compared of a figure."""
        measured = _REAL.search(figure.lead) is not None, figure.kind != "growth" or over_a_year(figure)
        fine = len(digits_of(figure.statement.value)) >= FINE
        return _Told(figure, name_of(figure), _words(figure), fine, measured)


def said_again(pages: Sequence[Page]) -> Iterator[Claim]:
    """A figure that a passage before prints too; accused where it is one digit off from one of the same name,
    time and standing (planned, achieved), and is printed so nowhere else.
    """
    reports: dict[tuple[str, ...], list[_Told]] = defaultdict(list)
    for page in pages:
        own: dict[tuple[str, ...], list[_Told]] = defaultdict(list)
        started = bases(page)
        for figure in (f for s in page.sentences for f in s.figures if _definite(f)):
            s, told = figure.statement, _Told.of(figure)
            alike = own[s.adcode, figure.kind, figure.unit]
            claim = _again(told, alike)
            alike.append(told)
            headline = s.status == "achieved" and series_of(s.indicator) is not None
            if claim is None and told.name and not headline:
                planned = "target" if s.status == "target" else ""
                when = when_of(figure, figure in started) or s.period
                earlier = reports[s.adcode, figure.kind, figure.unit, told.name, when, planned]
                claim = _again(told, [t for t in earlier if t.figure.page is not page])
                earlier.append(told)
            if claim is not None:
                yield claim
        for alike in own.values():
            yield from _first_alone(alike)


def _first_alone(told: Sequence[_Told]) -> Iterator[Claim]:
    """The claims on figures of a report that stand alone and that later ones, told twice, are a digit off."""
    values = Counter(t.figure.statement.value for t in told)
    twice = [value for value, times in values.items() if times >= TWICE]
    for at, one in enumerate(told if twice else ()):
        value, after = one.figure.statement.value, told[at + 1 : at + 1 + BEFORE_MOST]
        slips = {v for v in twice if v != value and one_digit_off(v, value)}
        near = [o for o in after if o.figure.statement.value in slips]
        near = [o for o in near if _one_thing(one, o) and _at_once(one, o)]
        if len(near) < TWICE or len({o.figure.statement.value for o in near}) > 1:
            continue
        if not any(o.figure.statement.value == value and _one_thing(one, o) for o in told if o is not one):
            yield Claim(one.figure, [near[0].figure.amount], [(o.figure, "other") for o in near])


def _definite(figure: Figure) -> bool:
    """Whether a figure is printed so finely that it does not come twice by chance."""
    value, digits = abs(figure.statement.value), len(digits_of(figure.statement.value))
    if figure.kind not in _KINDS or figure.statement.bound not in _BOUNDS or figure.unit in ("倍", "岁"):
        return False
    return digits >= DIGITS or (digits == PRINTED and value < SMALL and value.adjusted() >= DIGITS - 1)


def _words(figure: Figure) -> frozenset[str]:
    """Rows of characters before a level or share; before a rate they say nothing (比上年增长)."""
    if figure.kind in ("growth", "change"):
        return frozenset()
    before = _NO_HAN.sub("", figure.lead)[-AROUND:]
    return frozenset(before[at : at + WORDS] for at in range(len(before) - WORDS + 1))


def _again(told: _Told, before: Sequence[_Told]) -> Claim | None:
    """The claim on the figures before that are the same, else on those that are a digit off."""
    value, recent = told.figure.statement.value, before[-BEFORE_MOST:]
    alike = [o for o in recent if o.figure.statement.value == value][-TOLD_MOST:]
    same = [o for o in alike if _one_thing(told, o)]
    near = [] if same else [o for o in recent if one_digit_off(o.figure.statement.value, value)]
    found = same or [o for o in near if _one_thing(told, o) and _at_once(told, o)]
    if not found:
        return None
    last = found[-1].figure
    others = [o.figure for o in found if o.figure.statement.value == last.statement.value]
    return Claim(told.figure, [last.amount], [(other, "other") for other in others])


def _one_thing(told: _Told, other: _Told) -> bool:
    """Whether two figures are of one thing by their names or the words before them, and measured alike."""
    one, two = told.figure, other.figure
    in_one_sentence = one.statement.sentence_span == two.statement.sentence_span and one.page is two.page
    if in_one_sentence or make_all(one, two):
        return False
    short, long = sorted((told.name, other.name), key=len)
    akin_names = len(short) >= NAME_LEAST and len(long) - len(short) <= NAMES_APART and akin(short, long)
    named = bool(short) and (short == long or akin_names)
    same_words = bool(told.words & other.words)
    measured = told.measured == other.measured and told.measured[1]
    return (named or same_words or (told.fine and other.fine)) and measured


def _at_once(told: _Told, other: _Told) -> bool:
    """Whether two figures are of one time and standing; headline figures have a rule of their own. What is
    counted one by one is told of by the year of the passage, whenever it was.
    """
    one, two = told.figure, other.figure
    if (told.fine and other.fine) or (_COUNTED.fullmatch(one.unit) and told.words & other.words):
        return True
    a, b = one.statement, two.statement
    same_time = a.period == b.period or (bool(when_of(one)) and when_of(one) == when_of(two))
    return same_time and a.status == b.status and series_of(a.indicator) is None
