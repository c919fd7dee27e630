"""Whose doing a local sentence tells of: the place's, or another one's (佛山 in a note on 肇庆)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.lexicon import first_answer, load
from duibiao.reading.model import Mention, MentionType
from duibiao.text import Document, Span, inside

_V = load("duibiao.matching")
_WITH, _OPENING, _OWN = (re.compile(_V[name].regex()) for name in ("together_with", "opening", "home_words"))
_CLAUSE = re.compile(r"[，,；;：:。]")
_SMALL = (Level.COUNTY, Level.TOWN, Level.ZONE)
LISTED_LEAST = 2
"""So many other places and not the own one: a list of what was done elsewhere."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence: ``own`` whether it names the place (or says 全市), ``others`` spans of other places' names.

    ``before``: whether the sentence before it in the same paragraph was another place's.
    """

    text: str
    own: bool
    others: tuple[Span, ...]
    before: bool


def names_the_own(scene: Scene) -> bool | None:
    """肇庆与佛山共建…: what is done together is the place's own, too."""
    return False if scene.own else None


def another_is_subject(scene: Scene) -> bool | None:
    """去年，佛山新建两座水厂: another place stands where the subject of a clause stands."""
    return True if any(_opens_clause(scene.text, span) for span in scene.others) else None


def others_are_listed(scene: Scene) -> bool | None:
    """在佛山、东莞、惠州各建一座."""
    free = [span for span in scene.others if not _joined_with(scene.text, span)]
    return True if len(free) >= LISTED_LEAST else None


def names_nobody(scene: Scene) -> bool | None:
    """项目总投资5亿元, after a sentence on another place: goes on with it."""
    return scene.before if not scene.others else None


def only_in_passing(scene: Scene) -> bool | None:
    """与广州合作, 承接佛山转移项目: the place's own doing."""
    return False


RULES: tuple[Callable[[Scene], bool | None], ...] = (
    names_the_own,
    another_is_subject,
    others_are_listed,
    names_nobody,
    only_in_passing,
)
"""Asked in this order; the first answer stands. True: it is another place's."""


def elsewhere(
    document: Document, mentions: Sequence[Mention], place: Place, gazetteer: Gazetteer
) -> list[bool]:
    """For each sentence of ``document`` whether it tells of another place."""
    names = [m for m in mentions if m.type in (MentionType.PLACE, MentionType.ZONE)]
    spans = [m.span for m in names]
    told: list[bool] = []
    before, paragraph = False, -1
    for sentence in document.sentences:
        first, last = (bisect_left(spans, Span(at, 0)) for at in sentence.span)
        here = [(m, is_own(m, place, gazetteer)) for m in names[first:last]]
        text = sentence.span.of(document.text)
        before = before and sentence.paragraph == paragraph
        others = [m.span for m, own in here if own is not None and not (own or m.nested)]
        scene = Scene(
            text,
            any(own for _, own in here) or (not before and bool(_OWN.search(text))),
            tuple(span.shift(-sentence.span.start) for span in others),
            before,
        )
        before, _ = first_answer(RULES, scene)
        paragraph = sentence.paragraph
        told.append(before)
    return told


def of_the_place(
    document: Document, mentions: Sequence[Mention], place: Place, gazetteer: Gazetteer
) -> list[bool]:
    """For each sentence whether it names the place, or goes on with one that does and names no other.

    That is what a page about the city around a county says of the county itself; not a sentence of which
    another county or a zone of the city is a subject too.
    """
    names = [m for m in mentions if m.type in (MentionType.PLACE, MentionType.ZONE)]
    spans = [m.span for m in names]
    kept: list[bool] = []
    paragraph = -1
    for sentence in document.sentences:
        here = [(names[at], is_own(names[at], place, gazetteer)) for at in inside(spans, sentence.span)]
        own = [answer for _, answer in here]
        goes_on = bool(kept) and kept[-1] and sentence.paragraph == paragraph and False not in own
        shared = any(
            answer is False
            and _beside(mention, place, gazetteer)
            and _opens_clause(document.text, mention.span, sentence.span.start)
            for mention, answer in here
        )
        kept.append((True in own and not shared) or goes_on)
        paragraph = sentence.paragraph
    return kept


def is_own(mention: Mention, place: Place, gazetteer: Gazetteer) -> bool | None:
    """Whether a named place is the own one or lies in it; None for the province around it, and unknown ones.

    What the city does is not what its county does: 肇庆 is another place for 四会.
    """
    codes = (mention.adcode,) if mention.adcode else mention.adcodes
    answers = [_own(code, place, gazetteer) for code in codes]
    if any(answers):
        return True
    return False if False in answers else None


@lru_cache(maxsize=65536)
def _own(adcode: str, place: Place, gazetteer: Gazetteer) -> bool | None:
    other = gazetteer.get(adcode)
    if other is None or other.level in (Level.COUNTRY, Level.REGION):
        return None
    if gazetteer.holds(place, other):
        return True
    if not gazetteer.holds(other, place):
        return False
    return False if is_city_around(other, place, gazetteer) else None


def lies_elsewhere(mention: Mention, place: Place, gazetteer: Gazetteer) -> bool:
    """Whether what is named after this place lies elsewhere; 肇庆浪江 may lie in 广宁, a county of 肇庆."""
    known = [gazetteer.get(code) for code in (mention.adcode, *mention.adcodes) if code]
    city = any(one is not None and is_city_around(one, place, gazetteer) for one in known)
    return not city and is_own(mention, place, gazetteer) is False


def is_city_around(other: Place, place: Place, gazetteer: Gazetteer) -> bool:
    """Whether ``other`` is the city that a county, town or zone lies in."""
    return place.level in _SMALL and other.level is Level.PREFECTURE and gazetteer.holds(other, place)


def _beside(mention: Mention, place: Place, gazetteer: Gazetteer) -> bool:
    """Whether a named place lies in the city around ``place``."""
    other = gazetteer.get(mention.adcode) if mention.adcode else None
    city = next((p for p in gazetteer.chain(place) if p.level is Level.PREFECTURE), None)
    return other is not None and city is not None and other != city and gazetteer.holds(city, other)


def _opens_clause(text: str, span: Span, since: int = 0) -> bool:
    """Nothing but a time stands between the clause's beginning and the name.

    ``since``: where the sentence begins in ``text``.
    """
    start = max((m.end() for m in _CLAUSE.finditer(text, since, span.start)), default=since)
    lead = re.sub(r"\s+", "", text[start : span.start])
    return not lead or _OPENING.fullmatch(lead) is not None


def _joined_with(text: str, span: Span) -> bool:
    """与广州、佛山: what stands right before the name (or its list) makes it a partner."""
    return bool(_WITH.search(text[max(0, span.start - 12) : span.start]))
