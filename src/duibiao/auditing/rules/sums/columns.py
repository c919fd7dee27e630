"""Parts and totals whose list is known to be whole by another column, a kind, a scope, marks, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from duibiao.auditing.claims import Claim
from duibiao.auditing.figures.amounts import total
from duibiao.auditing.figures.misprints import digits_of, one_digit_makes
from duibiao.auditing.figures.names import akin, name_of, plain
from duibiao.auditing.figures.page import Figure, Page, Sentence, sentences_together
from duibiao.auditing.figures.strands import bases, strands
from duibiao.auditing.rules.sums.wholes import divides
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound
from duibiao.reading.quantities.numerals import value_of

_V = vocabulary(__package__)
_AMONG, _TOTALS = (re.compile(_V[name].regex()) for name in ("among", "totals"))
_COUNTED = re.compile(_V["exact_units"].regex())
_IN_WHOLE = re.compile(r"^[\s\u3000]*(?:在)?(?:这些|这|新?增加的)?(?P<whole>[^，。；]{2,20})[中内里]，")
_CLOSED = re.compile(_V["below"].regex() + "[^，。；：]*$")
_BESIDES = re.compile(f"{_V['and_more'].regex()}|{_V['rest'].regex()}")
_NEXT_ITEM = re.compile("；|（[一二三四五六七八九十]{1,2}）")
_MARK = re.compile("[一二三四五六七八九十]{1,2}是")
_ABOVE = re.compile(f"以上(?:{_V['sum_certain'].regex()}|共)$")
MARKED_MOST, REACH = 24, 800
"""Figures and code points before a total among which its marked parts are looked for."""
PARTS_MOST = 12
"""More parts than this are no list of a sentence."""
STRANDS_MOST = 4
"""Strands after a total's among which those of its parts are looked for."""
NEAR = 3
"""Sentences before a total among which its columns are looked for."""
KINDS_LEAST = 4
"""So many kinds of things that are counted make a list; two or three may be any."""
PARTS_LEAST = 3
"""A column of so many parts that gives its total shows that the list is whole; two may by chance."""
_OPEN_ASIDE = re.compile(_V["aside_not_parts"].regex())
ASIDE_MOST = 12
"""More figures between brackets are no parts of the one before them."""
_ITEM = re.compile("（([一二三四五六七八九十]{1,3})）")
ITEMS_LEAST = 3
"""So many numbered items make a list whose sum is no chance."""
FIRST_WITHIN = 60
"""Code points from an item's mark to its own level."""
DIGITS = 4
"""A total of so many digits shows by its sum alone that the items are its parts."""


def totals_of_columns(page: Page) -> Iterator[Claim]:
    """A县B亩，C县D亩，E县F亩。总计G县，H亩: where one column gives its total, the list is whole, and
    the other column must give its own.
    """
    for group in sentences_together(page):
        for at, sentence in enumerate(group[1:], 1):
            opens = "".join(page.document.text[sentence.span.start : sentence.figures[0].span.start].split())
            if _TOTALS.match(opens) is not None:
                for rows in group[max(0, at - NEAR) : at]:
                    yield from _agreeing(list(_columns(rows, sentence)))


def _columns(rows: Sentence, totals: Sentence) -> Iterator[Claim]:
    """A claim for each unit that the rows before print as often as the first, with the totals' own figure."""
    seen: set[str] = set()
    for whole in totals.figures:
        parts = [f for f in rows.figures if f.unit == whole.unit and f.kind == whole.kind == "level"]
        parts = [p for p in parts if p.amount.value < whole.amount.value and p.statement.bound is Bound.EXACT]
        if whole.unit not in seen and len(parts) >= PARTS_LEAST:
            seen.add(whole.unit)
            yield _claim(whole, parts)


def two_levels_of_parts(page: Page) -> Iterator[Claim]:
    """T由a增加到b，其中A由c增加到d，B由e增加到f: where the parts make one level, they make the other; so do
    those of a known division.
    """
    woven = strands(page)
    for at, whole in enumerate(woven):
        after = [s for s in woven[at + 1 : at + 1 + STRANDS_MOST] if s.opened == whole.opened]
        pairs = [(s.base, s.end) for s in after]
        if whole.base is None or whole.end is None:
            continue
        both = list(takewhile(lambda pair: None not in pair, pairs))
        heads = [min((f for f in pair if f), key=lambda f: f.span) for pair in both]
        if not heads or _AMONG.search(heads[0].lead) is None:
            continue
        for count in range(len(both), 1, -1):
            columns = zip((whole.base, whole.end), zip(*both[:count], strict=True), strict=True)
            claims = [claim for one, of in columns if (claim := _column(one, of)) is not None]
            if len(claims) == 2 and (any(c.holds for c in claims) or divides(heads[:count])):
                yield from claims
                break


def _column(whole: Figure, parts: Sequence[Figure | None]) -> Claim | None:
    same = [part for part in parts if part is not None and part.unit == whole.unit]
    return _claim(whole, same) if len(same) == len(parts) else None


def _agreeing(claims: Sequence[Claim]) -> Iterator[Claim]:
    """All claims where one of them holds."""
    if len(claims) > 1 and any(claim.holds for claim in claims):
        yield from claims


def nested_shares(page: Page) -> Iterator[Claim]:
    """A占a，其中已经B占b，现在C占c: b + c where they make a, or are known to be all of it."""
    for sentence in page.sentences:
        for at, whole in enumerate(sentence.figures[:-2]):
            after = sentence.figures[at + 1 :]
            if whole.kind != "share" or whole.unit != "%" or _AMONG.search(after[0].lead) is None:
                continue
            if _NEXT_ITEM.search(after[0].lead) is not None:
                continue
            rest = takewhile(lambda f: _NEXT_ITEM.search(f.lead) is None, after[1:PARTS_MOST])
            parts = [after[0], *takewhile(lambda f: f.kind == "share" and f.unit == "%", rest)]
            claim = _claim(whole, parts)
            if len(parts) > 1 and (claim.holds or divides(parts)):
                yield claim


def parts_in_scope(page: Page) -> Iterator[Claim]:
    """工业项目716个。在工业项目中，属于中央的567个，属于地方的149个: a known division, or what adds up."""
    measured_against = bases(page)
    for group in sentences_together(page):
        for at, sentence in enumerate(group[1:], 1):
            scope = _IN_WHOLE.match(page.document.text[sentence.span.start : sentence.figures[0].span.start])
            name = plain(scope["whole"]) if scope is not None else ""
            before = [f for s in group[:at] for f in s.figures if f not in measured_against]
            for whole in reversed(before if name else []):
                parts = _parts(sentence, whole, measured_against)
                if not _named(whole, name) or not parts:
                    continue
                more = _besides(page, group[at + 1 :], whole, measured_against)
                claims = [_claim(whole, row) for row in (parts, [*parts, *more]) if len(row) > 1]
                fitting = [c for c in claims if c.holds] or (claims[:1] if divides(parts) else [])
                if fitting:
                    yield fitting[0]
                    break


def _besides(page: Page, after: Sequence[Sentence], whole: Figure, but: set[Figure]) -> list[Figure]:
    """The first levels of the sentences after it, up to the one that tells the last part (此外，…共为T)."""
    firsts: list[Figure] = []
    for sentence in after[:NEAR]:
        firsts += _parts(sentence, whole, but)[:1]
        text = page.document.text[sentence.span.start : sentence.figures[0].span.start]
        if _BESIDES.match("".join(text.split())) is not None:
            return firsts
    return []


def _named(whole: Figure, name: str) -> bool:
    own = name_of(whole)
    return whole.kind in ("level", "change") and bool(own) and (akin(own, name) or own in name)


def _parts(sentence: Sentence, whole: Figure, but: set[Figure]) -> list[Figure]:
    """The levels of the sentence in the total's unit."""
    return [f for f in sentence.figures if f.kind == "level" and f.unit == whole.unit and f not in but][
        :PARTS_MOST
    ]


def kinds_counted(page: Page) -> Iterator[Claim]:
    """以下四十八个工程：三个铁矿，八个工厂，六座高炉…: things counted each with its own word."""
    for sentence in page.sentences:
        figures = sentence.figures
        for at, whole in enumerate(figures[:-KINDS_LEAST]):
            if not _counted(whole) or "：" not in whole.tail:
                continue
            parts = list(takewhile(lambda f: _counted(f) and len(f.lead) <= PARTS_MOST, figures[at + 2 :]))
            parts = [figures[at + 1], *parts] if _counted(figures[at + 1]) else []
            claim = _claim(whole, parts) if len(parts) >= KINDS_LEAST else None
            if claim is not None and (claim.holds or _closed(page, whole)):
                yield claim


def sum_of_marked(page: Page) -> Iterator[Claim]:
    """一是…，提出6项指标…。二是…，提出5项指标…。以上共计28项: the first of the unit after each mark."""
    for group in sentences_together(page):
        figures = [f for s in group for f in s.figures]
        for at, whole in enumerate(figures):
            recent = figures[max(0, at - MARKED_MOST) : at]
            before = [f for f in recent if f.unit == whole.unit and f.kind == "level"]
            if not _ABOVE.search(whole.lead) or not before:
                continue
            begin = max(group[0].span.start, whole.span.start - REACH)
            marks = [m.end() for m in _MARK.finditer(page.document.text, begin, whole.span.start)]
            ends = [*marks[1:], whole.span.start]
            inside = [[f for f in before if a <= f.span.start < b] for a, b in zip(marks, ends, strict=True)]
            if len(marks) >= PARTS_LEAST and all(inside):
                yield _claim(whole, [of[0] for of in inside])


def _counted(figure: Figure) -> bool:
    return figure.kind == "level" and _COUNTED.fullmatch(figure.unit) is not None


def _closed(page: Page, whole: Figure) -> bool:
    """Whether 以下 before a number says that the list is whole."""
    start = whole.statement.sentence_span.start
    return _CLOSED.search("".join(page.document.text[start : whole.span.start].split())) is not None


def _claim(whole: Figure, parts: Sequence[Figure]) -> Claim:
    return Claim(whole, [total([part.amount for part in parts])], [(part, "part") for part in parts])


def parts_aside(page: Page) -> Iterator[Claim]:
    """27项（省级6项、市级5项、县级16项）: the figures between brackets are the parts of the one before."""
    text = page.document.text
    for sentence in page.sentences:
        for at, whole in enumerate(sentence.figures[:-2]):
            first = sentence.figures[at + 1]
            if "（" not in first.lead or whole.kind != "level" or _OPEN_ASIDE.search(first.lead):
                continue
            opened = text.find("（", whole.span.end)
            end = text.find("）", opened)
            inside = [f for f in sentence.figures[at + 1 :] if f.span.end <= end]
            leads = "".join(f.lead for f in inside) + text[inside[-1].span.end : end] if inside else ""
            like = all(f.unit == whole.unit and f.kind == "level" for f in inside)
            if like and 1 < len(inside) <= ASIDE_MOST and not _OPEN_ASIDE.search(leads) and "等" not in leads:
                computed = total([f.amount for f in inside])
                yield Claim(whole, [computed], [(f, "part") for f in inside])


def sum_of_items(page: Page) -> Iterator[Claim]:
    """收入T如下：（一）…A…。（二）…B…。（三）…C…: the first levels of the items make a total printed before,
    or miss it by one digit.
    """
    levels = [f for s in page.sentences for f in s.figures if f.kind == "level"]
    for items in _numbered(page):
        firsts = [_first(levels, at) for at in items]
        parts = [f for f in firsts if f is not None]
        if len(parts) != len(items) or len({f.unit for f in parts}) != 1:
            continue
        made = total([f.amount for f in parts])
        wholes = [w for w in levels if w.unit == parts[0].unit and w.span.end <= items[0]]
        fine = [w for w in wholes if len(digits_of(w.statement.value)) >= DIGITS]
        same = [w for w in fine if w.statement.value == made.value]
        near = [w for w in fine if one_digit_makes(w.statement.value - made.value)] if not same else []
        for whole in (same or near)[-1:]:
            yield Claim(whole, [made], [(part, "part") for part in parts])


def _numbered(page: Page) -> Iterator[list[int]]:
    """Where the items of each list begin that is numbered （一）, （二）, …"""
    items: list[int] = []
    for match in _ITEM.finditer(page.document.text):
        number = value_of(match[1])
        if number == 1 or number != len(items) + 1:
            if len(items) >= ITEMS_LEAST:
                yield items
            items = []
        if number == len(items) + 1:
            items.append(match.end())
    if len(items) >= ITEMS_LEAST:
        yield items


def _first(levels: Sequence[Figure], at: int) -> Figure | None:
    return next((f for f in levels if at <= f.span.start <= at + FIRST_WITHIN), None)
