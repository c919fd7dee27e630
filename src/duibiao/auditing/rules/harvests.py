"""Harvests that grow year after year: six years in a row in one report are seven in the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duibiao.auditing.amounts import Amount
from duibiao.auditing.claims import Claim
from duibiao.auditing.page import Figure, Page

_GRAIN = re.compile("粮食|农业")
_GROWS = re.compile("^(?:获得|夺得)?(?:增产|丰收)")
_ONE = Amount.exact(1)


def harvests(pages: Sequence[Page]) -> Iterator[Claim]:
    """粮食连续五年增产, and 连续6年增产 in the report of the year after; told again in one report."""
    told = [(page, _runs(page)) for page in pages]
    for page, runs in told:
        for again in runs[1:]:
            yield Claim(again, [_exact(runs[0])], [(runs[0], "other")], amount=_exact(again))
        for earlier, before in told:
            follows = page.year is not None and earlier.year == page.year - 1 and page.place == earlier.place
            if follows and runs and before:
                years = _exact(before[0]) + _ONE
                yield Claim(runs[0], [years], [(before[0], "base")], amount=_exact(runs[0]))


def _exact(figure: Figure) -> Amount:
    """Years in a row are never rounded."""
    return Amount.exact(figure.statement.value, figure.amount.words)


def _runs(page: Page) -> list[Figure]:
    """The numbers of years that grain grew; without its name where the report has told it before."""
    found: list[Figure] = []
    for sentence in page.sentences:
        for figure in sentence.figures:
            counted = figure.kind == "duration" and figure.unit == "年" and figure.lead.endswith("连续")
            if counted and _GROWS.match(figure.tail):
                before = page.document.text[sentence.span.start : figure.span.start]
                if _GRAIN.search(before) or found:
                    found.append(figure)
    return found
