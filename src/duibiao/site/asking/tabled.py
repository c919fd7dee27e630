"""Every yearly figure of an indicator as lines of a table, from the cells of the store alone.

An indicator of ten thousand documents has tens of thousands of figures: to make a ``Fact`` of each takes four
times as long as the database does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select

from duibiao.ledger.asking.asked import Asked
from duibiao.ledger.asking.series import contradict
from duibiao.ledger.store import Store
from duibiao.ledger.store.schema import DOCUMENTS, STATEMENTS
from duibiao.lexicon.indicators import Indicator
from duibiao.reading import Bound, StatementKind
from duibiao.reading.record import plain
from duibiao.site.asking.measured import SHOWN, YEAR

_CELLS = (
    "place", "adcode", "period", "kind", "status", "value", "value_high", "unit", "bound", "text",
    "indicator", "start", "end", "sentence_start", "document",
)  # fmt: skip
_TOLD = Asked(
    select(*(STATEMENTS.c[name] for name in _CELLS)).where(
        STATEMENTS.c.standard == bindparam("standard"),
        STATEMENTS.c.adcode != "",
        func.length(STATEMENTS.c.period) == 4,
        STATEMENTS.c.status.in_([bindparam(f"status_{n}", status.value) for n, status in enumerate(SHOWN)]),
    )
)
_STANDING = Asked(
    select(*(DOCUMENTS.c[name] for name in ("number", "year", "date", "sha256", "title", "name"))).where(
        DOCUMENTS.c.superseded_by.is_(None)
    )
)


class Line(NamedTuple):
    """A figure as it is stored, ``value`` and ``value_high`` plain, with its document. ``conflict``: whether
    what is said of this place and year cannot all hold."""

    place: str
    adcode: str
    period: str
    kind: str
    status: str
    value: str
    value_high: str
    unit: str
    bound: str
    text: str
    indicator: str
    start: int
    end: int
    sentence: int
    title: str
    sha256: str
    conflict: bool


class _Printed(NamedTuple):
    text: str
    value: Decimal
    value_high: Decimal | None
    unit: str
    bound: Bound
    kind: StatementKind


class _Document(NamedTuple):
    late: int
    """how many are later"""
    title: str
    sha256: str


def lines(store: Store, indicator: Indicator) -> Iterator[Line]:
    """Kind by kind, those of which most is told first; place by place, year by year, the latest document
    first."""
    with store.reading() as connection:
        documents = _documents(_STANDING(connection))
        rows = _TOLD(connection, standard=indicator.id)
    grids: dict[tuple[str, str, str], dict[str, dict[str, list[tuple[Any, ...]]]]] = {}
    for cells in rows:
        if cells[-1] in documents and YEAR.fullmatch(cells[2]):
            places = grids.setdefault((cells[3], cells[4], cells[7]), {})
            places.setdefault(cells[1], {}).setdefault(cells[2], []).append(cells)
    for _, places in sorted(grids.items(), key=lambda one: (-sum(map(len, one[1].values())), one[0])):
        for _, years in sorted(places.items()):
            for _, said in sorted(years.items()):
                yield from _cell(said, documents)


def _documents(rows: Sequence[tuple[Any, ...]]) -> dict[object, _Document]:
    """By number; the later the document the lower (``Origin.vintage``)."""
    ordered = sorted(rows, key=lambda r: (r[1] or 0, r[2], r[3]), reverse=True)
    return {
        number: _Document(late, str(title or name), str(sha))
        for late, (number, _, _, sha, title, name) in enumerate(ordered)
    }


def _cell(said: Sequence[tuple[Any, ...]], documents: Mapping[object, _Document]) -> Iterator[Line]:
    """What is said of one place and year."""
    at = _CELLS.index("start")
    ordered = sorted(said, key=lambda cells: (documents[cells[-1]].late, cells[at], cells[at + 1]))
    printed = {(cells[9], cells[5], cells[6], cells[8]) for cells in ordered}
    conflict = len(printed) > 1 and contradict([_printed(cells) for cells in ordered])
    for cells in ordered:
        document = documents[cells[-1]]
        low, high = plain(Decimal(str(cells[5]))), cells[6]
        more = plain(Decimal(str(high))) if high is not None else ""
        yield Line._make((*cells[:5], low, more, *cells[7:-1], document.title, document.sha256, conflict))


def _printed(cells: Sequence[object]) -> _Printed:
    _, _, _, kind, _, value, high, unit, bound, text, *_ = map(str, cells)
    high_value = Decimal(high) if cells[6] is not None else None
    return _Printed(text, Decimal(value), high_value, unit, Bound(bound), StatementKind(kind))
