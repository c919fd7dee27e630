"""The sentences of a used document as evidence: role, names, figures, and whose doing they tell of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from duibiao.gazetteer import Gazetteer, Place
from duibiao.lexicon import load
from duibiao.matching.evidence import Used
from duibiao.matching.model import Role
from duibiao.matching.roles import role
from duibiao.matching.terms import compact
from duibiao.matching.whose import elsewhere, lies_elsewhere
from duibiao.reading.model import Mention, MentionType
from duibiao.reading.outlook import Direction, outlook
from duibiao.text import Document, Sentence, Span, inside

SENTENCE_LEAST = 12
"""Shorter sentences (code points) are exclamations and topics: 「推进乡村全面振兴。」 has 9."""
CEREMONY = re.compile(load("duibiao.matching")["ceremony"].regex())
"""Ceremony and creed answer everything and nothing, on both sides."""
LEANS_BACK = re.compile(load("duibiao.matching")["leans_back"].regex())
INDICATORS = re.compile(
    "|".join(
        sorted(
            (
                re.escape(name)
                for name in load("duibiao.lexicon.catalogues", "indicators.toml")["printed"].words
                if len(name) > 2
            ),
            key=lambda n: (-len(n), n),
        )
    )
)
_LOOKS = {Direction.BACK: Role.DONE, Direction.AHEAD: Role.PLAN, Direction.NONE: None}


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of local material that tells something.

    ``names``: canonical names of things; ``places``: codes of what it names inside the place;
    ``indicators``: as printed. ``leans``: it goes on about what the sentence before it tells.
    """

    index: int
    sentence: Sentence
    role: Role
    names: frozenset[str]
    places: frozenset[str]
    indicators: frozenset[str]
    leans: bool


def tell(used: Used, place: Place, year: int, gazetteer: Gazetteer) -> dict[int, Told]:
    """By index every sentence that can stand as evidence: long enough, no ceremony, the place's own doing."""
    document, mentions = used.document, used.mentions
    spans = [m.span for m in mentions]
    foreign = elsewhere(document, mentions, place, gazetteer)
    told: dict[int, Told] = {}
    for i, (sentence, is_done) in enumerate(zip(document.sentences, roles(document, year), strict=True)):
        text = sentence.span.of(document.text)
        if foreign[i] or sentence.heading or not _tells(text):
            continue
        here = [mentions[at] for at in inside(spans, sentence.span)]
        told[i] = Told(
            i,
            sentence,
            is_done,
            things(here),
            inner_places(here, place),
            indicators(document, sentence.span),
            LEANS_BACK.match(compact(text)) is not None,
        )
    return told


def things(mentions: Sequence[Mention]) -> frozenset[str]:
    """Canonical names of the things (not places) among ``mentions``."""
    return frozenset(
        m.name or m.text for m in mentions if m.type not in (MentionType.PLACE, MentionType.REGION)
    )


def names_of(used: Used, place: Place, gazetteer: Gazetteer) -> frozenset[str]:
    """Canonical names of the things that a document tells of, not those elsewhere (湛江巴斯夫)."""
    places = [m for m in used.mentions if m.type is MentionType.PLACE]
    elsewhere_ends = {m.span.end for m in places if lies_elsewhere(m, place, gazetteer)}
    return things([m for m in used.mentions if m.span.start not in elsewhere_ends])


def inner_places(mentions: Sequence[Mention], place: Place) -> frozenset[str]:
    """Codes of divisions and zones other than ``place`` itself."""
    kinds = (MentionType.PLACE, MentionType.ZONE)
    return frozenset(m.adcode for m in mentions if m.type in kinds and m.adcode not in ("", place.adcode))


def indicators(document: Document, span: Span) -> frozenset[str]:
    """Names of indicators that stand in ``span``."""
    return frozenset(INDICATORS.findall(compact(span.of(document.text))))


def roles(document: Document, year: int) -> list[Role]:
    """The role of every sentence, seen from a report of ``year``."""
    parts = _parts(document, year)
    own = written_in(document)
    found: list[Role] = []
    before: Role | None = None
    for sentence in document.sentences:
        part = parts[sentence.section] if sentence.section >= 0 else None
        before = role(sentence.span.of(document.text), year, before, part, own)
        found.append(before)
    return found


def written_in(document: Document) -> int | None:
    """The year of the date that the page states, by which 今年 is meant; None when it states none."""
    year = document.metadata.date[:4]
    return int(year) if year.isdigit() else None


def _parts(document: Document, year: int) -> list[Role | None]:
    """What each section tells of. Only a text whose own headings look back or forward is told apart so."""
    looks = outlook(document, year)
    headed = any(look.why == "heading_says_so" for look in looks)
    return [_LOOKS[look.direction] if headed else None for look in looks]


def _tells(text: str) -> bool:
    plain = compact(text)
    return len(plain) >= SENTENCE_LEAST and not CEREMONY.search(plain)
