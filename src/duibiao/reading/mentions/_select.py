"""What of overlapping mentions stays, what is nested, what a name touches, which names are the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from duibiao.gazetteer import Level
from duibiao.reading.mentions._context import Context, Found
from duibiao.reading.model import MentionType

_SURE = {
    MentionType.PLACE: 0,
    MentionType.REGION: 1,
    MentionType.ZONE: 1,
    MentionType.PROGRAMME: 2,
    MentionType.ORGANISATION: 3,
    MentionType.PROJECT: 4,
}
_OUTER = (MentionType.PROJECT, MentionType.ORGANISATION, MentionType.PROGRAMME)


def select(context: Context, every: Sequence[Found]) -> list[tuple[Found, bool]]:
    """The mentions that stay, by position, each with whether it stands inside another one."""
    kept: list[Found] = []
    for layer in (_OUTER, (MentionType.ZONE, MentionType.REGION), (MentionType.PLACE,)):
        kept += _disjoint([f for f in every if f.type in layer])
    ordered = sorted(_without_crossing(kept), key=lambda f: (f.span.start, -f.span.end))
    ordered = _without_inner_abbreviations(ordered)
    touching = [_touching(context, i, ordered) for i in range(len(ordered))]
    return list(zip(_joined(touching), _nested(ordered), strict=True))


def _disjoint(found: list[Found]) -> list[Found]:
    """The longest of those that overlap; of equals the first found."""
    kept: list[Found] = []
    taken: list[tuple[int, int]] = []
    for f in sorted(found, key=lambda f: -f.span.size):
        at = bisect_right(taken, (f.span.start, f.span.end))
        free = (at == 0 or taken[at - 1][1] <= f.span.start) and (
            at == len(taken) or taken[at][0] >= f.span.end
        )
        if free:
            taken.insert(at, (f.span.start, f.span.end))
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


def _without_inner_abbreviations(ordered: list[Found]) -> list[Found]:
    """深中 in 深中通道 and 粤港澳 in 粤港澳大湾区 are letters of that name, not mentions of their own."""
    kept: list[Found] = []
    outer: Found | None = None
    for f in ordered:
        inside = outer is not None and f.span.end <= outer.span.end
        if not (inside and f.level == Level.COMPOUND):
            kept.append(f)
        if not inside and (
            f.type in (MentionType.REGION, MentionType.ZONE) or f.rule in ("catalogued", "lines")
        ):
            outer = f
    return kept


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
    """A project or organisation touches the divisions named in it, and the cities these lie in."""
    outer = ordered[index]
    if outer.type not in _OUTER:
        return outer
    codes = list(outer.adcodes)
    for inner in ordered[index + 1 :]:
        if inner.span.start >= outer.span.end:
            break
        if inner.type in (MentionType.PLACE, MentionType.ZONE):
            codes += inner.adcodes
    return replace(
        outer, adcodes=tuple(dict.fromkeys(c for code in codes for c in _with_city(context, code)))
    )


def _with_city(context: Context, code: str) -> list[str]:
    place = context.gazetteer.get(code)
    chain = context.gazetteer.chain(place) if place is not None else ()
    cities = [p.adcode for p in chain if p.level is Level.PREFECTURE and p.adcode != code]
    return [code, *cities]


def _joined(found: list[Found]) -> list[Found]:
    """The longest printed form is the name of all: 散裂中子源二期 and 中国散裂中子源二期工程 are one."""
    longest: dict[tuple[MentionType, str], str] = {}
    for f in found:
        if f.type in _OUTER and f.name and f.rule != "catalogued":
            key = (f.type, _key(f.name))
            longest[key] = max(longest.get(key, ""), f.name, key=lambda n: (len(n), n))
    return [
        replace(f, name=longest.get((f.type, _key(f.name)), f.name))
        if f.name and f.rule != "catalogued"
        else f
        for f in found
    ]


def _key(name: str) -> str:
    return re.sub(r"^(?:中国|国家)|(?:工程|项目|建设)$|[“”（）]", "", name)
