"""Which strings of the automaton may be names where they stand: words, traps, joints, what they begin."""

from __future__ import annotations

import re
from collections.abc import Iterable

from duibiao.gazetteer import Level, Place
from duibiao.reading.mentions._context import Context, Hit
from duibiao.reading.mentions._lexicon import Source, vocabulary
from duibiao.reading.mentions._words import Word
from duibiao.text import Span

_WORDS = vocabulary()
WEAK = frozenset(_WORDS["weak"].words)
_GOES_ON = re.compile(_WORDS["trap_goes_on"].regex())
_STREET = re.compile(_WORDS["named_after"].regex())
_NATURE, _STREETS = frozenset(_WORDS["nature"].words), frozenset(_WORDS["streets"].words)
_JOINTS, _AFTER_JOINED = frozenset(_WORDS["joints"].words), frozenset(_WORDS["after_joined"].words)
_PART_OF, _BEFORE_NESTED = frozenset(_WORDS["part_of"].words), frozenset(_WORDS["before_nested"].words)
_AFTER_NESTED = frozenset(_WORDS["after_nested"].words)
_ITEM_STARTS, _ITEM_ENDS = frozenset(_WORDS["item_starts"].words), frozenset(_WORDS["item_ends"].words)
_RUN_ON = frozenset(_WORDS["run_on"].words)
_UPPER = (Level.PROVINCE, Level.PREFECTURE)
_OUTER = (Level.ZONE, Level.REGION)
_WIDE = (*_OUTER, Level.COMPOUND)


def place_hits(context: Context) -> Iterable[Hit]:
    """Hits that name places, without those inside a trap."""
    trap = Span(-1, -1)
    for hit in context.hits:  # by start, longest first
        if Source.TRAP in hit.sources and not _GOES_ON.match(context.text, hit.span.end - 1):
            trap = hit.span if hit.span.end > trap.end else trap
        elif Source.PLACE in hit.sources and not trap.holds(hit.span):
            yield hit


def longest(context: Context, hits: Iterable[Hit]) -> list[Hit]:
    """From left to right the longest hit that fits the words of the text, and the names that begin a zone
    or region (武汉 in 武汉都市圈)."""
    kept: list[Hit] = []
    end, outer = 0, Span(0, 0)
    for hit in hits:  # by start, longest first
        span, places = hit.span, context.places(hit.text)
        if span.start < end or not places:
            continue
        if span.start < outer.end:
            if not _nests(context, hit, Span(max(outer.start, end), outer.end)):
                continue
        elif not _fits(context, hit):
            continue
        kept.append(hit)
        if places[0].level in _OUTER:
            outer = outer if outer.holds(span) else span
        elif hit.text not in WEAK:
            end = span.end
    return kept


def _nests(context: Context, hit: Hit, outer: Span) -> bool:
    """Whether a name begins what is left of a zone's or region's name, and is not cut off a longer one."""
    own = context.places(hit.text)[0].level in (*_UPPER, Level.COUNTY, Level.REGION, Level.COMPOUND)
    lead = context.text[outer.start : hit.span.start]
    rest = context.text[hit.span.end : outer.end]
    goes_on = rest[:1] in (*_NATURE, *_STREETS, *_PART_OF) and not context.places(rest)  # 珠海|西部生态新区
    fits = bool(rest) and (not lead or lead in _BEFORE_NESTED or rest in _AFTER_NESTED)
    return own and fits and not goes_on and hit.text not in WEAK


def _fits(context: Context, hit: Hit) -> bool:
    """Not a part of a word (新兴 in 新兴产业), not across two (其|中山|西)."""
    span, place = hit.span, context.places(hit.text)[0]
    if _STREET.match(context.text, span.end):
        return False
    if _stands_alone(context.text, span):
        return True
    first, last = context.words.at(span.start), context.words.at(span.end - 1)
    if first == last:
        whole = first.start == span.start and first.end == span.end
        return whole or _fits_inside(context, hit, place, first)
    if place.level in _WIDE and span.size > 2:
        return True
    joins = last.end == span.end and last.start > span.start and last.end - last.start > 1
    crosses_left = first.start < span.start and (span.size == 2 or joins) and context.cuts(first)
    if crosses_left:  # 其|中山|西, 新|增城市
        return _after_a_joint(context.text, first.start, span)
    crosses_right = (
        last.end > span.end and last.start > span.start and context.cuts(last)
    )  # 高州市|场, but 梅州 in 梅|州长|潭
    city = place.level in _UPPER and context.at_home(place) and hit.text != place.name
    return not crosses_right or place.level is Level.COMPOUND or (city and hit.text not in WEAK)


def _stands_alone(text: str, span: Span) -> bool:
    """Whether the name is a whole item: 、梅州、, 对岳阳，."""
    return (not span.start or text[span.start - 1] in _ITEM_STARTS) and text[
        span.end : span.end + 1
    ] in _ITEM_ENDS


def _fits_inside(context: Context, hit: Hit, place: Place, word: Word) -> bool:
    """Whether a name counts inside a longer word: 深圳 in 深圳大学, not 苏州 in 苏州河."""
    home = any(context.at_home(p) for p in context.places(hit.text))
    after = context.text[hit.span.end : hit.span.end + 1]
    if after in _NATURE or (after in _STREETS and not (home and place.level is Level.PREFECTURE)):
        return False
    if word.start < hit.span.start:
        verb = context.text[max(0, word.start - 1) : hit.span.start]  # 做|强雄安
        if verb in _RUN_ON and not context.cuts(word):
            return True
        return word.tag == "nt" and place.level is Level.PROVINCE and word.end - word.start > 4
    upper = place.level in _UPPER or place.level in _OUTER
    return hit.span.size > 2 or (word.tag[0] == "n" and (upper or (home and hit.text not in WEAK)))


def _after_a_joint(text: str, word: int, span: Span) -> bool:
    """和|平远至: the word that the name cuts is a joint and a chance character."""
    return word == span.start - 1 and text[word] in _JOINTS and text[span.end : span.end + 1] in _AFTER_JOINED
