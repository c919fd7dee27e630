"""Sums in whatever words: a total and the numbers around it that are all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from duibiao.auditing.figures.amounts import unit_step
from duibiao.auditing.figures.misprints import digits_of
from duibiao.auditing.figures.page import Figure
from duibiao.auditing.rules.equations.equation import Equation, adds_up, plain
from duibiao.auditing.rules.equations.near import between, plainly
from duibiao.auditing.rules.sums.wholes import divides
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound
from duibiao.reading.quantities.numerals import value_of

_V = vocabulary(__package__)
_APPORTIONED, _COUNTED = (re.compile(_V[n].regex()) for n in ("apportioned", "counted_parts"))
_REMAINING = re.compile(f"(?:{_V['remaining'].regex()})[^，；。]{{0,12}}$")
_REMAINING_AFTER = re.compile(_V["remaining_after"].regex())
_ALTOGETHER = re.compile(f"(?:{_V['altogether'].regex()})[^，；。、]{{0,6}}$")
_JOINED = re.compile(_V["joined"].regex())
_FIRST, _LAST, _CLASS = (re.compile(_V[n].regex()) for n in ("first_of_year", "last_of_year", "size_class"))
_SO_MANY_YEARS = re.compile(f"(?P<n>[两三四五六七八九]|[2-9])年(?:{_V['altogether'].regex()})")
_AMONG = re.compile("^[，（：]?(?:其中)?[：，]?|^[、和]")
_INCLUDED = re.compile(_V["included"].regex())
_JOINS = re.compile("^[、，]?(?:和|与|及)?$")
_OUTPUT = re.compile(_V["all_output"].regex())
_THREE = re.compile(_V["three_industries"].regex())
_NET = re.compile(f"(?:{_V['net'].regex()})[^，；。、]{{0,4}}$")
_NOUN = re.compile("[\u4e00-\u9fff]{2}")
_BOUNDS = frozenset((Bound.MIN, Bound.MAX))
_AMOUNTS = frozenset(("level", "change"))
_RATES = frozenset(("%", "‰", "百分点", "倍", "位", "名", "年", "岁"))
_AVERAGED = re.compile(_V["averaged"].regex())
_PASSED = re.compile(f"(?:{_V['threshold'].regex()})$")
_LEFT_OVER = re.compile(_V["year_end"].regex())
_ALSO_IN = re.compile(_V["also_in"].regex())
_GOES_INTO = re.compile(_V["goes_into"].regex())
NAME_LEAST, NAME_MOST = 2, 6
"""Characters of the name of a part that stands in the name of the total."""
ALSO_MOST = 400
"""Code points after a list in which its paragraph may say what else is in its total."""
MOST = 6
"""Parts of a number that are looked for where no word announces them."""
FINE = 3
"""Digits of a number that is no other numbers' sum by chance."""


def apportioned(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """投入52.3亿元，教育、卫生、文体依次为19.8亿元、…: a total and the numbers that it falls into."""
    whole = own[at]
    run = _run(whole, own[at + 1 :])
    if len(run) < 2 or not may_add(whole):
        return
    lead, last = between(whole, run[0]), run[-1]
    by_time = _FIRST.search(lead) and _LAST.search(last.lead)
    if not by_time and whole.page.times(whole.span.end, run[0].span.start):
        return
    opened = by_time or _APPORTIONED.search(lead)
    counted = next((value_of(m["n"]) for m in _COUNTED.finditer(whole.clause + lead)), None)
    closed = rest_follows(last)
    told = opened or closed or counted == len(run)
    some = _is_part(whole, own[:at]) or more_follows(last) or not _may_be_all(whole, run)
    if told and not some:
        made = _sum(whole, run)
        yield replace(made, told=bool(by_time) and plainly(made))


def three_industries(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """生产总值1608亿元，人均45682元；三次产业分别实现增加值76亿元、909亿元和623亿元."""
    whole, after = own[at], own[at + 1 :]
    first = next((n for n, f in enumerate(after) if _THREE.search(f.lead)), None)
    if first is None or not may_add(whole):
        return
    row = after[first : first + 3]
    alike = len(row) == 3 and all(f.unit == whole.unit for f in row)
    if alike and (all(_JOINS.match(f.lead) for f in row[1:]) or divides(row)):
        made = _sum(whole, row)
        yield replace(made, told=_OUTPUT.search(whole.lead) is not None and plainly(made))


def named_by_parts(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """新建改建农村公路320公里，其中新建120公里、改建200公里: the total's name tells both."""
    whole, row = own[at], own[at + 1 : at + 3]
    if len(row) < 2 or not may_add(whole) or any(f.unit != whole.unit for f in row):
        return
    names = [_AMONG.sub("", f.lead) for f in row]
    if all(NAME_LEAST <= len(n) <= NAME_MOST and n in whole.lead for n in names) and names[0] != names[1]:
        made = _sum(whole, row)
        yield replace(made, told=plainly(made))


def too_much(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """造林30.4万亩，其中人工造林18.2万亩、封山育林15.2万亩: more than the whole; all of it but for a slip."""
    whole, row = own[at], _run(own[at], own[at + 1 :])
    if len(row) < 2 or not may_add(whole) or whole.kind == "change":
        return
    if "其中" not in row[0].lead or "其中" in row[-1].lead:
        return
    made, fine = _sum(whole, row), len(digits_of(whole.statement.value)) >= FINE
    if fine and made.computed.low > whole.amount.high and not _is_part(whole, own[:at]):
        yield made


def _may_be_all(whole: Figure, parts: Sequence[Figure]) -> bool:
    """A number below one of its parts is another: 新增商标3件，累计分别为2件和11件."""
    return max(part.amount.low for part in parts) <= whole.amount.high


def _is_part(figure: Figure, before: Sequence[Figure]) -> bool:
    """Whether a larger number of its unit stands before it in its stretch of the sentence."""
    return any(f.amount.value > figure.amount.value for f in _run(figure, before[::-1]))


def rest_follows(last: Figure) -> bool:
    """Whether words say that a number is what is left of another: 其余7公里, 5户留待下年."""
    return bool(_REMAINING.search(last.lead) or _REMAINING_AFTER.match(last.tail))


def more_follows(last: Figure) -> bool:
    """Whether the text goes on with what else is in the total: 上缴的基金，也包括在企业收入以内."""
    text = last.page.document.text
    after = text[last.span.end : last.span.end + ALSO_MOST].partition("\n")[0]
    return _ALSO_IN.search(after) is not None


def _of_other_things(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether other nouns follow the parts than the total: 23个园区、33个服务区，共80个乡镇."""
    noun, *nouns = (_NOUN.match(f.tail) for f in (whole, *parts))
    return noun is not None and all(n is not None and n[0] != noun[0] for n in nouns)


def altogether(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """关停1346家，连同整改后恢复的2208家，全部3554家: a total and the numbers before it."""
    whole = own[at]
    back = [f for f in _run(whole, own[at - 1 :: -1] if at else []) if not _INCLUDED.search(f.tail)]
    if (
        len(back) < 2
        or not may_add(whole)
        or not (_ALTOGETHER.search(whole.lead) or _JOINED.search(back[0].lead))
    ):
        return
    if not _may_be_all(whole, back):
        return
    years = _SO_MANY_YEARS.search(whole.lead)
    all_years = years is not None and value_of(years["n"]) == len(back)
    if _of_other_things(whole, back):
        return
    times = whole.page.times
    told_times = times(back[0].span.end, whole.span.start) and not times(back[1].span.end, back[0].span.start)
    if told_times and not all_years:
        return  # 中央A，地方B，两年共T: not of the numbers before it
    made = _sum(whole, back[::-1])
    yield replace(made, told=all_years and plainly(made))
    if _JOINED.search(back[0].lead) and len(back) > 2:
        yield _sum(whole, back[1::-1])


def net(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """一年净增31家，其中新进88家、退出57家: what is left of two numbers beside it."""
    said = own[at]
    if not _NET.search(said.lead):
        return
    for two in (_run(said, own[at + 1 :])[:2], _run(said, own[at - 1 :: -1] if at else [])[:2]):
        if len(two) == 2:
            more, less = sorted(two, key=lambda f: f.amount.value, reverse=True)
            yield adds_up(1, [plain(more, "end"), plain(said, "change"), plain(less, "base")])


def may_add(whole: Figure) -> bool:
    """Whether numbers like it add up: amounts and counts, no averages and ranks."""
    bound = whole.statement.bound in _BOUNDS or _PASSED.search(whole.lead)
    return (
        whole.kind in _AMOUNTS
        and whole.unit not in _RATES
        and not bound
        and not _AVERAGED.search(whole.clause)
    )


def _run(whole: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The numbers of one unit in a row, with rates and shares between them, up to a semicolon."""
    run: list[Figure] = []
    last = whole
    for figure in figures:
        if "；" in between(last, figure):
            break
        last = figure
        if _CLASS.match(figure.tail) and figure.unit != whole.unit:
            continue
        if figure.unit == whole.unit and figure.kind in _AMOUNTS:
            if not may_add(figure):
                break
            run.append(figure)
        elif figure.unit not in ("%", "百分点"):
            break
    return run


def _sum(whole: Figure, parts: Sequence[Figure]) -> Equation:
    return adds_up(0, [plain(whole, "whole"), *(plain(part, "part") for part in parts)])


def closing(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """余额309.4亿元，存款171.8亿元，贷款137.6亿元: the largest of a row of numbers is the others together.

    Only numbers of one precision and of three digits show it by themselves.
    """
    whole = own[at]
    if not may_add(whole) or _digits(whole) < FINE:
        return
    like = [f for f in own if f.unit == whole.unit]
    here = like.index(whole)
    for n in range(MOST, 1, -1):
        for first in range(max(0, here - n), here + 1):
            row = like[first : first + n + 1]
            if len(row) == n + 1 and _closes(whole, row):
                yield _sum(whole, [f for f in row if f is not whole])


def _closes(whole: Figure, row: Sequence[Figure]) -> bool:
    """Whether a row may be a number and its parts: alike in precision, with a word that says so."""
    if max(row, key=lambda f: f.amount.value) is not whole or (
        len(row) > 3 and whole not in (row[0], row[-1])
    ):
        return False
    step = unit_step(whole.statement)
    alike = all(unit_step(f.statement) == step and f.amount.high - f.amount.low <= step for f in row)
    if not alike or min(_digits(f) for f in row) < FINE - 1 or int(whole.amount.value / step) % 10 == 0:
        return False
    words = [between(one, other) for one, other in pairwise(row)]
    parts = [f for f in row if f is not whole]
    if any(_LEFT_OVER.search(w) for w in words):
        return False  # a stock of the year's end: what came and what went
    told = any(_GOES_INTO.search(w) for w in words) or (row[0] is whole and divides(parts))
    return told and not any("；" in w for w in words)


def _digits(figure: Figure) -> int:
    return len(str(int(abs(figure.statement.value) / unit_step(figure.statement))))


GUESSES = (net, named_by_parts, three_industries, too_much, apportioned, altogether)
