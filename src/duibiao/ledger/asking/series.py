"""An indicator of a place over the years: what each document said, newest first, contradictions shown."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import Connection, bindparam

from duibiao.auditing.figures.amounts import Amount, Printed, printed
from duibiao.errors import UsageError
from duibiao.gazetteer import Place
from duibiao.ledger.asking.asked import Asked, among, filled
from duibiao.ledger.asking.facts import FACTS, Fact, fact_of
from duibiao.ledger.store import Store
from duibiao.ledger.store.fulltext import fold as fold_text
from duibiao.ledger.store.schema import STATEMENTS
from duibiao.lexicon.indicators import Indicator, indicators
from duibiao.reading import StatementKind, Status
from duibiao.reading.standard.names import fold


@dataclass(frozen=True, slots=True)
class Point:
    """What is said of one period. ``said``: latest document first; ``conflict``: two cannot both hold."""

    period: str
    kind: StatementKind
    status: Status
    unit: str
    said: tuple[Fact, ...]
    conflict: bool

    @property
    def latest(self) -> Fact:
        """What the latest document says."""
        return self.said[0]


def the_indicator(words: str) -> Indicator:
    """The indicator of this id, name or other name. Raises ``UsageError`` with near names."""
    known = indicators()
    if words in known:
        return known[words]
    names = {_key(name): found for found in reversed(list(known.values())) for name in found.names}
    asked = _key(words)
    if asked in names:
        return names[asked]
    near = difflib.get_close_matches(asked, names, n=5, cutoff=0.4)
    near += [name for name in names if asked in name and name not in near][:5]
    hint = f"相近的指标：{'、'.join(near[:6])}" if near else "指标目录见 docs/indicators.md"
    raise UsageError(f"指标目录里没有“{words}”", hint=hint)


def _key(name: str) -> str:
    return fold_text(fold(name))


MANY_MOST = 10
"""Indicators that are asked for together."""
_OF_PLACE = Asked(
    FACTS.where(
        STATEMENTS.c.adcode == bindparam("adcode"), among(STATEMENTS.c.standard, "standard", MANY_MOST)
    )
)


def series(
    store: Store, place: Place, indicator: Indicator, *, years: tuple[int, int] | None = None
) -> list[Point]:
    """Points by period, then kind and status; ``years``: first and last, periods that touch them."""
    with store.reading() as connection:
        return series_of_many(connection, place, [indicator], years=years)[0]


def series_of_many(
    connection: Connection,
    place: Place,
    wanted: Sequence[Indicator],
    *,
    years: tuple[int, int] | None = None,
) -> list[list[Point]]:
    """The same for each of at the most ``MANY_MOST`` indicators, in this order."""
    groups: dict[str, dict[tuple[str, str, str, str], list[Fact]]] = {one.id: {} for one in wanted}
    if not wanted:
        return []
    asked = filled("standard", [one.id for one in wanted], MANY_MOST)
    for row in _OF_PLACE(connection, adcode=place.adcode, **asked):
        fact = fact_of(row)
        s = fact.statement
        if s.period and (years is None or _touches(s.period, years)):
            groups[fact.standard].setdefault((s.period, s.kind, s.status, s.unit), []).append(fact)
    return [[_point(found[key]) for key in sorted(found)] for found in groups.values()]


def _point(said: Sequence[Fact]) -> Point:
    # of one document the first that says it: reports tell the headline before the detail
    latest = sorted(said, key=lambda f: f.statement.span)
    latest.sort(key=lambda f: f.origin.vintage, reverse=True)
    s = latest[0].statement
    # of several years a level is told at their beginning and at their end
    one = "/" not in s.period
    conflict = one and contradict([fact.statement for fact in latest])
    return Point(s.period, s.kind, s.status, s.unit, tuple(latest), conflict)


def contradict(statements: Sequence[Printed]) -> bool:
    """Whether two of them cannot both hold, as they are printed."""
    amounts = {printed(s, "") for s in statements}
    return any(not _meet(a, b) for a, b in combinations(amounts, 2))


def _meet(a: Amount, b: Amount) -> bool:
    return a.low <= b.high and b.low <= a.high


def _touches(period: str, years: tuple[int, int]) -> bool:
    first, _, last = period.partition("/")
    return int(first[:4]) <= years[1] and int((last or first)[:4]) >= years[0]
