"""Printed relations that hold, found by arithmetic and position alone: nothing here knows the audit's rules.

A relation is told by where its figures stand: in one sentence, one paragraph, one report, or two reports that
follow one another. Within a sentence a joining word is asked for; the farther apart, the more digits and the
more characters in common, so that what is found is no chance.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from duibiao.reading import Bound, Statement, read_statements
from duibiao.reading.report import identify
from duibiao.text import Document, Span

NUMERALS = "零一二三四五六七八九十"
ANNOUNCED = re.compile(
    "(?:做好|抓好|以下|处理好|把握好|解决|讲|分为|有)([三四五六七八])"
    "(?:个方面|项工作|件事|个问题|点|个环节|个原则|项任务)(?:工作|意见)?[：。]"
)
ROW = re.compile(
    "(?<![\u4e00-\u9fff、])((?:[\u4e00-\u9fff]{2,6}、){1,8}[\u4e00-\u9fff]{2,4}(?:[和及][\u4e00-\u9fff]{2,4})?)"
    "([二两三四五六七八九])(?=[个大省市县国家州区部])"
)
YEARS = re.compile(
    r"((?:19|20)\d\d)年?(?:到|至|—|-|－)((?:19|20)\d\d)年的?(\d{1,2}|[二三四五六七八九十]{1,3})年[间里中内的]"
)
DATE = re.compile(r"(?<![\d年])(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日")
WORDS = {
    "growth": "[增升涨长比降减]",
    "share": "[占佔]",
    "change": "[增升减降多少超]",
    "sum": "[共计其和加总包]",
    "average": "平均|年均|每年",
    "annual": "平均|年均|每年",
}
LINKED = re.compile("共|合计|总计|总[数额量]|其中|包括|加上|分别")
NAMED, CONTEXT = 14, 8
"""Code points before a figure in which its name, and its very words, are looked for."""
PARTS = 10

Mark = tuple[str, Span]
"""Where something stands: the document's name and the span."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Figures or counts that hold together; the first is the stated one. ``where``: how far apart."""

    kind: str
    marks: tuple[Mark, ...]
    where: str = "sentence"


@dataclass(eq=False)
class Sheet:
    """A document's exact figures and where they stand."""

    document: Document

    @cached_property
    def figures(self) -> list[Statement]:
        """Every figure of two digits and more that is printed exactly."""
        report = identify(self.document)
        made = read_statements(self.document, place=report.place, year=report.year)
        return [s for s in made if s.bound is Bound.EXACT and s.value_high is None and digits(s.value) >= 2]

    @cached_property
    def sentences(self) -> list[list[Statement]]:
        """The figures sentence by sentence."""
        found: dict[Span, list[Statement]] = defaultdict(list)
        for s in self.figures:
            found[s.sentence_span].append(s)
        return list(found.values())

    def block(self, s: Statement) -> int:
        """The number of the paragraph that a figure stands in."""
        return bisect_right([b.span.start for b in self.document.blocks], s.span.start) - 1

    def pairs(self, s: Statement) -> frozenset[str]:
        """The pairs of characters in a figure's name and the words before it."""
        return _pairs(self.document, s)

    def where(self, one: Statement, other: Statement) -> str:
        """How far apart two figures of the document are."""
        if one.sentence_span == other.sentence_span:
            return "sentence"
        return "paragraph" if self.block(one) == self.block(other) else "report"


_COMMON_TEXT = "比上年增长百分之达到全国今年去年安排总数亿元万元增加中央财政"
_COMMON = frozenset(_COMMON_TEXT[at : at + 2] for at in range(len(_COMMON_TEXT) - 1))


def _pairs(document: Document, s: Statement) -> frozenset[str]:
    start = max(s.sentence_span.start, s.span.start - NAMED)
    words = s.indicator + "|" + document.text[start : s.span.start]
    han = re.sub("[^\u4e00-\u9fff|]", "", words)
    return frozenset(han[at : at + 2] for at in range(len(han) - 1) if "|" not in han[at : at + 2]) - _COMMON


def digits(value: Decimal) -> int:
    """How many digits a value has without zeros at its end."""
    return len(value.normalize().as_tuple().digits)


def relation(kind: str, where: str, *figures: tuple[Document, Statement]) -> Relation:
    """A relation of figures, the stated one first."""
    return Relation(kind, tuple((document.name, s.span) for document, s in figures), where)


def within(sheet: Sheet) -> Iterator[Relation]:
    """Relations whose figures stand in one document: each stated figure with its nearest operands."""
    document = sheet.document
    for sentence in sheet.sentences:
        for at, stated in enumerate(sentence):
            near = [s for s in sentence[max(0, at - 6) : at + 3] if s is not stated]
            found = next(_of_two(sheet, stated, near, sheet), None) or next(_of_parts(sheet, stated), None)
            if found is not None:
                kind, where, operands = found
                yield relation(kind, where, (document, stated), *((document, s) for s in operands))
    yield from _repeated(sheet, sheet)


def between(before: Sheet, after: Sheet) -> Iterator[Relation]:
    """Relations of a report and the one before: a level, what is said of it, and the earlier level."""
    for sentence in after.sentences:
        for at, stated in enumerate(sentence):
            near = [s for s in sentence[max(0, at - 3) : at + 3] if s is not stated]
            found = next(_of_two(after, stated, near, before), None)
            if found is not None:
                kind, _, (level, base) = found
                figures = (after.document, stated), (after.document, level), (before.document, base)
                yield relation(kind, "two reports", *figures)
    yield from _repeated(before, after)


_Found = tuple[str, str, tuple[Statement, ...]]


def _of_two(sheet: Sheet, stated: Statement, near: Sequence[Statement], others: Sheet) -> Iterator[_Found]:
    """A level near by and another, the nearest first, that give the stated growth, change or share."""
    levels = [s for s in near if s.kind.value in ("level", "change") and s.value > 0 and s.unit != "%"]
    for level in levels:
        same = [s for s in others.figures if s.unit == level.unit and s is not level and s is not stated]
        for other in sorted(same, key=lambda s: abs(s.span.start - stated.span.start)):
            where = sheet.where(stated, other) if others is sheet else "two reports"
            kind = _kind(stated, level, other)
            if kind and _linked(kind, where, sheet, others, stated, level, other):
                yield kind, where, (level, other)
                return


def _kind(stated: Statement, level: Statement, other: Statement) -> str:
    """Which relation two levels have with a stated figure, if any."""
    if other.value == level.value or other.value <= 0 or other.kind.value not in ("level", "change"):
        return ""
    if (
        stated.unit == "%"
        and stated.kind.value == "growth"
        and _same(stated, (level.value / other.value - 1) * 100)
    ):
        return "growth"
    if stated.unit == "%" and stated.kind.value == "share" and level.value < other.value:
        return "share" if _same(stated, level.value * 100 / other.value) else ""
    if stated.unit == level.unit and stated.kind.value == "change" and other.kind.value == "level":
        return "change" if abs(stated.value) == abs(level.value - other.value) else ""
    return ""


def _linked(
    kind: str, where: str, sheet: Sheet, others: Sheet, stated: Statement, level: Statement, other: Statement
) -> bool:
    """Whether more than chance joins the figures: a word within a sentence, names and digits beyond it."""
    if where == "sentence":
        spans = [s.span for s in (stated, level, other)]
        between_all = Span(min(s.start for s in spans), max(s.end for s in spans))
        return re.search(WORDS[kind], between_all.of(sheet.document.text)) is not None
    named = others.pairs(other) & (sheet.pairs(stated) if kind == "share" else sheet.pairs(level))
    fine = min(digits(level.value), digits(other.value)) >= 3 and digits(stated.value) >= 2
    return fine and len(named) >= (1 if kind == "share" else 2)


def _of_parts(sheet: Sheet, stated: Statement) -> Iterator[_Found]:
    """A row of levels in one sentence that add up to the stated one, which stands in it or near by."""
    if stated.kind.value != "level":
        return
    for row in _rows(sheet, stated):
        for size in range(min(PARTS, len(row)), 1, -1):
            for start in range(len(row) - size + 1):
                parts = row[start : start + size]
                if sum(p.value for p in parts) == stated.value and all(p.value > 0 for p in parts):
                    where = sheet.where(stated, parts[0])
                    span = Span(
                        min(stated.span.start, parts[0].span.start), max(stated.span.end, parts[-1].span.end)
                    )
                    if where == "report" or LINKED.search(span.of(sheet.document.text)):
                        yield "sum", where, tuple(parts)
                        return


def _rows(sheet: Sheet, stated: Statement) -> Iterator[list[Statement]]:
    """Levels of the stated one's unit, sentence by sentence, of its paragraph, or beyond with its name."""
    for sentence in sheet.sentences:
        row = [s for s in sentence if s.unit == stated.unit and s.kind.value == "level" and s is not stated]
        if len(row) < 2:
            continue
        near = abs(sheet.block(row[0]) - sheet.block(stated)) == 0
        named = sheet.pairs(stated) & frozenset().union(*(sheet.pairs(s) for s in row))
        if near or (digits(stated.value) >= 3 and len(named) >= 2 and all(digits(s.value) >= 3 for s in row)):
            yield row


def _repeated(before: Sheet, after: Sheet) -> Iterator[Relation]:
    """The same figure of three digits and more, with four characters of its very words before or after it."""
    known: dict[tuple[str, Decimal], list[Statement]] = defaultdict(list)
    for s in before.figures:
        if digits(s.value) >= 3:
            known[s.unit, s.value].append(s)
    for s in after.figures:
        for other in known.get((s.unit, s.value), ()):
            later = other.period == s.period if before is not after else other.span.start < s.span.start
            where = "two reports" if before is not after else after.where(s, other)
            if later and where in ("two reports", "report") and _same_words(before, other, after, s):
                yield relation("again", where, (after.document, s), (before.document, other))
                break


def _same_words(before: Sheet, other: Statement, after: Sheet, s: Statement) -> bool:
    a, b = _around(before.document, other), _around(after.document, s)
    return any(x[at : at + 4] in y for x, y in zip(a, b, strict=True) for at in range(len(x) - 3))


def _around(document: Document, s: Statement) -> tuple[str, str]:
    text = document.text
    sides = (
        text[max(0, s.span.start - CONTEXT * 2) : s.span.start],
        text[s.span.end : s.span.end + CONTEXT * 2],
    )
    han = [re.sub("[^\u4e00-\u9fff]|增长|比上年|达到|今年|去年|全国", "", side) for side in sides]
    return han[0][-CONTEXT:], han[1][:CONTEXT]


def averages(sheet: Sheet) -> Iterator[Relation]:
    """A total or two levels of named years and the yearly average said in the same sentence."""
    for sentence in sheet.sentences:
        for at, stated in enumerate(sentence):
            start = sentence[at - 1].span.end if at else stated.sentence_span.start
            if not re.search(WORDS["average"], sheet.document.text[start : stated.span.start]):
                continue
            for operands in _averaged(stated, sentence[max(0, at - 4) : at]):
                yield relation("average", "sentence", *((sheet.document, s) for s in (stated, *operands)))
                break


def _averaged(stated: Statement, before: Sequence[Statement]) -> Iterator[tuple[Statement, ...]]:
    levels = [s for s in before if s.kind.value in ("level", "change") and s.value > 0]
    for total in levels:
        if total.unit == stated.unit and any(_same(stated, total.value / n) for n in range(2, 31)):
            yield (total,)
    for i, one in enumerate(levels):
        for other in levels[i + 1 :]:
            years = _year(other) - _year(one)
            if one.unit != other.unit or not 1 < years < 40 or one.value == other.value:
                continue
            change, ratio = (other.value - one.value) / years, (other.value / one.value).ln() / years
            if stated.unit == one.unit and _same(stated, change):
                yield one, other
            if (
                stated.unit == "%"
                and stated.kind.value == "growth"
                and _same(stated, (ratio.exp() - 1) * 100)
            ):
                yield one, other


def _year(s: Statement) -> int:
    return int(s.period) if s.period.isdigit() else 0


def announced(document: Document) -> Iterator[Relation]:
    """抓好三个方面：一是…二是…三是: the marks of one style counted until one is missing."""
    for match in ANNOUNCED.finditer(document.text):
        wanted = NUMERALS.index(match[1])
        marks = [m for m in _marks(document.text, match.end()) if m == wanted]
        if marks:
            yield Relation("announced", ((document.name, Span(*match.span(1))),), "list")


def _marks(text: str, start: int) -> Iterator[int]:
    """How far a list goes in each style of marks."""
    for mark in ("{}是", "（{}）", "第{}，", "第{}、", "\n　　{}、", "{}要"):
        at, found = start, 0
        while found < 10 and (here := text.find(mark.format(NUMERALS[found + 1]), at, at + 1500)) >= 0:
            at, found = here + 1, found + 1
        yield found


def rows_of_names(document: Document) -> Iterator[Relation]:
    """甲、乙、丙三省: as many names between 、 as the number says, none longer than six characters."""
    for match in ROW.finditer(document.text):
        if len(re.split("[、和及]", match[1])) == "零一二三四五六七八九".replace("二", "二").find(
            match[2].replace("两", "二")
        ):
            yield Relation("names", ((document.name, Span(*match.span(2))),), "list")


def spans_of_years(document: Document) -> Iterator[Relation]:
    """1953年到1957年的五年间: both ends counted, or not."""
    for match in YEARS.finditer(document.text):
        said = int(match[3]) if match[3].isdigit() else _numeral(match[3])
        if said - 1 <= int(match[2]) - int(match[1]) <= said:
            yield Relation("years", ((document.name, Span(*match.span(3))),), "list")


def _numeral(text: str) -> int:
    """二十八: 28."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return NUMERALS.index(text)
    return (NUMERALS.index(tens) if tens else 1) * 10 + (NUMERALS.index(ones) if ones else 0)


def dates(document: Document) -> Iterator[Relation]:
    """10月25日: a month and a day."""
    for match in DATE.finditer(document.text):
        yield Relation("date", ((document.name, Span(*match.span(2))),), "list")


def _same(stated: Statement, value: Decimal) -> bool:
    exponent = stated.value.as_tuple().exponent
    return abs(stated.value) == abs(value).quantize(Decimal(1).scaleb(int(exponent)))
