"""An indicator over places and years, for its page: light marks of all figures, facts of those that it shows.

Of ten thousand documents an indicator has tens of thousands of figures; the page shows some hundreds of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, func, or_, select

from duibiao.ledger.asking.asked import Asked
from duibiao.ledger.asking.facts import FACTS, Fact, fact_of
from duibiao.ledger.store import Store
from duibiao.ledger.store.schema import DOCUMENTS, STATEMENTS
from duibiao.lexicon.indicators import Indicator
from duibiao.reading import StatementKind, Status
from duibiao.site.asking.measured import SHOWN, YEAR, Cell, Variety, cell_of
from duibiao.site.state import Site

ABOUT = ("documents",)
TOGETHER = 50
"""Facts that are asked for at a time."""
Key = tuple[int, str]
"""number of the document, id of the statement"""


class Mark(NamedTuple):
    """A figure as far as its place on the page depends on it."""

    key: Key
    value: Decimal
    ranged: bool
    """from one value to another"""

    @property
    def drawable(self) -> bool:
        """What is a range, or not above nothing, is not drawn."""
        return self.value > 0 and not self.ranged


Marks = dict[str, dict[str, tuple[Mark, ...]]]
"""By code of the place, by year: the figure of the latest document first."""
_Cells = tuple[int, int, int, int, str, str, str | None]
"""how late the document is (the latest is least), start, end, document, id, value, value_high"""
_Grid = dict[str, dict[str, list[_Cells]]]

_LIGHT = Asked(
    select(
        *(STATEMENTS.c[name] for name in ("adcode", "period", "kind", "status", "unit")),
        *(STATEMENTS.c[name] for name in ("start", "end", "document", "id", "value", "value_high")),
    ).where(
        STATEMENTS.c.standard == bindparam("standard"),
        STATEMENTS.c.adcode != "",
        func.length(STATEMENTS.c.period) == 4,
        STATEMENTS.c.status.in_([bindparam(f"status_{n}", status.value) for n, status in enumerate(SHOWN)]),
    )
)
_ONE_OF = [
    and_(STATEMENTS.c.document == bindparam(f"document_{n}"), STATEMENTS.c.id == bindparam(f"id_{n}"))
    for n in range(TOGETHER)
]
_FACTS = Asked(FACTS.where(or_(*_ONE_OF)))
_STANDING = Asked(
    select(*(DOCUMENTS.c[name] for name in ("year", "date", "sha256", "number"))).where(
        DOCUMENTS.c.superseded_by.is_(None)
    )
)


def varieties(site: Site, indicator: Indicator) -> dict[Variety, _Grid]:
    """What of an indicator is compared, most places and years first; of several units the one with most."""
    lateness = site.memo("lateness", lambda: _lateness(site.store), ABOUT)
    return site.memo(f"indicator:{indicator.id}", lambda: _read(site.store, indicator, lateness), ABOUT)


def _lateness(store: Store) -> dict[int, int]:
    """By number of a document that stands how many are later (``Origin.vintage``)."""
    with store.reading() as connection:
        rows = [((year or 0, date, sha), number) for year, date, sha, number in _STANDING(connection)]
    return {number: at for at, (_, number) in enumerate(sorted(rows, reverse=True))}


def _read(store: Store, indicator: Indicator, lateness: Mapping[int, int]) -> dict[Variety, _Grid]:
    found: dict[tuple[str, str, str], _Grid] = {}
    with store.reading() as connection:
        rows = _LIGHT(connection, standard=indicator.id)
    for adcode, period, kind, status, unit, start, end, document, *more in rows:
        late = lateness.get(document)
        if late is not None and YEAR.fullmatch(period):
            years = found.setdefault((kind, status, unit), {}).setdefault(adcode, {})
            years.setdefault(period, []).append((late, start, end, document, *more))
    made = [
        (Variety(StatementKind(kind), Status(status), unit), grid)
        for (kind, status, unit), grid in found.items()
    ]
    once: dict[str, tuple[Variety, _Grid]] = {}
    for variety, grid in sorted(made, key=lambda one: (-sum(map(len, one[1].values())), one[0].key)):
        once.setdefault(variety.key, (variety, grid))
    return dict(once.values())


def marks(grid: _Grid) -> Marks:
    """The figures of one variety, years in order."""
    return {
        code: {year: tuple(map(_mark, sorted(said))) for year, said in sorted(years.items())}
        for code, years in grid.items()
    }


def _mark(cells: _Cells) -> Mark:
    _, _, _, document, id_, value, high = cells
    return Mark((document, id_), Decimal(value), high is not None)


def facts_of(store: Store, wanted: Iterable[Mark]) -> dict[Key, Fact]:
    """The facts of these marks."""
    keys = list(dict.fromkeys(mark.key for mark in wanted))
    found: dict[Key, Fact] = {}
    with store.reading() as connection:
        for at in range(0, len(keys), TOGETHER):
            some = keys[at : at + TOGETHER]
            filled = some + some[:1] * (TOGETHER - len(some))
            values: dict[str, Any] = {f"document_{n}": document for n, (document, _) in enumerate(filled)}
            values |= {f"id_{n}": id_ for n, (_, id_) in enumerate(filled)}
            for fact in map(fact_of, _FACTS(connection, **values)):
                found[fact.origin.number, fact.statement.id] = fact
    return found


def cells(
    marked: Marks, codes: Sequence[str], years: Sequence[str], held: Mapping[Key, Fact]
) -> dict[str, dict[str, Cell]]:
    """What documents say of these places and years."""
    return {
        code: {
            year: cell_of([held[mark.key] for mark in marked[code][year]])
            for year in years
            if year in marked[code]
        }
        for code in codes
    }
