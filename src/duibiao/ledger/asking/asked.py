"""A question that is asked over and over: its SQL is made once.

To build a ``select`` of fifty columns and have it compiled takes five times as long as the database takes to
answer; a page asks thirty of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, bindparam

from duibiao.ledger.store.rows import fetched


class Asked:
    """A ``select`` with ``bindparam``s, the values of which are given each time. Cells come as the driver
    gives them."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self._statement = statement
        self._made: dict[str, tuple[str, tuple[str, ...], dict[str, Any]]] = {}

    def __call__(self, connection: Connection, **values: Any) -> list[tuple[Any, ...]]:
        """The rows for these values."""
        made = self._made.get(connection.dialect.name)
        if made is None:
            compiled = self._statement.compile(dialect=connection.dialect)
            made = str(compiled), tuple(compiled.positiontup or ()), dict(compiled.params)
            self._made[connection.dialect.name] = made
        sql, order, fixed = made
        given = fixed | values
        cells = tuple(given[name] for name in order)
        return fetched(connection, sql, cells)


def among(column: Column[Any], name: str, most: int) -> ColumnElement[bool]:
    """Whether a column is one of at the most so many values, which ``filled`` gives."""
    return column.in_([bindparam(f"{name}_{n}", type_=column.type) for n in range(most)])


def filled(name: str, values: Sequence[Any], most: int) -> dict[str, Any]:
    """The values for ``among``; the first stands for those that are missing. There is at least one."""
    given = [*values, *[values[0]] * (most - len(values))]
    return {f"{name}_{n}": value for n, value in enumerate(given)}
