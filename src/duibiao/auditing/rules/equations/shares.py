"""Shares in whatever words: what a rate is named after, 中有, 即, and rows of shares of one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.page import Figure
from duibiao.auditing.rules.equations.equation import Equation, multiplies, plain
from duibiao.auditing.rules.equations.near import (
    amounts,
    between,
    classed,
    fitting,
    left,
    plainly,
    same,
    share,
)
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_RATE = re.compile(f"(?P<what>[\u4e00-\u9fff]{{2}})[率面](?:{_V['is_so_much'].regex()})?$")
_THAT_IS = re.compile(f"^[，（](?:{_V['that_is'].regex()})[，]?[^，。；]{{0,8}}$")
_AGAIN = re.compile(f"^(?:，(?:{_V['that_is'].regex()})|（(?:{_V['that_is'].regex()})?)$")
_GOOD_SHARE = re.compile(
    f"^[，、（][^，；]{{0,8}}(?:{_V['good_share'].regex()})(?:{_V['is_so_much'].regex()})?$"
)
_GOOD_DAYS = re.compile(f"(?:{_V['good_days'].regex()})(?:{_V['is_so_much'].regex()})?$")
_YEAR = Amount(Decimal(365), Decimal(350), Decimal(366), "365")
"""Days of a year; air is not measured on all of them."""
_AMONG = re.compile(f"^[^，。；、]{{0,14}}(?:[中里内]|{_V['of_what_was_set'].regex()})，?[^，。；]{{0,14}}$")
_TAKES = re.compile(
    f"^[，（]?(?!{_V['of_place'].regex()})[^，。；占]{{0,6}}(?:{_V['takes'].regex()})(?:{_V['is_so_much'].regex()})?$"
)
_RATE_OF = re.compile(
    f"^，(?!{_V['of_place'].regex()})[^，；。、]{{1,8}}(?:{_V['rate_names'].regex()})(?:{_V['is_so_much'].regex()})?$"
)
_COUNTED_ONLY = re.compile(f"[0-9０-９]{{1,3}}[^，。；、0-9]{{1,3}}(?:{_V['and_more_of_it'].regex()})的?")
_TAKES_IT = re.compile(f"^[，（](?:{_V['takes'].regex()})(?:{_V['is_so_much'].regex()})?$")
_JUST = re.compile(f"^[，（](?:{_V['just'].regex()})+$")
_REACHES = re.compile("[到至][^，；。、]{0,2}$")
_OF_BEFORE = re.compile(_V["rates_of_before"].regex())
_LEFT = re.compile(f"(?:{_V['left_over'].regex()})(?:{_V['is_so_much'].regex()})?$")
_OF_THEM = re.compile("^，?其中[^，；]{1,12}$")
_IN = re.compile(f"在(?:{_V['all_of_place'].regex()})?$")
_IN_IT = re.compile("^[^，]{0,5}[里中]?[^，]{0,3}[占还]")
_EACH_OF = re.compile("^[，、]分别占[^，；、]{0,12}总[数量额]的?(?:比重|比例)?(?:达到?|为)?$")
_TOGETHER = re.compile(f"^，(?:{_V['both'].regex()})已?占(?:[^，。；、]{{1,10}}的)?(?:比重)?(?:达到?|为)?$")
_ROW = frozenset(("、", "和", "与", "及"))
_BARE_SHARE = re.compile(
    f"^[，、（]?(?:{_V['just'].regex()})*?(?:{_V['takes'].regex()}|份额)(?:{_V['is_so_much'].regex()})*$"
)
_NAMED_RATE = re.compile(
    f"^[，。]?(?P<of>[^，。；占]{{2,4}}?)(?P<used>{_V['in_use'].regex()})?(?:{_V['rate_names'].regex()})(?:{_V['is_so_much'].regex()})?$"
)
_BEYOND = re.compile(_V["measured_from"].regex())
HUNDRED = Decimal(100)
NEAR, AWAY, SEVERAL = 3, 8, 10


def named_rate(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """受理3.72万件，办结3.65万件，办结率98.1%: one of the two is what the rate is named after."""
    said = own[at]
    match = _RATE.search(said.lead)
    if said.unit != "%" or match is None or said.statement.value_high is not None:
        return
    around = [own[max(0, at - 1) : at], own[at + 1 : at + 2]]
    for pair in (own[max(0, at - 2) : at], own[at + 1 : at + 3], [f for side in around for f in side]):
        if _pair(pair) and _levels(pair) and "；" not in _words(pair, said):
            whole, part, _ = _of(pair, said)
            if _REACHES.search(pair[1].lead) or _OF_BEFORE.search(said.lead):
                continue  # 由日4.5万吨扩至日8万吨; 出栏率 is of the stock a year before
            if match["what"] not in _own_words(part) or match["what"] in _own_words(whole):
                continue
            of_it = left(said) if _LEFT.search(part.lead) else share(said)
            yield from fitting([multiplies(2, [plain(part, "part"), plain(whole, "whole"), of_it])])


def among_them(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """50.6%，即毕业生8300人中有4200人升学; 35户企业中，已推行的14户，恰为五分之二."""
    said = own[at]
    if said.unit != "%":
        return
    ahead, behind = [f for f in own[:at] if not classed(f)][-2:], own[at + 1 : at + 3]
    if _pair(behind) and _THAT_IS.match(behind[0].lead) and _AMONG.match(behind[1].lead):
        yield from _shares([(behind[0], behind[1], said)])
    told = _JUST.match(said.lead) or _TAKES.match(said.lead) or _RATE_OF.match(said.lead)
    if told and _pair(ahead) and (_AMONG.match(_lead(ahead)) or _OF_THEM.match(_lead(ahead))):
        yield from _shares([(ahead[0], ahead[1], said)])


def of_last(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """工业企业18340家。私营的15589家，比重为85%: a share without what it is of, and the last amount of its
    part's unit before that.
    """
    said = own[at]
    if said.unit != "%" or not at or _BARE_SHARE.match(said.lead) is None:
        return
    part, ahead = own[at - 1], [*before, *own[: at - 1]]
    like = [f for f in ahead[-AWAY:] if same(f, part) and f.kind == "level"]
    larger = like and (like[-1].amount.value > part.amount.value or said.amount.value > HUNDRED)
    several = part.amount.value >= SEVERAL  # 拆除11片，甲、乙两片占六成: of the houses
    if larger and several and _amount(part) and not _BEYOND.search(part.lead):
        yield from _shares([(like[-1], part, said)])


def rate_of_last(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """日处理能力1200万件。日均分拣780万件，能力利用率65%; 其中税收15.5亿元。税收占比63%: a rate by the
    name of its part, or of what is used of the whole.
    """
    said, ahead = own[at], [*before, *own[:at]]
    match = _NAMED_RATE.match(said.lead) if said.unit == "%" and len(ahead) > 1 else None
    if match is None or said.statement.value_high is not None:
        return
    part, name = ahead[-1], match["of"][:2]
    like = [f for f in ahead[-AWAY:-1] if same(f, part) and f.kind == "level"]
    if not like or not _amount(part):
        return
    of_part = (
        name in part.clause and name not in like[-1].clause and part.amount.value < like[-1].amount.value
    )
    if of_part or (match["used"] and name in like[-1].clause):
        yield from _shares([(like[-1], part, said)])


def days_of_year(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """优良天数251天，优良率68.8%: of a year, of which some days may not have been measured."""
    said = own[at]
    if said.unit != "%" or not at or own[at - 1].unit != "天" or _GOOD_SHARE.search(said.lead) is None:
        return
    start = said.statement.sentence_span.start
    if _GOOD_DAYS.search(own[at - 1].lead) and "月" not in said.page.document.text[start : said.span.start]:
        days, part = plain(own[at - 1], "part"), share(said)
        made = Equation(part, days.amount / _YEAR, ((days, part.amount * _YEAR),))
        yield from fitting([made])


def of_one_whole(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """投资560亿元，其中工业260亿元，占46.4%；房地产110亿元，占19.6%: of one whole, as the share before."""
    said = own[at]
    if at < 4 or said.unit != "%" or not _TAKES_IT.match(said.lead):
        return
    whole, part, its_share, own_part = own[at - 4 : at]
    fits = same(whole, part) and same(part, own_part) and its_share.unit == "%" and _amount(whole)
    if fits and _TAKES.match(its_share.lead):
        first, made = _share(part, whole, its_share), _share(own_part, whole, said)
        if first.holds and part.amount.value < whole.amount.value:
            yield replace(made, told=plainly(made))


def that_is(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """共210万平方米，五市占七成，即147万平方米; 6390个，约有三分之一（2130个）."""
    said = own[at]
    if said.unit != "%" or said.kind != "share" or not 0 < at < len(own) - 1:
        return
    whole, part = own[at - 1], own[at + 1]
    less = same(whole, part) and part.amount.value < whole.amount.value
    if less and _AGAIN.match(part.lead) and _amount(part) and "；" not in said.lead:
        yield from _shares([(whole, part, said)])


def inside(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """307天，在366天里占83.9%."""
    said = own[at]
    if said.unit == "%" and at > 1 and _IN.search(own[at - 1].lead) and _IN_IT.match(said.lead):
        part, whole = own[at - 2 : at]
        if same(part, whole) and part.amount.value < whole.amount.value:
            yield from _shares([(whole, part, said)])


def respectively(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """4103个、2782个，分别占总数的85.3%和57.8%: the two are of one whole."""
    if at < 3 or own[at].unit != "%" or own[at - 1].unit != "%":
        return
    one, other, first, second = own[at - 3 : at + 1]
    row = _EACH_OF.match(first.lead) and second.lead in _ROW and other.lead[:1] in _ROW
    if row and same(one, other) and _amount(one):
        a, b, c, d = plain(one, "part"), plain(other, "part"), share(first), share(second)
        by = (b.amount * c.amount / a.amount, b.amount * c.amount / d.amount)
        others = ((c, a.amount * d.amount / b.amount), (a, by[1]), (b, a.amount * d.amount / c.amount))
        yield from fitting([Equation(d, by[0], others)])


def together(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """总装机6400万千瓦，其中风电1457万千瓦、光伏1584万千瓦，合计占47.5%: what two parts are of the whole."""
    said = own[at]
    if said.unit != "%" or at < 2 or _TOGETHER.match(said.lead) is None:
        return
    parts, ahead = own[at - 2 : at], [*before, *own[: at - 2]]
    whole = ahead[-1] if ahead else None
    if whole is None or not _pair(parts) or not same(whole, parts[0]) or "其中" not in parts[0].lead:
        return
    a, b, c = plain(parts[0], "part"), plain(parts[1], "part"), plain(whole, "whole")
    taken, both = share(said), a.amount + b.amount
    all_of = taken.amount * c.amount
    others = ((a, all_of - b.amount), (b, all_of - a.amount), (c, both / taken.amount))
    yield from fitting([Equation(taken, both / c.amount, others)])


def _lead(pair: Sequence[Figure]) -> str:
    """The words between two figures, but for what only says who is counted (60岁以上)."""
    return _COUNTED_ONLY.sub("", between(*pair))


def _amount(figure: Figure) -> bool:
    return bool(amounts([figure])) or figure.kind == "duration"


def _pair(figures: Sequence[Figure]) -> bool:
    return len(figures) == 2 and same(*figures) and _amount(figures[0])


def _levels(pair: Sequence[Figure]) -> bool:
    return all(f.kind in ("level", "duration") for f in pair) and _amount(pair[0])


def _own_words(figure: Figure) -> str:
    """The words of a figure in its clause, and those that follow it up to the next."""
    return figure.lead.rpartition("，")[2] + figure.tail.partition("，")[0]


def _words(pair: Sequence[Figure], said: Figure) -> str:
    figures = sorted((*pair, said), key=lambda f: f.span.start)
    return between(figures[0], figures[-1])


def _of(pair: Sequence[Figure], said: Figure) -> tuple[Figure, Figure, Figure]:
    whole, part = sorted(pair, key=lambda f: f.amount.value, reverse=True)
    return whole, part, said


def _share(part: Figure, whole: Figure, said: Figure) -> Equation:
    return multiplies(2, [plain(part, "part"), plain(whole, "whole"), share(said)])


def _shares(triples: Sequence[tuple[Figure, Figure, Figure]]) -> Iterator[Equation]:
    made = [_share(p, w, s) for w, p, s in triples]
    yield from fitting(made)


GUESSES = (
    named_rate,
    days_of_year,
    among_them,
    of_one_whole,
    that_is,
    inside,
    respectively,
    together,
    of_last,
    rate_of_last,
)
