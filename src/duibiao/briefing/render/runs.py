"""Lines and tables of marked words: what ``blocks`` makes of a brief, and how their text is taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from duibiao.briefing.pictures.png import Still
from duibiao.briefing.printed import Unit


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are set alike. ``look``: a kind of reason, tone, or role, by name; each format knows how.

    ``note``: the run is a reference, and this is what its footnote says; a format without footnotes prints
    the run's own text, the number of the source, in brackets.
    """

    unit: Unit
    look: str = ""
    note: tuple[Run, ...] = ()

    @property
    def text(self) -> str:
        return self.unit.text


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. ``style`` names what it is: title, h1, quote, local … ``still``: it is this picture."""

    style: str
    runs: tuple[Run, ...]
    still: Still | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a row of one cell goes over all columns. ``style`` names what it shows."""

    style: str
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]


Block = Line | Table


def units(printed_blocks: Iterable[Block]) -> Iterator[Unit]:
    """The units of blocks as the guard reads them, a note's after the words that it is on."""
    for block in printed_blocks:
        for runs in (block.runs,) if isinstance(block, Line) else (c for row in block.rows for c in row):
            for run in runs:
                yield run.unit
                yield from (noted.unit for noted in run.note)


def lines(printed_blocks: Iterable[Block]) -> list[str]:
    """The text of every line and cell, without notes and references."""
    return ["".join(run.text for run in runs if not run.note) for runs in cells(printed_blocks)]


def notes(printed_blocks: Iterable[Block]) -> list[str]:
    """The text of every note, in the order of the references."""
    noted = (run.note for runs in cells(printed_blocks) for run in runs if run.note)
    return ["".join(run.text for run in note) for note in noted]


def cells(printed_blocks: Iterable[Block]) -> Iterator[Sequence[Run]]:
    """The runs of every line, heading of a column and cell."""
    for block in printed_blocks:
        if isinstance(block, Line):
            yield block.runs
        else:
            yield from ((say(head),) for head in block.head)
            yield from (cell for row in block.rows for cell in row)


def say(text: str, look: str = "", about: str = "") -> Run:
    """Words of ours, or words about a figure or source."""
    return Run(Unit(text, about=about), look)


def counted(name: str, value: int, look: str = "") -> Run:
    """A number of ours, by its name in ``view.declared``."""
    return Run(Unit(str(value), counts=name), look)


def line(style: str, *runs: Run) -> Line:
    """A line of these runs."""
    return Line(style, runs)


def listed(items: Iterable[Sequence[Run]]) -> list[Run]:
    """The items with 、 between them."""
    found = [run for item in items for run in (say("、"), *item)]
    return found[1:]
