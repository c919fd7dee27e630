"""One figure told again in other words: a standard that the next report starts from, a plan, two digits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from duibiao.auditing.claims import Claim
from duibiao.auditing.figures.aligned import aligned, followers
from duibiao.auditing.figures.amounts import Amount, unit_step
from duibiao.auditing.figures.mentions import (
    ALIKE,
    NAME_LEAST,
    Mention,
    alike,
    made,
    make_all,
    mentions,
    same_words,
    scoped_alike,
)
from duibiao.auditing.figures.misprints import digits_of, one_digit_off
from duibiao.auditing.figures.names import akin, begin_alike
from duibiao.auditing.figures.page import Figure, Page
from duibiao.auditing.rules.repeated.headline import REVISED
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound, Status

_V = vocabulary(__package__)
_SET, _FORECAST = (re.compile(_V[name].regex()) for name in ("set_amounts", "forecasts"))
_SINCE = re.compile(_V["since"].regex())
_COUNTED = re.compile(_V["exact_units"].regex())
_OF_YEAR = re.compile(_V["sets_of_year"].regex())
_LEVELS = re.compile(_V["levels"].regex())
_GOES_ON = re.compile(_V["goes_on"].regex())
_HAN = re.compile("[^\u4e00-\u9fff]")
_PLAN = re.compile(f"的[^，。；、]{{1,8}}(?:{_V['programmes'].regex()})")
"""After an amount: it is that of a plan, which the next report carries out (4万亿元的投资计划)."""
_COUNTS_ON = ("连续", "第", "近", "过去")
_NO_UNITS = frozenset(("位", "名", "倍", "岁", "周年"))
_KINDS = {"level": "level", "share": "level", "growth": "growth", "change": "change"}
DIGITS = 2
"""A figure of one digit is off by one from all others."""
FINE = 3
"""Figures of so many digits and one name have a rule of their own."""
YEARS_APART, TERM = 2, 5
"""Reports that look back on one year are no further apart; those that start from it, a term of years."""
REVISED_LATER = Decimal("0.1")
"""How far what was measured may be revised by reports after the next (at most .064 in the corpus)."""
AFTER_MOST = 12
"""Characters after a number of things that name them."""
SURE = 6.0
"""How much two figures of one digit share that are of one thing."""
AROUND = 120
"""Mentions before and after that are looked at: no report of the corpus has more of one time and unit."""
VALUES_MOST = 2
"""A name that stands for more values of one time names none of them (建设项目)."""


def retold(pages: Sequence[Page]) -> Iterator[Claim]:
    """补助标准提高到320元, and 由320元提高到380元 in the next report; 上升到46%, 由上年的46%上升到47.2%."""
    told: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    dated = [p for p in pages if p.year is not None and p.place is not None]
    for page in sorted(dated, key=lambda p: p.year or 0):
        for one in mentions(page):
            s, kind = one.figure.statement, _KINDS.get(one.figure.kind, "")
            kind = "anniversary" if s.unit == "周年" else kind
            if kind and one.when and one.digits >= DIGITS and s.value_high is None:
                told[page.place.adcode if page.place else "", s.adcode, s.unit, kind, one.when].append(one)
    said: set[frozenset[Figure]] = set()
    for of_one_time in told.values():
        for at, one in enumerate(of_one_time):
            around = of_one_time[max(0, at - AROUND) : at + AROUND]
            claim = _again(one, [o for o in around if _may_be(one, o)])
            pair = frozenset((claim.stated, claim.operands[0][0])) if claim is not None else frozenset()
            if claim is not None and pair not in said:
                said.add(pair)
                yield claim
    for earlier, later in followers(pages):
        yield from _by_words(earlier, later, said)


def _by_words(earlier: Page, later: Page, said: set[frozenset[Figure]]) -> Iterator[Claim]:
    """The claims on figures of two reports that are each other's likest, where the rules before have none."""
    for may in (_may_be_one, _may_last):
        for pair in aligned(earlier, later, may):
            one, other = pair.one, pair.other
            a, b = one.figure, other.figure
            same = a.statement.value == b.statement.value
            told = same and alike(one, other) and one.when == other.when
            if told or frozenset((a, b)) in said or not (pair.shared >= SURE or _fine(one, other)):
                continue
            stands = may is _may_last or a.statement.status == b.statement.status
            stands = stands or one.starts or other.starts or _is_set(one, other)
            slip = one_digit_off(a.statement.value, b.statement.value)
            if same or (slip and stands):
                said.add(frozenset((a, b)))
                claim = _as_printed(other, one)
                claim.doubt = _why_not(other, one) if may is _may_be_one else ""
                yield claim


def _fine(one: Mention, other: Mention) -> bool:
    return min(one.digits, other.digits) >= DIGITS


def _may_be_one(one: Mention, other: Mention) -> bool:
    """Whether figures of two reports may be one: of one kind, unit and time, or with no time of their own."""
    a, b = one.figure, other.figure
    s, t = a.statement, b.statement
    if (
        a.kind != b.kind
        or s.unit != t.unit
        or s.bound != t.bound
        or a.kind == "growth"
        or s.unit in _NO_UNITS
    ):
        return False
    if s.value_high is not None or t.value_high is not None or one.yearly != other.yearly:
        return False
    planned = s.status == t.status == Status.TARGET and a.kind == "change"
    at_once = bool(one.when) and one.when == other.when and (planned or a.kind in ("level", "share"))
    return at_once and scoped_alike(one, other)


def _may_last(one: Mention, other: Mention) -> bool:
    """Whether figures of two reports may be of what stays as it is: 三年脱困目标, 7个产业集聚区; how many
    years ago something was, as of one year.
    """
    a, b = one.figure, other.figure
    s, t = a.statement, b.statement
    exact = s.bound == t.bound == Bound.EXACT and s.value_high is None and t.value_high is None
    if not exact or a.unit != b.unit or one.scopes != other.scopes:
        return False
    if a.unit == "周年":
        return bool(one.when) and one.when == other.when
    if a.unit == "年":
        return not any(f.lead.endswith(_COUNTS_ON) or _GOES_ON.match(f.tail) for f in (a, b))
    if a.kind == b.kind and a.kind in ("level", "change") and _PLAN.match(a.tail) and _PLAN.match(b.tail):
        return _same_after(a, b)
    counts = a.kind == b.kind == "level" and _COUNTED.fullmatch(a.unit) is not None
    carried_out = s.status == Status.TARGET and t.status != Status.TARGET
    if not carried_out and any(_OF_YEAR.match(f.unit + f.tail) for f in (a, b)):
        return False  # 10件民生实事: each year has its own
    return counts and not all(map(made, (a, b))) and _same_after(a, b)


def _same_after(one: Figure, other: Figure) -> bool:
    """Whether what stands after two figures begins with one name."""
    named = [_HAN.sub("", re.split("[，。；：、（]", f.tail)[0])[:AFTER_MOST] for f in (one, other)]
    shared = begin_alike(*named)
    return shared >= NAME_LEAST and shared >= ALIKE * min(map(len, named))


def _may_be(one: Mention, other: Mention) -> bool:
    """Whether two mentions may be of one thing: not in one sentence, alike in words, bound and measure."""
    a, b = one.figure, other.figure
    in_one_sentence = a.page is b.page and a.statement.sentence_span == b.statement.sentence_span
    if in_one_sentence or make_all(a, b) or _of_others(a, b):
        return False
    most = TERM if one.starts or other.starts else YEARS_APART
    if abs((a.page.year or 0) - (b.page.year or 0)) > most or a.statement.bound != b.statement.bound:
        return False
    if a.kind == "growth" and _since(a) != _since(b):
        return False
    if a.kind == "growth" and not (one.yearly == other.yearly and one.name and akin(one.name, other.name)):
        return False
    return alike(one, other)


def _of_others(one: Figure, other: Figure) -> bool:
    """Whether the words beside two figures name other levels of government."""
    said = [f.clause + re.split("[，。；]", f.tail)[0] for f in (one, other)]
    return set(_LEVELS.findall(said[0])) != set(_LEVELS.findall(said[1]))


def _since(figure: Figure) -> bool:
    """Whether a change is told from the end of a plan on (比“十五”末增长74%), not from the year before."""
    return _SINCE.search(figure.lead) is not None


def _again(one: Mention, others: Sequence[Mention]) -> Claim | None:
    """The claim on the last mention before that is the same; where none is, before or after, on one that is a
    slip of the pen off.
    """
    value, at = one.figure.statement.value, _place(one)
    same = [o for o in others if o.figure.statement.value == value]
    before = [o for o in same if _place(o) < at]
    if before:
        last = before[-1]
        known = one.name and one.name == last.name and len(digits_of(value)) >= FINE
        elsewhere = known and one.figure.kind != "growth" and not (one.starts or last.starts)
        return None if elsewhere else _claim(one, last)
    near = [o for o in others if _slipped(one, o) and _of_one_thing(one, o)]
    if _COUNTED.fullmatch(one.figure.unit):
        near = [
            o for o in near if o.figure.page is one.figure.page or not (made(one.figure) or made(o.figure))
        ]
    values = {o.figure.statement.value for o in others} | {value}
    if same or not near or len(values) > VALUES_MOST:
        return None
    first, last = sorted((one, near[-1]), key=_place)
    claim = _as_printed(last, first)
    claim.doubt = _why_not(last, first)
    return claim


def _slipped(one: Mention, other: Mention) -> bool:
    """Whether one slip of the pen makes one value the other; of one name, the other to its last digit."""
    a, b = (m.figure.statement for m in (one, other))
    step = max(unit_step(a), unit_step(b))
    rounded = ((s.value / step).to_integral_value() for s in (a, b))
    named = bool(one.name) and one.name == other.name
    return one_digit_off(a.value, b.value) or (named and one_digit_off(*rounded))


def _place(one: Mention) -> tuple[int, int]:
    """Where a mention stands among all."""
    return one.figure.page.year or 0, one.figure.span.start


def _of_one_thing(one: Mention, other: Mention) -> bool:
    """Whether both tell of one standing: both planned, both achieved; or of what is set, not measured. In one
    paragraph things are told in rows, in like words: there they have one name. Names alone join plans only.
    """
    a, b = one.figure, other.figure
    same_name = bool(one.name) and one.name == other.name
    planned = a.statement.status == b.statement.status == Status.TARGET
    if not planned and (_FORECAST.search(a.lead) is None) != (_FORECAST.search(b.lead) is None):
        return False
    in_row = a.page is b.page and a.page.block_of(a) == b.page.block_of(b)
    if (in_row or a.kind == "growth") and not same_name:
        return False
    if not (same_words(one, other) or planned):
        return False
    return a.statement.status == b.statement.status or (_is_set(one, other) and not in_row)


def _is_set(one: Mention, other: Mention) -> bool:
    """Whether both are of what is set for a year and not measured."""
    a, b = one.figure, other.figure
    return a.kind == b.kind and _SET.search(a.statement.indicator + b.statement.indicator) is not None


def _why_not(one: Mention, other: Mention) -> str:
    """What was measured may be printed otherwise in another report, a little."""
    a, b = one.figure, other.figure
    planned = a.statement.status == b.statement.status == Status.TARGET
    counted = a.amount.low == a.amount.high
    if a.page is b.page or planned or counted or _is_set(one, other):
        return ""
    low, high = sorted(abs(f.statement.value) for f in (a, b))
    later = (a.page.year or 0) - (b.page.year or 0) > 1
    most = REVISED_LATER if later else REVISED
    return "revised_base" if a.kind == "growth" or high <= low * (1 + most) else ""


def _claim(one: Mention, other: Mention) -> Claim:
    return Claim(one.figure, [other.figure.amount], [(other.figure, "other")])


def _as_printed(one: Mention, other: Mention) -> Claim:
    """The claim on two numbers that are printed to the same digit: 35元 is not 36元."""
    a, b = (m.figure for m in (one, other))
    if unit_step(a.statement) != unit_step(b.statement):
        return _claim(one, other)
    printed = [Amount.exact(f.statement.value, f.amount.words) for f in (b, a)]
    return Claim(a, printed[:1], [(b, "other")], amount=printed[1])
