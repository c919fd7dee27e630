"""What a picture of a brief shows. Drawing adds nothing to it: every rendering is made from this."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from duibiao.reading.model import Statement

Ring = tuple[tuple[int, int], ...]
"""Points of an outline on the grid of the shapes; it closes by itself."""


class Form(StrEnum):
    """How the values of a chart stand."""

    BARS = "bars"
    """different things measured alike, a bar each"""
    PAIRS = "pairs"
    """the same thing on both sides, two bars each"""
    COLUMNS = "columns"
    """one thing over time, oldest first"""
    PARTS = "parts"
    """parts that make up a whole: one bar, cut"""


class Side(StrEnum):
    """Whose number it is."""

    OURS = "ours"
    """the place's, from the local material"""
    THEIRS = "theirs"
    """the report's"""


@dataclass(frozen=True, slots=True)
class Value:
    """A number that is drawn, with the words that stand beside it.

    It is a figure of a source, or what a yardstick works out from two (then ``yardstick`` is its id).
    """

    label: str
    """the figure's indicator or its period, or the yardstick's subject"""
    side: Side
    text: str
    """the number as it is printed"""
    value: Decimal
    figure: Statement
    """where the number stands; of a yardstick the local operand"""
    yardstick: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Values of one kind, unit and meaning."""

    id: str
    form: Form
    title: str
    """without digits"""
    where: str
    """beside what it stands: ``yardsticks``, or the id of a chapter"""
    unit: str
    values: tuple[Value, ...]
    whole: Decimal | None = None
    """what a bar of full length stands for, where that means something: 100 % of a share"""


@dataclass(frozen=True, slots=True)
class Area:
    """A division below the place and how often it is named, in sentences."""

    adcode: str
    name: str
    short: str
    """what stands on the map: 广宁"""
    rings: tuple[Ring, ...]
    label: tuple[int, int]
    """a point well inside, on the grid"""
    report: int
    local: int
    inside: tuple[str, ...]
    """zones, towns and smaller divisions in it that are named, without digits"""
    chapters: tuple[str, ...]

    @property
    def named(self) -> int:
        """Sentences of both sides."""
        return self.report + self.local


@dataclass(frozen=True, slots=True)
class Map:
    """The divisions directly below the place."""

    id: str
    title: str
    place: str
    areas: tuple[Area, ...]
    """in the order of their codes"""
    missing: tuple[str, ...]
    """divisions of today that have no shape"""
    approval: str
    """审图号 of borders that the user supplied, as printed; empty for the packaged ones"""
    supplied: bool = False
    """the borders are the user's"""
    scale: int = 1000
    """steps of the grid in a degree"""


Picture = Chart | Map
