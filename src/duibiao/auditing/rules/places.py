"""Places under a division that they do not lie in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from duibiao.auditing.claims import Remark
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.page import Page
from duibiao.auditing.wording import message
from duibiao.gazetteer import Level, Place
from duibiao.reading import Mention, MentionType
from duibiao.reading.mentions import find_mentions

_UPPER = (Level.PROVINCE, Level.PREFECTURE)
_LOWER = (Level.PREFECTURE, Level.COUNTY)
_OFFICIAL = ("省", "自治区", "市", "自治州")
SINCE = 1980
"""The tables of divisions begin here; what lay where before is not known well enough to accuse."""


def wrong_parent(page: Page) -> Iterator[Remark]:
    """湖北省张家界: 张家界 lies in 湖南省."""
    if page.year is None or page.year < SINCE:
        return
    found = find_mentions(page.document, home=page.place, year=page.year, gazetteer=page.gazetteer)
    named = [m for m in found if m.type is MentionType.PLACE and not m.nested and m.adcode]
    for outer, inner in pairwise(named):
        if outer.span.end == inner.span.start and outer.text.endswith(_OFFICIAL):
            yield from _under(page, outer, inner)


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
    verdict = Verdict.CONSISTENT if right else Verdict.INCONSISTENT
    yield Remark(page, marks, verdict, outer.text + inner.text, _short(lies, lower), lies, note)


def _short(full: str, place: Place) -> str:
    return full or place.name
