"""What a board file declares, and what a board is once it is filled."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from duibiao.ledger.asking.origin import Origin
from duibiao.reading import Statement
from duibiao.text import Span


class CellKind(StrEnum):
    """What a cell tells."""

    FIGURE = "figure"
    PROJECT = "project"
    PROGRAMME = "programme"
    CHAIN = "chain"
    NAME = "name"
    """an organisation, zone, project or programme of which nothing else is read"""
    WORDS = "words"
    """a passage in which nothing else is read"""
    SHARE = "share"
    """worked out: the place's part of what the division above counts"""
    TOTAL = "total"
    """worked out: the sum of parts"""


class Standing(StrEnum):
    """Who speaks, and of whom."""

    OWN = "own"
    """the place's own material and reports"""
    NAMED = "named"
    """a report from above, of the place by name"""
    ABOVE = "above"
    """a report from above, of the whole that the place is part of"""


@dataclass(frozen=True, slots=True)
class Subject:
    """What makes a clause the board's.

    ``pattern``: words and patterns, joined. ``indicators``: ids of the catalogue (those of ``themes`` among
    them). ``programmes``: canonical names. ``chains``: pattern of a chain's industry or of a firm's role.
    ``projects``: pattern of a project's or zone's name. ``never``: pattern of what must not be on the board.
    """

    pattern: str
    indicators: frozenset[str]
    programmes: frozenset[str]
    chains: str
    projects: str
    never: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What the board expects of a place: a cell of one of ``kinds`` whose words ``pattern`` is found in.

    ``unit``: the base unit of a figure, or empty. ``planned``: it must be a target, or (False) must not be.
    """

    what: str
    kinds: frozenset[CellKind]
    pattern: str
    unit: str = ""
    planned: bool | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures of ``unit`` that stand in one sentence, their labels matching ``parts``, are added up."""

    title: str
    unit: str
    parts: str
    least: int = 2


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a board. A passage of the board stands in the first section that takes it.

    ``pattern``: of its words; empty takes all. ``kinds``: it takes what has a cell of one of these, too.
    """

    title: str
    pattern: str
    kinds: frozenset[CellKind]
    indicators: frozenset[str]
    expects: tuple[Expected, ...] = ()
    sums: tuple[Sum, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that the board asks for: the figures of ``unit`` whose labels match ``pattern``.

    ``form``: bars (different things), columns (one thing over time), parts (of a whole).
    """

    title: str
    form: str
    unit: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Board:
    """A board as its file declares it. ``also``: other names that it is asked by."""

    id: str
    title: str
    about: str
    also: tuple[str, ...]
    subject: Subject
    sections: tuple[Section, ...]
    pictures: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where words stand: ``span`` of the text of a stored document."""

    origin: Origin
    span: Span


@dataclass(frozen=True, slots=True)
class Part:
    """A name inside a cell with its own position: a member, a link of a chain, a firm, an operand."""

    name: str
    source: Source
    role: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One fact. ``text`` is the slice at ``source``, but for what is worked out: that names its ``parts``.

    ``label``: what it is of. ``aspect``: what of it (总投资, 开工, 典型镇). ``value``, ``value_high``: in the
    base ``unit``. ``low``, ``high``: what a worked out value lies between by printed precision.
    ``statement``: of a figure. ``state``: achieved, target, ongoing, other, or a standing of projects.
    """

    id: str
    kind: CellKind
    label: str
    aspect: str
    text: str
    source: Source
    state: str = ""
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str = ""
    bound: str = ""
    period: str = ""
    parts: tuple[Part, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    statement: Statement | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A passage of a source on a board with the facts in it. ``quote`` is the slice at ``source``.

    ``why``: the rule that put it there and what the rule found. ``caption``: it stands under a picture.
    """

    standing: Standing
    quote: str
    source: Source
    why: str
    cells: tuple[Cell, ...]
    caption: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the board expects and that the material of the place does not say."""

    section: str
    what: str
    elsewhere: tuple[Cell, ...] = ()
    """what reports from above say of it, of the whole or of the place"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A section of a filled board: rows of each standing, what was worked out from them, what is missing."""

    title: str
    rows: tuple[Row, ...]
    worked_out: tuple[Cell, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Cells to draw, in order."""

    drawn: Drawn
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A document that was not used, and why."""

    origin: Origin
    why: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A board for one place. ``documents``: those that rows stand in, in order of showing."""

    board: Board
    place: str
    adcode: str
    sections: tuple[Shown, ...]
    pictures: tuple[Picture, ...]
    documents: tuple[Origin, ...]
    left: tuple[Left, ...] = field(default=())

    @property
    def rows(self) -> tuple[Row, ...]:
        """Of all sections."""
        return tuple(row for section in self.sections for row in section.rows)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Of all sections."""
        return tuple(missing for section in self.sections for missing in section.missing)
