"""Places under a division that they do not lie in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.wording import message
from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.reading import Mention, MentionType
from duibiao.reading.mentions import find_mentions

_UPPER = (Level.PROVINCE, Level.PREFECTURE)
_LOWER = (Level.PREFECTURE, Level.COUNTY)
_OFFICIAL = ("省", "自治区", "市", "自治州")
_ENDS = re.compile("|".join(_OFFICIAL))
_LONGEST = 15
"""Characters of the longest name of a division (积石山保安族东乡族撒拉族自治县)."""
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
