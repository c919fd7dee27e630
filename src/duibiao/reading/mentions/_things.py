"""Projects and organisations by the word that ends their name; the name is read leftwards from there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import rjieba

from duibiao.lexicon import Group
from duibiao.reading.mentions._context import Context, Found, Word
from duibiao.reading.mentions._lexicon import Source, facilities, only_a_kind, vocabulary
from duibiao.reading.mentions._lines import is_line, letters_start
from duibiao.reading.model import MentionType
from duibiao.text import Span

_WORDS = vocabulary()
_FACILITY = re.compile(_WORDS["facilities"].regex() + f"(?!{_WORDS['facility_goes_on'].regex()})")
_PORT = re.compile("|".join((*_WORDS["ports"].patterns, *_WORDS["stations"].patterns)))
_STRONG = frozenset(_WORDS["strong_facilities"].words)
_PHASE = re.compile("(?=[一二三四五六七八九十首扩改T\\d])(?:" + "|".join(_WORDS["phases"].patterns) + ")")
PART = re.compile(f"{_PHASE.pattern}|{_WORDS['sections'].regex()}")
"""A phase or section of what is named before it."""
_TRAPS = frozenset(_WORDS["organisation_traps"].words)
_ENDS = Group((*_WORDS["organisations"].words, *_WORDS["organisation_traps"].words)).regex()
_BRACKET = rf"(?:（[\u4e00-\u9fff]{{2,6}}）)?(?!{_WORDS['organisation_goes_on'].regex()})"
_ORGANISATION = re.compile(_ENDS + _BRACKET)
_NUMBERED = re.compile(r"\d{3}所")
_RANKED = re.compile(_WORDS["ranked"].regex())
_SURE_ORGANISATION = frozenset(_WORDS["sure_organisations"].words)
_MEASURES = frozenset(_WORDS["measures"].words)
_GENERIC_PROJECT = only_a_kind("generic_projects")
_GENERIC_ORGANISATION = only_a_kind("generic_organisations")
_LISTED = re.compile(
    rf"等(?:一批|\d{{1,3}}[个座])?(?:大中型|大型|中型)*(?P<kind>{_WORDS['listed_kinds'].regex()})"
)
_PAIRED = re.compile(rf"、[\u4e00-\u9fff]{{2,6}}?(?P<kind>{_WORDS['listed_kinds'].regex()})")
_FIRST = re.compile(r"[\u4e00-\u9fff]{1,6}$")
_ITEMS = re.compile(r"[\u4e00-\u9fff]{2,12}(?:、[\u4e00-\u9fff]{2,10}){1,12}$")
_PROJECTS = re.compile(_WORDS["project_lists"].regex())
_ITEM = r"[\u4e00-\u9fffA-Za-z0-9/.]{2,24}"
_PROJECT_END = re.compile(_WORDS["project_ends"].regex() + "$")
_LONG_ITEMS = re.compile(rf"{_ITEM}(?:、{_ITEM}){{0,9}}$")
_JOINED = re.compile(r"[等及与]|和(?![美县])|推进|支持|加快")
_SURE_ZONE = re.compile(_WORDS["sure_zones"].regex())
_RIVER = re.compile(r"(?<![江河])[^江河中大小]([江河])(?![江河湖道长])")
_REGION = re.compile(_WORDS["region_kinds"].regex())
REACH = 80
"""Code points before 等 in which a list is looked for: twice the longest of the 86 reports."""
LONGEST = 24
"""Code points of the longest name that is read. Of the names labelled in ``tests/gold/names`` the longest
has 24."""


@dataclass
class Reader:
    """Reads names leftwards over the words of one text; knows where places and proper names stand."""

    context: Context
    places: Iterable[Found]

    @property
    def text(self) -> str:
        """The text that is read."""
        return self.context.text

    @cached_property
    def lines(self) -> frozenset[int]:
        """Where catalogued lines start."""
        return frozenset(hit.span.start for hit in self.context.hits if Source.LINE in hit.sources)

    @cached_property
    def firms(self) -> dict[int, int]:
        """Where catalogued organisations start -> where they end."""
        hits = self.context.hits
        return {h.span.start: h.span.end for h in hits if Source.ORGANISATION in h.sources}

    @cached_property
    def ends(self) -> dict[int, int]:
        """Where a place's name ends -> where it starts."""
        return {f.span.end: f.span.start for f in self.places}

    @cached_property
    def _proper(self) -> list[int]:
        return sorted(f.span.start for f in self.places)

    def start(self, end: int) -> int:
        """Where the noun phrase that ends at ``end`` starts: read leftwards, then without a lead of verbs."""
        phrase: list[Word] = []
        at = end
        while (word := self._unit(at)) is not None and end - word.start <= LONGEST and self._belongs(word):
            phrase.append(word)
            at = word.start
        while phrase and not self._opens(phrase[-1]):
            phrase.pop()
        start = phrase[-1].start if phrase else end
        at = bisect_left(self._proper, start)
        inside = phrase and at < len(self._proper) and self._proper[at] < phrase[-1].end
        return self._with_owner(self._proper[at] if inside else start)  # 做|强雄安 begins with 雄安

    def _unit(self, end: int) -> Word | None:
        """The name of a place that ends at ``end``, be it several words (深汕|特别|合作区), else the word."""
        if end in self.ends:
            return Word(self.ends[end], end, "ns")
        word = self.context.word_at(end - 1) if end else None
        return word if word is None or word.end <= end else next(self.context.words_before(end), None)

    def characters(self, end: int) -> int:
        """Where the name before ``end`` starts that the segmenter cut into characters: 椒|花|水库.

        Two or three, one of them a noun; words of grammar and verbs alone (修|好|水库) are none.
        """
        run: list[Word] = []
        for word in self.context.words_before(end):
            if word.end - word.start > 1 or word.tag[0] not in "nvga" or len(run) == 3:
                break
            run.append(word)
        known = len(run) > 1 and any(w.tag[0] in "ng" for w in run)
        return run[-1].start if known else end

    def _with_owner(self, start: int) -> int:
        """From a known name up to three characters before (中石化六横|LNG接收站), or the line of which it
        is a part (揭惠|铁路前詹支线)."""
        if is_line(self.text, start) and (letters := letters_start(self.context, start)) < start - 1:
            return letters
        if start and self.text[start - 1] in _AROUND and self._is_place(Word(start, start, "ns")):
            return start - 1  # 环|北部湾广东水资源配置
        for gap in range(4):
            between = self.context.text[start - gap : start]
            if not all("\u4e00" <= c <= "\u9fff" and c not in _GLUE for c in between):
                return start
            if between in _STOPS:
                return start
            if start - gap in self.ends:
                return self.ends[start - gap]
        return start

    def _belongs(self, word: Word) -> bool:
        text = self.context.text[word.start : word.end]
        if text in _JOINTS or text in _NAME_VERBS or self._is_place(word):
            return True
        if text in _SPLIT:
            return True
        return text not in _STOPS and (word.tag[0] in "njbzsfgkh" or word.tag in _TAGS)

    def _opens(self, word: Word) -> bool:
        text = self.context.text[word.start : word.end]
        return text not in _NEVER_FIRST and (
            self._is_place(word)
            or word.tag[0] in "nj"
            or word.tag in ("eng", "s", "b", "z")
            or text in _PREFIXES
            or text == "“"
        )

    def _is_place(self, word: Word) -> bool:
        at = bisect_left(self._proper, word.start)
        return at < len(self._proper) and self._proper[at] == word.start

    def located(self, span: Span) -> bool:
        """Whether a place or a river stands in ``span``."""
        at = bisect_left(self._proper, span.start)
        named = at < len(self._proper) and self._proper[at] < span.end
        return named or self.on_a_river(span)

    def on_a_river(self, span: Span) -> bool:
        """Whether a river is named in ``span``: 西江, 鉴江, not 江河."""
        return bool(_RIVER.search(span.of(self.text)))

    def proper(self, span: Span) -> bool:
        """Whether a place, a known name, a proper noun or Latin letters stand in ``span``."""
        at = bisect_left(self._proper, span.start)
        if at < len(self._proper) and self._proper[at] < span.end:
            return True
        inside = [w for w in self.context.words_in(span) if w.tag in ("ns", "nz", "nt", "eng")]
        text = self.context.text
        return any(
            w.end - w.start > 1 and w.end != span.end and text[w.start : w.end] not in _NOT_PROPER
            for w in inside
        )


_JOINTS = frozenset(("（", "）", "“", "”", "—", "·", "+", "-"))
_TAGS = ("eng", "vn", "l", "i", "a", "an", "m")
_STOPS = frozenset(_WORDS["phrase_stops"].words)
_AROUND = ("环", "跨")
_GLUE = frozenset(_WORDS["glue"].words)
_SPLIT = frozenset(_WORDS["split_characters"].words)
_NAME_VERBS = frozenset(_WORDS["name_verbs"].words)
_NOT_PROPER = frozenset(_WORDS["not_proper"].words)
_SURE = frozenset(_WORDS["sure_facilities"].words)
_WORKS = frozenset(word for word in _WORDS["facilities"].words if word.endswith(("工程", "供水")))
_NEVER_FIRST = frozenset(_WORDS["never_first"].words)
_PREFIXES = frozenset(_WORDS["name_prefixes"].words)


def projects(reader: Reader) -> Iterator[Found]:
    """惠州太平岭核电二期, 环北部湾广东水资源配置工程: a proper name and a kind of facility."""
    for match in _FACILITY.finditer(reader.text):
        if reader.context.word_at(match.end() - 1).end == match.end():
            phase = PART.match(reader.text, match.end())
            end = phase.end() if phase else match.end()
            start = reader.start(match.start())
            if match.group() in _SURE and start == match.start():
                start = reader.characters(start)
            phased = phase is not None and start < match.start()
            yield from _project(reader, Span(start, end), match.group(), phased=phased)


def phases(reader: Reader) -> Iterator[Found]:
    """肇庆宁德时代二阶段工程, 台山核电3、4号机组: a proper name and a phase."""
    for match in _PHASE.finditer(reader.text):
        yield from _project(reader, Span(reader.start(match.start()), match.end()), match.group())


def listed(reader: Reader) -> Iterator[Found]:
    """汕尾陆河、茂名电白等一批抽水蓄能项目: each item that begins with a place is one; where
    only names can stand (白鹤滩等14座水电站) also one that is no word."""
    starts = sorted(f.span.start for f in reader.places)
    for match in _LISTED.finditer(reader.text):
        items = _ITEMS.search(reader.text, max(0, match.start() - REACH), match.start())
        at = items.start() if items else 0
        for item in items.group().split("、") if items else ():
            end = at + len(item)
            first = bisect_left(starts, at)
            start = starts[first] if first < len(starts) and starts[first] < end - 1 else end
            if start == end and match["kind"] in _SURE:
                start = max(at, reader.start(end))
            if end - start > 1 and not rjieba.has_word(reader.text[start:end]):
                name = reader.text[start:end] + match["kind"]
                why, touches = f"listed before {match['kind']}", facilities().get(name, ())
                yield Found(Span(start, end), MentionType.PROJECT, "listed", why, name, "", touches)
            at = end + 1


def paired(reader: Reader) -> Iterator[Found]:
    """肇庆浪江、惠州中洞抽水蓄能项目; 乌石、惠州油田: the first of two that share one kind."""
    starts = {f.span.start: f.span.end for f in reader.places if f.type is MentionType.PLACE}
    for match in _PAIRED.finditer(reader.text):
        end, kind = match.start(), match["kind"]
        before = _FIRST.search(reader.text, max(0, end - 6), end) if end + 1 in starts else None
        for at in range(before.start() if before else end, end - 1):
            name = reader.text[at:end] + kind
            if starts.get(at, end) < end or name in facilities():
                why, touches = f"listed before {kind}", facilities().get(name, ())
                yield Found(Span(at, end), MentionType.PROJECT, "paired", why, name, "", touches)
                break


def listed_before_projects(reader: Reader) -> Iterator[Found]:
    """衢州先导智能传感器、湖州显示器件等项目: where an item of a list before 项目 begins with a place or firm
    and goes on, all its items are projects."""
    at = {f.span.start: f.span.end for f in reader.places if f.type is MentionType.PLACE} | reader.firms
    for match in _PROJECTS.finditer(reader.text):
        items = _LONG_ITEMS.search(reader.text, max(0, match.start() - 2 * REACH), match.start())
        spans = list(_items(items)) if items else []
        starts = [next((i for i in range(s.start, s.end) if i in at), s.end) for s in spans]
        led = [_leads(reader, Span(start, s.end), at) for s, start in zip(spans, starts, strict=True)]
        for index, (span, start) in enumerate(zip(spans, starts, strict=True)):
            other = not led[index] and any(led) and index > 0 and _unheard_of(reader, span)
            begins = span.start if other else start
            if not (led[index] or other) or begins in reader.lines:
                continue
            name = reader.text[begins : span.end]
            joined = _JOINED.search(name) and not (len(led) > 2 and all(led))
            if not joined and not _GENERIC_PROJECT.match(name):
                why = "listed before 项目"
                yield Found(Span(begins, span.end), MentionType.PROJECT, "listed_before_projects", why, name)


def _leads(reader: Reader, item: Span, at: Mapping[int, int]) -> bool:
    """Whether an item goes on after its place or firm: by four characters, by what ends a project, by no word
    (广州增芯), a firm's also by less (华润微)."""
    end = at.get(item.start, item.end)
    rest = reader.text[end : item.end]
    if len(rest) >= 4 or _PROJECT_END.fullmatch(rest):
        return True
    firm = item.start in reader.firms and rest not in _STOPS
    return bool(rest) and (firm or (len(rest) > 1 and not rjieba.has_word(rest)))


def _unheard_of(reader: Reader, item: Span) -> bool:
    """Whether an item between projects that begins with nothing known is one: a long one, one that ends like
    a project (唐晶半导体), one that the segmenter cuts into characters (方正|微)."""
    if item.size >= 6 or _PROJECT_END.search(item.of(reader.text)):
        return True
    words = reader.context.words_in(item)
    return item.size > 2 and any(w.end - w.start == 1 and w.tag[0] in "ngx" for w in words)


def _items(match: re.Match[str]) -> Iterator[Span]:
    """The items of a list."""
    at = match.start()
    for item in match.group().split("、"):
        yield Span(at, at + len(item))
        at += len(item) + 1


def ports(reader: Reader) -> Iterator[Found]:
    """湛江港, 宁波舟山港: the port of a city, not 黄骅港区 or 深圳港澳."""
    for found in reader.places:
        match = _PORT.match(reader.text, found.span.end) if found.type is MentionType.PLACE else None
        if match is not None and found.span.size > 1:
            span = Span(reader.ends.get(found.span.start, found.span.start), match.end())
            yield Found(span, MentionType.PROJECT, "ports", "the port of a place", span.of(reader.text))


def zones(reader: Reader) -> Iterator[Found]:
    """光子科创城: a kind of zone whose modifier is a name of its own."""
    for match in _SURE_ZONE.finditer(reader.text):
        span = _balanced(reader.text, Span(reader.start(match.start()), match.end()))
        name = span.of(reader.text)
        if span.size > len(match.group()) + 1 and reader.context.word_at(span.end - 1).end == span.end:
            yield Found(span, MentionType.ZONE, "zones", f"ends in {match.group()}", name, f"zone:{name}")


def regions(reader: Reader) -> Iterator[Found]:
    """岷江—长江上游经济带: a place or river and a kind of region; not 珠三角 and what it is to become."""
    regions = (f for f in reader.places if f.type is MentionType.REGION)
    known = sorted(f.span.start for f in regions if f.name == f.span.of(reader.text))
    for match in _REGION.finditer(reader.text):
        span = _balanced(reader.text, Span(reader.start(match.start()), match.end()))
        name = span.of(reader.text)
        at = bisect_left(known, span.start)
        other = at < len(known) and known[at] < span.end
        by_place = match.start() in reader.ends  # 合肥都市圈 is found by its place
        if span.size > len(match.group()) and reader.located(span) and not (other or by_place):
            why = f"ends in {match.group()}"
            yield Found(span, MentionType.REGION, "regions", why, name, f"region:{name}")


def organisations(reader: Reader) -> Iterator[Found]:
    """深圳理工大学, 南方海洋实验室: a proper name and a kind of organisation."""
    for match in (*_ORGANISATION.finditer(reader.text), *_NUMBERED.finditer(reader.text)):
        if match.group() in _TRAPS or reader.context.word_at(match.end() - 1).end != match.end():
            continue
        span = _balanced(reader.text, Span(reader.start(match.start()), match.end()))
        name = span.of(reader.text)
        ranked = bool(_RANKED.match(name)) or match.group() in _SURE_ORGANISATION
        own_kind = ranked and span.size >= len(match.group()) + 4
        counted = reader.text[span.start - 1 : span.start] in _MEASURES
        named = span.size > len(match.group()) + 1 and (reader.proper(span) or (own_kind and not counted))
        if named and not _GENERIC_ORGANISATION.match(name):
            yield Found(span, MentionType.ORGANISATION, "organisations", f"ends in {match.group()}", name)


RULES: tuple[Callable[[Reader], Iterator[Found]], ...] = (
    listed,
    projects,
    phases,
    paired,
    listed_before_projects,
    ports,
    organisations,
    zones,
    regions,
)


def things(context: Context, places: Iterable[Found]) -> Iterator[Found]:
    """What all of ``RULES`` find."""
    reader = Reader(context, places)
    for rule in RULES:
        yield from rule(reader)


def _project(reader: Reader, span: Span, kind: str, *, phased: bool = False) -> Iterator[Found]:
    """The project that ends in ``kind``, when its modifier is a name. ``phased``: a phase of it is named."""
    span = _balanced(reader.text, span)
    name = span.of(reader.text)
    if (span.size < len(kind) + 2 or name.find(kind) < 2) and kind not in _STRONG:
        return
    named = phased or reader.proper(span) or (kind in _WORKS and reader.on_a_river(span))
    if (named or kind in _STRONG or kind in _SURE) and not _GENERIC_PROJECT.match(name):
        yield Found(span, MentionType.PROJECT, "projects", f"ends in {kind}", name)


def _balanced(text: str, span: Span) -> Span:
    """Without what stands before a quotation or bracket that the phrase opens or closes alone."""
    start = span.start
    for opening, closing in ("“”", "（）"):
        inside = text[start : span.end]
        if inside.count(opening) != inside.count(closing):
            start += max(inside.rfind(opening), inside.rfind(closing)) + 1
    return Span(start, span.end)
