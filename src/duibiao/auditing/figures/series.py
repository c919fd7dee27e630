"""Headline indicators of one government through the years: what each report looks back on and plans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from duibiao.auditing.figures.page import Figure, Page, years_of
from duibiao.auditing.vocabulary import vocabulary
from duibiao.lexicon import indicators, load
from duibiao.reading.targets import headline_targets

_V = vocabulary(__package__)

_ANNUAL = re.compile(_V["annual"].regex())
_LISTED = frozenset(_V["listing"].words)


@dataclass(frozen=True, slots=True)
class Series:
    """``basis``: what growth is measured in: real, nominal or physical; rate for what is a percentage itself,
    added for what is counted anew each year."""

    name: str
    basis: str


@dataclass(slots=True)
class Year:
    """What the reports of one government say of one indicator in one year: what was planned and what came."""

    series: Series
    year: int
    level: Figure | None = None
    growth: Figure | None = None
    target_level: Figure | None = None
    target_growth: Figure | None = None


@cache
def _names() -> dict[str, Series]:
    found: dict[str, Series] = {}
    for entry in load(__package__, "series.toml").entries:
        those = [indicators()[key] for key in entry["ids"]]
        series = Series(entry["name"], those[0].basis)
        known = (name for i in those for name in (i.name, *i.also))
        found |= dict.fromkeys((*known, *entry.get("words", ())), series)
    return found


def series_of(indicator: str) -> Series | None:
    """The headline indicator that a name stands for."""
    plain = indicator
    for head in _V["before_indicators"].words:
        plain = plain.removeprefix(head)
    return _names().get(plain) or _names().get(indicator)


Chain = dict[tuple[str, int], Year]
"""By the indicator's name and the year."""


def chains(pages: Sequence[Page]) -> list[Chain]:
    """What the reports of each government say of the headline indicators, year by year; the earliest report
    that speaks of a year stands.
    """
    found: dict[str, Chain] = {}
    dated = [(p.year, p.place.adcode, p) for p in pages if p.year is not None and p.place is not None]
    for _year, adcode, page in sorted(dated, key=lambda d: d[0]):
        _collect(page, adcode, found.setdefault(adcode, {}))
    return list(found.values())


def _collect(page: Page, adcode: str, chain: Chain) -> None:
    announced = {s.id for s in headline_targets(page.document, page.statements)}
    for sentence in page.sentences:
        for figure in sentence.figures:
            s = figure.statement
            series = series_of(s.indicator)
            slot = _slot(figure, series) if series is not None else ""
            if series is None or not slot or s.adcode not in ("", adcode) or not s.period.isdigit():
                continue
            year = chain.setdefault((series.name, int(s.period)), Year(series, int(s.period)))
            told = getattr(year, slot)
            aims = slot.startswith("target") and told is not None and told.page is page
            if told is None or (aims and s.id in announced and told.statement.id not in announced):
                setattr(year, slot, figure)


def _slot(figure: Figure, series: Series) -> str:
    """Which field of ``Year`` a figure is, if any."""
    s = figure.statement
    wanted = "change" if series.basis == "added" else "share" if series.basis == "rate" else "level"
    if figure.kind == "growth" and figure.unit == "%" and over_a_year(figure):
        kind = "growth"
    elif figure.kind == wanted and figure.unit not in ("百分点", "倍"):
        kind = "level"
    else:
        return ""
    return kind if s.status == "achieved" else f"target_{kind}" if s.status == "target" else ""


def over_a_year(figure: Figure) -> bool:
    """Whether a rate is over the year before: no yearly average, not since 1978, not after 和."""
    if _ANNUAL.search(figure.lead) or figure.lead.strip("，") in _LISTED:
        return False
    last = years_of(figure.statement.period)
    start = figure.statement.sentence_span.start
    since = [years_of(t.period) for t in figure.page.times(start, figure.span.start) if t.yardstick]
    spans = [t for t in figure.page.times(start, figure.span.start) if "/" in t.period]
    return not spans and all(y is None or last is None or y[1] >= last[1] - 1 for y in since)


def missed(target: Figure, result: Figure, basis: str) -> bool:
    """Whether a result misses its target: a rate that is to stay low misses it upwards."""
    if basis == "rate":
        return result.amount.low > target.amount.high
    return result.amount.high < target.amount.low
