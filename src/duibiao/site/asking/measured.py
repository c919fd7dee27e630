"""Which indicators are told of a place, of which places an indicator, and series that can be drawn."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Text, bindparam, func, literal_column, select

from duibiao.gazetteer import Place
from duibiao.ledger.asking.asked import Asked
from duibiao.ledger.asking.facts import Fact, facts
from duibiao.ledger.asking.series import MANY_MOST, Point, contradict, series_of_many
from duibiao.ledger.store import Store
from duibiao.ledger.store.schema import DOCUMENTS, STATEMENTS
from duibiao.lexicon.indicators import Indicator, indicators
from duibiao.reading import StatementKind, Status

YEAR = re.compile(r"\d{4}")
SHOWN = (Status.ACHIEVED, Status.TARGET)
_KINDS = (StatementKind.LEVEL, StatementKind.GROWTH, StatementKind.SHARE, StatementKind.CHANGE)
_DRAWN = (StatementKind.LEVEL, StatementKind.GROWTH, StatementKind.SHARE)
DRAWN_LEAST = 3
"""Points of a drawing: two numbers are read faster than a drawing of them."""
DRAWN_MOST = 8
"""Columns that stand side by side on a phone."""


_PERIODS = Asked(
    select(STATEMENTS.c.standard, func.count(STATEMENTS.c.period.distinct()))
    .where(
        STATEMENTS.c.adcode == bindparam("adcode"),
        STATEMENTS.c.standard > "",
        STATEMENTS.c.period >= bindparam("since"),
        STATEMENTS.c.kind.in_([literal_column(f"'{kind.value}'", Text()) for kind in _KINDS]),
    )
    .group_by(STATEMENTS.c.standard)
)
"""Of how many periods each indicator of the catalogue is told of a place."""


def told_of(connection: Connection, place: Place, since: int, limit: int) -> list[Indicator]:
    """The indicators that documents tell of the place since that year, those with most periods first."""
    known = indicators()
    order = {name: at for at, name in enumerate(known)}
    rows = [row for row in _PERIODS(connection, adcode=place.adcode, since=str(since)) if row[0] in known]
    return [known[row[0]] for row in sorted(rows, key=lambda r: (-r[1], order[r[0]]))[:limit]]


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator of a place: all points, and those that can be drawn, oldest first."""

    indicator: Indicator
    points: tuple[Point, ...]
    drawn: tuple[Point, ...]

    @property
    def newest(self) -> list[Point]:
        """Of each kind and status what is said of the latest year, results before targets."""
        found: dict[tuple[str, str], Point] = {}
        for point in self.points:
            if YEAR.fullmatch(point.period) and point.status in SHOWN and point.kind in _KINDS:
                found[point.kind, point.status] = point
        return sorted(
            found.values(), key=lambda p: (p.status is Status.TARGET, p.kind is not StatementKind.LEVEL)
        )


def series_of(
    connection: Connection, place: Place, wanted: Sequence[Indicator], since: int
) -> Iterator[Series]:
    """The series of indicators of a place from that year on."""
    for at in range(0, len(wanted), MANY_MOST):
        some = wanted[at : at + MANY_MOST]
        for one, points in zip(
            some, series_of_many(connection, place, some, years=(since, 9999)), strict=True
        ):
            yield Series(one, tuple(points), drawable(points))


def drawable(points: Sequence[Point]) -> tuple[Point, ...]:
    """The yearly results of one kind and unit with most points, the latest; none when there are few."""
    groups: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for point in points:
        figure = point.latest.statement
        told = YEAR.fullmatch(point.period) and point.status is Status.ACHIEVED and point.kind in _DRAWN
        if told and figure.value > 0 and figure.value_high is None:
            groups[point.kind, point.unit].append(point)
    best = max(groups.values(), key=len, default=[])
    return tuple(best[-DRAWN_MOST:]) if len(best) >= DRAWN_LEAST else ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What documents say of one place and year; the latest first."""

    said: tuple[Fact, ...]
    conflict: bool

    @property
    def latest(self) -> Fact:
        """What the latest document says."""
        return self.said[0]


@dataclass(frozen=True, slots=True)
class Variety:
    """What of an indicator is compared: how much or how fast, reached or aimed at, in which unit."""

    kind: StatementKind
    status: Status
    unit: str

    @property
    def key(self) -> str:
        """As an address says it: growth.target."""
        return f"{self.kind.value}.{self.status.value}"


Grid = dict[str, dict[str, Cell]]
"""By code of the place, by year."""


def over_places(store: Store, indicator: Indicator) -> dict[Variety, Grid]:
    """Everything yearly that is told of an indicator, by what is compared; most places and years first."""
    found: dict[Variety, dict[str, dict[str, list[Fact]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    with store.reading() as connection:
        for fact in facts(connection, STATEMENTS.c.standard == indicator.id, STATEMENTS.c.adcode != ""):
            s = fact.statement
            if YEAR.fullmatch(s.period) and s.status in SHOWN:
                found[Variety(s.kind, s.status, s.unit)][s.adcode][s.period].append(fact)
    made = {
        variety: {
            code: {year: cell_of(said) for year, said in sorted(years.items())}
            for code, years in grid.items()
        }
        for variety, grid in found.items()
    }
    return dict(sorted(made.items(), key=lambda one: (-sum(map(len, one[1].values())), one[0].key)))


def cell_of(said: Sequence[Fact]) -> Cell:
    """What is said of one place and year, the latest document's first."""
    latest = sorted(said, key=lambda f: f.statement.span)
    latest.sort(key=lambda f: f.origin.vintage, reverse=True)
    return Cell(tuple(latest), contradict([fact.statement for fact in latest]))


def used(store: Store) -> dict[str, tuple[int, int]]:
    """By indicator: how many figures and of how many places."""
    told = STATEMENTS.c.standard > ""
    every = select(STATEMENTS.c.standard, func.count(), func.count(STATEMENTS.c.adcode.distinct()))
    with store.reading() as connection:
        # the index alone answers for all documents; what superseded ones say of it is taken off
        rows = connection.execute(every.where(told).group_by(STATEMENTS.c.standard))
        found = {name: (figures, places) for name, figures, places in rows}
        for name, figures, places in _superseded(connection):
            found[name] = (found[name][0] - figures, found[name][1] - places)
    return {name: (int(figures), int(places)) for name, (figures, places) in found.items() if figures > 0}


def _superseded(connection: Connection) -> Iterator[tuple[str, int, int]]:
    """By indicator: how many figures superseded documents tell, and of how many places they alone."""
    old = select(DOCUMENTS.c.number).where(DOCUMENTS.c.superseded_by.is_not(None))
    numbers = list(connection.scalars(old))
    here = STATEMENTS.c.document.in_(numbers) & (STATEMENTS.c.standard > "")
    pairs = (
        select(STATEMENTS.c.standard, STATEMENTS.c.adcode, func.count())
        .where(here)
        .group_by(STATEMENTS.c.standard, STATEMENTS.c.adcode)
    )
    for standard, adcode, figures in connection.execute(pairs).all() if numbers else ():
        alone = not _STANDS(connection, standard=standard, adcode=adcode)
        yield standard, figures, int(alone)


_STANDS = Asked(
    select(STATEMENTS.c.document)
    .join(DOCUMENTS, DOCUMENTS.c.number == STATEMENTS.c.document)
    .where(
        STATEMENTS.c.standard == bindparam("standard"),
        STATEMENTS.c.adcode == bindparam("adcode"),
        DOCUMENTS.c.superseded_by.is_(None),
    )
    .limit(1)
)
"""Whether a document that is not superseded tells an indicator of a place."""
