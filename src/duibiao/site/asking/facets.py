"""How many hits of a search a narrower one would have: by place, year, kind, status of figures.

What is counted are the hits that the index gave, at the most ``search.POOL``: where there are more, every
count is a least one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.ledger.asking.search import Met
from duibiao.ledger.store import Store
from duibiao.ledger.store.rows import fetched
from duibiao.reading import Status
from duibiao.site.state import Site

T = TypeVar("T", str, int)
SHOWN_MOST = 12
"""Places, and years, that are offered."""
_STATUSES = (
    "WITH hits (n, document, low, high) AS (VALUES {})"
    " SELECT n, status FROM hits CROSS JOIN statements"
    " WHERE statements.document = hits.document AND start >= low AND start < high"
)


@dataclass(frozen=True, slots=True)
class Facets:
    """Values with how many hits have each: places right below the one asked for (or provinces), those with
    most hits first; years, the latest first; kinds; statuses of figures in the paragraph."""

    places: tuple[tuple[Place, int], ...]
    years: tuple[tuple[int, int], ...]
    kinds: dict[str, int]
    statuses: dict[Status, int]


def facets(site: Site, met: Sequence[Met], within: Place | None, told: Sequence[frozenset[str]]) -> Facets:
    """Of these hits; ``told``: for each the statuses of its figures."""
    by_code = Counter(one.adcode for one in met if one.adcode)
    places: Counter[str] = Counter()
    for code, times in by_code.items():
        if below := _below(within, code):
            places[below] += times
    known = ((site.gazetteer.get(code), times) for code, times in _most(places))
    years = Counter(one.year for one in met if one.year is not None)
    statuses = Counter(status for each in told for status in each)
    return Facets(
        tuple((place, times) for place, times in known if place is not None),
        tuple(sorted(_most(years), reverse=True)),
        dict(Counter(one.kind for one in met)),
        {status: statuses[status.value] for status in Status if statuses[status.value]},
    )


def _most(counted: Counter[T]) -> list[tuple[T, int]]:
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:SHOWN_MOST]


@lru_cache(maxsize=8192)
def _chain(code: str) -> tuple[str, ...]:
    """The place of a code and what it lies in, innermost first, without the country."""
    gazetteer = Gazetteer.load()
    place = gazetteer.get(code)
    around = gazetteer.chain(place) if place is not None else ()
    return tuple(one.adcode for one in around if one.level is not Level.COUNTRY)


def _below(within: Place | None, code: str) -> str:
    """The division right below a place (or the country) that this one is or lies in; '' for none."""
    chain = _chain(code)
    if within is None or within.level is Level.COUNTRY:
        return chain[-1] if chain else ""
    at = chain.index(within.adcode) if within.adcode in chain else 0
    return chain[at - 1] if at else ""


def statuses(store: Store, met: Iterable[Met]) -> list[frozenset[str]]:
    """For each hit the statuses of the figures in its paragraph."""
    hits = list(met)
    found: list[set[str]] = [set() for _ in hits]
    # written out: numbers of ours, and more of them than a question takes parameters
    values = ",".join(f"({n},{one.document},{one.start},{one.end})" for n, one in enumerate(hits))
    if hits:
        with store.reading() as connection:
            for n, status in fetched(connection, _STATUSES.format(values)):
                found[n].add(status)
    return list(map(frozenset, found))
