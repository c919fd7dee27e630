"""What a page of boards shows, made ready for the templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from markupsafe import Markup

from duibiao.briefing.pictures.model import Chart, Form, Side, Value
from duibiao.briefing.pictures.svg import Setting, drawn
from duibiao.briefing.render.wording import labels, period_words
from duibiao.ledger.asking.origin import Origin
from duibiao.ledger.boards import Cell, CellKind, Filled, Missing, Picture, Row, Shown, Source, Standing
from duibiao.ledger.boards.cells import plain, word
from duibiao.ledger.boards.working import of_what, told_amount

NAMES_ONLY = (CellKind.NAME,)
WORKED_OUT = (CellKind.TOTAL, CellKind.SHARE)


@dataclass(frozen=True, slots=True)
class At:
    """Where words stand: ``number`` of the source on the page."""

    number: int
    start: int
    end: int

    @property
    def key(self) -> str:
        """``N:START-END``, as in ``data-at``."""
        return f"{self.number}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Line:
    """A cell as a line of a table: of what, what of it, as printed, how it is meant."""

    of: str
    aspect: str
    text: str
    bound: str
    note: str
    at: At
    chain: tuple[tuple[str, str, At], ...]
    """names with role and place: links of a chain, members, operands"""
    ordered: bool
    """the names follow each other"""

    @property
    def operands(self) -> tuple[At, ...]:
        """Where the names stand, one place of each source."""
        return tuple({at.number: at for *_, at in self.chain}.values())


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation with where it stands."""

    quote: str
    at: At
    caption: bool
    why: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What the material does not say, and what is said above."""

    what: str
    above: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section: facts and passages by who speaks."""

    title: str
    facts: tuple[Line, ...]
    passages: tuple[Passage, ...]
    worked_out: tuple[Line, ...]
    named: tuple[Passage, ...]
    named_facts: tuple[Line, ...]
    above: tuple[Passage, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A board made ready."""

    id: str
    title: str
    about: str
    own: int
    from_above: int
    missing: int
    pictures: tuple[tuple[str, Markup], ...]
    parts: tuple[Part, ...]


def sources(filled: Sequence[Filled]) -> list[Origin]:
    """Every document of the boards once, in order of showing; also those that only worked out numbers use."""
    found: dict[str, Origin] = {}
    for one in filled:
        found |= {o.sha256: o for o in one.documents if o.sha256 not in found}
        for section in one.sections:
            for c in section.worked_out:
                for source in (c.source, *(p.source for p in c.parts)):
                    found.setdefault(source.origin.sha256, source.origin)
    return list(found.values())


def told(filled: Filled, numbers: Mapping[str, int]) -> Told:
    """``numbers``: of the sources by hash."""
    rows = filled.rows
    own = sum(1 for row in rows if row.standing is Standing.OWN)
    return Told(
        filled.board.id,
        filled.board.title,
        filled.board.about,
        own,
        len(rows) - own,
        len(filled.missing),
        tuple((p.drawn.title, _drawing(p, filled.place, numbers)) for p in filled.pictures),
        tuple(_part(section, numbers) for section in filled.sections),
    )


def _part(section: Shown, numbers: Mapping[str, int]) -> Part:
    by = {s: [row for row in section.rows if row.standing is s] for s in Standing}
    return Part(
        section.title,
        tuple(_lines(by[Standing.OWN], numbers)),
        tuple(_passage(row, numbers) for row in by[Standing.OWN]),
        tuple(_line(c, numbers) for c in section.worked_out),
        tuple(_passage(row, numbers) for row in by[Standing.NAMED]),
        tuple(_lines(by[Standing.NAMED], numbers)),
        tuple(_passage(row, numbers) for row in by[Standing.ABOVE]),
        tuple(_gap(m, numbers) for m in section.missing),
    )


def _lines(rows: Sequence[Row], numbers: Mapping[str, int]) -> list[Line]:
    """Facts of passages; names that nothing is told of stand in the passages only."""
    cells = [c for row in rows for c in row.cells if c.kind not in NAMES_ONLY]
    found = {(plain(c.label), c.aspect, plain(c.text), c.bound): c for c in reversed(cells)}
    return [_line(c, numbers) for c in cells if found[plain(c.label), c.aspect, plain(c.text), c.bound] is c]


def _line(cell: Cell, numbers: Mapping[str, int]) -> Line:
    # what holds of a project as such (总投资) needs no word for it
    state = "" if cell.state in ("", "stated") else word("states", cell.state)
    notes = [state, period_words(cell.period) if cell.period else ""]
    if cell.low is not None and cell.high is not None:
        notes.append(
            f"按印出的精度在 {told_amount(cell.low, cell.unit)} 至 {told_amount(cell.high, cell.unit)} 之间"
        )
    bound = labels("bounds").get(cell.bound, "") if cell.bound else ""
    return Line(
        plain(cell.label) or word("cells", cell.kind),
        "" if cell.kind is CellKind.TOTAL or cell.aspect == word("kinds", "level") else cell.aspect,
        cell.text if cell.kind in WORKED_OUT else plain(cell.text),
        bound,
        "，".join(note for note in notes if note),
        _at(cell.source, numbers),
        tuple((p.name, p.role, _at(p.source, numbers)) for p in cell.parts),
        cell.aspect == word("chains", "order"),
    )


def _passage(row: Row, numbers: Mapping[str, int]) -> Passage:
    return Passage(plain(row.quote), _at(row.source, numbers), row.caption, row.why)


def _gap(missing: Missing, numbers: Mapping[str, int]) -> Gap:
    return Gap(missing.what, tuple(_line(c, numbers) for c in missing.elsewhere))


def _at(source: Source, numbers: Mapping[str, int]) -> At:
    return At(numbers.get(source.origin.sha256, 0), source.span.start, source.span.end)


def _drawing(picture: Picture, place: str, numbers: Mapping[str, int]) -> Markup:
    figures = [(c.statement, c.source.origin) for c in picture.cells]
    names = {s.doc: numbers.get(origin.sha256, 0) for s, origin in figures if s is not None}
    form = Form(picture.drawn.form)
    values = tuple(_value(c, form, i, picture.cells) for i, c in enumerate(picture.cells))
    chart = Chart(picture.drawn.title, form, picture.drawn.title, "", picture.drawn.unit, values)
    return drawn(chart, Setting(place, "", names))


def _value(cell: Cell, form: Form, i: int, among: Sequence[Cell]) -> Value:
    """A value under its period, or beside what it measures, which is said once when it is all the same."""
    assert cell.statement is not None
    assert cell.value is not None
    label = period_words(cell.period) if form is Form.COLUMNS else of_what(cell)
    if form is Form.BARS and i > 0 and of_what(among[i - 1]) == label:
        label = ""
    return Value(label, Side.OURS, plain(cell.text), cell.value, cell.statement)


def style() -> Markup:
    """The style sheet of pictures."""
    return Markup((files("duibiao.briefing.pictures") / "style.css").read_text(encoding="utf-8"))
