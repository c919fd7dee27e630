"""The linter of the catalogue of indicators."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from itertools import combinations

from duibiao.lexicon.indicators import BASES, DIRECTIONS, KINDS, Indicator, read_indicators
from duibiao.lexicon.vocabulary import Vocabulary

_FIELDS = frozenset(
    (
        "id",
        "name",
        "also",
        "also_growth",
        "also_level",
        "unit",
        "kind",
        "basis",
        "direction",
        "theme",
        "sums",
        "mixed",
    )
)
_NEEDED = ("id", "name", "unit", "kind", "basis", "direction", "theme")
_SLUG = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_RATES = frozenset(("%", "‰", "1/10万"))
Units = Mapping[str, Set[str]]


def lint_indicators(catalogue: Vocabulary, units: Units) -> list[str]:
    """What is wrong with a catalogue, one line each. ``units``: by base unit those that measure the same."""
    shape = list(_shape(catalogue))
    if shape:
        return shape
    found = read_indicators(catalogue)
    themes = frozenset(catalogue["themes"].words)
    values = [line for i in found for line in _values(i, themes, units)]
    return [*values, *_ids(found), *_twice(found), *_shared(found, units), *_rejected(catalogue, found)]


def _shape(catalogue: Vocabulary) -> Iterator[str]:
    for row in catalogue.entries:
        name = row.get("id") or row.get("name") or "an entry"
        for key in _NEEDED:
            if not row.get(key):
                yield f"{name}: `{key}` is missing"
        for key in sorted(row.keys() - _FIELDS):
            yield f"{name}: `{key}` is no field of an indicator"


def _values(i: Indicator, themes: Set[str], units: Units) -> Iterator[str]:
    if _SLUG.fullmatch(i.id) is None:
        yield f"{i.id}: an id is lower-case words joined by _"
    for field, value, known in (
        ("kind", i.kind, KINDS),
        ("basis", i.basis, BASES),
        ("direction", i.direction, DIRECTIONS),
        ("theme", i.theme, themes),
    ):
        if value not in known:
            yield f"{i.id}: {field} {value!r} is not known"
    for unit in i.units:
        if unit not in units:
            yield f"{i.id}: unit {unit!r} is no group of units.toml"
    if i.kind == "share" and not (_RATES | {"比"}) & frozenset(i.units):
        yield f"{i.id}: a share has a unit of a share"


def _ids(found: tuple[Indicator, ...]) -> Iterator[str]:
    for key, times in Counter(i.id for i in found).items():
        if times > 1:
            yield f"{key}: the id stands {times} times"


def _twice(found: tuple[Indicator, ...]) -> Iterator[str]:
    for i in found:
        rates = Counter((i.name, *i.also, *i.also_growth))
        levels = Counter((i.name, *i.also, *i.also_level))
        for name in sorted({n for names in (rates, levels) for n, times in names.items() if times > 1}):
            yield f"{i.id}: {name!r} stands twice"


def _shared(found: tuple[Indicator, ...], units: Units) -> Iterator[str]:
    """A name of two indicators, unless it is told apart by unit or kind."""
    owners: dict[str, list[Indicator]] = {}
    for i in found:
        for name in dict.fromkeys(i.names):
            owners.setdefault(name, []).append(i)
    for name, those in owners.items():
        for a, b in combinations(those, 2):
            if a is not b and _forms(a, name, units) & _forms(b, name, units):
                yield f"{a.id}, {b.id}: both are called {name!r}"


def _forms(i: Indicator, name: str, units: Units) -> frozenset[str]:
    """What a figure beside ``name`` may be: a rate, or an amount in one of several units."""
    rate = name not in i.also_level or name in i.also_growth
    level = name not in i.also_growth or name in i.also_level
    amounts = frozenset[str]().union(*(units[u] for u in i.units)) if level else frozenset[str]()
    return amounts | (frozenset((i.kind,)) if rate else frozenset())


def _rejected(catalogue: Vocabulary, found: tuple[Indicator, ...]) -> Iterator[str]:
    used = {name: i.id for i in found for name in i.names}
    for row in catalogue.rejected:
        if row.get("text") in used:
            yield f"{used[row['text']]}: {row['text']!r} is rejected"
