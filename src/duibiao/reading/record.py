"""A statement as a row of ``duibiao read``."""

from __future__ import annotations

from decimal import Decimal

from duibiao.reading.model import Statement
from duibiao.text import Span

Row = dict[str, str | int | list[int] | None]


RECORD_KEYS = (
    "id", "doc", "start", "end", "text", "value", "value_high", "unit", "bound", "kind", "indicator",
    "indicator_span", "period", "period_span", "place", "adcode", "place_span", "status", "sentence_span",
    "section",
)  # fmt: skip


def record(statement: Statement) -> Row:
    """The keys of the contract in its order: spans as ``[start, end]`` or null, decimals as plain strings."""
    s = statement
    return {
        "id": s.id,
        "doc": s.doc,
        "start": s.span.start,
        "end": s.span.end,
        "text": s.text,
        "value": plain(s.value),
        "value_high": plain(s.value_high) if s.value_high is not None else None,
        "unit": s.unit,
        "bound": s.bound.value,
        "kind": s.kind.value,
        "indicator": s.indicator,
        "indicator_span": _pair(s.indicator_span),
        "period": s.period,
        "period_span": _pair(s.period_span),
        "place": s.place,
        "adcode": s.adcode,
        "place_span": _pair(s.place_span),
        "status": s.status.value,
        "sentence_span": _pair(s.sentence_span),
        "section": s.section,
    }


def plain(value: Decimal) -> str:
    """A decimal without exponent: 13570000000000, 4.0."""
    return format(value, "f")


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
