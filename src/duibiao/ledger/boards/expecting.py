"""What a board expects of a place and the material does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duibiao.ledger.boards.model import Cell, CellKind, Expected, Missing, Row, Section, Standing

_PLANNED = ("target", "planned")


def missing(section: Section, rows: Sequence[Row]) -> tuple[Missing, ...]:
    """Of every expectation that no row about the place meets; rows from above that do are told beside it."""
    made: list[Missing] = []
    for expected in section.expects:
        here = [row for row in rows if row.standing is not Standing.ABOVE]
        if not any(_meets(expected, row) for row in here):
            above = [row for row in rows if row.standing is Standing.ABOVE]
            elsewhere = [c for row in above for c in _meeting(expected, row)]
            made.append(Missing(section.title, expected.what, tuple(elsewhere)))
    return tuple(made)


def _meets(expected: Expected, row: Row) -> bool:
    if (
        CellKind.WORDS in expected.kinds
        and not expected.unit
        and re.search(expected.pattern, _line(row.quote))
    ):
        return True
    return bool(_meeting(expected, row))


def _meeting(expected: Expected, row: Row) -> list[Cell]:
    """Cells of the kinds asked for, by their label; where no label tells, figures by the words around."""
    asked = [c for c in row.cells if _asked(expected, c)]
    named = [c for c in asked if re.search(expected.pattern, f"{c.label} {c.aspect} {_line(c.text)}")]
    if named or not re.search(expected.pattern, _line(row.quote)):
        return named
    return [c for c in asked if c.kind is CellKind.FIGURE]


def _asked(expected: Expected, cell: Cell) -> bool:
    """Whether the cell is of the kind, the unit and the status that are expected."""
    planned = cell.state in _PLANNED
    return (
        cell.kind in expected.kinds
        and (not expected.unit or cell.unit == expected.unit)
        and expected.planned in (None, planned)
    )


def _line(text: str) -> str:
    return "".join(text.split())
