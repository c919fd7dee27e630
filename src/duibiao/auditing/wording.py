"""How findings are put in Chinese: the sentences stand in ``wording.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from importlib.resources import files
from types import MappingProxyType

_WORDS = tomllib.loads((files("duibiao.auditing") / "wording.toml").read_text(encoding="utf-8"))
_LARGE = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))


def labels(group: str) -> Mapping[str, str]:
    """One table of ``wording.toml``, e.g. ``labels("verdicts")["inconsistent"] == "对不上"``."""
    return MappingProxyType(_WORDS[group])


def message(name: str, **fields: str) -> str:
    """One message, filled in."""
    text: str = _WORDS["messages"][name]
    return text.format(**fields)


def number(value: Decimal, unit: str, step: Decimal) -> str:
    """A computed value as people read it, one digit finer than ``step``: 12.57%, 253.1亿元."""
    if value.is_infinite():
        return "不限"
    for size, name in _LARGE:
        if abs(value) >= size and unit not in ("%", "倍"):
            return f"{_rounded(value / size, step / size)}{name}{unit}"
    return f"{_rounded(value, step)}{unit}"


def _rounded(value: Decimal, step: Decimal) -> str:
    finer = min(step / 10, Decimal("0.1")).normalize()
    exponent = finer.as_tuple().exponent
    places = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    kept = value.quantize(places, ROUND_HALF_UP)
    plain = format(kept, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
