"""So many deeds for the people: promised by one report, told as done by the next (10件民生实事)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.aligned import followers
from duibiao.auditing.figures.page import Page
from duibiao.auditing.rules.repeated.framed import again
from duibiao.auditing.rules.repeated.numbers import Told, numbers
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_DEEDS, _DONE, _TO_DO, _PROMISED, _OTHERS = (
    re.compile(_V[name].regex())
    for name in ("deeds", "deeds_done", "deeds_to_do", "deeds_promised", "deeds_of_others")
)
_SAYS = re.compile("[。：；\n]")
AFTER_MOST = 40
"""Code points after a number of deeds in which they are said to be done."""


def deeds_done(pages: Sequence[Page]) -> Iterator[Remark]:
    """办好10件民生实事, and 10件民生实事全部办结 in the report of the year after: of each one number."""
    for earlier, later in followers(pages):
        promised, done = list(_deeds(earlier, done=False)), list(_deeds(later, done=True))
        values = [{told.value for told in of} for of in (promised, done)]
        for told in done:
            same = [p for p in promised if p.value == told.value]
            if same or (len(values[0]) == len(values[1]) == 1 and not _in_parts(promised[-1], told)):
                yield again((same or promised)[-1], told)


def _deeds(page: Page, *, done: bool) -> Iterator[Told]:
    """The numbers of deeds of the year that a report plans, or of the year it looks back on."""
    for told in numbers(page):
        if _DEEDS.match(told.right) is None or _OTHERS.match(told.right):
            continue
        before = told.left[::-1]
        text = page.document.text[told.printed.end : told.printed.end + AFTER_MOST]
        is_done = _DONE.search(_SAYS.split(text)[0]) or _PROMISED.search(before)
        if is_done if done else (_TO_DO.search(before) and not is_done):
            yield told


def _in_parts(promised: Told, done: Told) -> bool:
    """Whether the sentence that promises deeds tells those done, too: 省10件，市5件，共15件."""
    at = promised.span.start
    beside = (s for s in promised.page.sentences if s.span.start <= at < s.span.end)
    return any(figure.statement.value == done.value for s in beside for figure in s.figures)
