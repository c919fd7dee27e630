"""The reasons for which each passage of a report concerns a place, by rules asked one after the other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import rjieba

from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.lexicon import load
from duibiao.matching.around import around, is_around
from duibiao.matching.cache import Cache
from duibiao.matching.model import FIRM, Reason, Why
from duibiao.matching.names import province_of, read_names
from duibiao.matching.whose import is_city_around
from duibiao.reading.model import Mention, MentionType
from duibiao.text import Document, Passage, Span

_NAMES = load("duibiao.reading.mentions")
COMMON_WORDS = frozenset(_NAMES["weak"].words)
TRAPS = re.compile(_NAMES["traps"].regex())
_SECTION = re.compile(r"(?P<line>[一-鿿]{2,8}?(?:高速公路|高速|高铁|铁路|城际|公路))[一-鿿]{2,12}段$")
NO_PROGRAMME, NO_ENTITY = (
    re.compile(load("duibiao.matching")[group].regex()) for group in ("no_programme", "no_entity")
)
LOCAL_NAMES_IT = "本地材料也写到"
REACHES = "的范围包括"
EVERYWHERE = "各地都属于"
_RANKS = re.compile(load("duibiao.matching")["ranks"].regex())
_CITIES = (Level.PROVINCE, Level.PREFECTURE)
"""Of these also what holds their whole province is told; to a county only where nothing nearer is: of 13
judged passages of cities 5 were right, and it says less of a county."""
_NATURE = ("山", "江", "河")
ZONE_MOST = 4
"""Cities of a zone without an entry of its own up to which its name tells where it is (呼包鄂…示范区)."""
RANK_MOST = 8
"""Code points after a region's name in which its rank is told."""
PARTS_TOLD = 3
"""Parts of the place in a region that a reason names: more do not fit a line of a phone."""


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules know: report, place, and which things the local material names."""

    report: Document
    place: Place
    year: int
    gazetteer: Gazetteer
    local_names: frozenset[str]
    """canonical names of the things that local material mentions"""
    cache: Cache | None = None
    home: Place | None = None
    """whose report it is"""


def names_the_place(case: Case, mention: Mention) -> Reason | None:
    """肇庆, 肇庆市, and compounds that contain it (广佛肇)."""
    if mention.type is not MentionType.PLACE or not mention.adcode:
        return None
    if mention.adcode != case.place.adcode:
        return None
    return _reason(Why.NAMED, mention, f"报告写到“{_printed(mention)}”")


def compound_with_the_place(case: Case, mention: Mention) -> Reason | None:
    """广佛肇: a string that stands for several places, this one among them."""
    if mention.type is MentionType.PLACE and not mention.adcode and case.place.adcode in mention.adcodes:
        return _reason(Why.NAMED, mention, f"“{_printed(mention)}”包括{case.place.name}")
    return None


def lies_within(case: Case, mention: Mention) -> Reason | None:
    """A county, town or zone of the place."""
    if mention.type not in (MentionType.PLACE, MentionType.ZONE) or not mention.adcode:
        return None
    inner = case.gazetteer.get(mention.adcode)
    if inner is None or inner.level is Level.REGION or not case.gazetteer.holds(case.place, inner):
        return None
    if inner.adcode == case.place.adcode:
        return None
    parent = case.gazetteer.get(inner.parent)
    if parent is not None and case.gazetteer.holds(case.place, parent):
        return _reason(Why.WITHIN, mention, f"提到“{_printed(mention)}”，在{parent.name}")
    return _reason(Why.WITHIN, mention, f"提到“{_printed(mention)}”，涉及{case.place.name}")


def touches_the_place(case: Case, mention: Mention) -> Reason | None:
    """A line, project or institution whose name says that it lies in the place or reaches it (珠肇高铁)."""
    if mention.type not in (MentionType.PROJECT, MentionType.ORGANISATION, MentionType.ZONE):
        return None
    touched = _touched(case, mention)
    if touched is None:
        return None
    if mention.type is MentionType.ZONE and _only_carries_a_region(case, mention):
        return _reason(Why.REGION, mention, f"“{_printed(mention)}”设在{case.place.name}所属的区域")
    if (
        touched.level is Level.TOWN
        and touched.adcode != case.place.adcode
        and touched.adcode in mention.sites
    ):
        said = f"“{_printed(mention)}”以{touched.name}为名，{touched.name}在{case.place.name}"
        return _reason(Why.ENTITY, mention, said)
    return _reason(Why.ENTITY, mention, f"“{_printed(mention)}”涉及{touched.name}")


def _only_carries_a_region(case: Case, zone: Mention) -> bool:
    """大湾区…示范区: of a zone that no list has the name tells a region of many cities, not which of them."""
    return len(zone.adcodes) > ZONE_MOST and case.gazetteer.get(zone.adcode) is None


def section_of_a_line_that_leads_here(case: Case, mention: Mention) -> Reason | None:
    """惠肇高速惠城至增城段: the section lies elsewhere, the line reaches the place."""
    line = line_of_a_section(mention)
    if not line or _touched(case, mention) is not None:
        return None
    home = province_of(case.place, case.gazetteer)
    for whole in read_names(Document("", line, ""), home, case.year, case.gazetteer, case.cache):
        if whole.span.size == len(line) and (touched := _touched(case, whole)):
            return _reason(Why.ENTITY, mention, f"“{_printed(mention)}”所在的{line}通达{touched.name}")
    return None


def line_of_a_section(mention: Mention) -> str:
    """惠肇高速 of 惠肇高速惠城至增城段; empty for anything else."""
    found = _SECTION.match(mention.text) if mention.type is MentionType.PROJECT else None
    return found["line"] if found is not None else ""


def local_material_names_it(case: Case, mention: Mention) -> Reason | None:
    """A firm, project or institution that the place's own material writes about too."""
    if mention.type not in (MentionType.PROJECT, MentionType.ORGANISATION) or mention.nested:
        return None
    if (mention.name or mention.text) not in case.local_names or _lies_elsewhere(case, mention):
        return None
    if NO_ENTITY.fullmatch(_printed(mention)):
        return None
    return _reason(Why.ENTITY, mention, f"{LOCAL_NAMES_IT}“{_printed(mention)}”")


def programme_carried_out_here(case: Case, mention: Mention) -> Reason | None:
    """A campaign that the local material carries out."""
    if mention.type is not MentionType.PROGRAMME or NO_PROGRAMME.fullmatch(_printed(mention)):
        return None
    if (mention.name or mention.text) not in case.local_names:
        return None
    return _reason(Why.PROGRAMME, mention, f"“{_printed(mention)}”，本地材料也在落实")


def region_of_the_place(case: Case, mention: Mention) -> Reason | None:
    """A region that the place belongs to in that year."""
    if mention.type is not MentionType.REGION or mention.nested or not mention.adcode:
        return None
    region = case.gazetteer.get(mention.adcode)
    if region is None or not case.gazetteer.holds(region, case.place) or _only_ranks(case, mention):
        return None
    members = case.gazetteer.members(region, case.year)
    if len(members) == 1 and members[0].adcode != case.place.adcode:
        return None  # a part of one province (渝东北), of which the gazetteer does not know the parts
    if case.home is not None and _holds_the_whole_home(case, region):
        return _reason(Why.REGION, mention, f"{case.home.name}{EVERYWHERE}{region.name}")
    return _reason(Why.REGION, mention, f"{case.place.name}属于{region.name}")


def _holds_the_whole_home(case: Case, region: Place) -> bool:
    """中部地区 in a report of 江西: every county of the report's province is in it alike."""
    home, holds = case.home, case.gazetteer.holds
    return home is not None and home != case.place and holds(home, case.place) and holds(region, home)


@cache
def strategies() -> dict[str, str]:
    """National strategies -> the region that each is for."""
    entries = load("duibiao.matching", "strategies.toml").entries
    return {str(entry["name"]): str(entry["region"]) for entry in entries}


def strategy_for_the_region(case: Case, mention: Mention) -> Reason | None:
    """西部大开发, 东北振兴: a strategy for a region that its name does not print as such."""
    name = strategies().get(mention.name or "") if mention.type is MentionType.PROGRAMME else None
    if name is None or mention.nested:
        return None
    region = case.gazetteer.resolve(name)
    if not case.gazetteer.holds(region, case.place) or _holds_the_whole_home(case, region):
        return None
    return _reason(Why.REGION, mention, f"“{_printed(mention)}”{REACHES}{case.place.name}")


def _only_ranks(case: Case, mention: Mention) -> bool:
    """居中部地区第1: the region is what the report's place is ranked in, nothing happens there."""
    return (
        _RANKS.match("".join(case.report.text[mention.span.end : mention.span.end + RANK_MOST].split()))
        is not None
    )


def region_with_parts_here(case: Case, mention: Mention) -> Reason | None:
    """A region that parts of the place belong to, not the whole: 粤港澳大湾区 has nine cities of 广东."""
    if mention.type is not MentionType.REGION or mention.nested or not mention.adcode:
        return None
    region = case.gazetteer.get(mention.adcode)
    parts = parts_in(case, region) if region is not None else []
    if region is None or not parts or _only_ranks(case, mention):
        return None
    told = "、".join(part.name for part in parts[:PARTS_TOLD]) + ("等" if len(parts) > PARTS_TOLD else "")
    return _reason(Why.REGION, mention, f"{region.name}包括{case.place.name}的{told}")


def parts_in(case: Case, region: Place) -> list[Place]:
    """The members of a region that lie in the place; none where the place is one itself."""
    members = case.gazetteer.members(region, case.year)
    own = [one for one in members if one.level is not Level.REGION and case.gazetteer.holds(case.place, one)]
    return [] if any(one.adcode == case.place.adcode for one in own) else own


RULES: tuple[Callable[[Case, Mention], Reason | None], ...] = (
    names_the_place,
    compound_with_the_place,
    lies_within,
    touches_the_place,
    section_of_a_line_that_leads_here,
    local_material_names_it,
    programme_carried_out_here,
    region_of_the_place,
    region_with_parts_here,
    strategy_for_the_region,
)
"""Each mention is asked in this order; its first answer stands."""


def reasons(case: Case, mentions: Sequence[Mention]) -> list[Reason]:
    """The reasons that single mentions give, names that no mention covers, and what is said of the divisions
    around a county, in reading order."""
    every = _with_regions_of_strategies(case, mentions)
    found = [reason for mention in every for reason in _first(case, mention)]
    told = {reason.span for reason in found}
    rest = [mention for mention in mentions if mention.span not in told]
    found += around(rest, case.place, case.home, case.gazetteer)
    if case.place.level not in _CITIES and any(r.kind in FIRM or is_around(r) for r in found):
        found = [reason for reason in found if EVERYWHERE not in reason.explanation]
    return sorted([*found, *_left_over(case, mentions)], key=lambda r: r.span)


def _with_regions_of_strategies(case: Case, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """京津冀 in 京津冀协同发展 is meant itself, unlike 长三角 in the name of an institution; not for a city
    of a province that is in it as a whole."""
    around_it: Mention | None = None
    for mention in mentions:
        if not mention.nested:
            around_it = mention
        named = around_it is not None and around_it.type is MentionType.PROGRAMME
        region = case.gazetteer.get(mention.adcode) if named and mention.type is MentionType.REGION else None
        free = mention.nested and region is not None and not _holds_the_whole_home(case, region)
        yield replace(mention, nested=False) if free else mention


def _left_over(case: Case, mentions: Sequence[Mention]) -> Iterator[Reason]:
    """The place's name where reading names took it for nothing: better told once too often than missed.

    Not for names that are common words (白银, 大同), and not inside longer words that are known as traps, nor
    where a mountain or river begins like the place (长白山).
    """
    names = {n for n in (case.place.name, *case.place.aliases) if len(n) > 1 and n not in COMMON_WORDS}
    text = case.report.text
    taken = [mention.span for mention in mentions]
    taken += [Span(*m.span()) for m in TRAPS.finditer(text)]
    starts = sorted(taken)
    body = [s.span for s in case.report.sentences]
    for match in re.finditer(
        "|".join(sorted(map(re.escape, names), key=lambda n: (-len(n), n))) or "$^", text
    ):
        span = Span(*match.span())
        at = bisect_left(starts, Span(span.end, 0))
        near = any(t.meets(span) for t in starts[max(0, at - 4) : at])
        if not near and _within(body, span) and not _in_a_longer_word(text, span):
            yield Reason(Why.NAMED, match.group(), span, f"报告写到“{match.group()}”")


def _in_a_longer_word(text: str, span: Span) -> bool:
    """长白山, 黄浦江: a mountain or river that begins like the place; 宝鸡峡 is called after it."""
    return text[span.end : span.end + 1] in _NATURE and rjieba.has_word(text[span.start : span.end + 1])


def _within(spans: Sequence[Span], span: Span) -> bool:
    at = bisect_left(spans, Span(span.start + 1, 0)) - 1
    return at >= 0 and spans[at].holds(span)


def by_passage(found: Sequence[Reason], passages: Sequence[Passage]) -> list[list[Reason]]:
    """For every passage its reasons, each name once."""
    starts = [reason.span.start for reason in found]
    grouped: list[list[Reason]] = []
    for passage in passages:
        here = found[bisect_left(starts, passage.span.start) : bisect_left(starts, passage.span.end)]
        grouped.append(unrepeated(here))
    return grouped


def unrepeated(given: Sequence[Reason]) -> list[Reason]:
    """Strongest kinds first; of those with the same words, or inside one another, only the first."""
    order = list(Why)
    kept: list[Reason] = []
    for reason in sorted(given, key=lambda r: (order.index(r.kind), r.span.start, -r.span.end)):
        same = [one for one in kept if one.kind is reason.kind]
        if not any(
            one.explanation == reason.explanation or one.span.holds(reason.span) for one in same
        ) and not (reason.kind is Why.THEME and any(one.span.holds(reason.span) for one in kept)):
            kept.append(reason)
    return kept


def _first(case: Case, mention: Mention) -> Iterator[Reason]:
    for rule in RULES:
        reason = rule(case, mention)
        if reason is not None:
            yield reason
            return


def _reason(kind: Why, mention: Mention, explanation: str) -> Reason:
    return Reason(kind, mention.text, Span(*mention.span), explanation)


def _printed(mention: Mention) -> str:
    """The name on one line; quotation marks inside it become the inner ones, ‘’."""
    printed = "".join(mention.text.split())
    if printed[:1] == "“" and printed[-1:] == "”" and printed.count("“") == 1:
        printed = printed[1:-1]
    return printed.replace("“", "‘").replace("”", "’")


def _touched(case: Case, mention: Mention) -> Place | None:
    """The place, or what of it a thing's name says that it touches."""
    codes = (mention.adcode, *mention.adcodes, *mention.sites)
    known = [case.gazetteer.get(code) for code in codes if code]
    return next((one for one in known if one is not None and case.gazetteer.holds(case.place, one)), None)


def _lies_elsewhere(case: Case, mention: Mention) -> bool:
    """The name itself says another place (小鹏汽车广州工厂), not the city around a county (肇庆浪江)."""
    codes = mention.sites or (mention.adcode, *mention.adcodes)
    known = [case.gazetteer.get(code) for code in codes if code]
    city = any(one is not None and is_city_around(one, case.place, case.gazetteer) for one in known)
    return any(known) and not city and _touched(case, mention) is None
