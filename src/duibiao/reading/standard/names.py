"""The names of the catalogue as they are looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from duibiao.lexicon.indicators import Indicator, indicators, units

_FOLDED = str.maketrans(dict(zip("（）＂\"＇'”’０１２３４５６７８９．", "()““‘‘“‘0123456789.", strict=True)))


def fold(name: str) -> str:
    """A name with brackets, quotation marks and digits of one width each; as long as before."""
    return name.translate(_FOLDED)


def named(name: str) -> tuple[Indicator, ...]:
    """The indicators that a folded name may stand for."""
    return _names().get(name, ())


def is_name(name: str) -> bool:
    """Whether a folded name is one of the catalogue's."""
    return name in _names()


def accepted(key: str) -> frozenset[str]:
    """The units that an amount of the indicator with this id may have."""
    return _units()[key]


@cache
def _names() -> Mapping[str, tuple[Indicator, ...]]:
    found: dict[str, dict[str, Indicator]] = defaultdict(dict)
    for indicator in indicators().values():
        for name in indicator.names:
            found[fold(name)][indicator.id] = indicator
    return {name: tuple(ids.values()) for name, ids in found.items()}


@cache
def _units() -> Mapping[str, frozenset[str]]:
    return {i.id: frozenset[str]().union(*(units()[unit] for unit in i.units)) for i in indicators().values()}
