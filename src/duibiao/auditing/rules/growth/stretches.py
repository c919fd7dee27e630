"""How many years a yearly average is over: told by its levels, its own words, or the passage before it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.page import years_of
from duibiao.auditing.figures.strands import Said, Strand

TERM_BACK, TERM_LEAST, TERM_MOST = 2000, 3, 6
"""Code points before a yearly rate in which the years that it is over are named; how many those may be."""


def lasted(strand: Strand, said: Said) -> Sequence[int]:
    """How many years a yearly average may be over, the most likely first."""
    first = years_of(strand.base.statement.period) if strand.base is not None else None
    last = years_of((strand.end or said.figure).statement.period)
    if first and last and first[1] < last[1] and first[0] == first[1] and last[0] == last[1]:
        return [last[1] - first[1]]
    if said.since and last and said.since < last[1]:
        return [last[1] - said.since]
    periods = [f.statement.period for f in (strand.base, strand.end, said.figure) if f is not None]
    periods += [t.period for t in said.figure.page.times(strand.start, said.figure.span.start)]
    if not any("/" in p for p in periods):
        periods += _since_opened(strand, said)
    spans = {years_of(p) for p in periods if "/" in p}
    lengths = {y[1] - y[0] + more for y in spans if y is not None for more in (0, 1)}
    return sorted((n for n in lengths if n > 0), reverse=True)


def _since_opened(strand: Strand, said: Said) -> list[str]:
    """The years compared in the paragraph before: 1957年比1952年 …。其中，…平均每年…"""
    times = said.figure.page.times(strand.opened, strand.start)
    against = [years_of(t.period) for t in times if t.yardstick]
    spoken = [years_of(t.period) for t in times if not t.yardstick]
    if against and spoken and against[-1] and spoken[-1] and against[-1][1] < spoken[-1][1]:
        return [f"{against[-1][1] + 1}/{spoken[-1][1]}", f"{against[-1][1]}/{spoken[-1][1]}"]
    return [t.period for t in times if "/" in t.period][-1:]


def term_before(strand: Strand) -> int:
    """The years of the stretch that was named last before a strand that names none; 0 where none was."""
    page = strand.said[0].figure.page
    times = page.times(max(0, strand.start - TERM_BACK), strand.start)
    spans = [years for t in times if "/" in t.period and (years := years_of(t.period)) is not None]
    length = spans[-1][1] - spans[-1][0] + 1 if spans else 0
    return length if TERM_LEAST <= length <= TERM_MOST else 0


def annual_rates(strand: Strand, said: Said) -> list[Amount]:
    """The rates that may lead from a strand's first level to its last, the most likely first."""
    base, end = strand.base, strand.end
    if base is None or end is None:
        return []
    ratio = end.amount / base.amount
    return [(ratio.root(n) - Amount.exact(1)).scaled(Decimal(100)) for n in lasted(strand, said) if n > 1]
