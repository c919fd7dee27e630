"""Growth and multiples in other words: 高出, 涨了, 的基础上; yearly rates beside a level and its increase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.page import Figure, years_of
from duibiao.auditing.rules.equations.equation import Equation, Term, multiplies, plain
from duibiao.auditing.rules.equations.near import RATES, between, cut, fitting, grown, same, share
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_IS = re.compile(f"^，(?:{_V['is_as_much'].regex()})[^，；]{{0,20}}$")
_OF_IT = re.compile("^(?:[^，；、]{0,6}|）)的(?:近|约|整整)?$")
_FORMER = re.compile("^，前者(?:[是为达]|达到|相当于)后者的$")
_OF_THEN = re.compile(f"^，[^，；]{{0,4}}[为是]{_V['that_time'].regex()}的$")
_MEASURED = re.compile(f"^，?(?:{_V['measured_from'].regex()})[^，；、]{{0,10}}$")
_THEN = re.compile(f"^，[^，；。、]{{0,4}}{_V['same_time'].regex()}[^，；。、]{{0,2}}$")
_MORE_BY = re.compile(f"^(?:的?(?:{_V['yardstick'].regex()}))?(?:{_V['more_by'].regex()})$")
_FROM, _TO = re.compile(_V["starts_from"].regex() + "[^，；、]{0,8}$"), re.compile("(?:到|至|为)$")
_BY = re.compile(f"^[，、]?(?:{_V['moved_by'].regex()})$")
_CHANGED_TO = re.compile(f"^，?(?:{_V['moved_to'].regex()})$")
_FALLS = re.compile(_V["falls"].regex())
_UPON = re.compile(f"^的?(?:{_V['yardstick'].regex()})上(?:{_V['more_by'].regex()})$")
_REACHES = re.compile(f"^[，、](?:{_V['reached'].regex()}|{_V['up_to'].regex()})$")
_PLANNED, _BEYOND = re.compile(_V["set_out"].regex()), re.compile(f"^，{_V['beyond_it'].regex()}$")
_DONE = re.compile(f"{_V['in_fact'].regex()}[^，；]{{0,4}}$")
_ANNUAL, _PRICES = f"(?:{_V['annual'].regex()}|每年)", f"(?:{_V['at_current_prices'].regex()})"
_NOMINAL = re.compile(
    f"(?:{_ANNUAL}{_PRICES}|{_PRICES}{_ANNUAL}){_V['growth_names'].regex()}(?:{_V['is_so_much'].regex()})?$"
)
_GREW = re.compile("^[，、]?(?:比[^，；、]{2,9})?(?:分别)?(?:" + _V["more_than_then"].regex() + ")$")
_YEARLY = re.compile("^[，、]?(?:" + _V["yearly"].regex() + ")$")
_YEARS_ON = re.compile(
    f"^，(?:[^，；。、]{{0,3}}年[来间里的]{{0,2}})?(?:{_V['yearly'].regex()})(?:{_V['is_so_much'].regex()})?$"
)
_REAL = re.compile(_V["real"].regex())
_PRICED = re.compile(_V["priced"].regex())
_SCOPED = re.compile(_V["scoped"].regex())
_PLAN = re.compile("[“‘][一二三四五六七八九十]{1,3}五[”’]|五年")
_ROW = frozenset(("、", "和", "与", "及"))
_ONE = Amount.exact(1)
FIVE = 5


def as_much(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """1221万人，是预期目标900万人的1.36倍; 前者是后者的2.73倍."""
    said = own[at]
    if said.unit not in ("倍", "%") or at < 2:
        return
    end, base = own[at - 2 : at]
    marked = (_IS.match(base.lead) and _OF_IT.match(said.lead)) or _FORMER.match(said.lead)
    if marked and same(end, base) and end.unit not in RATES and not _FALLS.search(said.lead):
        times = plain(said, "multiple") if said.unit == "倍" else share(said)
        yield from fitting([multiplies(2, [plain(end, "end"), plain(base, "base"), times])])


def of_that_year(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """1997年7.6亿元，去年26.6亿元，为当年的3.5倍: the first and the last of the sentence."""
    said = own[at]
    if said.unit != "倍" or _OF_THEN.match(said.lead) is None:
        return
    like = [f for f in own[:at] if f.kind == "level" and f.unit not in RATES]
    if len(like) > 1 and same(like[0], like[-1]) and years_of(like[0].statement.period) is not None:
        terms = [plain(like[-1], "end"), plain(like[0], "base"), plain(said, "multiple")]
        yield from fitting([multiplies(2, terms)])


def grew(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """比原1274元的标准高出80.5%; 由31元涨到46.5元，涨了一半; 在45.6亿元的基础上增长两成，达到54.7亿元."""
    said = own[at]
    if said.unit not in ("%", "倍") or not at:
        return
    for end, base in _ends(own, at):
        if same(end, base) and end.unit not in RATES and not _real(own, end, said):
            way = -1 if end.amount.value < base.amount.value else 1
            terms = [plain(end, "end"), plain(base, "base"), grown(said, way)]
            yield from fitting([multiplies(2, terms)])


def _ends(own: Sequence[Figure], at: int) -> Iterator[tuple[Figure, Figure]]:
    """The level that a rate ends at and the one it is measured from, by the words beside them."""
    said = own[at]
    if at > 1:
        one, other = own[at - 2 : at]
        moved = _FROM.search(one.lead) and _TO.search(other.lead) and _BY.match(said.lead)
        planned = _PLANNED.search(one.lead + one.tail) and _DONE.search(other.lead)
        moved = moved or (_CHANGED_TO.match(other.lead) and _BY.match(said.lead))
        if (_MEASURED.match(other.lead) or _THEN.match(other.lead)) and _MORE_BY.match(
            said.lead.lstrip("，")
        ):
            yield one, other
        elif moved or (planned and _BEYOND.match(said.lead)):
            yield other, one
    if at + 1 < len(own) and _UPON.match(said.lead) and _REACHES.match(own[at + 1].lead):
        yield own[at + 1], own[at - 1]


def increased(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """达到778亿元，比2005年增加293亿元，年均增长9.9%; A和B，比2005年分别增加c和d，年均分别增长q和r."""
    said = own[at]
    if said.unit != "%" or said.kind != "growth":
        return
    for end, change, rate in _rows(own, at):
        if not same(end, change) or end.kind != "level" or change.kind != "change" or end.unit in RATES:
            continue
        n = _years(own, end, change, rate)
        if n and not _real(own, end, said) and 0 < change.amount.high < end.amount.low:
            yield from fitting([_increase(end, change, said, n)], lambda: _others_hold(own, at))


def _others_hold(own: Sequence[Figure], at: int) -> bool:
    """Whether no other rate of the sentence fails: one that does is measured on another scope, as may be all.
    Revenue, of which it often is, is accused only beside another that holds.
    """
    others = [o for o in range(len(own)) if o != at and own[o].unit == "%" and own[o].kind == "growth"]
    rows = [(*row, own[o]) for o in others for row in _rows(own, o) if not _real(own, row[0], own[o])]
    made = [
        _increase(end, change, rate, n)
        for end, change, opens, rate in rows
        if (n := _years(own, end, change, opens))
    ]
    scoped = _SCOPED.search(own[at].statement.indicator) is not None
    return all(e.holds or cut(e) for e in made) and (bool(made) or not scoped)


def _rows(own: Sequence[Figure], at: int) -> Iterator[tuple[Figure, Figure, Figure]]:
    """Level, increase and the rate that opens the row of rates."""
    said = own[at]
    if at > 1 and _YEARLY.match(said.lead) and _GREW.match(own[at - 1].lead):
        yield own[at - 2], own[at - 1], said
    for back in (0, 1):
        first = at - back
        if (
            first >= 4
            and first + 1 < len(own)
            and own[first + 1].lead in _ROW
            and _YEARLY.match(own[first].lead)
        ):
            row = own[first - 4 : first + 2]
            if row[1].lead[:1] in _ROW and row[3].lead in _ROW and _GREW.match(row[2].lead):
                yield row[back], row[2 + back], row[4]


def _years(own: Sequence[Figure], end: Figure, change: Figure, rate: Figure) -> int:
    """How many years a yearly rate runs over, by the words beside it; 0 where they do not say."""
    page, at = end.page, own[0].statement.sentence_span.start
    since = [t for t in page.times(end.span.end, change.span.start) if t.yardstick]
    first = years_of(since[-1].period) if since else None
    last = years_of(end.statement.period)
    if first is not None and last is not None:
        return last[1] - first[1] if last[1] > first[1] else 0
    years = years_of(rate.statement.period)
    if years is None or since:
        return 0
    told = _PLAN.search(page.document.text[at : rate.span.start])
    return FIVE if years[1] - years[0] + 1 == FIVE or told else 0


def _increase(end: Figure, change: Figure, rate: Figure, n: int) -> Equation:
    """``end`` is (``end`` − ``change``) grown ``n`` times."""
    whole, more, by = plain(end, "end"), plain(change, "change"), grown(rate, 1)
    power = by.amount.power(n)
    left = _ONE - _ONE / power
    base = whole.amount - more.amount
    others: tuple[tuple[Term, Amount], ...] = ((whole, more.amount / left), (more, whole.amount * left))
    return Equation(by, (whole.amount / base).root(n), others)


def _real(own: Sequence[Figure], end: Figure, said: Figure) -> bool:
    """Whether the rate may be at constant prices."""
    start = max(own[0].statement.sentence_span.start, end.span.start - 24)
    text = end.page.document.text[start : said.span.end + 12]
    return (
        _REAL.search(text) is not None or _PRICED.search(end.statement.indicator + end.lead[-12:]) is not None
    )


def between_years(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """2015年15782元，而2010年只有8236元，年均名义增幅13.9%; 1992年7.2亿，1997年17.92亿，年均20%."""
    said = own[at]
    nominal = _NOMINAL.search(said.lead) is not None
    if said.unit != "%" or not (nominal or _YEARS_ON.match(said.lead)):
        return
    levels = [f for f in own[max(0, at - 3) : at] if f.kind == "level" and len(f.statement.period) == 4]
    levels = [f for f in levels if f.statement.period.isdigit() and f.unit not in RATES]
    for one in levels:
        for other in levels:
            n = int(one.statement.period) - int(other.statement.period)
            real = not nominal and _real(own, one, said)
            if n > 1 - nominal and same(one, other) and not real and "；" not in between(other, said):
                yield from fitting([_over(one, other, said, n)])


def _over(end: Figure, base: Figure, rate: Figure, n: int) -> Equation:
    """``end`` is ``base`` grown ``n`` times."""
    last, first, by = plain(end, "end"), plain(base, "base"), grown(rate, 1)
    power = by.amount.power(n)
    others = ((last, first.amount * power), (first, last.amount / power))
    return Equation(by, (last.amount / first.amount).root(n), others)


GUESSES = (as_much, of_that_year, grew, increased, between_years)
