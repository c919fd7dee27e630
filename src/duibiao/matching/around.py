"""What is said of the city around a county, or of the province in a report of the country.

A report of a province names cities and seldom counties. What it says of the city bears on the county less
surely than what names it, and not where a zone, another county or a thing that lies in one is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.lexicon import load
from duibiao.matching.model import Reason, Why
from duibiao.reading.model import Mention, MentionType
from duibiao.text import Span

AROUND = "所在的"
"""Stands in the explanation of every reason of this kind, and of no other."""
_WHOLE_CITY = re.compile(rf".*{load('duibiao.matching')['zones_of_a_whole_city'].regex()}$", re.DOTALL)
"""A zone of these kinds is the city itself under a policy; others lie somewhere in it."""
_SMALLER = (MentionType.PLACE, MentionType.ZONE)


def is_around(reason: Reason) -> bool:
    """Whether it tells of a division around the place."""
    return reason.kind is Why.REGION and AROUND in reason.explanation


def is_of_a_thing(reason: Reason) -> bool:
    """Whether such a reason tells of a project in the division, not of the division itself."""
    return is_around(reason) and reason.explanation.startswith("“")


def named_around(reason: Reason) -> str:
    """The division that such a reason tells of: 遵义市."""
    return reason.explanation.rpartition(AROUND)[2]


def divisions_between(place: Place, home: Place | None, gazetteer: Gazetteer) -> dict[str, Place]:
    """By code the divisions around ``place`` that lie in the report's own place, the innermost first: its
    city in a report of the province, city and province in one of the country, none in one of the city."""
    outer = {one.adcode for one in gazetteer.chain(home)} if home is not None else set[str]()
    found = gazetteer.chain(place)[1:]
    return {p.adcode: p for p in found if p.adcode not in outer and p.level is not Level.COUNTRY}


def around(
    mentions: Sequence[Mention], place: Place, home: Place | None, gazetteer: Gazetteer
) -> Iterator[Reason]:
    """A reason for every mention that means a division around ``place``, or a thing somewhere in it."""
    uppers = divisions_between(place, home, gazetteer)
    begins = {m.span.start: m for m in mentions if m.type in _SMALLER and not m.nested} if uppers else {}
    for mention in mentions if uppers else ():
        upper = next((uppers[code] for code in _codes(mention) if code in uppers), None)
        if upper is None or mention.nested:
            continue
        if mention.type is MentionType.PLACE and not _goes_on(mention, begins, upper, gazetteer):
            yield _reason(mention, f"写到{place.name}{AROUND}{upper.name}")
        elif _is_somewhere_in_it(mention):
            name = "".join(mention.text.split()).strip("“”")
            yield _reason(mention, f"“{name}”涉及{place.name}{AROUND}{upper.name}")


def _codes(mention: Mention) -> tuple[str, ...]:
    """What a name stands for or touches: one division, those of a compound (宁镇扬), of a project or zone."""
    alone = mention.type is MentionType.PLACE and mention.adcode
    return (mention.adcode,) if alone else mention.adcodes


def _is_somewhere_in_it(mention: Mention) -> bool:
    """A line or a project for the city; not what is known to lie in one county of it, nor an institution,
    which stands at one place (of 6 judged passages on one 1 concerned the county)."""
    if mention.type is MentionType.ZONE:
        return _WHOLE_CITY.match(mention.text) is not None
    return mention.type is MentionType.PROJECT and not mention.sites


def _goes_on(mention: Mention, begins: dict[int, Mention], upper: Place, gazetteer: Gazetteer) -> bool:
    """肇庆四会: what is meant is a county, town or zone of the city, named right after it."""
    found = begins.get(mention.span.end)
    inner = gazetteer.get(found.adcode) if found is not None and found.adcode else None
    return inner is not None and inner.adcode != upper.adcode and gazetteer.holds(upper, inner)


def _reason(mention: Mention, explanation: str) -> Reason:
    return Reason(Why.REGION, mention.text, Span(*mention.span), explanation)
