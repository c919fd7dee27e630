"""Projects and organisations by the word that ends their name; the name is read leftwards from there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from duibiao.lexicon import Group
from duibiao.reading.mentions import _lists
from duibiao.reading.mentions._context import Context, Found
from duibiao.reading.mentions._lexicon import only_a_kind, vocabulary
from duibiao.reading.mentions._reader import GENERIC_PROJECT, SURE, Reader
from duibiao.reading.model import MentionType
from duibiao.text import Span

_WORDS = vocabulary()
_FACILITY = re.compile(_WORDS["facilities"].regex() + f"(?!{_WORDS['facility_goes_on'].regex()})")
_PORT = re.compile("|".join((*_WORDS["ports"].patterns, *_WORDS["stations"].patterns)))
_STRONG = frozenset(_WORDS["strong_facilities"].words)
_PHASE = re.compile("(?=[一二三四五六七八九十首扩改T\\d])(?:" + "|".join(_WORDS["phases"].patterns) + ")")
PART = re.compile(f"{_PHASE.pattern}|{_WORDS['sections'].regex()}")
"""A phase or section of what is named before it."""
_TRAPS = frozenset(_WORDS["organisation_traps"].words)
_ENDS = Group((*_WORDS["organisations"].words, *_WORDS["organisation_traps"].words)).regex()
_BRACKET = rf"(?:（[\u4e00-\u9fff]{{2,6}}）)?(?!{_WORDS['organisation_goes_on'].regex()})"
_ORGANISATION = re.compile(_ENDS + _BRACKET)
_NUMBERED = re.compile(r"[0-9０-９]\d\d所")
_RANKED = re.compile(_WORDS["ranked"].regex())
_SURE_ORGANISATION = frozenset(_WORDS["sure_organisations"].words)
_MEASURES = frozenset(_WORDS["measures"].words)
_GENERIC_ORGANISATION = only_a_kind("generic_organisations")
_SURE_ZONE = re.compile(_WORDS["sure_zones"].regex())
_REGION = re.compile(_WORDS["region_kinds"].regex())
_WORKS = frozenset(word for word in _WORDS["facilities"].words if word.endswith(("工程", "供水")))


def projects(reader: Reader) -> Iterator[Found]:
    """惠州太平岭核电二期, 环北部湾广东水资源配置工程: a proper name and a kind of facility."""
    for match in _FACILITY.finditer(reader.text):
        if reader.context.words.at(match.end() - 1).end == match.end():
            phase = PART.match(reader.text, match.end())
            end = phase.end() if phase else _with_place(reader, match.end())
            start = reader.start(match.start())
            if match.group() in SURE and start == match.start():
                start = reader.characters(start)
            phased = phase is not None and start < match.start()
            yield from _project(reader, Span(start, end), match.group(), phased=phased)


def _with_place(reader: Reader, end: int) -> int:
    """The end of the brackets after ``end`` that hold a place: 国家数据标注基地（成都）."""
    closed = reader.text.find("）", end, end + 8)
    brackets = reader.text[end : end + 1] == "（" and reader.ends.get(closed) == end + 1
    return closed + 1 if brackets else end


def phases(reader: Reader) -> Iterator[Found]:
    """肇庆宁德时代二阶段工程, 台山核电3、4号机组: a proper name and a phase."""
    for match in _PHASE.finditer(reader.text):
        yield from _project(reader, Span(reader.start(match.start()), match.end()), match.group())


def ports(reader: Reader) -> Iterator[Found]:
    """湛江港, 宁波舟山港: the port of a city, not 黄骅港区 or 深圳港澳."""
    for found in reader.places:
        match = _PORT.match(reader.text, found.span.end) if found.type is MentionType.PLACE else None
        if match is not None and found.span.size > 1:
            span = Span(reader.ends.get(found.span.start, found.span.start), match.end())
            yield Found(span, MentionType.PROJECT, "ports", "the port of a place", span.of(reader.text))


def zones(reader: Reader) -> Iterator[Found]:
    """光子科创城: a kind of zone whose modifier is a name of its own."""
    for match in _SURE_ZONE.finditer(reader.text):
        span = _balanced(reader.text, Span(reader.start(match.start()), match.end()))
        name = span.of(reader.text)
        if span.size > len(match.group()) + 1 and reader.context.words.at(span.end - 1).end == span.end:
            yield Found(span, MentionType.ZONE, "zones", f"ends in {match.group()}", name, f"zone:{name}")


def regions(reader: Reader) -> Iterator[Found]:
    """岷江—长江上游经济带: a place or river and a kind of region; not 珠三角 and what it is to become."""
    regions = (f for f in reader.places if f.type is MentionType.REGION)
    known = sorted(f.span.start for f in regions if f.name == f.span.of(reader.text))
    for match in _REGION.finditer(reader.text):
        span = _balanced(reader.text, Span(reader.start(match.start()), match.end()))
        name = span.of(reader.text)
        at = bisect_left(known, span.start)
        other = at < len(known) and known[at] < span.end
        by_place = match.start() in reader.ends  # 合肥都市圈 is found by its place
        if span.size > len(match.group()) and reader.located(span) and not (other or by_place):
            why = f"ends in {match.group()}"
            yield Found(span, MentionType.REGION, "regions", why, name, f"region:{name}")


def organisations(reader: Reader) -> Iterator[Found]:
    """深圳理工大学, 南方海洋实验室: a proper name and a kind of organisation."""
    for match in (*_ORGANISATION.finditer(reader.text), *_NUMBERED.finditer(reader.text)):
        if match.group() in _TRAPS or reader.context.words.at(match.end() - 1).end != match.end():
            continue
        span = _balanced(reader.text, Span(reader.start(match.start()), match.end()))
        name = span.of(reader.text)
        ranked = bool(_RANKED.match(name)) or match.group() in _SURE_ORGANISATION
        own_kind = ranked and span.size >= len(match.group()) + (3 if match.group() == "科学院" else 4)
        counted = reader.text[span.start - 1 : span.start] in _MEASURES
        named = span.size > len(match.group()) + 1 and (reader.proper(span) or (own_kind and not counted))
        if named and not _GENERIC_ORGANISATION.match(name):
            yield Found(span, MentionType.ORGANISATION, "organisations", f"ends in {match.group()}", name)


RULES: tuple[Callable[[Reader], Iterator[Found]], ...] = (
    _lists.listed,
    projects,
    phases,
    _lists.paired,
    _lists.listed_before_projects,
    ports,
    organisations,
    zones,
    regions,
)


def things(context: Context, places: Iterable[Found]) -> Iterator[Found]:
    """What all of ``RULES`` find."""
    reader = Reader(context, places)
    for rule in RULES:
        yield from rule(reader)


def _project(reader: Reader, span: Span, kind: str, *, phased: bool = False) -> Iterator[Found]:
    """The project that ends in ``kind``, when its modifier is a name. ``phased``: a phase of it is named."""
    span = _balanced(reader.text, span)
    name = span.of(reader.text)
    if (span.size < len(kind) + 2 or name.find(kind) < 2) and kind not in _STRONG:
        return
    named = (
        phased
        or reader.proper(span)
        or reader.of_a_firm(span)
        or (kind in _WORKS and reader.on_a_river(span))
    )
    if (named or kind in _STRONG or kind in SURE) and not GENERIC_PROJECT.match(name):
        yield Found(span, MentionType.PROJECT, "projects", f"ends in {kind}", name)


def _balanced(text: str, span: Span) -> Span:
    """Without what stands before a quotation or bracket that the phrase opens or closes alone."""
    start = span.start
    for opening, closing in ("“”", "（）"):
        inside = text[start : span.end]
        if inside.count(opening) != inside.count(closing):
            start += max(inside.rfind(opening), inside.rfind(closing)) + 1
    return Span(start, span.end)
