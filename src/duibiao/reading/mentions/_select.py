"""What of overlapping mentions stays, what is nested, what a name touches, which names are the same."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from duibiao.gazetteer import Level
from duibiao.reading.mentions._context import Context, Found
from duibiao.reading.mentions._lexicon import vocabulary
from duibiao.reading.mentions._lines import is_line
from duibiao.reading.model import MentionType
from duibiao.text import Span

_NAMED_AFTER_TOWN = re.compile(vocabulary()["named_after_towns"].regex())
_COMPASS = frozenset(vocabulary()["compass"].words)
_SURE = {
    MentionType.PLACE: 0,
    MentionType.REGION: 1,
    MentionType.ZONE: 1,
    MentionType.PROGRAMME: 2,
    MentionType.ORGANISATION: 3,
    MentionType.PROJECT: 4,
}
_LAYERS = (
    (MentionType.PROJECT, MentionType.PROGRAMME),
    (MentionType.ORGANISATION,),
    (MentionType.REGION,),
    (MentionType.ZONE,),
    (MentionType.PLACE,),
)
"""Names of one layer do not overlap; those of a later one may stand inside those of an earlier one."""
_PARTS = ("after_its_parent", "projects")
"""Rules whose finds are only a part of a longer name that holds them: 长水 in 昆明长水国际机场."""
_RUN = "regions_of_abbreviations"
_WHOLE = (
    "a_region_or_zone",
    "compounds",
    "inside_the_place_before",
    "catalogued",
    "lines",
    "routes",
    "regions_of_abbreviations",
)
"""Rules whose names are known or spelt out as a whole, so that abbreviations in them are only letters."""
_SURE_OF_PLACE = ("catalogued", "phases")
"""Rules that take what a name touches from a catalogue."""
FEW = 5
"""Members up to which a region in a project's name tells where it is (粤东: 4; 粤港澳大湾区 has 11)."""
_OUTER = (MentionType.PROJECT, MentionType.ORGANISATION, MentionType.PROGRAMME)


def select(context: Context, every: Sequence[Found]) -> list[tuple[Found, bool]]:
    """The mentions that stay, by position, each with whether it stands inside another one."""
    kept: list[Found] = []
    for layer in _LAYERS:
        kept += _disjoint([f for f in every if f.type in layer], len(context.text))
    ordered = sorted(_without_crossing(kept), key=lambda f: (f.span.start, -f.span.end))
    ordered = _without_inner_abbreviations(context, ordered)
    ordered = [_touching(context, i, ordered) for i in range(len(ordered))]
    ordered = [f for f in ordered if f.level != Level.COMPOUND or not is_line(context.text, f.span.end)]
    both = zip(_joined(ordered), _nested(ordered), strict=True)
    organisations = [f.span for f in ordered if f.type in (MentionType.ORGANISATION, MentionType.PROJECT)]
    return [(f, n) for f, n in both if not (n and (f.rule in _PARTS or _in_name(context, f, organisations)))]


def _in_name(context: Context, found: Found, organisations: list[Span]) -> bool:
    """华南 in 华南理工大学."""
    at = bisect_right(organisations, found.span.start, key=lambda s: s.start) - 1
    inside = at >= 0 and organisations[at].holds(found.span)
    return inside and found.type is MentionType.REGION and found.span.of(context.text) in _COMPASS


def _disjoint(found: list[Found], size: int) -> list[Found]:
    """The longest of those that overlap; of equals the first found. ``size``: of the text."""
    kept: list[Found] = []
    taken = bytearray(size)
    for f in sorted(found, key=lambda f: -f.span.size):
        if not any(taken[f.span.start : f.span.end]):
            taken[f.span.start : f.span.end] = b"1" * f.span.size
            kept.append(f)
    return kept


def _without_crossing(found: list[Found]) -> list[Found]:
    """Of two that cross, or that stand on the same characters, the one of the surer kind."""
    kept: list[Found] = []
    stack: list[Found] = []
    for f in sorted(found, key=lambda f: (f.span.start, -f.span.end, _sure(f))):
        while stack and stack[-1].span.end <= f.span.start:
            kept.append(stack.pop())
        crossed = next((o for o in stack if o.span.end < f.span.end or o.span == f.span), None)
        if crossed is None:
            stack.append(f)
        elif _sure(f) < _sure(crossed):
            stack[stack.index(crossed)] = f
    return kept + stack


def _without_inner_abbreviations(context: Context, ordered: list[Found]) -> list[Found]:
    """深中 in 深中通道 and 粤港澳 in 粤港澳大湾区 are letters of that name, not mentions of their own."""
    kept: list[Found] = []
    outer: Found | None = None
    for f in ordered:
        inside = outer is not None and f.span.end <= outer.span.end
        letters = f.level == Level.COMPOUND or (f.type is MentionType.REGION and f.span.size == 2)
        if inside and outer is not None and outer.rule == _RUN and f.span.start == outer.span.start:
            letters = False  # 济青 in 济青都市圈, not 衢丽 in 金（义）衢丽城市群
        if inside and outer is not None and f.type is MentionType.REGION and _in_a_line(f, outer):
            continue
        own = outer is not None and outer.span.of(context.text) == f.span.of(context.text) + "地区"
        if inside and outer is not None and outer.level == Level.COMPOUND:
            continue  # 宜荆荆 in 宜荆荆襄
        if inside and outer is not None and outer.rule == "catalogued" and _only_letters(context, f, outer):
            continue
        if own or not (
            inside and letters and (f.level == Level.COMPOUND or f.name != f.span.of(context.text))
        ):
            kept.append(f)
        if not inside and f.rule in _WHOLE:
            outer = f
    return kept


def _in_a_line(region: Found, line: Found) -> bool:
    """渝西 in 渝西高铁: the letters of a line that does not touch the region."""
    by_letters = line.rule in ("lines", "catalogued") and line.type is MentionType.PROJECT
    return (
        by_letters and line.span.start == region.span.start and set(region.adcodes).isdisjoint(line.adcodes)
    )


def _only_letters(context: Context, place: Found, line: Found) -> bool:
    """潮南 in 潮南高速, which is known not to touch that district."""
    city = _city(context, place.adcode)
    elsewhere = city not in (_city(context, code) for code in line.adcodes)
    return place.level == Level.COUNTY and is_line(context.text, place.span.end) and elsewhere


def _sure(found: Found) -> int:
    """Compounds give way: 广深 in a list of railways is one of them."""
    return 9 if found.level == Level.COMPOUND else _SURE[found.type]


def _nested(ordered: list[Found]) -> list[bool]:
    """For each of ``ordered`` (by start, longest first) whether an earlier one holds it."""
    nested, reach = [], -1
    for f in ordered:
        nested.append(f.span.end <= reach)
        reach = max(reach, f.span.end)
    return nested


def _touching(context: Context, index: int, ordered: list[Found]) -> Found:
    """A project or organisation, and a zone that no list has, touches the cities named in it."""
    outer = ordered[index]
    if outer.type is MentionType.PLACE or (outer.type not in _OUTER and outer.adcodes):
        return outer
    inside: list[Found] = []
    while (index := index + 1) < len(ordered) and ordered[index].span.start < outer.span.end:
        inside.append(ordered[index])
    named = [f for f in inside if f.type in (MentionType.PLACE, MentionType.ZONE)]
    if outer.type is MentionType.PROJECT and not (named or outer.adcodes):
        named = [f for f in inside if _tells(context, f)]
    known = _known(context, outer.span) if outer.type is MentionType.PROJECT else []
    unknown = outer.type is MentionType.PROJECT and not (named or outer.adcodes or known)
    town = _town(context, outer) if unknown else ""
    codes = [*outer.adcodes, *(code for f in named for code in f.adcodes), *known, *filter(None, [town])]
    touched = tuple(dict.fromkeys(_city(context, code) for code in codes))
    sites = _sites(context, outer, named, [*known, *filter(None, [town])])
    same = (touched, sites) == (outer.adcodes, outer.sites)
    return outer if same else outer._replace(adcodes=touched, sites=sites)


def _sites(context: Context, outer: Found, named: Sequence[Found], known: Sequence[str]) -> tuple[str, ...]:
    """Where a project or organisation is, finer than its city: what its name spells out and catalogues know,
    not what a single letter of a line may stand for."""
    if outer.type not in (MentionType.PROJECT, MentionType.ORGANISATION):
        return ()
    codes = [*known, *(outer.adcodes if outer.rule in _SURE_OF_PLACE else ())]
    codes += [code for f in named if f.level != Level.COMPOUND and f.span.size > 1 for code in f.adcodes]
    return tuple(dict.fromkeys(code for code in codes if _city(context, code) != code))


def _tells(context: Context, region: Found) -> bool:
    """Whether a region of the province tells where a project is of which nothing else is known: 粤东…工程."""
    own = all(code[:2] == context.province[:2] and not code.endswith("0000") for code in region.adcodes)
    return own and region.type is MentionType.REGION and len(region.adcodes) <= FEW


def _known(context: Context, span: Span) -> list[str]:
    """What catalogued facilities touch that ``span`` names: 散裂中子源 in 散裂中子源二期工程."""
    at = bisect_left(context.facilities, span.start, key=lambda item: item[0].start)
    found: list[str] = []
    while at < len(context.facilities) and context.facilities[at][0].start < span.end:
        hit, touches = context.facilities[at]
        found += touches if span.holds(hit) else ()
        at += 1
    return found


def _town(context: Context, project: Found) -> str:
    """The only town of the province that a project is called after: 西丽 of 西丽高铁枢纽."""
    name = project.name or ""
    for size in (4, 3, 2):
        if _NAMED_AFTER_TOWN.match(name, size) is None:
            continue
        if found := [p for p in context.gazetteer.towns_short(name[:size]) if context.at_home(p)]:
            return found[0].adcode if len(found) == 1 else ""
    return ""


def _city(context: Context, code: str) -> str:
    """The prefecture of a county or town, else its county; other codes as they are."""
    if code not in context.cities:
        place = context.gazetteer.get(code)
        chain = context.gazetteer.chain(place) if place is not None else ()
        upper = [p for level in (Level.PREFECTURE, Level.COUNTY) for p in chain if p.level is level]
        context.cities[code] = upper[0].adcode if upper else code
    return context.cities[code]


def _joined(found: list[Found]) -> list[Found]:
    """The longest printed form is the name of all: 散裂中子源二期 and 中国散裂中子源二期工程 are one."""
    keys = [
        (f.type, key_of(f.name)) if f.type in _OUTER and f.name and f.rule != "catalogued" else None
        for f in found
    ]
    longest: dict[tuple[MentionType, str], str] = {}
    for f, key in zip(found, keys, strict=True):
        if key is not None and f.name:
            longest[key] = max(longest.get(key, ""), f.name, key=lambda n: (len(n), n))
    return [
        f if key is None or f.name == longest[key] else f._replace(name=longest[key])
        for f, key in zip(found, keys, strict=True)
    ]


def key_of(name: str) -> str:
    """What forms of one name share: without 中国 and 工程."""
    return re.sub(r"^(?:中国|国家)|(?:工程|项目|建设)$|[“”（）]", "", name)
