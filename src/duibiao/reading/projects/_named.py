"""The projects that a sentence names: mentions, parks, items of lists before 项目, firms that settle."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import rjieba

from duibiao.reading.model import Mention, MentionType
from duibiao.reading.projects._line import CLAUSE, FIRM, LISTED, PARK, Named, V
from duibiao.text import Document, Span

_PARK = re.compile(V["parks"].regex())
_SIGNS = re.compile("|".join(V["park_signs"].patterns))
_LIST_END = re.compile(V["listed_kinds"].regex())
_VERBS = re.compile("(?:" + V["verbs"].regex() + ")+")
_VERB = re.compile(V["verbs"].regex())
_FIRM = re.compile(V["firm_stages"].regex())
_SPLIT = re.compile(r"[、，,；;。：:\n]|[和与及](?![\u4e00-\u9fff]{0,1}$)")
_ITEM = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·“”\"（）()]{2,28}")
_FIRMS = re.compile(r"([\u4e00-\u9fffA-Za-z0-9]{2,14}?)(?:项目|生产线)")
_IN_A_LIST = re.compile(r"、[^，,；;。：:\n]{2,40}?项目")
_SECTION = re.compile(V["section"].regex())
_NONE = re.compile(V["never_built"].regex())
_SHARED = re.compile(V["shared"].regex())
_FIRM_ALONE = re.compile(V["unheard_firm_stages"].regex())
_BROUGHT = re.compile(V["brought"].regex() + r"(?:[^，,；;。：:、\n]{0,16}的)?\Z")
BROUGHT_MOST = 20
"""引进|动力电池销量世界第一的|宁德时代 has 13 between."""
_BUILT = V["built"].regex()
_NEXT_ITEM = re.compile(
    rf"[、和及](?P<item>[\u4e00-\u9fffA-Za-z0-9“”]{{2,16}}?{_BUILT}(?!期))"
    rf"(?=[、，,；;。和及等]|{V['opens_next'].regex()})"
)
_BUILT_END = re.compile(_BUILT + "$")
_ITEM_CUT = re.compile(r"[、，,；;。：:\n和及与]")
_ONLY_KINDS = re.compile(V["only_kinds"].regex())
_STAGED = re.compile("|".join(V[name].regex() for name in ("开工", "投产", "在建")))
ITEM_MOST = 24
"""The longest item of a list next to a known project."""
REACH = 90
"""Code points before 等 in which a list is looked for."""
PARK_MOST = 32
"""The longest name of a park: 大湾区肇庆(怀集)绿色农副产品集散基地 has 20."""
_PLACES = (MentionType.PLACE, MentionType.ZONE, MentionType.REGION)
_DIVIDES = re.compile(r"[与和、，,；;。：:\n]")


def named(document: Document, mentions: Sequence[Mention]) -> list[Named]:
    """All projects that a document names, in order, none inside another."""
    outer = [m for m in mentions if not m.nested]
    found = list(shared_parks(document.text, mentions))
    shared = [n.span for n in found]
    for m in outer:
        built = m.type is MentionType.PROJECT and not _NONE.search(m.text)
        if built and not any(m.span.meets(span) for span in shared):
            found.append(_of_mention(document.text, m))
    taken = sorted(n.span for n in found)
    for rule in RULES:
        for one in rule(document.text, mentions, taken):
            if not any(one.span.meets(span) for span in _near(taken, one.span)):
                taken = sorted([*taken, one.span])
                found.append(one)
    return sorted(found, key=lambda n: n.span)


def _of_mention(text: str, m: Mention) -> Named:
    """A project as named, with the section of a line that follows: 川青铁路|成都至黄胜关段."""
    section = _SECTION.match(text, m.span.end)
    if section is None:
        return Named(m.span, m.name or m.text, _codes(m))
    return Named(Span(m.span.start, section.end()), (m.name or m.text) + section.group(), _codes(m))


def _near(spans: Sequence[Span], one: Span) -> Iterable[Span]:
    at = bisect_left(spans, one)
    return spans[max(0, at - 2) : at + 6]


def _codes(m: Mention) -> tuple[str, ...]:
    return m.adcodes or ((m.adcode,) if m.adcode.isdigit() else ())


def parks(text: str, mentions: Sequence[Mention], taken: Sequence[Span]) -> Iterator[Named]:
    """大湾区（肇庆高要）预制菜产业园: a place, and the end of a park's or base's name, listed or built."""
    places = [m for m in mentions if m.type in _PLACES]
    starts = [m.span.start for m in places]
    for match in _PARK.finditer(text):
        end = match.end()
        if not _SIGNS.match(text[end : end + 4]):
            continue
        left = max(0, end - PARK_MOST)
        ends = [m.end() for pattern in (_DIVIDES, _VERB) for m in pattern.finditer(text, left, match.start())]
        cut = max(ends, default=left)
        first = bisect_left(starts, cut)
        inside = [m for m in places[first : first + 8] if cut <= m.span.start and m.span.end <= match.start()]
        if inside and end - inside[0].span.start > inside[0].span.size + 2:
            span = Span(inside[0].span.start, end)
            codes = dict.fromkeys(
                code for m in inside for code in _codes(m) if m.type is not MentionType.REGION
            )
            yield Named(span, span.of(text), tuple(codes), PARK)


def listed(text: str, mentions: Sequence[Mention], taken: Sequence[Span]) -> Iterator[Named]:
    """瑞庆时代、璞泰来等项目: items of a list that no dictionary knows."""
    known = {m.span for m in mentions if m.type in (MentionType.ORGANISATION, MentionType.PROJECT)}
    codes = {m.span.start: _codes(m) for m in mentions if m.type is MentionType.PLACE}
    for match in _LIST_END.finditer(text):
        items = list(_items(text, match.start()))
        if len(items) < 2:
            continue
        sure = [
            span in known or any(k.meets(span) for k in _near(taken, span)) or _unheard(span.of(text))
            for span in items
        ]
        if 2 * sum(sure) < len(items):
            continue
        for span in items:
            if not any(k.meets(span) for k in _near(taken, span)):
                yield Named(span, span.of(text), codes.get(span.start, ()), LISTED)


def _items(text: str, end: int) -> Iterator[Span]:
    """The items of the list that ends at ``end``, the first without the verb before it."""
    left = max(
        (m.end() for m in CLAUSE.finditer(text, max(0, end - REACH), end)), default=max(0, end - REACH)
    )
    start = left
    for cut in [*(m.start() for m in re.finditer("、", text[left:end])), end - left]:
        span = Span(start, left + cut)
        if start == left:
            verbs = [m.end() for m in _VERBS.finditer(text, span.start, span.end)]
            span = Span(verbs[-1] if verbs else span.start, span.end)
        if _ITEM.fullmatch(span.of(text)) and not _VERB.search(span.of(text)):
            yield span
        start = left + cut + 1


def _unheard(name: str) -> bool:
    """Whether a name holds what no dictionary has: 震裕|科技."""
    if rjieba.has_word(name):
        return False
    words = rjieba.cut(name)
    return any(not rjieba.has_word(w) and "\u4e00" <= w[0] <= "\u9fff" and len(w) > 1 for w in words) or (
        sum(len(w) == 1 for w in words) >= 1 and len(name) <= 4 and len(words) <= 2
    )


def firms(text: str, mentions: Sequence[Mention], taken: Sequence[Span]) -> Iterator[Named]:
    """小鹏汽车落户, 引进…宁德时代: a firm, and next to it what only a project of its own comes to."""
    for m in mentions:
        if m.type is not MentionType.ORGANISATION or m.nested:
            continue
        brought = _BROUGHT.search(text[max(0, m.span.start - BROUGHT_MOST) : m.span.start])
        if _FIRM.match(text, m.span.end) or brought:
            yield Named(m.span, m.name or m.text, _codes(m), FIRM)


def beside_known(text: str, mentions: Sequence[Mention], taken: Sequence[Span]) -> Iterator[Named]:
    """宜常高铁及|虞公港二期: items of a list next to a project whose names end like those of built things."""
    codes = {m.span.start: _codes(m) for m in mentions if m.type is MentionType.PLACE}
    for known in taken:
        for span in (*_items_after(text, known.end), *_items_before(text, known.start)):
            yield Named(span, span.of(text), codes.get(span.start, ()), LISTED)


def _items_after(text: str, at: int) -> Iterator[Span]:
    while (match := _NEXT_ITEM.match(text, at)) is not None:
        span = Span(*match.span("item"))
        if not _is_built(text, span):
            return
        yield span
        at = span.end


def _items_before(text: str, at: int) -> Iterator[Span]:
    while at > 1 and text[at - 1] in "、和及":
        left = max(0, at - ITEM_MOST)
        cut = max((m.end() for m in _ITEM_CUT.finditer(text, left, at - 1)), default=left)
        verbs = [m.end() for m in _VERBS.finditer(text, cut, at - 1)]
        span = Span(max([cut, *verbs]), at - 1)
        if not (_BUILT_END.search(text[span.start : span.end]) and _is_built(text, span)):
            return
        yield span
        at = span.start


def _is_built(text: str, span: Span) -> bool:
    name = span.of(text)
    return (
        len(name) > 3 and not _VERB.search(name) and not _ONLY_KINDS.match(name) and not _STAGED.search(name)
    )


def of_firms(text: str, mentions: Sequence[Mention], taken: Sequence[Span]) -> Iterator[Named]:
    """茂名石化|升级改造项目: a firm, and what it builds up to 项目; 湛江|巴斯夫 in a list before 项目."""
    ends = {m.span.end: m for m in mentions if m.type is MentionType.PLACE}
    for m in mentions:
        if m.type is not MentionType.ORGANISATION:
            continue
        place = ends.get(m.span.start)
        start = place.span.start if place is not None else m.span.start
        match = _FIRMS.match(text, m.span.end)
        if match is not None and not _VERB.search(match[1]):
            span = Span(start, match.end())
        elif place is not None and _IN_A_LIST.match(text, m.span.end):
            span = Span(start, m.span.end)
        else:
            continue
        yield Named(span, span.of(text), _codes(place) if place is not None else (), "of a firm")


def unheard_firms(text: str, mentions: Sequence[Mention], taken: Sequence[Span]) -> Iterator[Named]:
    """…玩家|希音|动工建设: what no dictionary has, right before what only a project of a firm comes to."""
    for match in _FIRM_ALONE.finditer(text):
        left = max(0, match.start() - 8)
        words = rjieba.cut(text[left : match.start()]) if match.start() > left else []
        if words and len(words[-1]) > 1 and not rjieba.has_word(words[-1]) and words[-1].isalpha():
            span = Span(match.start() - len(words[-1]), match.start())
            if "\u4e00" <= text[span.start] <= "\u9fff":
                yield Named(span, span.of(text), (), FIRM)


def shared_parks(text: str, mentions: Sequence[Mention]) -> Iterator[Named]:
    """甲区、乙区与丙县共建的产业转移园区和工业园: of all the places that stand before it in its clause."""
    places = [m for m in mentions if m.type is MentionType.PLACE]
    starts = [m.span.start for m in places]
    for match in _SHARED.finditer(text):
        left = max(0, match.start() - 60)
        clause = max((m.end() for m in CLAUSE.finditer(text, left, match.start())), default=left)
        here = [m for m in places[bisect_left(starts, clause) :] if m.span.end <= match.start()]
        if len(here) < 2:
            continue
        codes = tuple(dict.fromkeys(code for m in here for code in _codes(m)))
        start = here[0].span.start
        for group in ("one", "two"):
            if match[group]:
                span = Span(start if group == "one" else match.start(group), match.end(group))
                yield Named(span, text[start : match.start("one")] + match[group], codes, PARK)


RULES = (parks, of_firms, listed, beside_known, firms, unheard_firms)
"""Asked in this order; what an earlier one found stands."""
