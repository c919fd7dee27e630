"""The catalogue of indicators: ``catalogues/indicators.toml`` and ``catalogues/units.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from duibiao.lexicon.vocabulary import Vocabulary, load

_FOLDER = "duibiao.lexicon.catalogues"
CATALOGUE = "indicators.toml"
KINDS = ("growth", "share")
BASES = ("real", "nominal", "physical", "rate", "added")
DIRECTIONS = ("up", "down", "none")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of official statistics.

    ``also``: other names of it; ``also_growth`` and ``also_level``: names that mean it only beside a rate, or
    an amount. ``units``: base units of an amount. ``kind``: what a bare percentage of it is (growth, share).
    ``basis``: what its growth is measured in (real, nominal, physical; rate for what is a percentage itself,
    added for what is counted anew each year). ``direction``: whether more is better (up, down, none).
    ``sums``: the whole is the sum over its places. ``mixed``: the name does not say whether a figure is this
    year's addition or all so far.
    """

    id: str
    name: str
    also: tuple[str, ...]
    also_growth: tuple[str, ...]
    also_level: tuple[str, ...]
    units: tuple[str, ...]
    kind: str
    basis: str
    direction: str
    theme: str
    sums: bool
    mixed: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that may stand for it: the official one first."""
        return (self.name, *self.also, *self.also_growth, *self.also_level)


@cache
def indicators() -> Mapping[str, Indicator]:
    """Every indicator by its id, in the order of the catalogue."""
    return {found.id: found for found in read_indicators(load(_FOLDER, CATALOGUE))}


def read_indicators(vocabulary: Vocabulary) -> tuple[Indicator, ...]:
    """The entries of ``vocabulary``. Raises KeyError when one lacks a field that has no default."""
    return tuple(
        Indicator(
            id=row["id"],
            name=row["name"],
            also=tuple(row.get("also", ())),
            also_growth=tuple(row.get("also_growth", ())),
            also_level=tuple(row.get("also_level", ())),
            units=tuple(row["unit"]),
            kind=row["kind"],
            basis=row["basis"],
            direction=row["direction"],
            theme=row["theme"],
            sums=row.get("sums", False),
            mixed=row.get("mixed", False),
        )
        for row in vocabulary.entries
    )


@cache
def units() -> Mapping[str, frozenset[str]]:
    """By base unit, the units that measure the same thing; an empty string is no unit."""
    groups = load(_FOLDER, "units.toml").groups
    return {base: frozenset("" if w == "none" else w for w in group.words) for base, group in groups.items()}


@cache
def rejected() -> Mapping[str, str]:
    """Names that must not stand for an indicator, and why."""
    return {row["text"]: row["because"] for row in load(_FOLDER, CATALOGUE).rejected}
