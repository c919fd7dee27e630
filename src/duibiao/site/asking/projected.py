"""Projects, a province at a time: names are joined within one, and all of them at once are too many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nsmallest
from itertools import chain

from duibiao.errors import NotFound
from duibiao.gazetteer import Level, Place
from duibiao.ledger.asking.projects import Known, projects
from duibiao.ledger.projects import Project, at
from duibiao.site.state import Site

STEP = 200
COUNTRY = "100000"
"""Stands for what lies in no province."""


def province_of(code: str) -> str:
    """The province that a division lies in."""
    return f"{code[:2]}0000"


def of_province(site: Site, code: str) -> Known:
    """The projects that lie in a province or touch it, made once; their ids lead back to it."""

    def make() -> Known:
        province = site.gazetteer.get(code)
        if province is None:
            return Known([], {})
        found = projects(site.store, province) if code != COUNTRY else _nowhere(site)
        site.shelf.put_places((project.id, code) for project in found.projects)
        return found

    return site.memo(f"province:{code}", make, (f"place:{code}", "decisions"))


def _nowhere(site: Site) -> Known:
    """Those of which no document says where they lie."""
    found = projects(site.store, nowhere=True)
    return Known([one for one in found.projects if not one.adcodes], found.origins)


def at_place(site: Site, place: Place) -> tuple[list[Project], Known]:
    """The projects of a place, those with most evidence first, and whose documents they are."""
    known = of_province(site, province_of(place.adcode))
    return at(known.projects, place, site.gazetteer), known


def by_id(site: Site, wanted: str) -> tuple[Project, Known]:
    """The project of this id, and whose documents it is of. Raises ``NotFound``."""
    code = site.shelf.place_of(wanted)
    if code is None and site.shelf.whole != _version(site):
        return _looked_for(chain.from_iterable(every(site)), wanted)
    known = of_province(site, code) if code is not None else Known([], {})
    return _looked_for(((one, known) for one in known.projects), wanted)


def _looked_for(among: Iterable[tuple[Project, Known]], wanted: str) -> tuple[Project, Known]:
    found = next((pair for pair in among if pair[0].id == wanted), None)
    if found is None:
        raise NotFound("没有这个项目", where=wanted[:40])
    return found


def every(site: Site) -> Iterator[list[tuple[Project, Known]]]:
    """All projects, each once, one province after the other."""
    seen: set[str] = set()
    for code in provinces(site):
        known = of_province(site, code)
        yield [(project, known) for project in known.projects if project.id not in seen]
        seen |= {project.id for project in known.projects}
    site.shelf.whole = _version(site)


def first(site: Site, most: int) -> tuple[list[tuple[Project, Known]], int]:
    """The projects with most evidence, and how many there are in all; made once for all that ask."""
    size = STEP
    while size < most:
        size *= 2

    def make() -> tuple[list[tuple[Project, Known]], int]:
        best: list[tuple[Project, Known]] = []
        count = 0
        for fresh in every(site):
            count += len(fresh)
            # the documents of all others need not be kept
            best = [(p, _only(p, k)) for p, k in nsmallest(size, [*best, *fresh], key=_order)]
        return best, count

    found, count = site.memo(f"projects:{size}", make, ("documents", "decisions"))
    return found[:most], count


def _order(pair: tuple[Project, Known]) -> tuple[int, str, str]:
    return -len(pair[0].timeline), pair[0].name, pair[0].id


def _only(project: Project, known: Known) -> Known:
    docs = {entry.event.doc for entry in project.timeline}
    return Known([project], {doc: known.origins[doc] for doc in docs if doc in known.origins})


def provinces(site: Site) -> list[str]:
    """Their codes, and what stands for none of them."""
    return [*(p.adcode for p in site.gazetteer.all(Level.PROVINCE)), COUNTRY]


def _version(site: Site) -> str:
    return site.version(("documents", "decisions"))
