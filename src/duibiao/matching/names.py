"""The names in report and local material, read once for all places of a province."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.matching.cache import Cache, dump_json, key_of, remembered
from duibiao.reading.model import Mention, MentionType
from duibiao.text import Document, Span

_FIELDS = tuple(field.name for field in fields(Mention))
_SPAN, _TYPE, _ADCODES, _SITES = map(_FIELDS.index, ("span", "type", "adcodes", "sites"))
_TYPES = {str(kind): kind for kind in MentionType}  # calling the enumeration takes ten times as long


def read_names(
    document: Document, home: Place | None, year: int, gazetteer: Gazetteer, cache: Cache | None
) -> list[Mention]:
    """``find_mentions``, from the cache where the packaged gazetteer is used."""
    kept = cache if gazetteer is Gazetteer.load() else None
    code = home.adcode if home is not None else ""
    key = key_of("names", document.name, document.sha256, document.text, code, str(year)) if kept else ""

    def make() -> list[Mention]:
        from duibiao.reading.mentions import find_mentions  # noqa: PLC0415 - its patterns take 80 ms to load

        return find_mentions(document, home=home, year=year, gazetteer=gazetteer)

    found: list[Mention] = remembered(kept, key, make, _dump, _load)
    return found


def province_of(place: Place, gazetteer: Gazetteer) -> Place:
    """The province that ``place`` lies in; itself where it lies in none."""
    around = gazetteer.chain(place)
    return next((one for one in around if one.level is Level.PROVINCE), place)


def _dump(mentions: Sequence[Mention]) -> bytes:
    return dump_json([[getattr(mention, name) for name in _FIELDS] for mention in mentions])


def _load(content: bytes) -> list[Mention]:
    return [_mention(row) for row in json.loads(content)]


def _mention(row: list[Any]) -> Mention:
    row[_SPAN], row[_TYPE] = Span(*row[_SPAN]), _TYPES[row[_TYPE]]
    row[_ADCODES], row[_SITES] = tuple(row[_ADCODES]), tuple(row[_SITES])
    return Mention(*row)
