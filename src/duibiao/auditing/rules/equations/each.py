"""So much for each of so many: averages, yields, what one of them has, and what all come to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from duibiao.auditing.figures.amounts import Amount, total
from duibiao.auditing.figures.page import Figure, years_of
from duibiao.auditing.figures.units import measure
from duibiao.auditing.rules.equations.equation import Equation, multiplies, plain
from duibiao.auditing.rules.equations.near import RATES, amounts, apart, far, fitting, in_unit, plainly
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound
from duibiao.reading.quantities.numerals import value_of

_V = vocabulary(__package__)
_EACH = re.compile(
    "每一?(?P<many>[百千万])?(?P<one>[^，。；、每百千万]{1,8})"
    f"|(?P<head>{_V['heads'].regex()})[均产]"
    f"|平均一(?P<single>{_V['classifiers'].regex()})"
    "|(?P<machine>单机)"
)
_ARE = re.compile(f"^(?:{_V['each_is'].regex()})$")
_IN_ALL = re.compile(f".*(?:{_V['in_all'].regex()})(?P<rest>[^，；]{{0,8}})$")
_ALL_OF_IT = re.compile(f"(?:{_V['all_of_it'].regex()})[^，；]{{0,8}}$")
_STANDARD = re.compile("标准")
_HEADS, _NOUNS = re.compile(_V["people"].regex()), re.compile(_V["single_nouns"].regex())
_KNOWN = re.compile(_V["known_averages"].regex())
_FROM, _TO = re.compile(f"(?:{_V['starts_from'].regex()})$"), re.compile("[到至]$")
_YEARLY = re.compile(f"^[，、；]?(?:{_V['annual'].regex()})(?P<what>[^，；、]{{2,6}})$")
_GAINS = re.compile(_V["gains"].regex())
_SO_MANY_YEARS = re.compile(f"(?P<n>[两二三四五六七八九十]|[2-9])年(?:{_V['over_years'].regex()})")
_REACHED = re.compile("达到?$|[到至为]$")
_AVERAGED = re.compile(_V["averaged_out"].regex())
_NOUN_OF = re.compile("([\u4e00-\u9fff]{2})(?:亩产|[人户]均)")
_ENDS = re.compile("[。；]")
_MANY = {"百": 100, "千": 1000, "万": 10000}
_PEOPLE = frozenset(("人", "名", "人次", "人口", "口", "位"))
NEAR = 4
"""Figures before an average among which its two are looked for."""
AFTER, AWAY = 2, 3
"""Figures after it; of the sentence before."""
LINK_MOST = 2
"""Characters between 共 and its number that name nothing: 达, 就是."""
APART = Decimal("0.02")
"""What is printed for each and what comes out differ by more, before one is accused."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What a number is told for each of (人, 个街道镇), and of how many of them (1000 for 每千人)."""

    one: str
    many: int


def each(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """257.6亿元，接待2587万人次，平均每位游客996元; 1.96万户，户均1.2万元，共2.35亿元."""
    said = own[at]
    told = _told(said) or _each_is(own, at)
    if told is None or said.unit in RATES or said.kind not in ("level", "change"):
        return
    besides = [f for f in own if f.unit == said.unit and _EACH.search(f.lead) and _told(f) == told]
    if said in besides[:-1]:
        return  # of several that make up one sum it is told of the last
    pairs = _of_one_noun(said, _around(own, before, at, told))
    made = [_product(w, n, said, told.many, [f for f in besides if f is not said]) for w, n in pairs]
    held = [e for e in made if e.holds]
    if held or _KNOWN.search(said.lead):
        yield from held
        return
    meant = _meant(pairs)
    sure = fitting([e for e, pair in zip(made, pairs, strict=True) if pair in meant])
    yield from (e for e in sure if far(e, APART))


def _around(
    own: Sequence[Figure], before: Sequence[Figure], at: int, told: _Told
) -> list[tuple[Figure, Figure]]:
    """The pairs of its sentence, of what is averaged out (折算下来) also of the sentence before; where it is
    the end of a change only with what comes after it.
    """
    said, near, after = own[at], _amounts(own[:at])[-NEAR:], _amounts(own[at + 1 : at + 1 + AFTER])
    if _FROM.search(said.lead):
        return []
    pairs = _pairs(said, told, near, after)
    if not pairs and _AVERAGED.search(said.lead):
        pairs = _pairs(said, told, [*_amounts(before)[-NEAR:], *near], after)
    ends = at > 0 and _TO.search(said.lead) is not None
    if not pairs and not ends:
        pairs = _only_pair(own, before, at, told)
    return [(w, n) for w, n in pairs if not ends or w in after]


def _only_pair(
    own: Sequence[Figure], before: Sequence[Figure], at: int, told: _Told
) -> list[tuple[Figure, Figure]]:
    """What all may come to, and how many they may be, where but one of each stands near, under any name."""
    said, around = own[at], [*before[-AWAY:], *own[max(0, at - NEAR) : at], *own[at + 1 : at + 1 + AFTER]]
    found = _amounts(around)
    numbers = [f for f in found if _counts(f, told.one)]
    wholes = [
        f
        for f in found
        if _like(f, said) and f not in numbers and _EACH.search(f.lead) is None
        if f.amount.value > said.amount.value and not _STANDARD.search(f.clause + said.clause)
        if _gained(f, said) and (said.unit != "元" or _shares_words(f.lead, said.lead))
    ]
    numbers, wholes = ([f for f in fs if f in own] or fs for fs in (numbers, wholes))
    exact = said.statement.bound is Bound.EXACT
    return [(wholes[0], numbers[0])] if exact and len(numbers) == len(wholes) == 1 else []


def _pairs(
    said: Figure, told: _Told, near: Sequence[Figure], after: Sequence[Figure]
) -> list[tuple[Figure, Figure]]:
    """What all may come to, and how many they may be: in one statement, where there are such."""
    figures = [*near, *after]
    numbers = [f for f in figures if _counts(f, told.one)]
    wholes = [f for f in near if _like(f, said) and not _EACH.search(f.lead) and _gained(f, said)]
    wholes = [f for f in wholes if f.statement.bound is not Bound.MIN] or wholes
    wholes += [f for f in after if _like(f, said) and _all_of(f, said)]
    made = [
        (w, n)
        for w in wholes
        for n in numbers
        if w is not n and (_named_alike(w, said) if said.unit == n.unit == w.unit else not _like(n, w))
    ]
    return [(w, n) for w, n in made if not apart(said, n) and not apart(said, w)] or made


def _named_alike(whole: Figure, said: Figure) -> bool:
    """85个村 and 20个村, beside 6个乡镇."""
    return whole.tail[:1] == said.tail[:1] and not _EACH.search(whole.lead)


def _gained(whole: Figure, said: Figure) -> bool:
    """户均增收 is no part of what was invested: a gain is told of both, or of neither."""
    match = _GAINS.search(said.lead)
    return match is None or match[0] in whole.lead


def _shares_words(one: str, other: str) -> bool:
    return any(one[at : at + 2] in other for at in range(len(one) - 1))


def _all_of(whole: Figure, said: Figure) -> bool:
    """Whether a number after an average is called what all come to: 共, or of its name (共安排补助)."""
    match = _IN_ALL.match(whole.lead)
    if match is None:
        return False
    rest = match["rest"]
    return len(rest) <= LINK_MOST or _shares_words(rest, said.lead)


def _of_one_noun(said: Figure, pairs: list[tuple[Figure, Figure]]) -> list[tuple[Figure, Figure]]:
    """Those that name what the average is named after (玉米亩产), where there are such."""
    match = _NOUN_OF.search(said.lead)
    return [p for p in pairs if match is not None and all(match[1] in f.lead for f in p)] or pairs


def _meant(pairs: Sequence[tuple[Figure, Figure]]) -> Sequence[tuple[Figure, Figure]]:
    """Those of whom the two stand closest."""
    least = min((abs(w.span.start - n.span.start) for w, n in pairs), default=0)
    return [(w, n) for w, n in pairs if abs(w.span.start - n.span.start) == least]


def _amounts(figures: Sequence[Figure]) -> list[Figure]:
    counted = amounts(figures)
    return [f for f in figures if f in counted or _unnamed_people(f)]


def _told(figure: Figure) -> _Told | None:
    found = list(_EACH.finditer(_ENDS.split(figure.lead)[-1])) or list(_EACH.finditer(figure.clause))
    if not found or (found[-1]["one"] or "").startswith(("年", "月", "天", "日", "季", "年度")):
        return None
    match = found[-1]
    one = match["one"] or match["single"] or match["head"] or "台"
    return _Told(one, _MANY.get(match["many"] or "", 1))


def _each_is(own: Sequence[Figure], at: int) -> _Told | None:
    """有六台是三十万千瓦的大机组，仅此一项就是一百八十万千瓦."""
    told = 0 < at < len(own) - 1 and _ARE.match(own[at].lead) and _ALL_OF_IT.search(own[at + 1].lead)
    return _Told(own[at - 1].unit, 1) if told else None


def _counts(figure: Figure, one: str) -> bool:
    """Whether a number counts what another is told for each of: 户 of 每户, 28个乡镇 of 每个乡镇 and 每乡."""
    if figure.unit in _PEOPLE or _unnamed_people(figure):
        return _HEADS.search(one) is not None
    if figure.unit != "个":
        return one.startswith(figure.unit)
    if not one.startswith("个"):
        return _NOUNS.match(one) is not None and one[0] in figure.tail[:8]
    return one[1:3] in figure.tail[:8] or "每" + one[:3] in figure.lead


def _unnamed_people(figure: Figure) -> bool:
    """户籍人口101万, 3200万农民."""
    if figure.unit or figure.kind != "level" or not figure.statement.text.endswith(("万", "亿")):
        return False
    return _HEADS.search(figure.lead[-3:] + figure.tail[:7]) is not None


def _like(figure: Figure, said: Figure) -> bool:
    people = said.unit in _PEOPLE and (figure.unit in _PEOPLE or _unnamed_people(figure))
    return people or measure(figure.unit) == measure(said.unit)


def _product(whole: Figure, number: Figure, said: Figure, many: int, others: Sequence[Figure]) -> Equation:
    """``others``: what each has besides (个人缴费每人10元，财政每人补助20元)."""
    all_, n, one = (
        in_unit(whole, "whole", said.unit),
        plain(number, "number", Decimal(1) / many),
        plain(said, "each"),
    )
    if not others:
        return multiplies(2, [all_, n, one])
    besides = [plain(f, "each") for f in others]
    more = total([b.amount for b in besides])
    together, found = one.amount + more, all_.amount / n.amount
    solved = [(all_, n.amount * together), (n, all_.amount / together)]
    solved += [(b, found - (together - b.amount)) for b in besides]
    return Equation(one, found - more, tuple(solved))


def all_of_it(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """3200万农民人均减负68元。……加起来，一年就是21.8亿元: what the sentence before tells for each."""
    said = own[at]
    if at or said.unit in RATES or _ALL_OF_IT.search(said.lead) is None:
        return
    ones = [(f, t) for f in amounts(before) if (t := _told(f)) is not None and _like(f, said)]
    if len(ones) != 1:
        return
    one, told = ones[0]
    numbers = [f for f in _amounts(before) if _counts(f, told.one) and f is not one]
    made = [
        multiplies(
            0,
            [
                in_unit(said, "whole", one.unit),
                plain(n, "number", Decimal(1) / told.many),
                plain(one, "each"),
            ],
        )
        for n in numbers
    ]
    yield from fitting(made)


def yearly(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """五年实际到资46.5亿美元，年均到资9.3亿美元; 三年累计投入45亿元，年均投入15亿元."""
    said, whole = own[at], own[at - 1]
    match = _YEARLY.search(said.lead)
    if match is None or not at or said.unit in RATES or said.unit != whole.unit:
        return
    clause = whole.clause
    if match["what"][-2:] not in clause[-6:] or _REACHED.search(clause):
        return
    told = _SO_MANY_YEARS.search(clause)
    years = years_of(whole.statement.period) if "/" in whole.statement.period else None
    n = value_of(told["n"]) if told else years and Decimal(years[1] - years[0] + 1)
    if n:
        count, term, all_term = Amount.exact(n), plain(said, "each"), plain(whole, "whole")
        made = Equation(term, all_term.amount / count, ((all_term, term.amount * count),))
        yield from (replace(e, told=told is not None and plainly(e)) for e in fitting([made]))


GUESSES = (each, all_of_it, yearly)
