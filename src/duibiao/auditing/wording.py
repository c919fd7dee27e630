"""How findings are put in Chinese: the sentences stand in ``wording.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_WORDS = tomllib.loads((files("duibiao.auditing") / "wording.toml").read_text(encoding="utf-8"))
_VALUE = re.compile(r"(?P<digits>-?\d+(?:\.\d+)?)(?P<size>万亿|亿|万)?")
_LARGE = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))


def labels(group: str) -> Mapping[str, str]:
    """One table of ``wording.toml``, e.g. ``labels("verdicts")["inconsistent"] == "对不上"``."""
    return MappingProxyType(_WORDS[group])


def message(name: str, **fields: str) -> str:
    """One message, filled in."""
    text: str = _WORDS["messages"][name]
    return text.format(**fields)


@cache
def kinds() -> Mapping[str, str]:
    """By rule the kind of its relation: ``kinds()["sum_of_listed"] == "加总与分项"``, kinds in order."""
    told: Mapping[str, list[str]] = _WORDS["kinds"]
    return MappingProxyType({rule: kind for kind, rules in told.items() for rule in rules})


def interval(recomputed: str, low: Decimal | None, high: Decimal | None) -> str:
    """The bounds of a recomputed value, in its own unit: 3.39% from 3.3149 to 3.4648 gives 3.315% 至 3.465%.

    '' where there are none, or both are the value itself.
    """
    match = _VALUE.match(recomputed)
    if low is None or high is None or low == high or match is None:
        return ""
    digits, unit = match["digits"], recomputed[match.end("digits") :]
    size = {name: size for size, name in _LARGE}.get(match["size"], Decimal(1))
    step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    return " 至 ".join(f"{_rounded(bound / size, step)}{unit}" for bound in (low, high))


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
