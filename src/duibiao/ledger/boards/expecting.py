"""What a board expects of a place and the material does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
    return any(True for _ in _meeting(expected, row))


def _meeting(expected: Expected, row: Row) -> Iterator[Cell]:
    """Cells of the kinds asked for; a figure is known by its label or by the words that it stands in."""
    for c in row.cells:
        if c.kind not in expected.kinds or (expected.unit and c.unit != expected.unit):
            continue
        if expected.planned is not None and (c.state in _PLANNED) is not expected.planned:
            continue
        around = _line(row.quote) if c.kind is CellKind.FIGURE else ""
        if re.search(expected.pattern, f"{c.label} {c.aspect} {_line(c.text)} {around}"):
            yield c


def _line(text: str) -> str:
    return "".join(text.split())
