"""What boards work out: sums of parts, and the place's part of what the division above counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from duibiao.auditing.figures.amounts import printed, total
from duibiao.gazetteer import Gazetteer, Place
from duibiao.ledger.boards.cells import plain
from duibiao.ledger.boards.model import Cell, CellKind, Part, Row, Source, Standing, Sum
from duibiao.ledger.boards.supply import Material
from duibiao.ledger.programmes import Share, shares
from duibiao.reading import Statement
from duibiao.reading.programmes import ProgrammeFact
from duibiao.text import Span, content_id

_BEFORE = 4
"""Characters in front of a figure in which 近 and the like may stand."""


def sums_of(wanted: Sum, rows: Sequence[Row], used: Sequence[Material]) -> Iterator[Cell]:
    """The total of the parts that one passage lists, with its formula and bounds by printed precision."""
    texts = {m.origin.sha256: m.document.text for m in used}
    for row in rows:
        parts = [c for c in row.cells if _is_part(c, wanted)]
        if row.standing is Standing.ABOVE or row.caption or len(parts) < wanted.least:
            continue
        figures = [c.statement for c in parts if c.statement is not None]
        amount = total([printed(s, _before(texts[row.source.origin.sha256], s)) for s in figures])
        yield Cell(
            id=content_id("sum", wanted.title, *(c.id for c in parts)),
            kind=CellKind.TOTAL,
            label=wanted.title,
            aspect=amount.words,
            text=f"{amount.words} = {told_amount(amount.value, parts[0].unit)}",
            source=row.source,
            value=amount.value,
            unit=parts[0].unit,
            low=amount.low,
            high=amount.high,
            parts=tuple(Part(c.aspect or c.label, c.source, plain(c.text)) for c in parts),
        )


def _is_part(cell: Cell, wanted: Sum) -> bool:
    if cell.statement is None or cell.unit != wanted.unit:
        return False
    return re.search(wanted.parts, of_what(cell)) is not None


def of_what(cell: Cell) -> str:
    """What a figure measures: its indicator, of a project what of it (装机容量, or the part 光伏)."""
    return cell.aspect if cell.kind is CellKind.PROJECT else cell.label


def _before(text: str, statement: Statement) -> str:
    return text[max(0, statement.span.start - _BEFORE) : statement.span.start]


def told_amount(value: Decimal, unit: str) -> str:
    """14530000 千瓦 as 1453万千瓦."""
    number = f"{value:f}"
    whole = number.split(".", maxsplit=1)[0]
    for zeros, word in ((8, "亿"), (4, "万")):
        if len(whole) > zeros and whole.endswith("0" * (zeros - 2)):
            digits = f"{whole[:-zeros]}.{whole[-zeros:]}".rstrip("0").rstrip(".")
            return f"{digits}{word}{unit}"
    return f"{number}{unit}"


def shares_of(
    sections: Mapping[str, Sequence[Row]], used: Sequence[Material], place: Place, gazetteer: Gazetteer
) -> dict[str, list[Cell]]:
    """By title of the section in which the place's count stands: its part of what is counted above."""
    origins = {f.id: m for m in used for f in m.programmes}
    stands = {c.id: title for title, rows in sections.items() for row in rows for c in row.cells}
    made: dict[str, list[Cell]] = {}
    for share in shares([f for m in used for f in m.programmes], place, gazetteer):
        if share.ours.id in stands:
            made.setdefault(stands[share.ours.id], []).append(_share(share, origins))
    return made


def _share(share: Share, origins: Mapping[str, Material]) -> Cell:
    ours, whole = share.ours, share.total
    return Cell(
        id=content_id("share", ours.id, whole.id),
        kind=CellKind.SHARE,
        label=share.programme or share.label,
        aspect=f"{share.round}{share.label}（{share.tier.value}）",
        text=f"{plain(ours.text)} ÷ {plain(whole.text)} = {share.percent:f}%",
        source=_where(ours, origins),
        value=share.percent,
        unit="%",
        parts=(
            Part(ours.place, _where(ours, origins), plain(ours.text)),
            Part(whole.place, _where(whole, origins), plain(whole.text)),
        ),
    )


def _where(fact: ProgrammeFact, origins: Mapping[str, Material]) -> Source:
    return Source(origins[fact.id].origin, Span(fact.span.start, fact.span.end))
