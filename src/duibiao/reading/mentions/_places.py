"""Which division, zone or region a name stands for: rules asked in order, the first that knows answers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from duibiao.gazetteer import Level, Place
from duibiao.reading.mentions._context import Context, Found, Hit
from duibiao.reading.mentions._lexicon import vocabulary
from duibiao.reading.mentions._strings import WEAK, longest, place_hits
from duibiao.reading.model import MentionType
from duibiao.text import Span

MANY = 30
"""Places of one sentence that are looked at on either side. The longest list of the 86 reports has 22; the
bound keeps a text without full stops linear."""
ITEM = 8
"""Characters between a place and a name that it governs in one item of a list (开平|碉楼—|赤坎古镇)."""
_ITEM_BREAKS = frozenset("、，。；：“”（）和与及等至到\n")
FAMOUS = frozenset(vocabulary()["famous"].words)
_AFTER_WEAK = re.compile(vocabulary()["after_weak"].regex())
_RIVERS = frozenset(vocabulary()["rivers"].words)
_DIVISIONS = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
_CITIES = (Level.PREFECTURE, Level.COUNTY)
_TYPES = {Level.ZONE: MentionType.ZONE, Level.REGION: MentionType.REGION}


@dataclass(slots=True)
class Scene:
    """A hit, what it may stand for, and the places around it that are already known."""

    context: Context
    hit: Hit
    candidates: tuple[Place, ...]
    known: Known
    weak: bool = False
    """Whether the text is a short form that is a common word."""

    def __post_init__(self) -> None:
        self.weak = self.hit.text in WEAK

    def holding(self, outer: Place) -> list[Place]:
        """The candidates that lie in ``outer`` and are not it."""
        holds = self.context.gazetteer.holds
        return [p for p in self.candidates if p.adcode != outer.adcode and holds(outer, p)]

    @property
    def official(self) -> bool:
        """Whether the text prints an official name, not a short form."""
        return not self.weak and any(p.name == self.hit.text for p in self.candidates)


@dataclass
class Known:
    """Places found so far, by position."""

    context: Context
    places: dict[int, tuple[Span, Place]] = field(default_factory=dict)
    ends: dict[int, Place] = field(default_factory=dict)
    _breaks: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._breaks = [m.start() for m in re.finditer(r"[。；！？\n]", self.context.text)]

    def add(self, span: Span, place: Place) -> None:
        self.places[span.start] = (span, place)
        self.ends[span.end] = place

    def settle(self) -> None:
        """Sort what was added, for the questions about neighbours."""
        self._order = sorted(self.places)

    def before(self, span: Span) -> Place | None:
        """The place whose name ends where ``span`` starts, 的 and brackets between them allowed."""
        if span.start in self.ends:
            return self.ends[span.start]
        outer = self.ends.get(span.start - 1)
        return outer if outer is not None and self.context.text[span.start - 1] in "的（·" else None

    def of_item(self, span: Span) -> Place | None:
        """The nearest place before ``span`` in the same item of a list, up to ``ITEM`` characters away."""
        text = self.context.text
        for at in range(span.start, max(span.start - ITEM, 0), -1):
            if at in self.ends:
                return self.ends[at]
            if text[at - 1] in _ITEM_BREAKS:
                return None
        return None

    def sentence(self, span: Span) -> list[Place]:
        """The places named in the same sentence, up to ``MANY`` on either side."""
        at = bisect_left(self._breaks, span.start)
        low = self._breaks[at - 1] if at else -1
        high = self._breaks[at] if at < len(self._breaks) else len(self.context.text)
        here = bisect_left(self._order, span.start)
        first = max(bisect_right(self._order, low), here - MANY)
        last = min(bisect_left(self._order, high), here + MANY)
        return [self.places[i][1] for i in self._order[first:last]]

    def other_end(self, span: Span) -> Place | None:
        """The place joined to ``span`` by 至 on either side."""
        text = self.context.text
        if text[span.end : span.end + 1] == "至" and span.end + 1 in self.places:
            return self.places[span.end + 1][1]
        return self.ends.get(span.start - 1) if text[span.start - 1 : span.start] == "至" else None

    def listed(self, span: Span) -> list[Place]:
        """The places joined to ``span`` by 、 or 和 on either side."""
        text, found = self.context.text, []
        if text[span.end : span.end + 1] in ("、", "和", "与") and span.end + 1 in self.places:
            found.append(self.places[span.end + 1][1])
        if text[span.start - 1 : span.start] in ("、", "和", "与") and span.start - 1 in self.ends:
            found.append(self.ends[span.start - 1])
        return found


Answer = tuple[Place, str] | None


def inside_the_place_before(s: Scene) -> Answer:
    """肇庆四会, 广东省肇庆市: the name before it holds it."""
    outer = s.known.before(s.hit.span)
    if outer is None or (s.weak and outer.level is not Level.PREFECTURE):
        return None  # 辽宁振兴, 甘肃合作 are no places
    inner = s.holding(outer)
    return (inner[0], f"in {outer.name} before it") if inner else None


def weak_in_a_list(s: Scene) -> Answer:
    """A common word is a place when it stands in a list with places of the same province: 高明、三水."""
    if not s.weak:
        return None
    end = s.known.other_end(s.hit.span)
    for beside in [*s.known.listed(s.hit.span), *([end] if end else [])]:
        like = [p for p in s.candidates if p.level in _CITIES and _near(s.context, p, beside)]
        if like:
            same = [p for p in like if p.level is beside.level]
            return (same or like)[0], f"listed with {beside.name}"
    return None


def weak_before_its_kind(s: Scene) -> Answer:
    """日照港, 安康机场: a common word that names a city of the province, before what only a city has."""
    if not s.weak:
        return None
    text, (start, end) = s.context.text, s.hit.span
    bracketed = text[start - 1 : start] + text[end : end + 1] == "（）"
    if not (bracketed or _AFTER_WEAK.match(text, end)):
        return None
    home = [p for p in s.candidates if p.level is Level.PREFECTURE and s.context.at_home(p)]
    return (home[0], "before what only a city has") if home else None


def weak_at_home(s: Scene) -> Answer:
    """大同 in a report of 山西: a city of the report's own province, though its name is a common word."""
    if not s.weak:
        return None
    own = [p for p in s.candidates if p.level is Level.PREFECTURE and s.context.at_home(p)]
    return (own[0], "a city of the report's province") if own else None


def a_common_word(s: Scene) -> Answer:
    """A short form that is a common word is otherwise left alone, but for the home province's own name."""
    if not s.weak or any(p.adcode == s.context.province for p in s.candidates):
        return None
    return _NONE


def like_its_neighbours(s: Scene) -> Answer:
    """吉林、长春: of the levels that the name has, the one of the places it is listed with."""
    if len(s.candidates) > 1 and len({p.level for p in s.candidates if p.level in _DIVISIONS}) > 1:
        for beside in s.known.listed(s.hit.span):
            like = [p for p in s.candidates if p.level is beside.level and _near(s.context, p, beside)]
            like = [p for p in like if not p.name.endswith("县")]  # 乌鲁木齐、伊宁 is not 乌鲁木齐县
            if len(like) == 1 and beside.level is not Level.PROVINCE:
                return like[0], f"listed with {beside.name}"
    return None


def a_province(s: Scene) -> Answer:
    """Provinces are meant wherever they are named."""
    first = s.candidates[0]
    return (first, "province") if first.level is Level.PROVINCE else None


def a_town_of_the_city_before(s: Scene) -> Answer:
    """江门开平碉楼—赤坎古镇: a town of the city that the item names, not the district of another city."""
    outer = s.known.of_item(s.hit.span)
    if outer is None or outer.level not in _CITIES or s.official or s.holding(outer):
        return None
    if not all(p.level is Level.COUNTY for p in s.candidates) or outer in s.candidates:
        return None
    gazetteer = s.context.gazetteer
    towns = [p for p in gazetteer.towns_short(s.hit.text) if p.adcode[:4] == outer.adcode[:4]]
    return (towns[0], f"a town of {outer.name} before it") if len(towns) == 1 else None


def at_home(s: Scene) -> Answer:
    """The one place of the name in the report's own place, or in its province."""
    if s.context.home is None or not s.context.province:
        return None
    inside = [p for p in s.holding(s.context.home) if p.level in _DIVISIONS]
    if not inside:
        inside = [p for p in s.candidates if p.level in _DIVISIONS and s.context.at_home(p)]
    highest = _city_first([p for p in inside if p.level is inside[0].level])
    return (highest[0], "in the report's province") if len(highest) == 1 else None


def on_a_route(s: Scene) -> Answer:
    """平远至武平: the other end of a route that leaves the province."""
    other = s.known.other_end(s.hit.span)
    if other is None:
        return None
    inside = [p for p in s.candidates if p.level in _CITIES and p.stands(s.context.year)]
    return (inside[0], f"on a route with {other.name}") if len(inside) == 1 else None


def a_region_or_zone(s: Scene) -> Answer:
    """The catalogues of regions, compounds and zones."""
    listed = [p for p in s.candidates if p.level not in _DIVISIONS]
    if len(listed) != len(s.candidates) and not any(p.level is Level.REGION for p in listed):
        return None
    return (listed[0], f"known {listed[0].level.value}") if listed else None


def a_prefecture(s: Scene) -> Answer:
    """Cities at prefecture level are meant wherever they are named."""
    upper = _city_first([p for p in s.candidates if p.level is Level.PREFECTURE])
    return (upper[0], "prefecture") if len(upper) == 1 else None


def beside_its_parent(s: Scene) -> Answer:
    """A county whose city or province is named in the same sentence."""
    around = {place.adcode: place for place in s.known.sentence(s.hit.span)}.values()
    found = [
        p
        for p in s.candidates
        if any(p.adcode != o.adcode and s.context.gazetteer.holds(o, p) for o in around)
    ]
    return (found[0], "its parent is in the sentence") if len(found) == 1 else None


def sole_candidate(s: Scene) -> Answer:
    """An official name, or a long short form (石景山), that only one place has."""
    river = s.hit.text[-1] in _RIVERS and not s.context.at_home(s.candidates[0])  # 清水河
    sure = s.official or (len(s.hit.text) > 2 and not river)
    return (s.candidates[0], "sole candidate") if sure and len(s.candidates) == 1 else None


def famous(s: Scene) -> Answer:
    """Short forms of counties that are known everywhere: 义乌, 浦东."""
    return (s.candidates[0], "known everywhere") if s.hit.text in FAMOUS else None


RULES: tuple[Callable[[Scene], Answer], ...] = (
    inside_the_place_before,
    weak_in_a_list,
    weak_before_its_kind,
    weak_at_home,
    a_common_word,
    like_its_neighbours,
    a_province,
    a_town_of_the_city_before,
    at_home,
    on_a_route,
    a_region_or_zone,
    a_prefecture,
    beside_its_parent,
    sole_candidate,
    famous,
)
"""Asked in this order; the first answer that is not ``None`` stands."""

_NOWHERE = Place("", "", Level.COUNTRY, "")
_NONE = (_NOWHERE, "a common word")


def find_places(context: Context) -> list[Found]:
    """Divisions, zones, regions and compounds; longest names first, no two overlap."""
    hits = longest(context, place_hits(context))
    known = Known(context)
    answers: dict[Span, tuple[Place, str, str]] = {}
    for _ in range(2):  # the second time with the neighbours that the first has found
        known.settle()
        for hit in hits:
            if hit.span in answers and len(context.places(hit.text)) == 1:
                continue
            answer = _ask(Scene(context, hit, context.places(hit.text), known))
            if answer is not None and answer[0] is not _NOWHERE:
                answers[hit.span] = answer
                known.add(hit.span, answer[0])
    found = [_found(span, *answer) for span, answer in answers.items()]
    return found + [_open(context, h) for h in hits if h.span not in answers and _is_open(context, h)]


def _ask(scene: Scene) -> tuple[Place, str, str] | None:
    for rule in RULES:
        if (answer := rule(scene)) is not None:
            return *answer, rule.__name__
    return None


def _found(span: Span, place: Place, why: str, rule: str) -> Found:
    mention = _TYPES.get(place.level, MentionType.PLACE)
    single = place.level in (*_DIVISIONS, Level.TOWN)
    return Found(
        span,
        mention,
        rule,
        why,
        place.name,
        "" if place.level is Level.COMPOUND else place.adcode,
        (place.adcode,) if single else place.within,
        place.level.value,
    )


def _is_open(context: Context, hit: Hit) -> bool:
    candidates = context.places(hit.text)
    return len(candidates) > 1 and all(p.name == hit.text for p in candidates) and len(hit.text) > 2


def _open(context: Context, hit: Hit) -> Found:
    """An official name of several places that nothing decides between."""
    candidates = context.places(hit.text)
    names = "、".join(context.gazetteer.full_name(p) for p in candidates[:6])
    return Found(
        hit.span,
        MentionType.PLACE,
        "open",
        f"ambiguous: {names}",
        None,
        "",
        tuple(p.adcode for p in candidates),
        candidates[0].level.value,
    )


def _city_first(places: list[Place]) -> list[Place]:
    """伊宁 is 伊宁市 before 伊宁县, 洛阳 is 洛阳市 before 洛阳地区."""
    cities = [p for p in places if p.name.endswith("市")]
    return (
        cities if len(places) > 1 and len(cities) == 1 and len({p.name[:2] for p in places}) == 1 else places
    )


def _near(context: Context, place: Place, other: Place) -> bool:
    if place.level is Level.PROVINCE or other.level is Level.PROVINCE:
        return place.level is other.level
    return place.adcode[:2] == other.adcode[:2] and place.adcode != other.adcode
