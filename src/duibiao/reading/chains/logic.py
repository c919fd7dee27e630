"""Chains of industry in a text: small rules over sentences that speak of one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from duibiao.gazetteer import Place
from duibiao.lexicon import load
from duibiao.reading.chains.model import Chain, ChainKind, Firm, Link
from duibiao.reading.model import Mention, MentionType
from duibiao.text import Document, Sentence, Span, content_id

_V = load("duibiao.reading.chains")
_CHAIN, _WHOLE, _TIER, _VERB, _INDUSTRY = (
    re.compile(_V[name].regex()) for name in ("chain", "whole", "tier", "verbs", "industry")
)
_NO_FIRM = re.compile(_V["no_firm"].regex())
_ITEM = r"[\u4e00-\u9fffA-Za-z0-9+]{1,14}?"
_LIST = rf"{_ITEM}(?:(?:[、和及与]|以及){_ITEM}){{0,11}}?"
_ORDER = re.compile(rf"从(?P<first>{_ITEM})到(?P<rest>{_LIST})(?={_V['ordered'].regex()})")
_JOINED = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9]{1,8}(?:(?:—|－|→|–|--){1,2}[\u4e00-\u9fffA-Za-z0-9]{1,8}){2,9}"
)
_DOTTED = re.compile(r"[\u4e00-\u9fff]{2,6}(?:·[\u4e00-\u9fff]{2,6}){2,7}")
_HOLDS = re.compile(rf"{_V['holds'].regex()}(?P<list>{_LIST}){_V['holds_end'].regex()}")
_TOGETHER = re.compile(rf"(?:^|[，,；;：:])(?P<list>{_ITEM}(?:[、]{_ITEM}){{1,5}}?){_V['in_one'].regex()}")
_ON_TIER = re.compile(
    rf"(?P<tier>上中游|(?<!上)中下游|上游|(?<!上)中游|(?<![上中])下游)(?:{_V['tier_goes_on'].regex()}){{0,3}}(?P<list>{_ITEM}(?:[、和及与]{_ITEM}){{1,9}}?)(?=等|，|,|；|。|的)"
)
_ROLE = re.compile(
    rf"等(?:一批|多家|多个)?(?P<role>{_V['role'].regex()})|(?<=[\u4e00-\u9fff])(?P<two>“双龙头”|\"双龙头\")"
)
_LINK = re.compile(r"[^—－→–·-]+")
_SPLIT = re.compile(r"以及|[、和及与]")
_CLAUSE = re.compile("[，,；;。：:\n]")
_BEFORE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+·]{1,14}$")
_SPEAKS = re.compile("链|上游|下游|中游|供应商|三位一体|双龙头")
_GENERIC = frozenset(_V["generic"].words)
_MADE = re.compile("产业|企业|链|制造")
_MAKES = re.compile(r"(?:全链条|产业链条?)(?P<name>[\u4e00-\u9fff]{2,6}?)(?:产品|产业)")
NEAR = 40
"""Code points around dashes within which 链 must stand, so that they join links and not places."""


@dataclass(slots=True)
class _Found:
    kind: ChainKind
    span: Span
    links: list[Link]
    why: str
    firms: list[Firm] = field(default_factory=list)
    named: Span | None = None


def read_chains(document: Document, mentions: Sequence[Mention], *, place: Place | None) -> list[Chain]:
    """Where the body tells of industrial chains, in reading order. ``place``: whose report it is."""
    text = document.text
    places = [m for m in mentions if m.type in (MentionType.PLACE, MentionType.ZONE) and not m.nested]
    starts = [m.span.start for m in places]
    last: Sentence | None = None
    now: Span | None = None
    """the industry of the sentence before, when it speaks of a chain too"""
    chains: list[Chain] = []
    for sentence in document.sentences:
        if not _SPEAKS.search(text, *sentence.span):
            last, now = sentence, None
            continue
        first = bisect_left(starts, sentence.span.start)
        here = places[first : bisect_left(starts, sentence.span.end, first)]
        if last is None or last.paragraph != sentence.paragraph:
            now = None
        elif now is None:
            now = _industry(text, last.span.end, last)
        for found in _in_sentence(text, sentence):
            named = (
                found.named or _made(text, found.span) or _industry(text, found.span.start, sentence) or now
            )
            named = _without_place(named, here)
            chains.append(_chain(document, sentence, found, named, here, place))
            now = named or now
        last = sentence
    return chains


def _in_sentence(text: str, sentence: Sentence) -> list[_Found]:
    """What all rules find, without names of chains inside other finds; firms go to the nearest."""
    found: list[_Found] = []
    for rule in RULES:
        for one in rule(text, sentence.span):
            if not any(one.span.meets(other.span) for other in found):
                found.append(one)
    found.sort(key=lambda f: f.span)
    for firms in _firms(text, sentence.span):
        near = [f for f in found if f.kind is not ChainKind.NAMED] or found
        if near and not any(firms[0].role_span.meets(f.span) for f in near):
            min(near, key=lambda f: abs(f.span.start - firms[0].span.start)).firms.extend(firms)
        else:
            span = firms[0].span.hull(firms[0].role_span)
            found.append(_Found(ChainKind.TIER, span, [], "firms_by_role", firms))
    return found


def in_order(text: str, span: Span) -> Iterator[_Found]:
    """从电芯到电箱、电柜和集装箱|全链条."""
    for m in _ORDER.finditer(text, *span):
        links = [*_links(text, Span(*m.span("first"))), *_links(text, Span(*m.span("rest")))]
        yield _Found(ChainKind.ORDER, Span(*m.span()), _numbered(links), "in_order")


def joined_by_dashes(text: str, span: Span) -> Iterator[_Found]:
    """玉米—淀粉—氨基酸 next to 链; 电池·材料·装备·回收."""
    for pattern in (_JOINED, _DOTTED):
        for m in pattern.finditer(text, *span):
            around = text[max(span.start, m.start() - NEAR) : min(span.end, m.end() + NEAR)]
            if "链" in around:
                links = [(span, "") for span in _bare(text, m)]
                kind = ChainKind.PARTS if pattern is _DOTTED else ChainKind.ORDER
                yield _Found(kind, Span(*m.span()), _numbered(links), "joined_by_dashes")


def _bare(text: str, match: re.Match[str]) -> Iterator[Span]:
    """The links of a dashed chain, the first without its verb, the last without 产业链."""
    parts = [Span(match.start() + p.start(), match.start() + p.end()) for p in _LINK.finditer(match.group())]
    for number, part in enumerate(parts):
        verbs = [v.end() for v in _VERB.finditer(text, *part)] if number == 0 else []
        chain = _CHAIN.search(text, *part) if number + 1 == len(parts) else None
        yield Span(max([part.start, *verbs]), chain.start() if chain else part.end)


def side_by_side(text: str, span: Span) -> Iterator[_Found]:
    """涵盖储能电池、电池材料、电池装备、电池回收的|产业链条; 整车、零部件、后市场|“三位一体”."""
    speaks = text.find("链", *span) >= 0
    for pattern in (_HOLDS, _TOGETHER) if speaks else (_HOLDS,):
        for m in pattern.finditer(text, *span):
            links = list(_links(text, Span(*m.span("list"))))
            if len(links) > 1:
                yield _Found(
                    ChainKind.PARTS, Span(m.start("list"), m.end()), _numbered(links), "side_by_side"
                )


def on_a_tier(text: str, span: Span) -> Iterator[_Found]:
    """上中游主导环节|整车制造、关键零部件制造."""
    if not _MADE.search(text, *span):  # 上下游、左右岸 of a river
        return
    for m in _ON_TIER.finditer(text, *span):
        links = [(s, m["tier"]) for s, _ in _links(text, Span(*m.span("list")))]
        yield _Found(ChainKind.TIER, Span(*m.span()), _numbered(links), "on_a_tier")


def by_name(text: str, span: Span) -> Iterator[_Found]:
    """新能源汽车|产业链."""
    for m in _CHAIN.finditer(text, *span):
        before = _BEFORE.search(text, max(span.start, m.start() - 14), m.start())
        start = before.start() if before else m.start()
        verbs = [v.end() for v in _VERB.finditer(text, start, m.start())]
        start = max([start, *verbs])
        name = text[start : m.start()].removesuffix("产业").removesuffix("行业")
        if len(name) > 1 and name not in _GENERIC and name[-1] != "+":
            named = Span(start, start + len(name))
            yield _Found(ChainKind.NAMED, Span(start, m.end()), [], "by_name", named=named)


RULES = (in_order, joined_by_dashes, side_by_side, on_a_tier, by_name)
"""All are asked; what an earlier one found is not found again."""


def _firms(text: str, span: Span) -> Iterator[list[Firm]]:
    """震裕科技、百汇达等一批储能电池|上下游企业."""
    for m in _ROLE.finditer(text, *span):
        role = "role" if m["role"] else "two"
        left = max([span.start, *(c.end() for c in _CLAUSE.finditer(text, span.start, m.start()))])
        said = Span(*m.span(role))
        firms: list[Firm] = []
        for item, _ in _links(text, Span(left, m.start())):
            verbs = [v.end() for v in _NO_FIRM.finditer(text, *item)]
            verbs += [v.end() for v in _VERB.finditer(text, *item) if v.end() < item.end - 1 and not firms]
            start = max([item.start, *verbs])
            if 2 <= item.end - start <= 14:
                name = Span(start, item.end)
                firms.append(Firm(name.of(text), name, said.of(text).strip('“”"'), said))
        if len(firms) > 1:
            yield firms


def _links(text: str, span: Span) -> Iterator[tuple[Span, str]]:
    """The items of a list."""
    at = span.start
    for m in [*_SPLIT.finditer(text, *span), None]:
        end = m.start() if m is not None else span.end
        if end > at:
            yield Span(at, end), ""
        at = m.end() if m is not None else end


def _numbered(links: Sequence[tuple[Span, str]]) -> list[Link]:
    """Positions; names are sliced where the chain is made."""
    return [Link("", span, number, tier) for number, (span, tier) in enumerate(links, 1)]


def _industry(text: str, before: int, sentence: Sentence) -> Span | None:
    """The industry that a sentence names last before ``before``: 新型储能|产业."""
    found = None
    for m in _INDUSTRY.finditer(text, sentence.span.start, before):
        start, end = m.span("name")
        verbs = [v.end() for v in _VERB.finditer(text, start, end)]
        start = max([start, *verbs])
        if end - start > 1:
            found = Span(start, end)
    return found


def _made(text: str, span: Span) -> Span | None:
    """What a whole chain makes: …和集装箱全链条|储能|产品."""
    m = _MAKES.match(text, span.end)
    return Span(*m.span("name")) if m is not None else None


def _without_place(named: Span | None, places: Sequence[Mention]) -> Span | None:
    """肇庆|新能源汽车."""
    if named is None:
        return None
    start = next(
        (m.span.end for m in places if m.span.start == named.start and m.span.end < named.end), named.start
    )
    return Span(start, named.end)


def _chain(
    document: Document,
    sentence: Sentence,
    found: _Found,
    named: Span | None,
    places: Sequence[Mention],
    home: Place | None,
) -> Chain:
    text = document.text
    links = tuple(Link(x.span.of(text), x.span, x.position, x.tier) for x in found.links)
    before = [m for m in places if m.adcode and m.span.end <= found.span.start and m.adcode.isdigit()]
    return Chain(
        id=content_id(document.sha256, "chain", found.kind.value, str(found.span.start), str(found.span.end)),
        doc=document.name,
        span=found.span,
        text=found.span.of(text),
        kind=found.kind,
        industry=named.of(text) if named is not None else "",
        industry_span=named,
        links=links,
        firms=tuple(found.firms),
        whole=_WHOLE.search(text, found.span.start, min(len(text), found.span.end + 6)) is not None,
        adcode=before[0].adcode if before else home.adcode if home is not None else "",
        place_span=before[0].span if before else None,
        sentence_span=sentence.span,
        why=found.why,
    )
