"""The figures in report and local material, read once for all places of a province."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

from duibiao.gazetteer import Level, Place
from duibiao.matching.cache import Cache, dump_json, key_of, remembered
from duibiao.matching.told import written_in
from duibiao.reading.model import Bound, Statement, StatementKind, Status
from duibiao.reading.report import identify
from duibiao.text import Document, Span

_FIELDS = tuple(field.name for field in fields(Statement))
_SPANS = [i for i, name in enumerate(_FIELDS) if name.endswith("span")]
_NUMBERS = [_FIELDS.index(name) for name in ("value", "value_high")]
_ENUMS = [
    (_FIELDS.index(name), {str(one): one for one in kind})
    for name, kind in (("bound", Bound), ("kind", StatementKind), ("status", Status))
]
_SOMEBODY = "本地"
"""Name of the place that stands for every place of a province: reading a text asks of its home only which
province it lies in, by the first two digits of its code, and prints name and code where it finds it meant."""


def read_figures(document: Document, home: Place | None, year: int, cache: Cache | None) -> list[Statement]:
    """``read_statements``, from the cache where there is one."""
    if cache is None or home is None or not home.adcode[:2].isdigit():
        return _read(document, home, year)
    somebody = Place(_SOMEBODY, f"{home.adcode[:2]}:", Level.PREFECTURE, "")
    key = key_of("figures", document.name, document.sha256, document.text, somebody.adcode, str(year))
    found = remembered(cache, key, lambda: _read(document, somebody, year), _dump, _load)
    return [
        replace(one, place=home.name, adcode=home.adcode) if one.adcode == somebody.adcode else one
        for one in found
    ]


def year_of(one: Document, year: int) -> int:
    """The year that 今年 means in local material: a report's own, else that of its date, else ``year``."""
    own = identify(one)
    if own.place is not None and own.year is not None:
        return own.year
    return written_in(one) or year


def _read(document: Document, home: Place | None, year: int) -> list[Statement]:
    from duibiao.reading import read_statements  # noqa: PLC0415 - its patterns take 0.1 s to load

    return read_statements(document, place=home, year=year)


def _dump(statements: Sequence[Statement]) -> bytes:
    rows = [[getattr(one, name) for name in _FIELDS] for one in statements]
    for row in rows:
        for i in _NUMBERS:
            row[i] = None if row[i] is None else str(row[i])
    return dump_json(rows)


def _load(content: bytes) -> list[Statement]:
    return [_statement(row) for row in json.loads(content)]


def _statement(row: list[Any]) -> Statement:
    for i in _SPANS:
        row[i] = None if row[i] is None else Span(*row[i])
    for i in _NUMBERS:
        row[i] = None if row[i] is None else Decimal(row[i])
    for i, known in _ENUMS:
        row[i] = known[row[i]]
    return Statement(*row)
