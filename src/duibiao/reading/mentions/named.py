"""Everything that is named and is no division: one ordered list of finders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from duibiao.reading.mentions import _compounds, _kinds, _lines, _programmes, _things
from duibiao.reading.mentions._context import Context, Found
from duibiao.reading.mentions._lexicon import Source, vocabulary
from duibiao.reading.model import MentionType
from duibiao.text import Span

_SECTION = re.compile(r"([\u4e00-\u9fff]{2,3})段")
_TYPES = {
    Source.LINE: MentionType.PROJECT,
    Source.ORGANISATION: MentionType.ORGANISATION,
    Source.PROGRAMME: MentionType.PROGRAMME,
}


def catalogued(context: Context) -> Iterator[Found]:
    """Names of the catalogues of this folder."""
    longer = {hit.span for hit in context.hits if Source.PLACE in hit.sources}
    for hit in context.hits:
        if Source.LINE in hit.sources and _inside(hit.span, longer):
            continue  # 佛肇 in 广佛肇
        if Source.ORGANISATION in hit.sources and _cut(context, hit.span):
            continue  # 京东 in 南京东路
        for named in hit.means:
            if (kind := _TYPES.get(named.source)) is not None:
                found = Found(hit.span, kind, "catalogued", f"known {kind}", named.name, "", named.touches)
                yield _section(context, found) if named.source is Source.LINE else found


def _section(context: Context, line: Found) -> Found:
    """兰海高速廉徐段: with the section, which touches what its letters stand for when all are known."""
    match = _SECTION.match(context.text, line.span.end)
    named = context.places(match[1])[:1] if match else ()
    codes = tuple(p.adcode for p in named)
    if match is not None and not named:
        codes = tuple(_lines.touches(context, c) for c in match[1])
    if match is None or not codes or not all(codes):
        return line
    span = Span(line.span.start, match.end())
    return replace(line, span=span, name=f"{line.name}{match.group()}", adcodes=codes)


def _cut(context: Context, span: Span) -> bool:
    """Whether a short name is cut out of two words or a street's name."""
    first = context.word_at(span.start)
    if context.text[span.end : span.end + 1] in vocabulary()["streets"].words:
        return True
    return span.size == 2 and first.start < span.start and first.end < span.end and context.cuts(first)


def _inside(span: Span, longer: set[Span]) -> bool:
    """Whether one of ``longer`` holds the short name at ``span`` and goes up to two characters further."""
    if span.size > 3:
        return False
    wider = ((span.start - a, span.end + b) for a in range(3) for b in range(3) if a + b)
    return any(Span(*w) in longer for w in wider)


FINDERS: tuple[Callable[[Context, Sequence[Found]], Iterable[Found]], ...] = (
    lambda context, _: catalogued(context),
    _kinds.zones,
    _kinds.regions,
    lambda context, _: _kinds.regions_of_abbreviations(context),
    lambda context, _: _lines.lines(context),
    _lines.routes,
    lambda context, _: _lines.power_lines(context),
    lambda context, _: _compounds.compounds(context),
    lambda context, _: _lines.provinces_after_verbs(context),
    lambda context, _: _programmes.quoted(context),
    _programmes.carried_out,
    _things.things,
)
"""In this order; of two names on the same characters the longer stands, of equals the earlier finder's."""


def find_named(context: Context, places: Sequence[Found]) -> list[Found]:
    """What all finders find, overlapping or not."""
    return [found for finder in FINDERS for found in finder(context, places)]
