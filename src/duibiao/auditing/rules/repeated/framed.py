"""One number told again between the same words: 和平共处五项原则, 安理会598号决议, 和2035年远景目标纲要.

Any number counts, also such as are no figures: in names, years, codes. How close the words must be
was chosen by ``python -m benchmarks told_again``: of small counts of the corpus that share a
telling character on both sides 766 pairs agree and 1 does not; of those that share none before, 774
with three or more after agree and 2 do not, with two after 414 and 71. Numbers of what is made or
won, and of places, tell nothing (``framed.toml``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.misprints import one_digit_off
from duibiao.auditing.figures.page import Figure, Page, years_of
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.rules.repeated.numbers import Pair, Told, in_common, numbers, pairs
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message

_NATIONAL = re.compile(vocabulary(__package__)["national"].regex())
FEW, ALONE, ALONE_BARE, QUOTED, LONG, FIGURE, CODE = 2, 4, 3, 2, 7, 4, 3
"""Telling characters that two numbers share: small counts on both sides; after them alone; after them alone,
where no word before says of which; in quotes; times and years; figures; codes."""
SENTENCE = 9
"""So many after two years to come, with none before: plans for two years share fewer (到2035年建成强省)."""
LEFT, NOUN = 4, 2
"""So many before them, and the same noun, of which there are many sets (绿美广东建设“六大行动”)."""
ROW = 2
"""So many more in one paragraph, where things are told in rows, in like words."""
VOTES = 3
"""Of names that come so often with one number, another number is wrong: none of 250 such has two."""


def framed(page: Page) -> Iterator[Remark]:
    """Numbers as another passage tells them, between words so close that they are of one thing; accused where
    all such are another number, which is told so elsewhere or comes first.
    """
    near, often = near_on(page)
    for one in numbers(page):
        same = [o for o in near[one] if o.value == one.value]
        before = [o for o in same if o.span < one.span]
        if before:
            yield again(before[-1], one)
        if not same and not national(one) and (other := against(one, near) or _outvoted(one, often)):
            yield again(other, one)


class Near(defaultdict[Told, list[Told]]):
    """Numbers close to a number."""


def near_on(page: Page) -> tuple[Near, Near]:
    """Numbers of one page close to each other, and small counts with the same characters next to them."""
    if "near" not in page.kept:
        near, often = Near(list), Near(list)
        for pair in pairs(numbers(page)):
            close = _close(pair, page.year)
            for a, b in ((pair.one, pair.other), (pair.other, pair.one)):
                if close:
                    near[a].append(b)
                if pair.beside and a.sort == "few":
                    often[a].append(b)
        page.kept["near"] = near, often
    found: tuple[Near, Near] = page.kept["near"]
    return found


def against(one: Told, near: Mapping[Told, Sequence[Told]]) -> Told | None:
    """The number that one should be: all close to it are that, no third one is close to that."""
    others = near[one]
    if len({o.value for o in others}) != 1 or others[0].value == one.value:
        return None
    last = others[-1]
    if not (last.place < one.place or any(o.value == last.value for o in near[last])):
        return None
    third = {o.value for o in near[last]} - {one.value, last.value}
    return None if third or not _may_slip(one, last) else last


def national(one: Told) -> bool:
    """Whether a number is that of a set that every report knows by it."""
    return _NATIONAL.match(one.page.document.text, one.span.start) is not None


def _outvoted(one: Told, often: Mapping[Told, Sequence[Told]]) -> Told | None:
    others = often[one]
    alike = len({o.value for o in others}) == 1 and len(others) >= VOTES
    return others[-1] if alike and others[-1].value != one.value else None


def _may_slip(one: Told, other: Told) -> bool:
    """Small counts and times may be mistaken for any other; numbers of more digits by a slip of the pen."""
    return one.sort in ("few", "time") or one_digit_off(one.value, other.value)


def _close(pair: Pair, year: int | None) -> bool:
    """Whether the words around two numbers are so alike that both are of one thing."""
    one, other = pair.one, pair.other
    both = pair.before + pair.after - (ROW if pair.before and one.block == other.block else 0)
    if one.sort == "few":
        return close_counts(pair, both)
    if one.sort == "code":
        return pair.after >= CODE or (bool(one.quoted) and one.quoted == other.quoted)
    if one.sort == "time":
        return pair.after > 0 and both > LONG
    if one.sort == "year":
        to_come = year is not None and max(one.value, other.value) > year
        return to_come and both >= LONG and (pair.before >= FEW or both >= SENTENCE)
    if one.sort == "share":
        alike = pair.before > LONG and pair.bare and _told_alike(one, other)
        return alike or (pair.before >= FEW and pair.after >= ALONE_BARE)
    return both >= FIGURE and pair.bare and _told_alike(one, other)


def close_counts(pair: Pair, both: int) -> bool:
    """Whether two small counts are of one thing; they share so many telling characters on ``both`` sides."""
    one, other = pair.one, pair.other
    if pair.before:
        own = pair.before > 1 or pair.bare
        return (own and pair.after > 0 and both >= FEW) or (
            pair.before >= LEFT and pair.noun >= NOUN and pair.bare
        )
    if one.digits or other.digits:
        return both >= ALONE and pair.bare
    if one.figure is not None and other.figure is not None and one.figure.unit != other.figure.unit:
        return False
    if one.quoted and one.quoted == other.quoted:
        further = in_common(one.right, other.right) - len(one.quoted)
        return pair.after >= QUOTED or (further >= QUOTED and national(one) != national(other))
    return both >= ALONE_BARE and pair.bare and not (one.made() or other.made())


def _told_alike(one: Told, other: Told) -> bool:
    """Whether two figures are of one unit, time and standing, and as exact."""
    if one.figure is None or other.figure is None:
        return False
    a, b = (f.statement for f in (one.figure, other.figure))
    if in_other_rows(one.figure, other.figure):
        return False
    at_once = a.period == b.period or (years_of(a.period) or 0) == years_of(b.period)
    return at_once and (a.unit, a.status, a.bound) == (b.unit, b.status, b.bound)


def in_other_rows(one: Figure, other: Figure) -> bool:
    """Whether what is told beside both differs before and after: 在建246个，竣工42个，投资197亿元 of one
    programme, 在建125个，竣工22个，投资76亿元 of another.
    """
    sides = [
        (a, b) for a, b in zip(_beside(one), _beside(other), strict=True) if a and b and a.unit == b.unit
    ]
    return len(sides) == 2 and all(a.amount.value != b.amount.value for a, b in sides)


def _beside(figure: Figure) -> tuple[Figure | None, Figure | None]:
    """The figures before and after one in its sentence."""
    page = figure.page
    if "beside" not in page.kept:
        page.kept["beside"] = {
            f: (before, after)
            for s in page.sentences
            for before, f, after in zip([None, *s.figures], s.figures, [*s.figures[1:], None], strict=False)
        }
    found: tuple[Figure | None, Figure | None] = page.kept["beside"][figure]
    return found


def again(other: Told, stated: Told) -> Remark:
    """The remark on a number and another mention of it, before it or after it, on its page or another."""
    right = stated.value == other.value
    printed, earlier = ("".join(t.printed.of(t.page.document.text).split()) for t in (stated, other))
    formula = f"{printed} {'=' if right else '≠'} {earlier}"
    note = message("again_right" if right else "again_wrong", formula=formula)
    here = other.page is stated.page
    marks = [(other.printed, "other")] if here else []
    return Remark(
        stated.page, sorted([*marks, (stated.printed, STATED)]),
        Verdict.CONSISTENT if right else Verdict.INCONSISTENT, printed, earlier, formula, note,
        apart=[] if here else [(other.page, other.printed, "other")],
    )  # fmt: skip
