"""One figure printed in several passages: under one name, or two names that differ by a word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from duibiao.auditing.claims import Claim
from duibiao.auditing.measured import when_of
from duibiao.auditing.misprints import digits_of, one_digit_off
from duibiao.auditing.names import akin, name_of
from duibiao.auditing.page import Figure, Page
from duibiao.auditing.series import over_a_year, series_of
from duibiao.lexicon import load
from duibiao.reading import Bound

_REAL = re.compile(load("duibiao.auditing")["real"].regex())
_KINDS = frozenset(("level", "share", "growth", "change"))
DIGITS = 3
"""A figure of fewer digits is one digit off from too many others."""
NAME_LEAST, NAMES_APART = 4, 2
"""Characters of the shorter of two names that are not the same, and how many more the longer has."""

_Named = tuple[str, Figure]


def said_again(pages: Sequence[Page]) -> Iterator[Claim]:
    """A figure that a passage before prints too; accused where it is one digit off from one of the same name,
    time and standing (planned, achieved), and is printed so nowhere else.
    """
    reports: dict[tuple[str, ...], list[_Named]] = defaultdict(list)
    for page in pages:
        own: dict[tuple[str, ...], list[_Named]] = defaultdict(list)
        for sentence in page.sentences:
            for figure in sentence.figures:
                name = name_of(figure)
                if name and _definite(figure):
                    s = figure.statement
                    same = (s.adcode, figure.kind, figure.unit, name[-2:])
                    yield from _again(name, figure, own[same])
                    key = (s.adcode, figure.kind, figure.unit, name, s.period, s.status)
                    yield from _again(name, figure, [n for n in reports[key] if n[1].page is not page])
                    own[same].append((name, figure))
                    reports[key].append((name, figure))


def _definite(figure: Figure) -> bool:
    """Whether a figure is printed so finely that it does not come twice by chance."""
    if figure.kind not in _KINDS or figure.statement.bound is not Bound.EXACT or figure.unit in ("倍", "岁"):
        return False
    return len(digits_of(figure.statement.value)) >= DIGITS


def _again(name: str, figure: Figure, before: Sequence[_Named]) -> Iterator[Claim]:
    """The claim on the last figure before that is the same, else on one that is a digit off."""
    known = [other for other_name, other in before if _one_thing(name, figure, other_name, other)]
    same = [other for other in known if other.statement.value == figure.statement.value]
    near = [
        o for o in known if one_digit_off(o.statement.value, figure.statement.value) and _at_once(o, figure)
    ]
    for other in (same or near)[-1:]:
        yield Claim(figure, [other.amount], [(other, "other")])


def _one_thing(name: str, figure: Figure, other_name: str, other: Figure) -> bool:
    """Whether two figures are of one thing by their names, and measured alike."""
    if other.statement.sentence_span == figure.statement.sentence_span and other.page is figure.page:
        return False
    short, long = sorted((name, other_name), key=len)
    named = short == long or (
        len(short) >= NAME_LEAST and len(long) - len(short) <= NAMES_APART and akin(short, long)
    )
    real = [bool(_REAL.search(f.lead)) for f in (figure, other)]
    rates = figure.kind == "growth" and not (over_a_year(figure) and over_a_year(other))
    return named and real[0] == real[1] and not rates


def _at_once(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one time and standing; headline figures have a rule of their own."""
    a, b = one.statement, other.statement
    same_time = a.period == b.period or (bool(when_of(one)) and when_of(one) == when_of(other))
    return same_time and a.status == b.status and series_of(a.indicator) is None
