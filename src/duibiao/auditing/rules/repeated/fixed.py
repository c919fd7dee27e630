"""Numbers that a report keeps: of sets that go by them (六大专项), of what is told by its name; days."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from duibiao.auditing.claims import Claim, Remark
from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.mentions import made
from duibiao.auditing.figures.misprints import digits_of, one_digit_off
from duibiao.auditing.figures.names import begin_alike
from duibiao.auditing.figures.page import Figure, Page
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading import Bound
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_MAKES, _ANY_SET, _UNITS = (re.compile(_V[name].regex()) for name in ("making", "any_set", "exact_units"))
_ANEW = re.compile("新|再|净?增")
_CLAUSE, _ASIDE = re.compile("[，。；：、\n]"), re.compile("（[^（）]*）")
_NUMBER = "[两二三四五六七八九十]{1,3}|[0-9０-９]{1,2}"
_SET = re.compile(
    f"(?<![第一二三四五六七八九十百0-9０-９])(?P<printed>(?P<n>{_NUMBER})大)(?P<of>[\u4e00-\u9fff]{{4,12}})"
)
_D = "[0-9０-９一二三四五六七八九十〇○零]"
_DAY = re.compile(
    rf"(?:(?P<y>(?:{_D}\s*){{4}})年\s*|(?P<this>今年)\s*)(?P<m>(?:{_D}\s*){{1,3}})月\s*(?P<d>(?:{_D}\s*){{1,3}})日"
)
_NO_HAN = re.compile("[^\u4e00-\u9fff]")
SET_LEAST, SET_SURE = 4, 5
"""Characters after 六大 that two sets share; with so many they are one, with fewer where a name ends."""
BEGIN, NAME_FINE, NAME_LEAST, NAME_SURE = 4, 5, 6, 7
"""Characters in a row after a number that name what it counts (39个欠发达县域帮扶): looked up by so many; in
one report for a number of two digits, for what is made or another report, for a number of one digit."""
DIGITS, TEN = 2, 10
"""Digits of a number that is no other's by chance, and the least of them."""
AROUND, SHARED_LEAST = 24, 2
"""Code points around a day, and pairs of characters in them, that tell of what day it is."""
TERM = 5
"""Years over which reports speak of one day to come."""
HEADING = 400
"""Code points of a report's heading, where the day stands that it was given on."""
MAKING = 8
"""Characters before a number that say that so many are made."""
CONGRESSES = 11
"""From here on 十一大 is a congress: the next report may speak of the next one."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A printed number that is no figure. ``of``: the words that say of what."""

    page: Page
    span: Span
    parts: tuple[int, ...]
    of: str


def named_sets(pages: Sequence[Page]) -> Iterator[Remark]:
    """六大科技专项 in one passage, 三大科技专项 in another or in the next report."""
    known: dict[str, list[_Mark]] = defaultdict(list)
    for page in _dated(pages):
        for match in _SET.finditer(page.document.text):
            number = value_of(match["n"])
            if number is None:
                continue
            one = _Mark(page, Span(*match.span("printed")), (int(number),), match["of"])
            before = [o for o in known[match["of"][:SET_LEAST]] if _one_set(one, o)]
            known[match["of"][:SET_LEAST]].append(one)
            if before:
                same = [o for o in before if o.parts == one.parts]
                yield _again(one, (same or before)[-1])


def _one_set(one: _Mark, other: _Mark) -> bool:
    if not _near(one.page, other.page):
        return False
    if one.page is not other.page and max(one.parts + other.parts) >= CONGRESSES:
        return False
    shared = begin_alike(one.of, other.of)
    if _ANY_SET.fullmatch(one.of[:shared]):
        return False
    return shared >= SET_SURE or shared in (len(one.of), len(other.of))


def same_day(pages: Sequence[Page]) -> Iterator[Remark]:
    """The day of one event in two passages: 1999年12月20日, 1999年12月2日."""
    known: list[_Mark] = []
    for page in _dated(pages):
        text = page.document.text
        for match in _DAY.finditer(text):
            parts = [
                page.year if match["this"] else _whole(match["y"]),
                _whole(match["m"]),
                _whole(match["d"]),
            ]
            if None in parts:
                continue
            around = (
                text[max(0, match.start() - AROUND) : match.start()],
                text[match.end() : match.end() + AROUND],
            )
            words = "|".join(_NO_HAN.sub("", part) for part in around)
            one = _Mark(page, Span(*match.span()), tuple(p or 0 for p in parts), words)
            before = [o for o in known if _near(page, o.page, TERM) and _one_day(one, o)]
            known.append(one)
            if before:
                yield _again(one, before[-1])


def _one_day(one: _Mark, other: _Mark) -> bool:
    """Whether two days are the same, or one slip of the pen apart, and told of alike; each report is given on
    a day of its own.
    """
    if one.page is not other.page and min(one.span.start, other.span.start) < HEADING:
        return False
    apart = [(a, b) for a, b in zip(one.parts, other.parts, strict=True) if a != b]
    slip = len(apart) == 1 and one_digit_off(Decimal(apart[0][0]), Decimal(apart[0][1]))
    if apart and not slip:
        return False
    pairs = [{f"{a}{b}" for a, b in pairwise(mark.of) if "|" not in (a, b)} for mark in (one, other)]
    return len(pairs[0] & pairs[1]) >= SHARED_LEAST


def _whole(printed: str) -> int | None:
    digits = "".join(printed.split())
    number = value_of(digits)
    return int(number) if number is not None else None


def _again(one: _Mark, other: _Mark) -> Remark:
    right = one.parts == other.parts
    printed, earlier = ("".join(m.span.of(m.page.document.text).split()) for m in (one, other))
    formula = f"{printed} {'=' if right else '≠'} {earlier}"
    note = message("again_right" if right else "again_wrong", formula=formula)
    marks = [(one.span, STATED)]
    if one.page is other.page:
        marks.insert(0, (other.span, "other"))
    return Remark(
        one.page, marks, Verdict.of(right), printed, earlier, formula, note,
        apart=[] if one.page is other.page else [(other.page, other.span, "other")],
    )  # fmt: skip


def counted_sets(pages: Sequence[Page]) -> Iterator[Claim]:
    """39个欠发达县域托底性帮扶, told again after the same words: no number of what is made each year."""
    known: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for page in _dated(pages):
        for figure in (f for s in page.sentences for f in s.figures if _counts(f)):
            s = figure.statement
            told = known[s.adcode, figure.unit, _named_after(figure)[:BEGIN]]
            before = [f for f in told if _near(page, f.page) and f.statement.sentence_span != s.sentence_span]
            told.append(figure)
            same = [f for f in before if f.statement.value == s.value and _one_name(figure, f, NAME_LEAST)]
            near = [f for f in before if _miscounted(figure, f)]
            if same or near:
                yield _as_printed(figure, (same or near)[-1])


def _as_printed(figure: Figure, other: Figure) -> Claim:
    """The claim that two counts are one, to the last digit."""
    amounts = [Amount.exact(f.statement.value, f.amount.words) for f in (other, figure)]
    return Claim(figure, amounts[:1], [(other, "other")], amount=amounts[1])


def _miscounted(one: Figure, other: Figure) -> bool:
    """Whether one of two counts of what they name alike is a slip of the pen: in one report by fewer words,
    if nothing is said to be made anew; in two, where it was the same last year, by more.
    """
    a, b = one.statement, other.statement
    if len(str(a.value)) != len(str(b.value)) or not one_digit_off(a.value, b.value):
        return False
    if one.page is not other.page:
        counts = _is_count(one) and _is_count(other) and not (made(one) or made(other))
        return a.status == b.status and counts and _one_name(one, other, NAME_LEAST)
    leads = [f.lead[-MAKING:] for f in (one, other)]
    if any(_ANEW.search(lead) for lead in leads) or one.kind == "duration":
        return False
    fine = min(a.value, b.value) >= TEN
    if a.status == b.status == "target":
        return fine and _one_name(one, other, NAME_SURE)
    anew = any(_MAKES.search(lead) for lead in leads)
    least = (NAME_FINE if not anew else NAME_LEAST) if fine else NAME_SURE
    return _one_name(one, other, least) and not (anew and not fine)


def _one_name(one: Figure, other: Figure, least: int) -> bool:
    return begin_alike(_named_after(one), _named_after(other)) >= least


def _is_count(figure: Figure) -> bool:
    """Whether a figure counts what the words after it name, one by one, whatever report it stands in."""
    value = figure.statement.value
    fine = max(len(digits_of(value)), value.adjusted() + 1) >= DIGITS
    return fine and _MAKES.search(figure.lead[-MAKING:]) is None


def _counts(figure: Figure) -> bool:
    """Whether a figure is a whole number of what the words after it name."""
    counted = figure.kind == "level" and _UNITS.fullmatch(figure.unit) is not None
    exact = (counted or figure.kind == "duration") and figure.statement.bound is Bound.EXACT
    return exact and "本年" not in figure.lead and len(_named_after(figure)) >= NAME_FINE


def _named_after(figure: Figure) -> str:
    """The words just after a figure: 高品质生活服务圈 in “15分钟”高品质生活服务圈."""
    end = figure.span.end
    clause = _CLAUSE.split(figure.page.document.text[end : end + AROUND])[0]
    return _NO_HAN.split(_ASIDE.sub("", clause).replace("“", "").lstrip("”"))[0]


def _dated(pages: Sequence[Page]) -> list[Page]:
    return sorted((p for p in pages if p.year is not None and p.place is not None), key=lambda p: p.year or 0)


def _near(one: Page, other: Page, most: int = 1) -> bool:
    """Whether two pages are one, or reports of one government no more than so many years apart."""
    return one.place == other.place and abs((one.year or 0) - (other.year or 0)) <= most
