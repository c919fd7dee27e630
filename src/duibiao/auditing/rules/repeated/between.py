"""One number in two reports between the same words: 和平共处五项原则, 安理会598号决议, 基本普及九年义务教育;
and any number of a report that an article quotes.

What a report makes, wins or measures has another number the year after, so the words must be closer than
within one report; what goes by its number in writing keeps it. ``python -m benchmarks told_again`` prints
how many pairs agree: counts in writing that share telling characters on both sides, one year apart, 636
and 3 not; of reports of several governments, five on both sides, 3023, and none does not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.rules.repeated.evidence import evidence, never
from duibiao.auditing.rules.repeated.framed import Near, again, against, close_counts, national, near_on
from duibiao.auditing.rules.repeated.numbers import Pair, Told, in_common, numbers, pair_of
from duibiao.auditing.rules.repeated.telling import telling
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_COUNTS_ON = re.compile(_V["counts_on"].regex())
_NO_SET = re.compile(_V["no_set"].regex())
_OF_THE_YEAR = re.compile(_V["of_the_year"].regex())
_HERE = tuple(re.compile(_V[name].regex()) for name in ("told_above", "told_below"))
_ROW = re.compile("^([^、，。；：]{2,8})、([^、，。；：]{2,10})(?:[、，。；：]|$)")
TERM = 5
"""Reports of one government so many years apart speak of one set by one number."""
BESIDE, AFTER = 2, 3
"""Characters before two numbers, and after them, by which numbers are looked up."""
NEAREST = 30
"""Numbers before one that are looked at for each row of characters beside it."""
ANYWHERE, LONG, EACH, CODE = 5, 6, 2, 3
"""Telling characters that two numbers share on both sides: counts of any two reports; times and years to come
of one government; of those on each side; after two codes alone."""
LIKELY, LIKELY_TIME = 1.5, 0
"""Weight of the words (``evidence``) around two counts, and two times, of consecutive reports: beyond it 184
pairs of the corpus and outside reports agree, and of sets told by more than 方面 or 工作, one does not."""
NAMED = 4
"""Characters before two sets of what each report has a set of (绿美广东生态建设六大行动)."""
KNOWN = 5
"""Characters after two numbers that are of one set which every report knows by its number."""
QUOTED, QUOTED_SHARE = 16, 20
"""Characters, any, on both sides in an article and the report that it quotes; of shares."""
POINTS = 8
"""Characters before a number that say that it counts what the report itself tells."""


def framed_between(pages: Sequence[Page]) -> Iterator[Remark]:
    """Numbers as another report tells them; accused where all such are another number, and its own page
    tells it nowhere else.
    """
    over = Near(list)
    for pair in pairs_between(pages):
        if _close(pair):
            over[pair.one].append(pair.other)
            over[pair.other].append(pair.one)
    near = Near(list)
    for told in list(over):
        near[told] = [*near_on(told.page)[0][told], *over[told]]
    for one in sorted(over, key=lambda told: told.place):
        same = [o for o in over[one] if o.value == one.value and o.place < one.place]
        alone = not near_on(one.page)[0][one]
        if same and alone and same[-1].page.place == one.page.place:
            yield again(same[-1], one)
        elif not same and alone and (other := against(one, near)) is not None:
            yield from _wrong(one, other)


def _wrong(one: Told, other: Told) -> Iterator[Remark]:
    """The remark on a number that should be another; where it is that of a set known by it, the other is
    wrong, if more than the set's noun is the same (三个意识教育 is a set of its own).
    """
    if not national(one):
        yield again(other, one)
    elif not national(other) and (
        one.left[:BESIDE] == other.left[:BESIDE] or one.right[:KNOWN] == other.right[:KNOWN]
    ):
        yield again(one, other)


def pairs_between(pages: Sequence[Page]) -> Iterator[Pair]:
    """Numbers of one sort on two pages with characters in common beside both, those of one place first."""
    known: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for page in sorted(pages, key=lambda p: (p.place.adcode if p.place is not None else "", p.year or 0)):
        own = [one for one in numbers(page) if one.sort in _CLOSE and one.value != 0]
        keys = [((o.sort, o.left[:BESIDE], o.right[:1]), (o.sort, o.right[:AFTER])) for o in own]
        for one, of_one in zip(own, keys, strict=True):
            beside, after = (known[key][-NEAREST:] for key in of_one)
            here = [other for other in after if _may_share(other.page, page)]
            for other in dict.fromkeys([*beside, *here]):
                yield pair_of(other, one)
        for one, of_one in zip(own, keys, strict=True):
            for key in of_one:
                known[key].append(one)


def _may_share(one: Page, other: Page) -> bool:
    """Whether words after two numbers may be enough: of one place, or in an article."""
    return one.place == other.place or one.place is None or other.place is None


def _close(pair: Pair) -> bool:
    """Whether the words around two numbers of two reports are so alike that both are of one thing."""
    return _CLOSE[pair.one.sort](pair) or _quoted(pair)


def _quoted(pair: Pair) -> bool:
    """Whether one is an article's, or another copy's of one report, that gives the other word for word."""
    a, b = pair.one.page, pair.other.page
    copies = a.year == b.year and a.place == b.place
    if not (copies or any(p.place is None or p.year is None for p in (a, b))):
        return False
    same = [
        in_common(a, b) for a, b in ((pair.one.left, pair.other.left), (pair.one.right, pair.other.right))
    ]
    return sum(same) >= (QUOTED_SHARE if pair.one.sort == "share" else QUOTED)


def _never(pair: Pair) -> bool:
    """Figures of two reports: what is measured each year, or planned, is told in the same words."""
    return False


def _counts(pair: Pair) -> bool:
    """Counts in writing; those of one place by fewer words."""
    one, other = pair.one, pair.other
    if one.digits or other.digits or _of_report(one) or _of_report(other):
        return False
    if pair.before < NAMED and _OF_THE_YEAR.match(one.right):
        return False
    both = pair.before + pair.after
    if pair.before and pair.after >= EACH and both >= ANYWHERE and _near(pair):
        return True
    return _of_one_place(pair) and (close_counts(pair, both) or _likely(pair, LIKELY))


def _likely(pair: Pair, least: float) -> bool:
    """Whether rare words on both sides, in any order, say that two numbers of consecutive reports are one."""
    one, other = pair.one, pair.other
    next_to = abs((one.page.year or 0) - (other.page.year or 0)) <= 1
    if not next_to or in_common(one.right, other.right) < EACH or _NO_SET.match(one.right):
        return False
    a, b = telling(one), telling(other)
    return not never(a, b) and evidence(a, b).words >= least


def _codes(pair: Pair) -> bool:
    return _of_one_place(pair) and pair.after >= CODE


def _times(pair: Pair) -> bool:
    """Times that do not grow from report to report, nor are measured (全年日照2100小时)."""
    one, enough = pair.one, min(pair.before, pair.after) > 0 and pair.before + pair.after >= LONG
    kept = one.right[0] == "年" or not (one.digits or pair.other.digits)
    kept = kept and _COUNTS_ON.match(one.right) is None and _of_one_place(pair)
    return kept and (enough or _likely(pair, LIKELY_TIME))


def _years(pair: Pair) -> bool:
    """Years to come."""
    least = min(pair.one.value, pair.other.value)
    to_come = all(o.page.year is not None and least > o.page.year for o in (pair.one, pair.other))
    enough = min(pair.before, pair.after) >= EACH and pair.before + pair.after >= LONG
    return to_come and enough and _of_one_place(pair)


_CLOSE = {"few": _counts, "code": _codes, "time": _times, "year": _years, "figure": _never, "share": _never}


def _of_one_place(pair: Pair) -> bool:
    a, b = pair.one.page, pair.other.page
    return a.place is not None and a.place == b.place and _near(pair)


def _near(pair: Pair) -> bool:
    return abs((pair.one.page.year or 0) - (pair.other.page.year or 0)) <= TERM


def _of_report(one: Told) -> bool:
    """Whether a number counts what its report tells: 这三个方面, 以下十个方面, 三者; names just before it
    (和平友好、长期稳定两项原则).
    """
    row, before = _ROW.match(one.left), one.left[:POINTS][::-1]
    of_row = row is not None and abs(len(row[1]) - len(row[2])) <= 1
    return of_row or one.right[0] == "者" or any(words.search(before) for words in _HERE)
