"""What a project's name is made of: place, core, kind, phase."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from duibiao.gazetteer import Gazetteer
from duibiao.lexicon import load

_V = load("duibiao.ledger.projects")
_KIND = re.compile("(?:" + _V["kind"].regex() + ")+$")
_THING, _PHASE = (re.compile(_V[name].regex()) for name in ("thing", "phase"))
_MARKS = re.compile(r"[\s“”\"'（）()·]")
CATALOGUE = {alias: entry["name"] for entry in _V.entries for alias in entry.get("aliases", ())}
_FIRST = {"首期": "一期", "1期": "一期", "2期": "二期", "3期": "三期"}


@dataclass(frozen=True, slots=True)
class Parts:
    """``core``: what is left when place, kind and phase are taken away; empty when nothing is."""

    core: str
    thing: str
    phase: str


def parts(name: str, adcodes: Iterable[str], gazetteer: Gazetteer, owner: str = "") -> Parts:
    """The parts of a name. ``owner``: the firm whose project it is, which stands for a name that says nothing
    but place and kind (肇庆基地)."""
    found = _PHASE.findall(name)
    phase = "".join(_FIRST.get(p.strip("（）()"), p.strip("（）()")) for p in found)
    rest = _MARKS.sub("", _PHASE.sub("", name))
    thing = _THING.search(rest)
    for place in _place_names(adcodes, gazetteer):
        without = rest.replace(place, "", 1)
        if rest.startswith(place) or len(_KIND.sub("", without)) > 2:
            rest = without
    core = _KIND.sub("", rest)
    return Parts(core or owner, thing.group() if thing else "", phase)


def _place_names(adcodes: Iterable[str], gazetteer: Gazetteer) -> list[str]:
    """Names of the places and of those above them, longest first; 深 and 湛 are no names here."""
    names: set[str] = set()
    for code in adcodes:
        place = gazetteer.get(code)
        for one in gazetteer.chain(place) if place is not None else ():
            names.update(n for n in (one.name, *one.aliases) if len(n) > 1)
    return sorted(names, key=lambda n: (-len(n), n))


def compatible(first: Iterable[str], second: Iterable[str], gazetteer: Gazetteer) -> bool:
    """Whether two sets of places can be those of one project: they share one, or one lies in the other."""
    ours, theirs = set(first), set(second)
    if not ours or not theirs or ours & theirs:
        return True
    pairs = ((gazetteer.get(a), gazetteer.get(b)) for a in ours for b in theirs)
    return any(a and b and (gazetteer.holds(a, b) or gazetteer.holds(b, a)) for a, b in pairs)
