"""Harvests that grow year after year: six years in a row in one report are seven in the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duibiao.auditing.claims import Claim, Remark
from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.page import Figure, Page
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.wording import message
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_GRAIN = re.compile("粮食|农业")
_GROWS = re.compile("^(?:获得|夺得)?(?:增产|丰收)")
_ROW = re.compile(
    "(?P<n>[一二三四五六七八九十]{1,3}|[0-9]{1,2})连[增丰]|连续(?P<m>[一二三四五六七八九十]{1,3}|[0-9]{1,2})年增产"
)
_ONE = Amount.exact(1)
BEFORE_MOST = 30
"""Code points before a row of years in which grain is named."""


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


def rises_in_a_row(pages: Sequence[Page]) -> Iterator[Remark]:
    """粮食产量实现“九连增”, and “八连增” or 连续8年增产 in the report of the year before."""
    told = [(page, list(_rows(page))) for page in pages]
    for page, rows in told:
        for n, span, named in rows if any(named for _, _, named in rows) else ():
            before = [(n, p, s, 0) for n, s, _ in rows if s.start < span.start for p in (page,)]
            before += [
                (m, earlier, s, 1)
                for earlier, others in told
                if earlier.place == page.place and (earlier.year or 0) + 1 == page.year
                for m, s, _ in others
                if named or _named(others)
            ]
            for m, where, other, later in before[-1:]:
                yield _row(page, (n, span), (m, where, other), n == m + later)


def _named(rows: Sequence[tuple[int, Span, bool]]) -> bool:
    return any(named for _, _, named in rows)


def _rows(page: Page) -> Iterator[tuple[int, Span, bool]]:
    """How many years grain grew in a row, where that is printed, and whether as a name (九连增)."""
    text = page.document.text
    for match in _ROW.finditer(text):
        n = value_of(match["n"] or match["m"])
        if n is not None and _GRAIN.search(text, max(0, match.start() - BEFORE_MOST), match.end()):
            yield int(n), Span(*match.span("n" if match["n"] else "m")), match["n"] is not None


def _row(page: Page, row: tuple[int, Span], base: tuple[int, Page, Span], right: bool) -> Remark:
    (n, span), (m, where, other) = row, base
    formula = f"{m}、{n}"
    note = message("run_on" if right else "run_off", formula=formula)
    here = [(other, "base")] if where is page else []
    apart = [] if where is page else [(where, other, "base")]
    return Remark(
        page, [*here, (span, STATED)], Verdict.of(right), str(n), str(m), formula, note, apart=apart
    )


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
