"""The map of a place: its own divisions, and how often report and local material name each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from duibiao.briefing.model import Brief
from duibiao.briefing.pictures.model import Area, Map
from duibiao.briefing.pictures.shapes import Shape, Shapes, packaged
from duibiao.briefing.pictures.wording import said
from duibiao.errors import UsageError
from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.reading.model import Mention, MentionType
from duibiao.text import Document, Span, content_id

INSIDE_MOST = 4
"""Names of what lies in a division, at the most: more of them no longer fit two lines of a phone."""
_THINGS = (MentionType.PROJECT, MentionType.ORGANISATION)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Land:
    """What a map is made from. ``mentions``: by document name, of the report and of what is quoted."""

    place: Place
    gazetteer: Gazetteer
    documents: Mapping[str, Document]
    mentions: Mapping[str, Sequence[Mention]]
    shapes: Shapes | None = None
    """a reviewed GeoJSON of the user's, instead of the packaged shapes"""


@dataclass(slots=True)
class _Told:
    report: set[tuple[str, int]] = field(default_factory=set)
    local: set[tuple[str, int]] = field(default_factory=set)
    inside: dict[str, None] = field(default_factory=dict)
    chapters: set[str] = field(default_factory=set)


def maps(brief: Brief, land: Land) -> list[Map]:
    """The map of the place; none where nothing in it is named, or its divisions have no shapes.

    Raises UsageError when the user's borders have none of the divisions.
    """
    if land.place.level not in (Level.PROVINCE, Level.PREFECTURE):
        return []
    below = [p for p in land.gazetteer.children(land.place) if p.level is not Level.TOWN]
    shapes = land.shapes or packaged(land.place.adcode[:2] + "0000")
    told = _told(brief, land, below)
    drawn = {p.adcode: shape for p in below if (shape := outline(p, land.gazetteer, shapes)) is not None}
    if below and not drawn and shapes.supplied:
        raise UsageError(f"给的地图里没有{land.place.name}下辖的区划", hint="每个区划要有 adcode 或全称 name")
    if len(drawn) < 2 or not any(told[code].report or told[code].local for code in drawn):
        return []
    order = [chapter.id for chapter in (*brief.chapters, *brief.unanswered)]
    areas = tuple(_area(p, drawn[p.adcode], told[p.adcode], order) for p in below if p.adcode in drawn)
    return [
        Map(
            id=content_id("map", land.place.adcode, *(f"{a.adcode}:{a.report}:{a.local}" for a in areas)),
            title=said("map").format(place=land.place.name),
            place=land.place.name,
            areas=areas,
            missing=tuple(p.name for p in below if p.adcode not in drawn),
            approval=shapes.approval,
            supplied=shapes.supplied,
        )
    ]


def outline(place: Place, gazetteer: Gazetteer, shapes: Shapes) -> Shape | None:
    """The division's outline: by code, by name, or put together from what it was made of."""
    own = shapes.by_code.get(place.adcode) or shapes.by_name.get(place.name)
    if own is not None:
        return own
    former = {old.adcode: old for old in gazetteer.history(place) if old.successors == (place.adcode,)}
    parts = [shapes.by_code[code] for code in sorted(former) if code in shapes.by_code]
    if not parts:
        return None
    return Shape(tuple(ring for part in parts for ring in part.rings), parts[0].label)


def _told(brief: Brief, land: Land, below: Sequence[Place]) -> dict[str, _Told]:
    """By code of the division: the sentences that name it or something in it, and where they are quoted."""
    told = {place.adcode: _Told() for place in below}
    quoted = sorted(_quoted(brief))
    for doc, mentions in land.mentions.items():
        starts = [s.span.start for s in land.documents[doc].sentences]
        for mention in mentions:
            for place in _places(mention, land.gazetteer):
                for area in below:
                    if not land.gazetteer.holds(area, place):
                        continue
                    one = told[area.adcode]
                    sentence = (doc, bisect_right(starts, mention.span.start))
                    (one.report if doc == brief.heading.doc else one.local).add(sentence)
                    if _lies_in(mention, place, area, land.gazetteer):
                        one.inside[mention.name or ""] = None
                    one.chapters |= {c for d, span, c in quoted if d == doc and span.holds(mention.span)}
    return told


def _places(mention: Mention, gazetteer: Gazetteer) -> list[Place]:
    """What the mention names for sure. A line through several cities names none of them."""
    codes = _codes(mention)
    several = mention.type in _THINGS and len(codes) > 1
    if mention.type in (MentionType.REGION, MentionType.PROGRAMME) or several:
        return []
    found = [place for code in sorted(codes) if (place := gazetteer.get(code)) is not None]
    return [place for place in found if place.level not in (Level.REGION, Level.COUNTRY)]


def _codes(mention: Mention) -> set[str]:
    return {mention.adcode} if mention.adcode else set(mention.adcodes)


def _lies_in(mention: Mention, place: Place, area: Place, gazetteer: Gazetteer) -> bool:
    """Whether the name is of something smaller that lies in this division alone."""
    zones = [gazetteer.get(code) for code in place.within]
    alone = len(_codes(mention)) == 1 and all(
        zone is not None and gazetteer.holds(area, zone) for zone in zones
    )
    return (
        alone and bool(mention.name) and mention.name != area.name and not _DIGIT.search(mention.name or "")
    )


def _quoted(brief: Brief) -> Iterator[tuple[str, Span, str]]:
    for chapter in (*brief.chapters, *brief.unanswered):
        for passage in chapter.passages:
            yield from ((brief.heading.doc, span, chapter.id) for span in passage.kept)
        yield from ((e.doc, e.span, chapter.id) for e in chapter.evidence)


def _area(place: Place, shape: Shape, told: _Told, order: Sequence[str]) -> Area:
    return Area(
        adcode=place.adcode,
        name=place.name,
        short=min((place.name, *place.aliases[:1]), key=len),
        rings=shape.rings,
        label=shape.label,
        report=len(told.report),
        local=len(told.local),
        inside=tuple(told.inside)[:INSIDE_MOST],
        chapters=tuple(sorted(told.chapters, key=order.index)),
    )
