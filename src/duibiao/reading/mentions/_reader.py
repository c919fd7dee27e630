"""Reads names leftwards from the word that ends them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from duibiao.reading.mentions._context import Context, Found
from duibiao.reading.mentions._lexicon import Source, only_a_kind, vocabulary
from duibiao.reading.mentions._lines import is_line, letters_start
from duibiao.reading.mentions._words import Word
from duibiao.text import Span

_WORDS = vocabulary()
_JOINTS = frozenset(("（", "）", "“", "”", "—", "·", "+", "-"))
_TAGS = ("eng", "vn", "l", "i", "a", "an", "m")
STOPS = frozenset(_WORDS["phrase_stops"].words)
_AROUND = ("环", "跨")
_GLUE = frozenset(_WORDS["glue"].words)
_SPLIT = frozenset(_WORDS["split_characters"].words)
_NAME_VERBS = frozenset(_WORDS["name_verbs"].words)
_NOT_PROPER = frozenset(_WORDS["not_proper"].words)
_NEVER_FIRST = frozenset(_WORDS["never_first"].words)
_PREFIXES = frozenset(_WORDS["name_prefixes"].words)
_RIVER = re.compile(r"(?<![江河])[^江河中大小]([江河])(?![江河湖道长])")
SURE = frozenset(_WORDS["sure_facilities"].words)
"""Kinds of facilities whose modifier is a name even when no list knows it."""
GENERIC_PROJECT = only_a_kind("generic_projects")
"""Matches projects that are only kinds of things."""
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
    def firm_ends(self) -> dict[int, int]:
        """Where they end -> where they start."""
        return {end: start for start, end in self.firms.items()}

    def of_a_firm(self, span: Span) -> bool:
        """Whether ``span`` begins with a catalogued organisation and goes on (上合组织农业基地)."""
        return self.firms.get(span.start, span.end) < span.end

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
        if end in self.firm_ends:
            return Word(self.firm_ends[end], end, "nt")
        word = self.context.words.at(end - 1) if end else None
        return word if word is None or word.end <= end else next(self.context.words.before(end), None)

    def characters(self, end: int) -> int:
        """Where the name before ``end`` starts that the segmenter cut into characters: 椒|花|水库.

        Two or three, one of them a noun; words of grammar and verbs alone (修|好|水库) are none.
        """
        run: list[Word] = []
        for word in self.context.words.before(end):
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
        for gap in range(min(4, start + 1)):
            between = self.text[start - gap : start]
            if between and not ("\u4e00" <= between[0] <= "\u9fff" and between[0] not in _GLUE):
                return start
            if between in STOPS:
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
        return text not in STOPS and (word.tag[0] in "njbzsfgkh" or word.tag in _TAGS)

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
        inside = [w for w in self.context.words.inside(span) if w.tag in ("ns", "nz", "nt", "eng")]
        text = self.context.text
        return any(
            w.end - w.start > 1 and w.end != span.end and text[w.start : w.end] not in _NOT_PROPER
            for w in inside
        )
