"""A total and the parts that a list tells: announced, so many, of levels and of their changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from duibiao.auditing.claims import Claim
from duibiao.auditing.figures.amounts import Amount, total, unit_step
from duibiao.auditing.figures.misprints import one_digit_makes
from duibiao.auditing.figures.page import Figure, Page, Sentence, sentences_together
from duibiao.auditing.figures.strands import Strand, bases, strands
from duibiao.auditing.rules.sums.wholes import (
    added_up,
    divides,
    goes_on,
    leaves_rest,
    makes_whole,
)
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound
from duibiao.reading.quantities.numerals import value_of

_V = vocabulary(__package__)
_SUM, _CERTAIN = (
    re.compile(_V[n].regex() + _V["sum_link"].regex() + r"{0,3}\Z") for n in ("sum", "sum_certain")
)
_SO_MANY = re.compile(_V["so_many_parts"].patterns[0])
_ADDED, _AMONG = (re.compile(_V[name].regex()) for name in ("added", "among"))
_COMPARED = re.compile(_V["compared_with"].regex())
_ALSO_IN = re.compile(_V["also_in"].regex())
_NAMED = re.compile(_V["names_with_total"].regex())
_TWICE = re.compile(_V["counted_twice"].regex())
_NOUN, _AVERAGE = re.compile("[一-鿿]{2}"), re.compile(_V["averaged"].regex())
_NOUN_OF_TOTAL = re.compile(f"([一-鿿]{{2}}){_V['total_nouns'].regex()}(?:共?为|共|达|是)?$")
_DEFINITE = {Bound.EXACT, Bound.APPROX}
"""Numbers of these bounds may show by their sum alone that they are parts and total."""
_YEARLY = re.compile("每年|年均")
FINE = 100
"""Steps of the last digit of a number that is no other's by chance."""
FOLLOW_MOST = 80
"""Code points from a total to the second of its two parts, where no word says that they are its parts."""
STRANDS_MOST = 4
"""Strands after a total's among which those of its parts are looked for: three parts and one between."""
_PARTS_MOST, _REST_MOST = 30, 12
"""More parts than this are no list of a sentence (the longest that was read has 10), or no list
without a word that opens it.
"""


def sum_announced(page: Page) -> Iterator[Claim]:
    """A，B，合计T: A + B. Parts of the sentence before count when the sentence itself has none."""
    measured_against = bases(page)
    for group in sentences_together(page):
        for number, sentence in enumerate(group):
            before = group[number - 1].figures[-_PARTS_MOST:] if number else []
            for at, figure in enumerate(sentence.figures):
                if figure.kind in ("level", "change") and _SUM.search(figure.lead):
                    own = sentence.figures[max(0, at - _PARTS_MOST) : at]
                    yield from _announced(figure, own, [*before, *own], measured_against)


def _announced(
    whole: Figure, own: Sequence[Figure], wider: Sequence[Figure], measured_against: set[Figure]
) -> Iterator[Claim]:
    parts = [p for p in _like(whole, own, measured_against) if p.kind == whole.kind]
    more = _like(whole, wider, measured_against)
    lists = [x[k:] for x in (parts, more) for k in range(len(x) - 1)]
    fitting = _fitting(whole, lists)
    if any(_TWICE.search(f.lead) for f in (*own, whole)) and fitting is None:
        return  # A62项、B45项，两者重叠11项，合计96项
    said = _CERTAIN.search(whole.lead) and not _CERTAIN.sub("", whole.lead).rpartition("，")[2]
    if fitting is not None:
        yield fitting
    elif said and len(parts) > 1 and not any(_AMONG.search(p.lead) for p in parts):
        yield _claim(whole, parts)
    elif said and not parts and divides(split := [p for p in more if p.kind == whole.kind]):
        yield _claim(whole, split)
    elif len(added := added_up(parts)) > 1 and not _ADDED.search(whole.lead):
        yield _claim(whole, added)
    elif len(parts) > 1 and _one_noun(whole, parts):
        yield _claim(whole, parts)
    elif missed := next(
        (x for k in range(len(parts) - 1) if _misprinted(whole, x := parts[k:]) and _alone(whole, x, own)),
        None,
    ):
        yield _claim(whole, missed)


def _alone(whole: Figure, parts: Sequence[Figure], own: Sequence[Figure]) -> bool:
    """Whether no level of another measure stands between the parts and their total."""
    between = [f for f in own if parts[0].span <= f.span < whole.span and f.kind == "level"]
    return all(f.unit == whole.unit for f in between)


def _misprinted(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether numbers of three digits, printed alike, miss their total by what one wrong digit makes."""
    steps = {unit_step(f.statement) for f in (whole, *parts)}
    exact = all(f.statement.bound is Bound.EXACT for f in (whole, *parts))
    if len(steps) != 1 or not exact or min(f.amount.value for f in (whole, *parts)) < FINE * min(steps):
        return False
    return one_digit_makes(sum(f.amount.value for f in parts) - whole.amount.value)


def sum_of_so_many(page: Page) -> Iterator[Claim]:
    """A。B。这两部分共计T: A + B, the only figures of the kind in as many sentences before."""
    for group in sentences_together(page):
        for number, sentence in enumerate(group):
            for at, whole in enumerate(sentence.figures):
                match = _SO_MANY.search(whole.lead)
                count = value_of(match["n"]) if match is not None else None
                if count is None:
                    continue
                before = [f for s in group[max(0, number - int(count)) : number] for f in s.figures]
                like = _like(whole, [*before, *sentence.figures[:at]], set())
                if len(like) == count:
                    sizes = [_size(f.amount) for f in like]
                    roles = [(f, "part") for f in like]
                    yield Claim(whole, [total(sizes)], roles, amount=_size(whole.amount))


def _size(amount: Amount) -> Amount:
    """Without its sign: 减收增支 adds up what is less and what is more."""
    return amount if amount.value >= 0 else amount.scaled(-1)


def parts_of_changes(page: Page) -> Iterator[Claim]:
    """T，增加t。其中，A，增加a；B，增加b: a + b, where A and B are the parts of a known division."""
    woven = strands(page)
    for at, whole in enumerate(woven):
        near = [s for s in woven[at + 1 : at + 1 + STRANDS_MOST] if s.opened == whole.opened]
        level, changed = whole.end, _change(whole)
        if level is None or changed is None:
            continue
        like = [s for s in near if s.end is not None and s.end.unit == level.unit]
        for count in (3, 2):
            ends = [s.end for s in like[:count] if s.end is not None]
            changes = [c for s in like[:count] if (c := _change(s)) is not None]
            if len(ends) == len(changes) == count and divides(ends) and _AMONG.search(ends[0].lead):
                yield _claim(changed, changes)
                break


def _change(strand: Strand) -> Figure | None:
    """By how much a strand's level has changed, in its unit."""
    unit = strand.end.unit if strand.end is not None else ""
    said = (s.figure for s in strand.said if s.what == "change" and not s.annual)
    return next((f for f in said if f.unit == unit), None)


def _one_noun(whole: Figure, parts: Sequence[Figure]) -> bool:
    """本年收入A，上年结转收入B，收入总数T: the total and every part are of one noun."""
    noun = _NOUN_OF_TOTAL.search(whole.lead)
    return noun is not None and all(re.search(noun[1] + "(?:共?为|合计|是)?$", p.lead) for p in parts)


def sum_of_listed(page: Page) -> Iterator[Claim]:
    """T，其中A，B，其他C: A + B + C. A list without 其他 is taken for whole only when it adds up."""
    measured_against = bases(page)
    for group in sentences_together(page):
        for at, sentence in enumerate(group):
            before = group[at - 1].figures[-_PARTS_MOST:] if at else []
            yield from _listed(sentence, before, measured_against)


def _listed(sentence: Sentence, before: Sequence[Figure], measured_against: set[Figure]) -> Iterator[Claim]:
    for first, figure in enumerate(sentence.figures):
        if figure.kind not in ("level", "change"):
            continue
        own = sentence.figures[max(0, first - _PARTS_MOST) : first]
        if not _opens_list(figure, own):
            yield from _with_rest(figure, own, before, measured_against)
            continue
        wholes = _like(figure, [*before, *own], measured_against)
        if wholes and _AVERAGE.search(_YEARLY.sub("", wholes[-1].clause + wholes[-1].lead)):
            continue  # 人均收入8893元，其中城镇12948元、农村5338元
        parts = _like(figure, sentence.figures[first : first + _PARTS_MOST], measured_against)
        levels = [p for p in parts if p.kind == "level"]
        rows = [parts] if len(levels) == len(parts) else [parts, levels]
        tried = (
            _fitting(w, [x for row in rows for x in _beginnings(_below(w, row))]) for w in reversed(wholes)
        )
        fitting = next((claim for claim in tried if claim is not None), None)
        if fitting is not None:
            yield fitting
        else:
            yield from _not_whole(wholes, [x for row in rows for x in _beginnings(row)])


def _beginnings(row: Sequence[Figure]) -> list[Sequence[Figure]]:
    """The lists that a row of figures may begin with, the longest first."""
    return [row[:n] for n in range(len(row), 1, -1)]


def _below(whole: Figure, row: Sequence[Figure]) -> list[Figure]:
    """The figures up to the first that is not less than the total."""
    return list(takewhile(lambda part: part.amount.value < whole.amount.value, row))


def _not_whole(wholes: Sequence[Figure], lists: Sequence[Sequence[Figure]]) -> Iterator[Claim]:
    """A list that is whole by its words and does not add up to the level before it; nor does the paragraph
    go on with what is in it besides (这也包括在以上收入以内).
    """
    whole_lists = [x for x in lists if makes_whole(x) and not goes_on(x, lists[0])]
    parts = next(([p for p in x if p.kind == "level"] for x in whole_lists), [])
    levels = [w for w in wholes if w.kind == "level"]
    if not levels or len(parts) < 2 or _ALSO_IN.search(_rest_of_paragraph(parts[-1])):
        return
    smaller = sum(part.amount.value < levels[-1].amount.value for part in parts)
    if smaller * 2 >= len(parts) or (len(parts) == 2 and divides(parts)):
        yield _claim(levels[-1], parts)


def _rest_of_paragraph(figure: Figure) -> str:
    text = figure.page.document.text
    end = text.find("\n", figure.span.end)
    return text[figure.span.end : end if end >= 0 else len(text)]


def _opens_list(figure: Figure, before: Sequence[Figure]) -> bool:
    """Whether 其中 stands before a figure, or before the rates that come just before it."""
    rates = takewhile(lambda f: f.kind not in ("level", "change"), reversed(before))
    return any(_AMONG.search(f.lead) for f in (figure, *rates))


def _with_rest(
    last: Figure, own: Sequence[Figure], before: Sequence[Figure], measured_against: set[Figure]
) -> Iterator[Claim]:
    """156个单位，开始施工的145个单位，其他11个单位: a list that is whole needs no 其中, if it adds up, or if
    its two parts follow their total.
    """
    of = _like(last, [*before, *own], measured_against)[-_REST_MOST:]
    lists = [(of[k], [*of[k + 1 :], last]) for k in range(len(of) - 1)]
    whole_lists = [(whole, parts) for whole, parts in reversed(lists) if makes_whole(parts)]
    for whole, parts in whole_lists:
        fitting = _fitting(whole, [parts]) if _bigger(whole, parts) else None
        if fitting is not None:
            yield fitting
            return
    if whole_lists and len(whole_lists[0][1]) == 2 and _follow(*whole_lists[0]):
        yield _claim(*whole_lists[0])


def _follow(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether parts come right after their total and are counted in the same noun, the last with 其他, or are
    a known division of what is called a total.
    """
    first, last = parts
    if last.span.start - whole.span.end > FOLLOW_MOST or whole.kind != "level":
        return False
    noun = last.tail[:2]
    between = first.page.document.text[whole.span.end : first.span.start]
    if "；" in between:
        return False  # 零售总额18.6亿元；地方收入3.31亿元，上划中央1.94亿元
    if any(_AVERAGE.search(f.lead.rpartition("，")[2]) for f in parts):
        return False  # 零售总额544.7亿元，城镇居民人均收入19064元，农村居民人均收入9984元
    same_noun = _NOUN.fullmatch(noun) is not None and noun == first.tail[:2] and noun in whole.tail[:8]
    return (same_noun and leaves_rest(parts)) or (divides(parts) and _totals(whole))


def _totals(whole: Figure) -> bool:
    return _SUM.search(whole.lead) is not None and _NAMED.search(whole.lead) is None


def _bigger(whole: Figure, parts: Sequence[Figure]) -> bool:
    return all(part.amount.value < whole.amount.value for part in parts)


def _like(figure: Figure, of: Sequence[Figure], but: set[Figure]) -> list[Figure]:
    """Those of the unit and kind of ``figure`` that are stated for themselves."""
    kinds = ("level", "change") if figure.kind in ("level", "change") else (figure.kind,)
    return [
        f
        for f in of
        if f.unit == figure.unit
        and f.kind in kinds
        and f not in but
        and f.statement.status != "other"
        and not _COMPARED.search(f.lead)
    ]


def _fitting(whole: Figure, lists: Sequence[Sequence[Figure]]) -> Claim | None:
    """The claim of the first list that gives the total."""
    for parts in lists:
        definite = {f.statement.bound for f in (whole, *parts)} <= _DEFINITE
        if definite and _comes_near(whole, parts) and (claim := _claim(whole, parts)).fits:
            return claim
    return None


def _comes_near(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the sum may be the total: asked before its formula is put into words."""
    zero = Decimal(0)
    low, high = sum((p.amount.low for p in parts), zero), sum((p.amount.high for p in parts), zero)
    return whole.amount.meets(low, high) or whole.statement.bound is not Bound.EXACT


def _claim(whole: Figure, parts: Sequence[Figure]) -> Claim:
    computed = total([part.amount for part in parts])
    return Claim(whole, [computed], [(part, "part") for part in parts])
