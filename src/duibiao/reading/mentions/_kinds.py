"""A place and the word for a kind of zone or region: 合肥高新区, 温州都市圈."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from duibiao.gazetteer import Level
from duibiao.reading.mentions import _lines
from duibiao.reading.mentions._context import Context, Found
from duibiao.reading.mentions._lexicon import vocabulary
from duibiao.reading.model import MentionType
from duibiao.text import Span

_WORDS = vocabulary()
_ZONE = re.compile(r"(?:国家级|国家|省级)?" + _WORDS["zone_kinds"].regex())
_REGION = re.compile(_WORDS["region_kinds"].regex())
_STOPS = frozenset(_WORDS["phrase_stops"].words)
_WIDE = re.compile(_WORDS["wide_zones"].regex())
_REACHED = re.compile(
    rf"[\u4e00-\u9fff]{{0,30}}?[{''.join(sorted({kind[-1] for kind in _WORDS['zone_kinds'].words}))}]"
)
_ZONE_WORDS = frozenset(_WORDS["zone_words"].words)
_STARTS = (MentionType.PLACE, MentionType.ZONE, MentionType.REGION)
WIDE = 18
"""The same before ``[groups.wide_zones]`` (北戴河生命健康产业创新示范区)."""
BETWEEN = 6
"""Code points that may stand between the place and the kind (惠州潼湖生态智慧区). More joins a place to the
next noun phrase. Re-run the labels of ``tests/gold/names`` when it changes."""


def zones(context: Context, places: Iterable[Found]) -> Iterator[Found]:
    """A division's name, up to ``BETWEEN`` characters of a name of its own, and a kind of zone."""
    for found in places:
        if found.type not in _STARTS or not found.adcodes:
            continue
        span = _zone_after(context, found)
        if span is not None:
            name = span.of(context.text)
            yield Found(
                span,
                MentionType.ZONE,
                "zones",
                f"in {found.name}",
                name,
                f"zone:{name}",
                found.adcodes,
                Level.ZONE.value,
            )


def regions(context: Context, places: Iterable[Found]) -> Iterator[Found]:
    """A city's or region's name and 都市圈 or the like (滇东北城镇群), for those that no list has."""
    for found in places:
        match = _REGION.match(context.text, found.span.end)
        if match is None or not (found.adcode.isdigit() or found.type is MentionType.REGION):
            continue
        span = Span(found.span.start, match.end())
        name = span.of(context.text)
        if not context.places(name):
            yield Found(
                span,
                MentionType.REGION,
                "regions",
                f"around {found.name}",
                name,
                f"region:{name}",
                found.adcodes,
                Level.REGION.value,
            )


def regions_of_abbreviations(context: Context) -> Iterator[Found]:
    """济青都市圈: the abbreviations of cities and a kind of region."""
    for match in _REGION.finditer(context.text):
        start = _lines.with_bracket(context, _lines.letters_start(context, match.start()))
        printed = _lines.letters(context.text[start : match.start()])
        adcodes = tuple(_lines.touches(context, c) for c in printed)
        span = Span(start, match.end())
        name = span.of(context.text)
        if len(adcodes) > 1 and all(adcodes) and not context.places(name):
            yield Found(
                span,
                MentionType.REGION,
                "regions_of_abbreviations",
                "abbreviations of cities",
                name,
                f"region:{name}",
                adcodes,
                Level.REGION.value,
            )


def _zone_after(context: Context, found: Found) -> Span | None:
    """A zone begins with a place and a kind; with a zone right before it (知识城综保区); with a region only a
    long name does."""
    text, start, end = context.text, found.span.start, found.span.end
    if not _REACHED.match(text, end):
        return None
    if found.type is not MentionType.REGION and (match := _ZONE.match(text, end)):
        return Span(start, match.end())
    plain = found.type is MentionType.PLACE
    at = end if found.type is not MentionType.ZONE else len(text)
    while at - end < WIDE and at < len(text):
        word = context.words.at(at)
        printed = text[word.start : word.end]
        noun = word.tag[0] in "nj" or (word.tag == "vn" and printed not in _STOPS)
        if word.start < at or not (noun or printed in _ZONE_WORDS):
            return None
        near = at - end < BETWEEN
        plain, at = plain and noun and near, word.end
        if match := (_ZONE if plain else _WIDE).match(text, at):
            return Span(start, match.end())
    return None
