"""So much for each of so many: averages, yields, what one of them has, and what all come to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from duibiao.auditing.figures.page import Figure
from duibiao.auditing.figures.units import measure
from duibiao.auditing.rules.equations.equation import Equation, multiplies, plain
from duibiao.auditing.rules.equations.near import RATES, amounts, apart, fitting, in_unit
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_EACH = re.compile(
    "每一?(?P<many>[百千万])?(?P<one>[^，。；、每百千万]{1,8})"
    f"|(?P<head>{_V['heads'].regex()})[均产]"
    f"|平均一(?P<single>{_V['classifiers'].regex()})"
    "|(?P<machine>单机)"
)
_IN_ALL = re.compile(f"(?:{_V['in_all'].regex()})[^，；]{{0,8}}$")
_CLASSIFIER = re.compile(_V["classifiers"].regex())
_HEADS = re.compile(_V["people"].regex())
_NOUNS = re.compile(_V["single_nouns"].regex())
_ENDS = re.compile("[。；]")
_MANY = {"百": 100, "千": 1000, "万": 10000}
_PEOPLE = frozenset(("人", "名", "人次", "人口", "口", "位"))
NEAR = 4
"""Figures before an average among which its two are looked for."""
AFTER = 2
"""Figures after it."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What a number is told for each of (人, 个街道镇), and of how many of them (1000 for 每千人)."""

    one: str
    many: int


def each(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """257.6亿元，接待2587万人次，平均每位游客996元; 1.96万户，户均1.2万元，共2.35亿元."""
    said = own[at]
    told = _told(said)
    if told is None or said.unit in RATES or said.kind not in ("level", "change"):
        return
    near = amounts([*before, *own[:at]])[-NEAR:]
    after = amounts(own[at + 1 : at + 1 + AFTER])
    numbers = [f for f in (*near, *after) if _counts(f, told.one)]
    wholes = [f for f in near if _like(f, said)] + [f for f in after if _like(f, said) and _IN_ALL.search(f.lead)]
    wholes = [f for f in wholes if _told(f) is None]
    made = [
        _product(w, n, said, told.many)
        for w in wholes
        for n in numbers
        if w is not n and not (apart(said, n) and apart(said, w))
    ]
    yield from fitting(made, lambda: True)


def _told(figure: Figure) -> _Told | None:
    found = list(_EACH.finditer(_ENDS.split(figure.lead)[-1])) or list(_EACH.finditer(figure.clause))
    if not found:
        return None
    match = found[-1]
    one = match["one"] or match["single"] or match["head"] or "台"
    return _Told(one, _MANY.get(match["many"] or "", 1))


def _counts(figure: Figure, one: str) -> bool:
    """Whether a number counts what another is told for each of: 户 of 每户, 28个乡镇 of 每个乡镇 and 每乡."""
    if figure.unit in _PEOPLE:
        return _HEADS.search(one) is not None
    if figure.unit != "个":
        return one.startswith(figure.unit)
    noun = one.removeprefix("个")
    if noun == one and _NOUNS.match(noun) is None:
        return False
    return noun[: 2 if noun != one else 1] in figure.tail[:10] + figure.lead[-10:] and noun != ""


def _like(figure: Figure, said: Figure) -> bool:
    people = figure.unit in _PEOPLE and said.unit in _PEOPLE
    return people or measure(figure.unit) == measure(said.unit)


def _product(whole: Figure, number: Figure, said: Figure, many: int) -> Equation:
    terms = [in_unit(whole, "whole", said.unit), plain(number, "number", Decimal(1) / many), plain(said, "each")]
    return multiplies(2, terms)


GUESSES = (each,)
