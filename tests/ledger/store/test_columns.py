"""Facts go into rows and come back equal, whatever their fields are."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import pytest

from duibiao.ledger.store.columns import Columns
from duibiao.text import Span


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Part:
    name: str
    span: Span
    of: Decimal | None
    colour: Colour


@dataclass(frozen=True)
class Fact:
    id: str
    doc: str
    span: Span
    name_span: Span | None
    value: Decimal
    high: Decimal | None
    colour: Colour
    maybe: Colour | None
    yes: bool
    year: int | None
    codes: tuple[str, ...]
    parts: tuple[Part, ...]
    part: Part | None


FULL = Part("甲", Span(1, 2), Decimal("4.0"), Colour.RED)
FACTS = [
    Fact("a", "d", Span(0, 3), Span(1, 2), Decimal("13570000000000"), Decimal("4.00"), Colour.RED, Colour.RED,
         True, 2031, ("一", "二"), (FULL, FULL), FULL),
    Fact("b", "d", Span(0, 3), None, Decimal("-0.10"), None, Colour.RED, None, False, None, (), (), None),
]  # fmt: skip


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f.id)
def test_round_trip(fact: Fact) -> None:
    columns = Columns(Fact)
    row = columns.row(fact)
    assert len(row) == len(columns.names)
    assert all(cell is None or isinstance(cell, (str, int)) for cell in row)
    again = columns.fact(row, doc="d")
    assert again == fact
    assert str(again.value) == str(fact.value)


def test_spans_are_two_columns() -> None:
    names = Columns(Fact).names
    assert {"start", "end", "name_start", "name_end"} <= set(names)
    assert "doc" not in names


def test_a_field_of_another_kind_is_refused() -> None:
    @dataclass
    class Odd:
        when: complex

    with pytest.raises(TypeError):
        Columns(Odd)
