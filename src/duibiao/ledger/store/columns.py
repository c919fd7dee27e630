"""Facts as rows: a frozen dataclass of plain fields becomes columns, a tuple of values, and itself again.

``Span`` is two integer columns (``x_span``: ``x_start``, ``x_end``; ``span``: ``start``, ``end``), a decimal
its printed digits, an enum its value, a tuple or a dataclass inside JSON, ``None`` NULL.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Any, Generic, TypeVar, get_args, get_origin, get_type_hints

from sqlalchemy import Boolean, Column, Integer, Text
from sqlalchemy.types import TypeEngine

from duibiao.text import Span

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
T = TypeVar("T")
Cell = str | int | bool | None


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    columns: tuple[tuple[str, TypeEngine[Any], bool], ...]
    """name, type, nullable"""
    put: Callable[[Any], tuple[Cell, ...]]
    get: Callable[[Sequence[Any]], Any]
    plain: bool = False
    """the cell is the value"""
    same: bool = False
    """and the value the cell"""


class Columns(Generic[T]):
    """How the facts of one dataclass stand in a table. ``leave``: fields that it has by other means."""

    def __init__(self, of: type[T], *, leave: frozenset[str] = frozenset({"doc"})) -> None:
        self.of = of
        self.leave = leave
        hints = get_type_hints(of)
        self._fields = [_field(f.name, hints[f.name]) for f in fields(of) if f.name not in leave]  # type: ignore[arg-type]
        self._values = attrgetter(*(field.name for field in self._fields))
        self._puts = [None if field.plain else field.put for field in self._fields]

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [name for field in self._fields for name, _, _ in field.columns]

    def columns(self) -> Iterator[Column[Any]]:
        """The columns; ``id`` is the primary key."""
        for field in self._fields:
            for name, type_, nullable in field.columns:
                yield Column(name, type_, nullable=nullable, primary_key=name == "id")

    def row(self, fact: T) -> tuple[Cell, ...]:
        """The cells of one fact, in the order of ``names``."""
        cells: list[Cell] = []
        for value, put in zip(self._values(fact), self._puts, strict=True):
            if put is None:
                cells.append(value)
            else:
                cells += put(value)
        return tuple(cells)

    def fact(self, cells: Sequence[Any], **left: Any) -> T:
        """The fact of a row of ``names``; ``left`` gives the fields that were left out."""
        at, values = 0, dict(left)
        for field in self._fields:
            if field.same:
                values[field.name] = cells[at]
                at += 1
                continue
            width = len(field.columns)
            values[field.name] = field.get(cells[at : at + width])
            at += width
        return self.of(**values)


def _field(name: str, hint: Any) -> _Field:
    options = get_args(hint) if get_origin(hint) is types.UnionType else (hint,)
    nullable = type(None) in options
    (kind,) = [option for option in options if option is not type(None)]
    if kind is Span:
        stem = name.removesuffix("span")
        ends = (f"{stem}start", f"{stem}end") if stem != name else (f"{name}_start", f"{name}_end")
        columns = tuple((end, Integer(), nullable) for end in ends)
        return _Field(name, columns, _put_span, lambda c: None if c[0] is None else Span(c[0], c[1]))
    put, get, type_ = _scalar(kind)
    return _Field(
        name,
        ((name, type_, nullable),),
        lambda v: (None,) if v is None else (put(v),),
        lambda c: None if c[0] is None else get(c[0]),
        plain=put is _same,
        same=get is _same,
    )


def _put_span(span: Span | None) -> tuple[Cell, ...]:
    return (None, None) if span is None else span


def _scalar(kind: Any) -> tuple[Callable[[Any], Cell], Callable[[Any], Any], TypeEngine[Any]]:
    if kind is str:
        return _same, _same, Text()
    if kind is bool:
        return _same, bool, Boolean()
    if kind is int:
        return _same, _same, Integer()
    if kind is Decimal:
        return _digits, Decimal, Text()
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        members: dict[str, Any] = {str(member): member for member in kind}
        return _enum, members.__getitem__, Text()
    put, get = _nested(kind)
    none = get([]) if get_origin(kind) is tuple else None
    return (
        lambda v: _JSON.encode(put(v)),
        lambda v: none if v == "[]" else get(json.loads(v)),
        Text(),
    )


def _nested(kind: Any) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    """To and from what JSON knows, for tuples of one kind and for dataclasses in a dataclass."""
    options = [option for option in get_args(kind) if option is not type(None)]
    if get_origin(kind) is types.UnionType and len(options) == 1:
        put, get = _nested(options[0])
        return lambda v: None if v is None else put(v), lambda v: None if v is None else get(v)
    if get_origin(kind) is tuple:
        put, get = _nested(get_args(kind)[0])
        return lambda v: [put(item) for item in v], lambda v: tuple(get(item) for item in v)
    if kind is Span:
        return list, lambda v: Span(*v)
    if is_dataclass(kind):
        make: Any = kind
        hints = get_type_hints(kind)
        inner = [(f.name, *_nested(hints[f.name])) for f in fields(kind)]
        return (
            lambda v: [put(getattr(v, name)) for name, put, _ in inner],
            lambda v: make(*(get(cell) for cell, (_, _, get) in zip(v, inner, strict=True))),
        )
    if kind in (str, bool, int, Decimal) or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        put, get, _ = _scalar(kind)
        return put, get
    raise TypeError(f"no column for {kind}")


def _same(value: Any) -> Any:
    return value


def _digits(value: Decimal) -> str:
    return format(value, "f")


def _enum(value: StrEnum) -> str:
    return str(value)
