"""Places under a division that they do not lie in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.reading import Mention, MentionType
from duibiao.reading.mentions import find_mentions
from duibiao.text import Span

_UPPER = (Level.PROVINCE, Level.PREFECTURE)
_LOWER = (Level.PREFECTURE, Level.COUNTY)
_OFFICIAL = ("省", "自治区", "市", "自治州")
_ENDS = re.compile("|".join(_OFFICIAL))
_LONGEST = 15
"""Characters of the longest name of a division (积石山保安族东乡族撒拉族自治县)."""
_SIZES = (3, 2)
"""Characters of a place's short name that stands behind that of another."""
_COMMON = re.compile(f"{vocabulary(__package__)['no_town'].regex()}$")
SINCE = 1980
"""The tables of divisions begin here; what lay where before is not known well enough to accuse."""


def wrong_parent(page: Page) -> Iterator[Remark]:
    """湖北省张家界: 张家界 lies in 湖南省."""
    if page.year is None or page.year < SINCE or not _one_on_another(page):
        return
    found = find_mentions(page.document, home=page.place, year=page.year, gazetteer=page.gazetteer)
    named = [m for m in found if m.type is MentionType.PLACE and not m.nested and m.adcode]
    for outer, inner in pairwise(named):
        if outer.span.end == inner.span.start and outer.text.endswith(_OFFICIAL):
            yield from _under(page, outer, inner)


def _one_on_another(page: Page) -> bool:
    """Whether one division's name stands right behind another's: finding all names takes long."""
    text, uppers = page.document.text, _upper_names(page.gazetteer)
    return any(
        page.gazetteer.find(text[end : end + size], towns=False)
        for end in (found.end() for found in _ENDS.finditer(text))
        if any(text[end - size : end] in uppers for size in range(2, _LONGEST + 1))
        for size in range(2, _LONGEST + 1)
    )


@cache
def _upper_names(gazetteer: Gazetteer) -> frozenset[str]:
    """The official names of provinces and prefectures, former ones too."""
    return frozenset(p.name for p in gazetteer.all(*_UPPER) if p.name.endswith(_OFFICIAL))


def _under(page: Page, outer: Mention, inner: Mention) -> Iterator[Remark]:
    upper, lower = page.gazetteer.get(outer.adcode), page.gazetteer.get(inner.adcode)
    if upper is None or lower is None or upper.level not in _UPPER or lower.level not in _LOWER:
        return
    if upper.level is lower.level:
        return
    same_name = [p for p in page.gazetteer.find(inner.text, towns=False) if p.level in _LOWER]
    right = any(page.gazetteer.holds(upper, p) for p in (lower, *same_name))
    lies = page.gazetteer.full_name(lower)
    note = message("parent_right" if right else "parent_wrong", place=inner.text, lies=lies, said=outer.text)
    marks = [(outer.span, "parent"), (inner.span, STATED)]
    yield Remark(page, marks, Verdict.of(right), outer.text + inner.text, _short(lies, lower), lies, note)


def _short(full: str, place: Place) -> str:
    return full or place.name


def other_parent(page: Page) -> Iterator[Remark]:
    """甘孜州九寨沟 in one passage, 阿坝州九寨沟 in another: the place lies in one of them; towns, too."""
    if page.place is None or page.year is None or page.year < SINCE:
        return
    uppers = _below(page.gazetteer, page.place)
    told: dict[str, list[tuple[Place, Span, Span]]] = defaultdict(list)
    text = page.document.text
    for match in _any_of(page.gazetteer, page.place).finditer(text) if uppers else ():
        for size in _SIZES:
            inner = Span(match.end(), match.end() + size)
            told[inner.of(text)].append((uppers[match.group()], Span(*match.span()), inner))
    for name, found in told.items():
        if len({outer.adcode for outer, _, _ in found}) > 1 and (lies := _lies(page, page.place, name)):
            right = [one for one in found if page.gazetteer.holds(one[0], lies)]
            yield from (_unlike(page, one, right[-1], lies) for one in found if right and one not in right)


@lru_cache(maxsize=4)
def _below(gazetteer: Gazetteer, place: Place) -> Mapping[str, Place]:
    """The names of the prefectures and counties below a place."""
    below = [p for p in gazetteer.children(place) if p.level in _LOWER]
    below += [p for prefecture in below for p in gazetteer.children(prefecture) if p.level in _LOWER]
    return {name: p for p in reversed(below) for name in (p.name, *p.aliases) if len(name) > 1}


@lru_cache(maxsize=4)
def _any_of(gazetteer: Gazetteer, place: Place) -> re.Pattern[str]:
    return re.compile("|".join(sorted(_below(gazetteer, place), key=len, reverse=True)))


def _lies(page: Page, own: Place, name: str) -> Place | None:
    """The only county, or town, of a name that lies in the report's place; no town that is called like a
    lake or a street.
    """
    counties = page.gazetteer.find(name, towns=False)
    towns = () if _COMMON.search(name) else (*page.gazetteer.towns_short(name), *page.gazetteer.towns(name))
    found = [p for p in counties or towns if page.gazetteer.holds(own, p) and p.adcode != own.adcode]
    return found[0] if len(found) == 1 and found[0].level not in (Level.PREFECTURE, Level.PROVINCE) else None


def _unlike(
    page: Page, one: tuple[Place, Span, Span], other: tuple[Place, Span, Span], lies: Place
) -> Remark:
    text, inner, full = page.document.text, one[2], page.gazetteer.full_name(lies)
    said, place = one[1].of(text), inner.of(text)
    note = message("parent_wrong", place=place, lies=full, said=said)
    marks = [(other[1], "other"), (one[1], STATED), (inner, "other")]
    return Remark(page, marks, Verdict.INCONSISTENT, said + place, _short(full, lies), full, note)
