"""What boards work out: sums of parts, and the place's part of what the division above counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from duibiao.auditing.amounts import printed, total
from duibiao.gazetteer import Gazetteer, Place
from duibiao.ledger.boards.cells import plain
from duibiao.ledger.boards.model import Board, Cell, CellKind, Part, Row, Source, Standing, Sum
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
            text=f"{amount.words} = {told(amount.value, parts[0].unit)}",
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
    return re.search(wanted.parts, cell.aspect if cell.kind is CellKind.PROJECT else cell.label) is not None


def _before(text: str, statement: Statement) -> str:
    return text[max(0, statement.span.start - _BEFORE) : statement.span.start]


def told(value: object, unit: str) -> str:
    """14530000 千瓦 as 1453万千瓦."""
    number = f"{value:f}"
    whole = number.split(".")[0]
    for zeros, word in ((8, "亿"), (4, "万")):
        if len(whole) > zeros and whole.endswith("0" * (zeros - 2)):
            digits = f"{whole[:-zeros]}.{whole[-zeros:]}".rstrip("0").rstrip(".")
            return f"{digits}{word}{unit}"
    return f"{number}{unit}"


def shares_of(
    board: Board, used: Sequence[Material], rows: Sequence[Row], place: Place, gazetteer: Gazetteer
) -> dict[str, list[Cell]]:
    """By title of the section: the place's part of what is counted above, of the programmes on this board."""
    origins = {f.id: m for m in used for f in m.programmes}
    on_board = {c.id for row in rows for c in row.cells if c.kind is CellKind.PROGRAMME}
    found = shares([f for m in used for f in m.programmes], place, gazetteer)
    home = next((s.title for s in board.sections if CellKind.PROGRAMME in s.kinds), board.sections[-1].title)
    made = [_share(share, origins) for share in found if {share.ours.id, share.total.id} & on_board]
    return {home: made}


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
