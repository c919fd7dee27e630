"""All mentions of a document: the finders in order, then what overlaps what."""

from __future__ import annotations

from duibiao.gazetteer import Gazetteer, Place
from duibiao.reading.mentions._context import Context, Found
from duibiao.reading.mentions._places import find_places
from duibiao.reading.mentions._select import select
from duibiao.reading.mentions._towns import find_towns
from duibiao.reading.mentions.named import find_named
from duibiao.reading.model import Mention
from duibiao.text import Document


def find_mentions(
    document: Document, *, home: Place | None, year: int | None, gazetteer: Gazetteer | None = None
) -> list[Mention]:
    """Places, zones, regions, projects, organisations and programmes that ``document`` names, in order.

    ``home``: the report's own place, which decides between places of one name; ``year``: the report's
    year, which decides between names of different times. Nested names are kept and marked.
    """
    chosen = explain(document, home=home, year=year, gazetteer=gazetteer)
    text = document.text
    return [
        Mention(
            id=document.fact_id(f"mention:{found.type}", found.span.start, found.span.end),
            doc=document.name,
            span=found.span,
            text=found.span.of(text),
            type=found.type,
            name=found.name,
            adcode=found.adcode,
            adcodes=found.adcodes,
            level=found.level,
            nested=nested,
            why=found.why,
            sites=found.sites,
        )
        for found, nested in chosen
    ]


def explain(
    document: Document, *, home: Place | None, year: int | None, gazetteer: Gazetteer | None = None
) -> list[tuple[Found, bool]]:
    """What ``find_mentions`` keeps, the rule that found it (the debug view), whether it is nested."""
    context = Context(document.text, home, year, gazetteer or Gazetteer.load())
    places = find_places(context)
    places += find_towns(context, places)
    return select(context, [*places, *find_named(context, places)])
