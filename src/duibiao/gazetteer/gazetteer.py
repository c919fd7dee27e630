"""Every place by code and by name, and what lies in what."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path

from duibiao.errors import AmbiguousPlace, UnknownPlace
from duibiao.gazetteer import _tables
from duibiao.gazetteer._near import near
from duibiao.gazetteer.place import Level, Place, stem

_ORDER = (
    Level.COUNTRY,
    Level.PROVINCE,
    Level.PREFECTURE,
    Level.COUNTY,
    Level.ZONE,
    Level.REGION,
    Level.COMPOUND,
    Level.TOWN,
)
_RANK = {level: rank for rank, level in enumerate(_ORDER)}


class Gazetteer:
    """Places by code and name. ``load`` is cached; towns are read only when one is asked for."""

    def __init__(self, extra: Iterable[Place] = ()) -> None:
        self._by_code: dict[str, list[Place]] = defaultdict(list)
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        self._by_stem: dict[str, tuple[Place, ...]] = {}
        self._inside: dict[tuple[str, int], set[str]] = {}
        for place in (_tables.COUNTRY, *_tables.divisions(), *_tables.zones(), *_tables.regions()):
            self._add(place)
        for alias, code in _tables.nicknames():
            self._by_name[alias].append(self._by_code[code][-1])
        for place in extra:
            self._by_code.pop(place.adcode, None)
            self._add(place)

    @staticmethod
    def load(extra: Path | None = None) -> Gazetteer:
        """The packaged gazetteer, with a user's file of additions. Raises UnreadableSource."""
        return _load(extra)

    def _add(self, place: Place) -> None:
        self._by_code[place.adcode].append(place)
        for name in {place.name, *place.aliases}:
            self._by_name[name].append(place)

    # -- one place ---------------------------------------------------------------------------------

    def get(self, adcode: str) -> Place | None:
        """The place of this code under its latest name; also ``zone:NAME`` and ``region:NAME``."""
        if found := self._by_code.get(adcode):
            return found[-1]
        return self._town(adcode) if len(adcode) == 9 and adcode in self._town_names else None

    def _town(self, code: str) -> Place:
        """A town; one of a development zone lies in the zone's city."""
        parent = code[:6] if code[:6] in self._by_code else code[:4] + "00"
        return _tables.town(code, self._town_names[code], parent)

    def names(self) -> Iterator[str]:
        """Every name and short form, without those of towns."""
        return iter(self._by_name)

    def towns(self, name: str) -> tuple[Place, ...]:
        """Towns, townships and streets of exactly this name (金利镇)."""
        if name not in self._town_codes:
            return ()
        return tuple(self._town(code) for code in _codes(self._town_codes, name))

    def towns_short(self, short: str) -> tuple[Place, ...]:
        """Towns, townships and streets whose name without its kind is ``short`` (金利: 金利镇)."""
        if short not in self._town_stems:
            return ()
        if short not in self._by_stem:
            self._by_stem[short] = tuple(self._town(code) for code in _codes(self._town_stems, short))
        return self._by_stem[short]

    def find(self, name: str, year: int | None = None, *, towns: bool = True) -> tuple[Place, ...]:
        """Every place of this official name, short form or alias that stands in ``year``, larger first.

        Former names come only where no place of the name stands in the year (襄樊, 热河), towns only where no
        larger place ever had the name (长安 is first of all a district; 长安镇 is the town).
        """
        every = self._by_name.get(name) or (self._towns_named(name) if towns else [])
        if not every:
            return ()
        standing = [p for p in every if p.stands(year)]
        found = standing or [p for p in every if _nearest(p, every, year)]
        order = sorted(found, key=lambda p: (_RANK[p.level], p.name != name, p.adcode))
        return tuple(dict.fromkeys(order))

    def resolve(self, name: str, year: int | None = None) -> Place:
        """The one place that a user means: a code, a name, or a path such as 广东省肇庆市 or 北京朝阳区.

        Raises UnknownPlace with near names, AmbiguousPlace with the candidates. A town's name without its
        kind is unknown unless its city stands before it (火星 is 火星街道 as little as a planet).
        """
        wanted = "".join(name.split())
        by_code = self.get(wanted) or (
            self.get(wanted[:6]) if wanted.isdigit() and len(wanted) == 12 else None
        )
        if by_code is not None:
            return by_code
        found = self._path(wanted, year)
        if not found:
            raise UnknownPlace(name, self.near(wanted))
        if all(p.level is Level.TOWN and p.name != wanted for p in found) and found == self.find(
            wanted, year
        ):
            raise UnknownPlace(name, (*dict.fromkeys(p.name for p in found), *self.near(wanted, 3)))
        best = _outright(found, wanted, wanted in _tables.contested())
        if best is None:
            raise AmbiguousPlace(name, [f"{self.full_name(p)}（{p.adcode}）" for p in found])
        return best

    def _path(self, wanted: str, year: int | None) -> tuple[Place, ...]:
        """Places of the name, or of a tail of it that lie in a place of the head (长春朝阳区)."""
        if whole := self.find(wanted, year):
            return whole
        for cut in range(len(wanted) - 2, 1, -1):
            outer = self._path(wanted[:cut], year)
            for named in (self.find(wanted[cut:], year), self._towns_named(wanted[cut:])) if outer else ():
                if inner := [p for p in named if any(self.holds(o, p) for o in outer)]:
                    return tuple(inner)
        return ()

    def letters(self, place: Place) -> tuple[str, ...]:
        """The one-character names of a province or city (粤)."""
        return tuple(c for names in _tables.letters() for c, code in names.items() if code == place.adcode)

    def full_name(self, place: Place) -> str:
        """The name with those of the divisions around it: 广东省肇庆市端州区."""
        return "".join(p.name for p in reversed(self.chain(place)) if p.level is not Level.COUNTRY)

    def near(self, name: str, n: int = 5) -> tuple[str, ...]:
        """Up to ``n`` names that look like a mistyped ``name``, best first; of equals cities."""
        ranked = ((min(map(_fame, places)), other) for other, places in self._by_name.items())
        return near(name, ranked, n)

    # -- what lies in what ---------------------------------------------------------------------------

    def chain(self, place: Place) -> tuple[Place, ...]:
        """The place and the divisions around it, innermost first, the country last."""
        found = [place]
        while (upper := self._parent(found[-1])) is not None:
            found.append(upper)
        return tuple(found)

    def _parent(self, place: Place) -> Place | None:
        uppers = self._by_code.get(place.parent, ())
        overlapping = [u for u in uppers if u.until == 0 or not place.until or u.until >= place.until]
        return (overlapping or uppers or (None,))[0] if place.until else (uppers or (None,))[-1]

    def holds(self, outer: Place, inner: Place) -> bool:
        """Whether ``inner`` is ``outer`` or lies in it. A zone lies in its divisions, a region's member in
        the region; a former division also lies where its successors do."""
        around = self._around(inner)
        members = outer.within if outer.level in (Level.REGION, Level.COMPOUND) else ()
        return outer.adcode in around or not around.isdisjoint(members)

    def around(self, place: Place) -> frozenset[str]:
        """Codes of everything that ``place`` lies in (``holds``) but regions, itself among them."""
        return frozenset(self._around(place))

    def _around(self, place: Place) -> set[str]:
        key = (place.adcode, place.until)
        if key not in self._inside:
            self._inside[key] = self._walk_up(place)
        return self._inside[key]

    def _walk_up(self, place: Place) -> set[str]:
        seen: set[str] = set()
        queue = [place]
        while queue:
            here = queue.pop()
            if here.adcode in seen and not here.until:
                continue
            seen.add(here.adcode)
            within = here.within if here.level is Level.ZONE else ()
            uppers = [self._parent(here), *map(self.get, (*within, *here.successors))]
            queue += [u for u in uppers if u is not None and u.adcode not in seen]
        return seen

    def children(self, place: Place) -> tuple[Place, ...]:
        """The divisions of today directly below ``place``; towns below a county."""
        return tuple(self._children.get(place.adcode, ())) or tuple(
            map(self._town, self._towns_in(place.adcode))
        )

    def zones_in(self, place: Place) -> tuple[Place, ...]:
        """The catalogued zones that lie in ``place``."""
        return tuple(z for z in self.all(Level.ZONE) if self.holds(place, z))

    def regions_of(self, place: Place, year: int | None = None) -> tuple[Place, ...]:
        """The catalogued regions that ``place`` belongs to (in ``year``), the smallest first."""
        found = [r for r in self.all(Level.REGION) if self.holds(r, place) and r.since <= (year or 9999)]
        return tuple(sorted(found, key=lambda r: len(r.within)))

    def compounds_of(self, place: Place) -> tuple[Place, ...]:
        """The catalogued compounds that stand for ``place`` among others (广佛肇), the shortest first."""
        found = [c for c in self.all(Level.COMPOUND) if place.adcode in c.within]
        return tuple(sorted(found, key=lambda c: (len(c.within), c.name)))

    def members(self, region: Place, year: int | None = None) -> tuple[Place, ...]:
        """The divisions that make up a region, or that a zone lies in; empty before the region was formed."""
        if region.since > (year or 9999):
            return ()
        return tuple(p for p in map(self.get, region.within) if p is not None)

    def history(self, place: Place) -> tuple[Place, ...]:
        """Former divisions that ``place`` succeeds, the oldest first (高要区: 高要县, 高要市)."""
        found = [p for p in self._former if place.adcode in p.successors]
        return tuple(sorted(found, key=lambda p: p.until))

    def all(self, *levels: Level) -> Iterator[Place]:
        """Every place of these levels, former ones too; all but towns when none is named."""
        for places in self._by_code.values():
            yield from (p for p in places if not levels or p.level in levels)
        if Level.TOWN in levels:
            yield from map(self._town, self._town_names)

    # -- indexes made on first use ---------------------------------------------------------------------

    @cached_property
    def _children(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = defaultdict(list)
        for place in self.all(Level.PROVINCE, Level.PREFECTURE, Level.COUNTY):
            if not place.until:
                found[place.parent].append(place)
        return found

    @cached_property
    def _former(self) -> tuple[Place, ...]:
        return tuple(p for p in self.all() if p.until)

    @cached_property
    def _town_names(self) -> dict[str, str]:
        return dict(_tables.towns())

    @cached_property
    def _ordered_towns(self) -> list[str]:
        return list(self._town_names)  # the table is in the order of the codes

    def _towns_in(self, county: str) -> list[str]:
        first, last = (bisect_left(self._ordered_towns, county + end) for end in ("000", ":"))
        return self._ordered_towns[first:last]

    # Codes of towns are kept run together, nine digits each: 40,000 small lists would cost every pass of the
    # garbage collector some milliseconds.

    @cached_property
    def _town_codes(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for code, name in self._town_names.items():
            found[name] = found.get(name, "") + code
        return found

    @cached_property
    def _town_stems(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, codes in self._town_codes.items():
            if len(short := stem(name)) > 1:
                found[short] = found.get(short, "") + codes
        return found

    def _towns_named(self, name: str) -> list[Place]:
        codes = {*_codes(self._town_codes, name), *_codes(self._town_stems, name)}
        return [self._town(code) for code in sorted(codes)]


def _codes(table: dict[str, str], key: str) -> Iterator[str]:
    """The codes of towns that ``table`` has run together under ``key``."""
    together = table.get(key, "")
    return (together[at : at + 9] for at in range(0, len(together), 9))


def _fame(place: Place) -> int:
    """Cities first, then provinces, then counties; last what no longer stands."""
    order = (Level.PREFECTURE, Level.PROVINCE, Level.COUNTY)
    return len(order) + 1 if place.until or place.level not in order else order.index(place.level)


@cache
def _load(extra: Path | None) -> Gazetteer:
    return Gazetteer(_tables.added(extra) if extra else ())


def _nearest(place: Place, every: list[Place], year: int | None) -> bool:
    """Of the spells of one code under one name, the one that ended last before ``year``."""
    if year is None:
        return all(p.until <= place.until for p in every if p.successors == place.successors)
    return all(
        abs(p.until - year) >= abs(place.until - year) for p in every if p.successors == place.successors
    )


def _outright(found: tuple[Place, ...], wanted: str, contested: bool) -> Place | None:
    """The only candidate, the only one of that official name, or the only one of the highest level.

    肇庆 is the city though streets have that name too; 朝阳 is contested between a city and two districts.
    """
    pool = [p for p in found if p.name == wanted] or list(found)
    top = [p for p in pool if _RANK[p.level] == _RANK[pool[0].level]]
    return top[0] if len(top) == 1 and (len(pool) == 1 or not contested) else None
