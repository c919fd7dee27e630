"""Everything that is named and is no division: one ordered list of finders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from duibiao.gazetteer import Level
from duibiao.reading.mentions import _compounds, _kinds, _lines, _programmes, _things
from duibiao.reading.mentions._context import Context, Found
from duibiao.reading.mentions._lexicon import Source, vocabulary
from duibiao.reading.model import MentionType
from duibiao.text import Span

_SECTION = re.compile(r"([\u4e00-\u9fff]{2,5})至([\u4e00-\u9fff]{2,5})段|([\u4e00-\u9fff]{2,3})段")
_TYPES = {
    Source.LINE: MentionType.PROJECT,
    Source.FACILITY: MentionType.PROJECT,
    Source.ORGANISATION: MentionType.ORGANISATION,
    Source.PROGRAMME: MentionType.PROGRAMME,
}
_UNCATALOGUED = frozenset(Source) - frozenset(_TYPES)


def catalogued(context: Context) -> Iterator[Found]:
    """Names of the catalogues of this folder."""
    longer = {hit.span for hit in context.hits if Source.PLACE in hit.sources}
    trap = around = Span(0, 0)
    for hit in context.hits:  # by start, longest first
        if Source.TRAP in hit.sources:
            trap = hit.span if hit.span.end > trap.end else trap
        if Source.PLACE in hit.sources:
            around = hit.span if hit.span.end > around.end else around
        if hit.sources <= _UNCATALOGUED:
            continue
        if Source.FACILITY in hit.sources and around.holds(hit.span) and around != hit.span:
            continue  # 罗浮山 in 环南昆山—罗浮山…引领区
        if trap.holds(hit.span) and trap != hit.span:
            continue  # 国务院 in 党中央、国务院
        if Source.LINE in hit.sources and _inside(hit.span, longer):
            continue  # 佛肇 in 广佛肇
        if Source.ORGANISATION in hit.sources and _cut(context, hit.span):
            continue  # 京东 in 南京东路
        for named in hit.means:
            if (kind := _TYPES.get(named.source)) is not None:
                found = Found(hit.span, kind, "catalogued", f"known {kind}", named.name, "", named.touches)
                if named.source is Source.LINE:
                    found = _section(context, found)
                yield _with_phase(context, found) if kind is MentionType.PROJECT else found


def _with_phase(context: Context, known: Found) -> Found:
    """国家超算深圳中心二期, 长征国家文化公园（广东段）: a part of something known."""
    part = _things.PART.match(context.text, known.span.end)
    if part is None:
        return known
    span = Span(known.span.start, part.end())
    return known._replace(span=span, rule="phases", name=span.of(context.text))


def _section(context: Context, line: Found) -> Found:
    """兰海高速廉徐段, 惠肇高速惠城至增城段: it touches what the section names, and what the line
    touches in the report's own province."""
    match = _SECTION.match(context.text, line.span.end)
    if match is None:
        return line
    ends = [end for end in match.groups() if end is not None]
    named = [context.places(end)[:1] for end in ends]
    codes = [code for (p,) in filter(None, named) for code in (p.within or (p.adcode,))]
    if len(ends) == 1 and not named[0]:
        known = _lines.STEMS.get(ends[0])
        codes = list(known[1]) if known else [_lines.touches(context, c) for c in ends[0]]
    if not codes or not all(codes) or (len(ends) > 1 and not all(named)):
        return line
    span = Span(line.span.start, match.end())
    own = [code for code in line.adcodes if code[:2] == context.province[:2]]
    return line._replace(
        span=span,
        name=f"{line.name}{match.group()}",
        adcodes=tuple(dict.fromkeys((*codes, *own))),
    )


def lines(context: Context) -> Iterator[Found]:
    """Lines by their letters, with the section that follows."""
    return (_section(context, found) for found in _lines.lines(context))


def _cut(context: Context, span: Span) -> bool:
    """Whether a name is cut out of two words (教育部|门), an idiom (气贯|长虹) or a street's name."""
    first = context.words.at(span.start)
    if context.text[span.end - 1 : span.end + 1] in ("部门", "部长"):
        return True
    if first.end - first.start > span.size and first.end >= span.end and first.tag[0] in "il":
        return True
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
    lambda context, _: lines(context),
    lambda context, _: _lines.listed(context),
    _lines.routes,
    lambda context, _: _lines.power_works(context),
    lambda context, _: _lines.power_lines(context),
    lambda context, _: _lines.transfers(context),
    _compounds.compounds,
    lambda context, _: _lines.provinces_after_verbs(context),
    lambda context, _: _programmes.quoted(context),
    _programmes.carried_out,
    _things.things,
)
"""In this order; of two names on the same characters the longer stands, of equals the earlier finder's."""


def find_named(context: Context, places: Sequence[Found]) -> list[Found]:
    """What all finders find, overlapping or not; compounds are places to those that come after."""
    known, found = list(places), []
    for finder in FINDERS:
        new = list(finder(context, known))
        found += new
        known += (f for f in new if f.level == Level.COMPOUND)
    return found
