"""Towns, townships and streets: found by their last character, resolved by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rjieba import has_word

from duibiao.gazetteer import Level, Place, stem
from duibiao.reading.mentions._context import Context, Found
from duibiao.reading.mentions._lexicon import vocabulary
from duibiao.reading.model import MentionType
from duibiao.text import Span

_KIND = re.compile("镇|乡|街道|苏木")
_TO = re.compile("[至到]")
_SECTION = re.compile("支线|联络线|连接线|路段|段")
_LINE_BEFORE = re.compile(r"(?:铁路|高铁|高速|城际|公路|线|[\u4e00-\u9fff]至)([\u4e00-\u9fff]{2,4})$")
_WEAK = frozenset((*vocabulary()["weak"].words, *vocabulary()["weak_towns"].words))
_FAMOUS = re.compile("|".join(name[:-1] for name in vocabulary()["famous_towns"].words))
_TRAPS = frozenset(vocabulary()["traps"].words)
_CITIES = frozenset((Level.PREFECTURE.value, Level.COUNTY.value))
_ITEMS = re.compile(r"(?P<items>(?:[\u4e00-\u9fff]{2,8}、)+)$")
LONGEST = 10
"""Code points of the longest name of a town that is looked up; the longest of the table has 14 and 99.9 %
have at most 10."""


def find_towns(context: Context, around: Iterable[Found]) -> Iterator[Found]:
    """Towns printed with their kind (金利镇), and short forms right after their parent (东莞长安)."""
    known = sorted((f for f in around if f.adcode.isdigit()), key=lambda f: f.span.end)
    ends = {f.span.end: f.adcode for f in known}
    full = [f for m in _KIND.finditer(context.text) for f in _with_kind(context, m.end(), ends, known)]
    yield from full
    yield from _said_in_full(context, full)
    yield from _after_parent(context, known)
    yield from _on_routes(context, known)
    yield from _on_lines(context)
    for match in _FAMOUS.finditer(context.text):
        (town,) = context.gazetteer.towns(match.group() + "镇")
        yield _town(Span(*match.span()), town, "famous_towns", "known everywhere")


def _with_kind(context: Context, end: int, ends: dict[int, str], known: list[Found]) -> Iterator[Found]:
    for start in range(max(0, end - LONGEST), end - 2):
        name = context.text[start:end]
        candidates = context.gazetteer.towns(name)
        if candidates and name not in _TRAPS:
            if found := _resolve(context, Span(start, end), candidates, ends, known):
                yield found
                yield from _listed_before(context, found)
            return


def _listed_before(context: Context, town: Found) -> Iterator[Found]:
    """金利、大沙镇: short forms in a list that ends with a town's full name."""
    items = _ITEMS.search(context.text, max(0, town.span.start - 40), town.span.start)
    kind = context.text[town.span.end - 1]
    at = town.span.start
    for item in reversed(items["items"].split("、")[:-1]) if items else ():
        at -= len(item) + 1
        for length in (4, 3, 2):
            short = item[-length:]
            like = [p for p in context.gazetteer.towns(short + kind) if p.adcode[:4] == town.adcode[:4]]
            if len(short) == length and len(like) == 1:
                end = at + len(item)
                yield _town(Span(end - length, end), like[0], "listed_before", f"listed with {town.name}")
                break


def _resolve(
    context: Context, span: Span, candidates: tuple[Place, ...], ends: dict[int, str], known: list[Found]
) -> Found | None:
    before = ends.get(span.start)
    if before is not None and (inside := [p for p in candidates if _in(context, p, before)]):
        return _town(span, inside[0], "inside_the_place_before", "in the place before it")
    home = [p for p in candidates if context.at_home(p)]
    if not home or context.words.at(span.start).start < span.start:
        return None
    if context.home is not None and (own := [p for p in home if _in(context, p, context.home.adcode)]):
        home = own
    if len(home) > 1:
        nearest = [f.adcode for f in known if f.span.end <= span.start][-4:]
        home = [p for code in reversed(nearest) for p in home if _in(context, p, code)][:1] or home
    if len(home) == 1:
        return _town(span, home[0], "at_home", "in the report's province")
    names = "、".join(context.gazetteer.full_name(p) for p in home[:6])
    codes = tuple(p.adcode for p in home)
    return Found(span, MentionType.PLACE, "open", f"ambiguous: {names}", None, "", codes, Level.TOWN.value)


def _after_parent(context: Context, known: list[Found]) -> Iterator[Found]:
    """东莞长安, 佛山狮山: a town's name without its kind, right after its city or county."""
    for found in known:
        if found.level not in _CITIES:
            continue
        start = found.span.end
        if not "\u4e00" <= context.text[start : start + 1] <= "\u9fff":
            continue
        for length in (4, 3, 2):
            short = context.text[start : start + length]
            towns = context.gazetteer.towns_short(short)
            span = Span(start, start + length)
            if not towns or len(short) < length or not _ends_well(context, span):
                continue
            inside = [p for p in towns if _in(context, p, found.adcode)]
            if short in _WEAK:  # 东莞长安: only where no county stands between them
                inside = [p for p in inside if p.parent == found.adcode and found.level == Level.PREFECTURE]
            if len(inside) == 1:
                rule = "after_its_county" if found.level == Level.COUNTY.value else "after_its_parent"
                yield _town(span, inside[0], rule, f"in {found.name} before it")
                break


def _said_in_full(context: Context, full: list[Found]) -> Iterator[Found]:
    """磨憨, where the text says 磨憨镇 elsewhere: every time that no longer word holds it."""
    stems = {stem(f.name): f for f in full if f.name}
    for short, found in stems.items():
        town = context.gazetteer.get(found.adcode)
        if len(short) < 2 or short in _WEAK or context.places(short) or town is None or has_word(short):
            continue
        for match in re.finditer(re.escape(short), context.text):
            span = Span(*match.span())
            if not _KIND.match(context.text, span.end) and context.words.at(span.start).start == span.start:
                yield _town(span, town, "said_in_full", f"{found.name} in the same text")


def _on_routes(context: Context, known: list[Found]) -> Iterator[Found]:
    """广州东至新塘, 小金口至惠州北段: an end of a route that is a town of the city at the other end."""
    at_end = {f.span.end: f.adcode for f in known}
    at_start = {f.span.start: f.adcode for f in known}
    for match in _TO.finditer(context.text):
        left, right = match.start(), match.end()
        before = next((at_end[i] for i in (left, left - 1) if i in at_end), "")
        after = at_start.get(right, "")
        if before and after:
            continue
        first = [] if before else _home_towns(context, [(left - n, left) for n in (4, 3, 2) if n <= left])
        then = [] if after else _home_towns(context, [(right, right + n) for n in (4, 3, 2)])
        for span, town in first:
            if _beside(town, [after, *(t.adcode for _, t in then)]):
                yield _town(span, town, "on_a_route", "on a route of its city")
        for span, town in then:
            if _beside(town, [before, *(t.adcode for _, t in first)]):
                yield _town(span, town, "on_a_route", "on a route of its city")


def _on_lines(context: Context) -> Iterator[Found]:
    """揭惠铁路前詹支线, 香山至拱北段: the only town of its name, before a section of a line."""
    for section in _SECTION.finditer(context.text):
        end = section.start()
        match = _LINE_BEFORE.search(context.text, max(0, end - 6), end)
        spans = [(end - n, end) for n in (4, 3, 2)] if match else []
        for span, town in _home_towns(context, spans)[:1]:
            only = len(context.gazetteer.towns_short(span.of(context.text))) == 1
            if match is not None and only and span.start == match.start(1):
                yield _town(span, town, "on_a_line", "a section of a line")


def _home_towns(context: Context, spans: list[tuple[int, int]]) -> list[tuple[Span, Place]]:
    """The towns of the report's province that the longest of ``spans`` with one names without its kind, those
    called 镇 first."""
    for start, end in spans:
        short = context.text[start:end]
        towns = [p for p in context.gazetteer.towns_short(short) if context.at_home(p)]
        if towns and len(short) == end - start and short not in _WEAK and not context.places(short):
            return [(Span(start, end), p) for p in sorted(towns, key=lambda p: not p.name.endswith("镇"))]
    return []


def _beside(town: Place, others: list[str]) -> bool:
    """Whether one of ``others`` is another division of the town's prefecture."""
    return any(code[:4] == town.adcode[:4] and code != town.adcode for code in others)


def _ends_well(context: Context, span: Span) -> bool:
    """Whether words begin and end with the name, or a word like 大朗队 goes on by one character."""
    first, last = context.words.at(span.start), context.words.at(span.end - 1)
    rest = context.text[span.end : last.end]
    return first.start == span.start and (not rest or rest in vocabulary()["town_rests"].words)


def _in(context: Context, place: Place, code: str) -> bool:
    outer = context.gazetteer.get(code)
    return outer is not None and outer.adcode != place.adcode and context.gazetteer.holds(outer, place)


def _town(span: Span, place: Place, rule: str, why: str) -> Found:
    return Found(
        span, MentionType.PLACE, rule, why, place.name, place.adcode, (place.adcode,), Level.TOWN.value
    )
