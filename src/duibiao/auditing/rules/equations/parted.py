"""A number of a paragraph and those that it falls into, told by where they stand.

共引进312个。前四年251个，去年61个; 全长578公里。西段345公里达标。剩下东段233公里; 四片合计T. The text need
not say that the parts are all of it: a short row of one unit right after its whole mostly is. A row that does
not add up is accused where one slip of the pen explains it and none of its numbers adds up with others.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from duibiao.auditing.claims import Claim
from duibiao.auditing.figures.amounts import unit_step
from duibiao.auditing.figures.misprints import digits_of
from duibiao.auditing.figures.page import Figure, Page, Sentence, sentences_together
from duibiao.auditing.rules.equations.equation import Equation, adds_up, plain
from duibiao.auditing.rules.equations.sums import may_add, more_follows, rest_follows
from duibiao.auditing.rules.sums.wholes import divides
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_AMONG, _BEGUN, _STAGES, _ALL, _TOGETHER, _REST = (
    re.compile(_V[name].regex())
    for name in ("among_parts", "begun", "stages", "all_together", "altogether", "surely_rest")
)
_COUNTED = re.compile(_V["counted_and_summed"].patterns[0])
_STANDARD, _OTHERWISE, _ADDED = (
    re.compile(_V[n].regex()) for n in ("standard_of_one", "measured_otherwise", "joined")
)
_OF_NOUN = re.compile(_V["after_parts"].regex())
_SCOPE = re.compile(_V["scope_of_parts"].patterns[0])
_SIZES = re.compile(_V["sizes_after"].regex())
_TIMES = re.compile(_V["times"].regex())
_JOINED = ("、", "和", "与", "及")
_PUNCTUATION = re.compile("[，、；。：（）]")
_RELATIVE = frozenset(("%", "‰", "百分点", "倍", "位", "名"))
_COUNTERS = (frozenset("户家个"), frozenset("个项件"), frozenset("人名位"))
_MYRIADS = ("万", "亿")
MOST = 8
"""Parts of a whole that are told in a row."""
BACK = 4
"""Figures before a row among which its whole is looked for."""
CLAUSE, LEAD = 12, 26
"""Characters of the clause that names a part; of all that stands before its number."""
FAR = 40
"""Figures on either side of a number that are looked at."""
SENTENCES = 3
"""Sentences from a whole to the last of its parts."""
FINE = 3
"""Digits of numbers of which a list that need not be whole adds up by chance no more."""
ALIKE_LEAST, SAID = 3, 2
"""Sentences that begin alike; characters that they begin with."""


@dataclass(frozen=True, slots=True)
class _Split:
    """A whole and its parts; ``sure``: words say that these are all."""

    whole: Figure
    parts: Sequence[Figure]
    sure: bool

    @property
    def places(self) -> frozenset[tuple[str, Figure]]:
        """Its numbers, each as what it is: a part may be the whole of others."""
        return frozenset((("whole", self.whole), *(("part", part) for part in self.parts)))

    @property
    def equation(self) -> Equation:
        return adds_up(0, [plain(self.whole, "whole"), *(plain(part, "part") for part in self.parts)])


def parted(page: Page, seen: set[Span]) -> Iterator[tuple[str, Claim]]:
    """The form and what it says, for every whole with parts of which no rule has looked at one."""
    for group in sentences_together(page):
        made = [(form, split, split.equation) for form in FORMS for split in form(group)]
        held = {place for _, split, e in made if e.holds for place in split.places}
        for form, split, equation in made:
            new = any(f.span not in seen for f in equation.figures)
            slipped = not held & split.places and _accused(split, equation)
            if new and (equation.holds or slipped):
                yield form.__name__, equation.claim


def _accused(split: _Split, equation: Equation) -> bool:
    """Whether one slip of the pen explains a mismatch of numbers printed alike, or said to be all."""
    alike = len({unit_step(f.statement) for f in equation.figures}) == 1
    fine = split.sure or _digits(split.whole) >= FINE
    told = fine and (alike or split.sure) and not more_follows(split.parts[-1])
    return told and equation.misprinted is not None


def falls_into(group: Sequence[Sentence]) -> Iterator[_Split]:
    """共引进312个。前四年251个，去年61个: a row of parts, and the last number of its unit before it or the
    one that its first words name (学校中，…).
    """
    figures = [f for s in group for f in s.figures]
    where = {f: n for n, s in enumerate(group) for f in s.figures}
    place = {f: n for n, f in enumerate(figures)}
    for sentence in group:
        for at, first in enumerate(sentence.figures):
            row = _row(sentence.figures[at : at + FAR]) if may_add(first) else []
            if not 1 < len(row) <= MOST:
                continue
            start = place[first]
            told = figures[max(0, start - FAR) : start]
            before = [f for f in told if _alike(f, first) and where[first] - where[f] <= SENTENCES]
            named = _named(before, first)
            near = [f for f in before if start - place[f] <= BACK and may_add(f)][-1:]
            near = [w for w in near if where[first] - where[w] <= 1 and _SCOPE.match(first.lead) is None]
            for whole in near if named is None else [named]:
                sure = named is not None or _is_all(row, apart=where[first] != where[whole])
                fits = _may_hold(whole, row, sure=sure) and _names_parts(whole, row)
                fits = fits and not _in_row(whole, sentence)
                if fits or (named and may_add(whole) and _of_one_noun(row)):
                    yield from _longer(
                        _Split(whole, row, sure), figures[start + len(row) : start + len(row) + 1]
                    )


def _is_all(row: Sequence[Figure], *, apart: bool) -> bool:
    """Whether words say that a row is all of its whole, told in the sentence before it when ``apart``."""
    return divides(row) or (_REST.search(row[-1].lead) is not None if apart else rest_follows(row[-1]))


def _named(before: Sequence[Figure], first: Figure) -> Figure | None:
    """The number that the first words of a row are of: 营造林任务里，人工造林42万亩."""
    scope = _SCOPE.match(first.lead)
    if scope is None:
        return None
    return next((f for f in reversed(before) if scope["of"] in f.lead[-CLAUSE:] + f.tail[:CLAUSE]), None)


def _of_one_noun(row: Sequence[Figure]) -> bool:
    """Whether the numbers of a row, told in one clause after another, count one thing."""
    nouns = {_noun(f)[:1] for f in row if f.unit in ("个", "户", "家")}
    return len(nouns) < 2 and not any("；" in f.lead for f in row[1:])


def _in_row(whole: Figure, sentence: Sentence) -> bool:
    """Whether a number stands in a row with one before it itself, or is some of what was told."""
    own = sentence.figures
    at = bisect_left(own, whole.span, key=lambda f: f.span)
    inside = 0 < at < len(own) and own[at] is whole
    beside = inside and may_add(own[at - 1]) and whole in _row(own[at - 1 : at - 1 + FAR])
    return bool(beside) or whole.lead.endswith(_JOINED) or _AMONG.search(whole.lead) is not None


def _longer(split: _Split, after: Sequence[Figure]) -> Iterator[_Split]:
    """A row, or the row with what the next sentence goes on with, if that adds up."""
    more = [f for f in after[:1] if _alike(split.whole, f) and may_add(f)]
    longer = _Split(split.whole, [*split.parts, *more], split.sure)
    yield longer if more and longer.equation.holds else split


def _row(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one unit from the first on, with nothing but rates between them."""
    row = [figures[0]]
    for figure in figures[1:]:
        rate = figure.kind in ("growth", "share", "rank") or figure.unit in _RELATIVE
        if rate or figure.sorts or (figure.unit != row[0].unit and _SIZES.match(figure.tail)):
            continue
        other = not _alike(row[0], figure) or figure.kind != row[0].kind or not may_add(figure)
        if other or _AMONG.search(figure.lead) or _OTHERWISE.search(figure.lead):
            break
        row.append(figure)
        if len(row) > MOST:
            break
    return row


def _alike(whole: Figure, part: Figure) -> bool:
    """Whether two numbers are counted in one unit, or in words that stand for each other; 54.4万 in any."""
    bare = not part.unit and part.statement.text.endswith(_MYRIADS)
    counted = any(whole.unit in u and part.unit in u for u in _COUNTERS) if whole.unit else False
    return whole.kind in ("level", "change", "share") and (whole.unit == part.unit or counted or bare)


def _may_hold(whole: Figure, row: Sequence[Figure], *, sure: bool) -> bool:
    """Whether a number may be the whole of those after it: larger than each, no member of their row."""
    text = whole.page.document.text
    between = "".join(text[whole.span.end : row[0].span.start].split())
    counted_otherwise = whole.unit != row[0].unit and "。" in between
    added = any(_ADDED.search(f.lead) for f in row)
    if _STANDARD.search(whole.lead) or _nested(row) or counted_otherwise or added:
        return False
    among = _AMONG.search(row[0].lead) is not None
    after = re.search("[，。；：、（和与及]", between)
    told = among or after is None or after[0] not in _JOINED
    apart = "；" in between or (not among and any("；" in f.lead for f in row[1:]))
    larger = max(f.amount.value for f in row) < whole.amount.value and _digits(whole) > 1
    return told and not apart and may_add(whole) and (larger or (sure and whole.kind == row[0].kind))


def _nested(row: Sequence[Figure]) -> bool:
    """Whether a part's name is the end of another's: 出口632亿元，市场采购贸易出口175亿元."""
    names = [_PUNCTUATION.split(_AMONG.sub("", f.lead))[-1] for f in row]
    return any(
        len(one) >= SAID and other != one and other.endswith(one)
        for n, one in enumerate(names)
        for other in names[n + 1 :]
    )


def _names_parts(whole: Figure, row: Sequence[Figure]) -> bool:
    """Whether short names stand before the numbers of a row, none that says that a thing is done or new; and
    their noun, if any, is the whole's. A list after 其中 need not be whole: its numbers are fine.
    """
    if divides(row) or rest_follows(row[-1]):
        return all(len(figure.lead) <= LEAD for figure in row)
    if _AMONG.search(row[0].lead) and not _fine((whole, *row)):
        return False
    noun = _noun(whole)
    for figure in row:
        name = _PUNCTUATION.split(figure.lead)[-1]
        stage = _STAGES.search(name) is not None and not name.endswith("的")
        own = _noun(figure)
        of_noun = not own or own[:2] == noun[:2] or _OF_NOUN.match(own) is not None
        if len(name) > CLAUSE or len(figure.lead) > LEAD or _BEGUN.search(name) or stage or not of_noun:
            return False
    return True


def _fine(figures: Sequence[Figure]) -> bool:
    """Whether numbers are told to three places, and not round."""
    places = [len(digits_of(f.statement.value)) for f in figures]
    return min(_digits(f) for f in figures) >= FINE and min(places) > 1 and max(places) >= FINE


def _noun(figure: Figure) -> str:
    return _PUNCTUATION.split(figure.tail)[0]


def _digits(figure: Figure) -> int:
    return len(str(int(abs(figure.statement.value) / unit_step(figure.statement))))


def left_over(group: Sequence[Sentence]) -> Iterator[_Split]:
    """全长578公里。西段345公里达标。剩下东段233公里: what words say is the rest, and those before it."""
    for n, sentence in enumerate(group):
        for at, rest in enumerate(sentence.figures):
            if not rest_follows(rest) or not may_add(rest) or _TOGETHER.search(rest.lead):
                continue
            before = [f for s in group[max(0, n - SENTENCES) : n] for f in s.figures[-FAR:]]
            like = [
                f
                for f in (*before, *sentence.figures[max(0, at - FAR) : at])
                if _alike(rest, f) and may_add(f)
            ]
            row = _unfolded([f for f in like if f.kind == rest.kind][-MOST:])
            sure, own = _REST.search(rest.lead) is not None, [f for f in row if f in sentence.figures]
            near = [(row[k], [*row[k + 1 :], rest]) for k in range(len(row) - 1)]
            wide = [(whole, [*own, rest]) for whole in row[: -len(own) - 1] if own]
            tried = [_Split(whole, parts, sure) for whole, parts in (*wide, *near)]
            larger = [s for s in tried if _larger(s)]
            held = [s for s in larger if s.equation.holds]
            yield from held or larger[-1:] if near else ()


def _larger(split: _Split) -> bool:
    """Whether a number is larger than each of those after it, and not one of a list of things with them."""
    text = split.whole.page.document.text
    listed = "；" in text[split.whole.span.end : split.parts[0].span.start]
    return not listed and max(f.amount.value for f in split.parts) < split.whole.amount.value


def _unfolded(row: Sequence[Figure]) -> list[Figure]:
    """A row without numbers that the one before them falls into: 876个，841个（532个、318个…）."""
    kept = list(row)
    for at in range(len(kept) - 3, 0, -1):
        for end in range(len(kept), at + 2, -1):
            parts = kept[at + 1 : end]
            if _Split(kept[at], parts, False).equation.holds:
                del kept[at + 1 : end]
                break
    return kept


def in_all(group: Sequence[Sentence]) -> Iterator[_Split]:
    """2029年5.1亿元，2030年6.9亿元。两年合计12亿元: so many numbers, or all that were just told."""
    for n, sentence in enumerate(group):
        for at, whole in enumerate(sentence.figures):
            counted = _COUNTED.search(whole.lead)
            if not _adds(whole) or not (counted or _ALL.search(whole.lead)):
                continue
            own = [f for f in sentence.figures[max(0, at - FAR) : at] if _alike(whole, f)]
            before = [f for f in (group[n - 1].figures[-FAR:] if n else ()) if _alike(whole, f)]
            row = own if len(own) > 1 else [*before, *own]
            count = value_of(counted["n"]) if counted is not None else len(row)
            again = any(f.amount.value == whole.amount.value for f in row)
            if len(row) != count or not 1 < len(row) <= MOST or not all(map(_adds, row)) or again:
                continue
            if counted is None or _TIMES.search(counted["of"]) is None or _of_times(row):
                yield _Split(whole, row, True)


def _of_times(row: Sequence[Figure]) -> bool:
    """Whether a time is told with every number of a row, or with the first of those that go on with 、."""
    first, *others = (f.lead for f in row)
    return bool(_TIMES.search(first)) and all(_TIMES.search(x) or x in _JOINED for x in others)


def _adds(figure: Figure) -> bool:
    """Whether a number may be added to others in words: an amount, or a share of a whole."""
    return may_add(figure) or (figure.kind == "share" and figure.unit == "%")


def told_alike(group: Sequence[Sentence]) -> Iterator[_Split]:
    """筹措52亿元办实事。筹措7亿元…。筹措30亿元…。筹措15亿元…: sentences that begin as the whole is told."""
    firsts = [s.figures[0] for s in group]
    for n, first in enumerate(firsts[:-ALIKE_LEAST]):
        said = firsts[n + 1].lead
        whole = next((f for f in reversed(group[n].figures) if f.lead.endswith(said)), first)
        row = list(takewhile(partial(_begins, said, whole), firsts[n + 1 :]))
        if len(row) >= ALIKE_LEAST and len(said) >= SAID and whole.lead.endswith(said) and whole.lead != said:
            yield _Split(whole, row, True)


def _begins(said: str, whole: Figure, figure: Figure) -> bool:
    return figure.lead == said and _alike(whole, figure)


FORMS = (falls_into, left_over, in_all, told_alike)
