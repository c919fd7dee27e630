"""Units that turn into one another: 斤 and 吨, 亩 and 公顷."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from duibiao.lexicon import load


@cache
def _units() -> dict[str, tuple[str, Decimal]]:
    pairs = (
        (entry["name"], *text.split("="))
        for entry in load(__package__, "units.toml").entries
        for text in entry["units"]
    )
    return {unit: (measure, Decimal(size)) for measure, unit, size in pairs}


def measure(unit: str) -> str:
    """What a unit measures; units that do not convert measure themselves."""
    known = _units().get(unit)
    return known[0] if known is not None else unit


def factor(unit: str, into: str) -> Decimal | None:
    """What a value in ``unit`` is multiplied by to be one in ``into``; ``None`` when they do not convert."""
    if unit == into:
        return Decimal(1)
    one, other = _units().get(unit), _units().get(into)
    return one[1] / other[1] if one is not None and other is not None and one[0] == other[0] else None
