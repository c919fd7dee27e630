"""What part of a programme's members lies in a place: 1 of 22 counties, 6 of 110 towns, 60 of 1,062."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from duibiao.gazetteer import Gazetteer, Place
from duibiao.lexicon import load
from duibiao.reading.programmes import Member, ProgrammeFact, Tier

_V = load("duibiao.reading.programmes")
_GIVER = re.compile(_V["givers"].regex())
_LEVEL = "|".join(_V[tier.value].regex() for tier in Tier)
_FILLERS = re.compile(f"{_V['round'].regex()}|(?:{_LEVEL})?(?:创建|建设)?$")
_PERCENT = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Listing:
    """All that is told of one programme's members of one level and round, wherever it is told.

    ``label``: what they are called, without level, round and giver (典型). ``named``: the members that any
    text names, each once. ``facts``: in order of time and place of printing.
    """

    programme: str
    label: str
    round: str
    tier: Tier
    facts: tuple[ProgrammeFact, ...]
    named: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """``ours`` of ``total``: counts of the place and of the division above it, each with its fact.

    ``percent``: to one decimal, computed from the two printed counts.
    """

    programme: str
    label: str
    round: str
    tier: Tier
    ours: ProgrammeFact
    total: ProgrammeFact
    percent: Decimal


def label_of(fact: ProgrammeFact) -> str:
    """省首批典型 and 典型镇 are 典型; a list with a name of its own keeps it."""
    if fact.why == "named":
        return fact.label
    plain = fact.label.strip('“”"')
    return _FILLERS.sub("", _GIVER.sub("", plain, count=1)) or plain


def listings(facts: Iterable[ProgrammeFact]) -> list[Listing]:
    """Facts by programme, label, round and level; the programmes with the most facts first."""
    found: dict[tuple[str, str, str, Tier], list[ProgrammeFact]] = defaultdict(list)
    for fact in facts:
        found[fact.programme, label_of(fact), fact.round, fact.tier].append(fact)
    made = [
        Listing(
            *key,
            facts=tuple(sorted(same, key=lambda f: (f.period, f.doc, f.span))),
            named=tuple({(m.adcode or m.name): m for f in same for m in f.members}.values()),
        )
        for key, same in found.items()
    ]
    return sorted(made, key=lambda x: (-len(x.facts), x.programme, x.label, x.round, x.tier.value))


def shares(facts: Sequence[ProgrammeFact], place: Place, gazetteer: Gazetteer) -> list[Share]:
    """The place's part of every listing for which both the place and a division above it give a count.

    A count of the place is joined to the latest one above it of the same programme, label, round and level.
    """
    above = {p.adcode for p in gazetteer.chain(place) if p.adcode != place.adcode}
    found: list[Share] = []
    for listing in listings(f for f in facts if f.count is not None and f.done):
        part = _last(listing.facts, {place.adcode})
        whole = _last(listing.facts, above)
        if part is not None and whole is not None and part.count is not None and whole.count is not None:
            percent = (part.count * 100 / whole.count).quantize(_PERCENT)
            key = listing.programme, listing.label, listing.round, listing.tier
            found.append(Share(*key, part, whole, percent))
    return sorted(found, key=lambda s: (s.programme, list(Tier).index(s.tier)))


def _last(facts: Sequence[ProgrammeFact], codes: set[str]) -> ProgrammeFact | None:
    """The latest fact with a count of one of these places; none where nothing is counted."""
    counted = [f for f in facts if f.adcode in codes and f.count is not None and f.count > 0]
    return counted[-1] if counted else None
