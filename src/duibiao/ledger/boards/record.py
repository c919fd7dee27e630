"""Filled boards as data: nested for JSON, a row a cell for tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from duibiao.ledger.asking.origin import Origin
from duibiao.ledger.boards.cells import plain
from duibiao.ledger.boards.model import Cell, CellKind, Filled, Missing, Part, Row, Source
from duibiao.reading.record import plain as number

WORDS, MISSING = CellKind.WORDS.value, "missing"
FLAT = (
    "board", "section", "standing", "kind", "label", "aspect", "text", "value", "value_high", "unit", "bound",
    "state",
    "period", "low", "high", "parts", "quote", "why", "title", "doc", "sha256", "start", "end", "id",
)  # fmt: skip
"""The columns of ``flat``."""


def record(filled: Filled) -> dict[str, Any]:
    """The board with its sections, rows, cells, what is missing, and the documents, each with its hash."""
    return {
        "board": filled.board.id,
        "title": filled.board.title,
        "about": filled.board.about,
        "place": filled.place,
        "adcode": filled.adcode,
        "sections": [
            {
                "title": section.title,
                "rows": [_row(row) for row in section.rows],
                "worked_out": [cell_record(c) for c in section.worked_out],
                "missing": [_missing(m) for m in section.missing],
            }
            for section in filled.sections
        ],
        "documents": [_origin(o) for o in filled.documents],
        "left_out": [{"doc": x.origin.name, "sha256": x.origin.sha256, "why": x.why} for x in filled.left],
    }


def flat(filled: Filled) -> Iterator[dict[str, Any]]:
    """A row a cell, after the passage that it stands in; what is missing has no text and no source."""
    for section in filled.sections:
        at = {"board": filled.board.title, "section": section.title}
        for row in section.rows:
            said = {**at, "standing": row.standing.value, "why": row.why, "quote": plain(row.quote)}
            yield {**said, "kind": WORDS, "text": plain(row.quote), **_source(row.source)}
            for c in row.cells:
                yield {**said, **_flat_cell(c)}
        for c in section.worked_out:
            yield {**at, "standing": "worked_out", **_flat_cell(c)}
        for m in section.missing:
            yield {**at, "kind": MISSING, "label": m.what, "parts": [plain(c.text) for c in m.elsewhere]}


def cell_record(cell: Cell) -> dict[str, Any]:
    """A cell with its parts, each with its own source."""
    return {
        "id": cell.id,
        "kind": cell.kind.value,
        "label": cell.label,
        "aspect": cell.aspect,
        "text": cell.text,
        "value": _decimal(cell.value),
        "value_high": _decimal(cell.value_high),
        "unit": cell.unit,
        "bound": cell.bound,
        "state": cell.state,
        "period": cell.period,
        "low": _decimal(cell.low),
        "high": _decimal(cell.high),
        "source": _source(cell.source),
        "parts": [_part(p) for p in cell.parts],
    }


def _flat_cell(cell: Cell) -> dict[str, Any]:
    made = cell_record(cell)
    source = made.pop("source")
    parts = [f"{p.name}（{p.role}）" if p.role else p.name for p in cell.parts]
    return {**made, **source, "text": plain(cell.text), "parts": parts}


def _row(row: Row) -> dict[str, Any]:
    return {
        "standing": row.standing.value,
        "quote": row.quote,
        "caption": row.caption,
        "why": row.why,
        "source": _source(row.source),
        "cells": [cell_record(c) for c in row.cells],
    }


def _missing(missing: Missing) -> dict[str, Any]:
    return {"what": missing.what, "said_above": [cell_record(c) for c in missing.elsewhere]}


def _part(part: Part) -> dict[str, Any]:
    return {"name": part.name, "role": part.role, "source": _source(part.source)}


def _source(source: Source) -> dict[str, Any]:
    origin = source.origin
    return {
        "title": origin.title,
        "doc": origin.name,
        "sha256": origin.sha256,
        "start": source.span.start,
        "end": source.span.end,
    }


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "doc": origin.name,
        "title": origin.title,
        "kind": origin.kind,
        "place": origin.place,
        "year": origin.year,
        "sha256": origin.sha256,
    }


def _decimal(value: Decimal | None) -> str | None:
    return number(value) if value is not None else None
