"""Local material made ready: which documents are about the place, cut into chunks that can be matched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.matching.model import Material, Role
from duibiao.matching.roles import role
from duibiao.matching.terms import compact
from duibiao.reading.mentions import find_mentions
from duibiao.reading.model import Mention, MentionType
from duibiao.reading.outlook import Direction, outlook
from duibiao.text import Document, Sentence

CHUNK_MOST = 260
"""Longest chunk in code points. On the dev pairs 150 to 400 rank alike; shorter ones lose the subject."""
ITEM_MOST = 5
"""Most chunks of one item. A press note is one item; a long report is cut into items of few subjects."""
QUOTED_LEAST = 12
"""Letters of a sentence that is a quotation when it stands in the report too; shorter ones are slogans."""
_LOOKS = {Direction.BACK: Role.DONE, Direction.AHEAD: Role.PLAN, Direction.NONE: None}
LOCAL_SHARE = 0.3
"""Least share of a document's place names that must be the place or in it. The 12 dev files about the place
have 0.38 and more, the 24 about other places 0.00. Re-run ``benchmarks/matching.py``."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of local material, its role, and the things (not places) that it names."""

    sentence: Sentence
    role: Role
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A few sentences of one document that are matched together."""

    document: int
    item: int
    text: str
    told: tuple[Told, ...]
    names: frozenset[str]
    """canonical names of the things (not places) that it mentions"""


@dataclass(frozen=True, slots=True)
class Local:
    """The usable local documents, their chunks, and what became of every document given."""

    documents: tuple[Document, ...]
    numbers: tuple[int, ...]
    chunks: tuple[Chunk, ...]
    material: tuple[Material, ...]


def prepare(
    documents: Sequence[Document],
    place: Place,
    year: int,
    *,
    report: Document | None = None,
    trusted: bool = False,
    gazetteer: Gazetteer,
) -> Local:
    """Keep what is about ``place``, once each, and cut it. ``trusted``: the user says that all of it is.

    What local material quotes from ``report`` is no answer to it and is left out.
    """
    quoted = _letters(report.text) if report is not None else ""
    local_name = _names_within(place, gazetteer)
    material: list[Material] = []
    used: list[tuple[Document, int]] = []
    chunks: list[Chunk] = []
    seen: dict[str, str] = {}
    items = 0
    for number, document in enumerate(documents, 2):
        mentions: list[Mention] = []
        note = ""
        if trusted or local_name.search(compact(document.text)):
            mentions = find_mentions(document, home=place, year=year, gazetteer=gazetteer)
            note = "" if trusted else _not_local(mentions, place, gazetteer)
        else:
            note = f"通篇没有提到{place.name}"
        twin = seen.setdefault(_letters(document.text), document.name)
        if not note and twin != document.name:
            note = f"与 {twin} 内容相同，只计一次"
        made = [] if note else _chunks(document, len(used), items, mentions, year, quoted)
        if not note and not made:
            note = "只有报告原文，没有本地材料"
        material.append(Material(document.name, number, note))
        if not note:
            items += max((chunk.item - items + 1 for chunk in made), default=0)
            chunks += made
            used.append((document, number))
    return Local(tuple(d for d, _ in used), tuple(n for _, n in used), tuple(chunks), tuple(material))


def _names_within(place: Place, gazetteer: Gazetteer) -> re.Pattern[str]:
    """Names of the place and of what lies in it down to zones: a text without any of them is not about it."""
    inside = [place, *gazetteer.children(place), *gazetteer.zones_in(place)]
    inside += [below for child in gazetteer.children(place) for below in gazetteer.children(child)]
    names = {name for one in inside for name in (one.name, *one.aliases) if len(name) > 1}
    return re.compile("|".join(sorted(map(re.escape, names), key=lambda n: (-len(n), n))))


def _not_local(mentions: Sequence[Mention], place: Place, gazetteer: Gazetteer) -> str:
    """Why a document is not about the place, or an empty string."""
    here, elsewhere = 0, Counter[str]()
    parents = {p.adcode for p in gazetteer.chain(place)[1:]}
    for mention in mentions:
        if mention.type not in (MentionType.PLACE, MentionType.ZONE) or not mention.adcode:
            continue
        other = gazetteer.get(mention.adcode)
        if other is None or other.adcode in parents or other.level is Level.COUNTRY:
            continue
        if gazetteer.holds(place, other):
            here += 1
        else:
            elsewhere[other.name] += 1
    if here == 0:
        return f"通篇没有提到{place.name}" + (
            f"，写的是{elsewhere.most_common(1)[0][0]}" if elsewhere else ""
        )
    if here < LOCAL_SHARE * (here + elsewhere.total()):
        return f"主要写的不是{place.name}，而是{elsewhere.most_common(1)[0][0]}等地"
    return ""


def _letters(text: str) -> str:
    """What makes two copies of a text the same: its letters and digits."""
    return re.sub(r"\W", "", compact(text))


def _chunks(
    document: Document, index: int, first_item: int, mentions: Sequence[Mention], year: int, quoted: str
) -> list[Chunk]:
    groups = _groups([s for s in document.sentences if not _is_quoted(s.span.of(document.text), quoted)])
    things = [m for m in mentions if m.type not in (MentionType.PLACE, MentionType.REGION)]
    made: list[Chunk] = []
    parts = _parts(document, year)
    before: Role | None = None
    for at, group in enumerate(groups):
        told: list[Told] = []
        for sentence in group:
            part = parts[sentence.section] if sentence.section >= 0 else None
            before = role(sentence.span.of(document.text), year, before, part)
            names = frozenset(m.name or m.text for m in things if sentence.span.holds(m.span))
            told.append(Told(sentence, before, names))
        printed = "".join(s.span.of(document.text) for s in group)
        every = frozenset[str]().union(*(t.names for t in told))
        made.append(Chunk(index, first_item + at // ITEM_MOST, printed, tuple(told), every))
    return made


def _parts(document: Document, year: int) -> list[Role | None]:
    """What each section tells of. Only a text whose own headings look back or forward is told apart so."""
    looks = outlook(document, year)
    headed = any(look.why == "heading_says_so" for look in looks)
    return [_LOOKS[look.direction] if headed else None for look in looks]


def _is_quoted(sentence: str, quoted: str) -> bool:
    letters = _letters(sentence)
    return len(letters) >= QUOTED_LEAST and letters in quoted


def _groups(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Consecutive sentences, paragraph by paragraph, up to ``CHUNK_MOST`` code points."""
    groups: list[list[Sentence]] = []
    size = 0
    for sentence in sentences:
        new_paragraph = not groups or groups[-1][-1].paragraph != sentence.paragraph
        full = size + sentence.span.size > CHUNK_MOST
        if not groups or (full and (new_paragraph or size + sentence.span.size > 2 * CHUNK_MOST)):
            groups.append([])
            size = 0
        groups[-1].append(sentence)
        size += sentence.span.size
    return groups
