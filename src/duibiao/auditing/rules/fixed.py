"""Numbers that a report keeps: of sets that go by them (六大专项), of what is told by its name; days."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from duibiao.auditing.claims import Claim, Remark
from duibiao.auditing.misprints import digits_of, one_digit_off
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.page import Figure, Page
from duibiao.auditing.wording import message
from duibiao.lexicon import load
from duibiao.reading import Bound
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = load("duibiao.auditing")
_MAKES, _ANY_SET = (re.compile(_V[name].regex()) for name in ("making", "any_set"))
_NEW = re.compile("[新再增]")
_NUMBER = "[两二三四五六七八九十]{1,3}|[0-9０-９]{1,2}"
_SET = re.compile(
    f"(?<![第一二三四五六七八九十百0-9０-９])(?P<printed>(?P<n>{_NUMBER})大)(?P<of>[\u4e00-\u9fff]{{4,12}})"
)
_D = "[0-9０-９一二三四五六七八九十〇○零]"
_DAY = re.compile(rf"(?P<y>(?:{_D}\s*){{4}})年\s*(?P<m>(?:{_D}\s*){{1,3}})月\s*(?P<d>(?:{_D}\s*){{1,3}})日")
_NO_HAN = re.compile("[^\u4e00-\u9fff]")
SET_LEAST, SET_SURE = 4, 5
"""Characters after 六大 that two sets share; with so many they are one, with fewer where a name ends."""
NAME_LEAST, DIGITS = 6, 2
"""Characters in a row after a number that name what it counts (39个欠发达县域帮扶); digits of the number."""
AROUND, SHARED_LEAST = 24, 2
"""Code points around a day, and pairs of characters in them, that tell of what day it is."""
FINE, TOLD_MOST = 4, 60
"""Digits of a count that is no other's by chance; counts before one that are looked at."""
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
    shared = _shared(one.of, other.of)
    if _ANY_SET.fullmatch(one.of[:shared]):
        return False
    return shared >= SET_SURE or shared in (len(one.of), len(other.of))


def same_day(pages: Sequence[Page]) -> Iterator[Remark]:
    """The day of one event in two passages: 1999年12月20日, 1999年12月2日."""
    known: list[_Mark] = []
    for page in _dated(pages):
        text = page.document.text
        for match in _DAY.finditer(text):
            parts = [_whole(match[name]) for name in "ymd"]
            if None in parts:
                continue
            around = (
                text[max(0, match.start() - AROUND) : match.start()],
                text[match.end() : match.end() + AROUND],
            )
            words = "|".join(_NO_HAN.sub("", part) for part in around)
            one = _Mark(page, Span(*match.span()), tuple(p or 0 for p in parts), words)
            before = [o for o in known if _near(page, o.page) and _one_day(one, o)]
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
    verdict = Verdict.CONSISTENT if right else Verdict.INCONSISTENT
    return Remark(
        one.page, marks, verdict, printed, earlier, formula, note,
        apart=[] if one.page is other.page else [(other.page, other.span, "other")],
    )  # fmt: skip


def counted_sets(pages: Sequence[Page]) -> Iterator[Claim]:
    """39个欠发达县域托底性帮扶, told again after the same words: no number of what is made each year."""
    known: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for page in _dated(pages):
        for figure in (f for s in page.sentences for f in s.figures if _is_count(f)):
            s = figure.statement
            told = known[s.adcode, figure.unit, _named_after(figure)[:NAME_LEAST]]
            before = [f for f in told if _near(page, f.page) and f.statement.sentence_span != s.sentence_span]
            told.append(figure)
            same = [f for f in before if f.statement.value == s.value]
            near = [
                f
                for f in before
                if one_digit_off(f.statement.value, s.value) and f.statement.status == s.status
            ]
            if same or near:
                base = (same or near)[-1]
                yield Claim(figure, [base.amount], [(base, "other")])


def counted_finely(pages: Sequence[Page]) -> Iterator[Claim]:
    """1062个村（社区）作为首批典型, 培育好1064个典型村（社区）: one thing has no two so fine numbers."""
    for page in pages:
        known: dict[str, list[tuple[Figure, set[str]]]] = defaultdict(list)
        for figure in (f for s in page.sentences for f in s.figures if _is_fine_count(f)):
            told, around = known[figure.unit][-TOLD_MOST:], _around(figure)
            known[figure.unit].append((figure, around))
            for other, words in reversed(told):
                a, b = figure.statement, other.statement
                apart = a.sentence_span != b.sentence_span and len(around & words) >= SHARED_LEAST
                if apart and one_digit_off(a.value, b.value):
                    yield Claim(figure, [other.amount], [(other, "other")])
                    break


def _is_fine_count(figure: Figure) -> bool:
    exact = figure.kind == "level" and figure.amount.low == figure.amount.high
    fine = len(digits_of(figure.statement.value)) >= FINE
    return exact and fine and _NEW.search(figure.lead[-MAKING:]) is None


def _around(figure: Figure) -> set[str]:
    words = _NO_HAN.sub("", figure.lead)[-AROUND // 2 :], _NO_HAN.sub("", figure.tail)[: AROUND // 2]
    return {f"{a}{b}" for part in words for a, b in pairwise(part)}


def _is_count(figure: Figure) -> bool:
    """Whether a figure counts what the words after it name, one by one."""
    counted = figure.kind == "level" and figure.amount.low == figure.amount.high
    whole = counted or (figure.kind == "duration" and figure.statement.bound is Bound.EXACT)
    value, name = figure.statement.value, _named_after(figure)
    fine = max(len(digits_of(value)), value.adjusted() + 1) >= DIGITS
    return whole and fine and len(name) >= NAME_LEAST and _MAKES.search(figure.lead[-MAKING:]) is None


def _named_after(figure: Figure) -> str:
    """The words just after a figure: 高品质生活服务圈 in “15分钟”高品质生活服务圈."""
    return _NO_HAN.split(figure.tail.lstrip("”"))[0]


def _dated(pages: Sequence[Page]) -> list[Page]:
    return sorted((p for p in pages if p.year is not None and p.place is not None), key=lambda p: p.year or 0)


def _near(one: Page, other: Page) -> bool:
    """Whether two pages are one, or reports of one government a year apart."""
    return one.place == other.place and abs((one.year or 0) - (other.year or 0)) <= 1


def _shared(one: str, other: str) -> int:
    """How many characters two rows of words begin with alike."""
    apart = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(apart, min(len(one), len(other)))
