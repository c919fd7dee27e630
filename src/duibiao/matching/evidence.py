"""Local material made ready: which documents are about the place, cut into chunks that can be matched."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from duibiao.gazetteer import Gazetteer, Place
from duibiao.matching.duplicates import letters, originals, same_sentence, to_the_letter
from duibiao.matching.model import Copy, Material
from duibiao.matching.terms import compact
from duibiao.matching.whose import is_city_around, is_own, of_the_place
from duibiao.reading.model import Mention, MentionType
from duibiao.text import Document, Sentence, Span

CHUNK_MOST = 260
"""Longest chunk in code points. On the dev pairs 150 to 400 rank alike; shorter ones lose the subject."""
ITEM_MOST = 5
"""Most chunks of one item. A press note is one item; a long report is cut into items of few subjects."""
QUOTED_LEAST = 12
"""Letters of a sentence that is a quotation when it stands in the report too; shorter ones are slogans."""
LOCAL_SHARE = 0.3
"""Least share of a document's place names that must be the place or in it. The 12 dev files about the place
have 0.38 and more, the 24 about other places 0.00. Re-run ``benchmarks/matching.py``."""

Mentions = Callable[[Document], Sequence[Mention]]


@dataclass(frozen=True, slots=True)
class Used:
    """A document that is used: its number among the sources, the names in it, and its sentences elsewhere.

    ``copies``: by index of a sentence the same one in reposts of this document.
    """

    document: Document
    number: int
    mentions: tuple[Mention, ...]
    copies: Mapping[int, tuple[Copy, ...]]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A few sentences of one document, by index, that are matched together. ``names``: of things."""

    used: int
    item: int
    sentences: tuple[int, ...]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Local:
    """The documents used, their chunks, what became of every document given, and code points of all."""

    used: tuple[Used, ...]
    chunks: tuple[Chunk, ...]
    material: tuple[Material, ...]
    size: int = 0


def prepare(
    documents: Sequence[Document],
    place: Place,
    mentions: Mentions,
    *,
    report: Document | None = None,
    trusted: bool = False,
    gazetteer: Gazetteer,
) -> Local:
    """Keep what is about ``place``, once each, and cut it. ``trusted``: the user says that all of it is.

    What local material quotes from ``report`` is no answer to it and is left out. ``mentions`` reads names.
    """
    notes = [""] * len(documents) if trusted else elsewhere(documents, place, mentions, gazetteer)
    named = [[] if note else list(mentions(d)) for d, note in zip(documents, notes, strict=True)]
    quoted = letters(report.text) if report is not None else ""
    fit = {i: document for i, document in enumerate(documents) if not notes[i]}
    fresh = {i: _not_quoted(document, quoted) for i, document in fit.items()}
    for i in () if trusted else fit:
        if not_local(named[i], place, gazetteer):
            fresh[i], named[i] = _of_the_place_alone(fit[i], fresh[i], named[i], place, gazetteer)
    copies = _set_copies_aside(fit, fresh, notes)
    material = tuple(Material(d.name, i + 2, notes[i]) for i, d in enumerate(documents))
    used: list[Used] = []
    chunks: list[Chunk] = []
    for i in (i for i in fit if not notes[i]):
        first = chunks[-1].item + 1 if chunks else 0
        chunks += _chunks(documents[i], fresh[i], named[i], len(used), first)
        also = {k: tuple(found) for k, found in copies[i].items()}
        used.append(Used(documents[i], i + 2, tuple(named[i]), also))
    return Local(tuple(used), tuple(chunks), material, sum(len(d.text) for d in documents))


def unnamed(documents: Sequence[Document], place: Place, gazetteer: Gazetteer) -> list[bool]:
    """Whether a document has no name of ``place`` or of anything in it."""
    known, names = _names_within(place, gazetteer)
    return [
        not any(name in one.text for name in known) and not names.search(compact(one.text))
        for one in documents
    ]


def elsewhere(
    documents: Sequence[Document], place: Place, mentions: Mentions, gazetteer: Gazetteer
) -> list[str]:
    """Why a document is not about ``place``, in Chinese; an empty string where it is, or in part.

    Of a page about the city around a county what it says of the county counts.
    """

    def why(named: Sequence[Mention]) -> str:
        note = not_local(named, place, gazetteer)
        return "" if note and _is_around(named, place, gazetteer) else note

    return [
        f"通篇没有提到{place.name}" if silent else why(mentions(one))
        for one, silent in zip(documents, unnamed(documents, place, gazetteer), strict=True)
    ]


def _is_around(mentions: Sequence[Mention], place: Place, gazetteer: Gazetteer) -> bool:
    """Whether a document names the place, and is about the city that it lies in."""
    named = [m for m in mentions if m.type in (MentionType.PLACE, MentionType.ZONE) and m.adcode]
    here = [m for m in named if is_own(m, place, gazetteer)]
    others = [m for m in named if is_own(m, place, gazetteer) is False]
    codes = [gazetteer.get(m.adcode) for m in others]
    city = [one for one in codes if one is not None and is_city_around(one, place, gazetteer)]
    return bool(here) and len(here) + len(city) >= LOCAL_SHARE * (len(here) + len(others))


def _of_the_place_alone(
    document: Document, fresh: list[int], named: list[Mention], place: Place, gazetteer: Gazetteer
) -> tuple[list[int], list[Mention]]:
    """The sentences about the place, and the names in them."""
    kept = of_the_place(document, named, place, gazetteer)
    spans = [s.span for s, own in zip(document.sentences, kept, strict=True) if own]
    return [i for i in fresh if kept[i]], [m for m in named if any(span.holds(m.span) for span in spans)]


def _not_quoted(document: Document, quoted: str) -> list[int]:
    """Indices of the sentences that do not stand in the report, given by its letters."""
    return [i for i, s in enumerate(document.sentences) if not _is_quoted(s, document, quoted)]


def _set_copies_aside(
    fit: Mapping[int, Document], fresh: dict[int, list[int]], notes: list[str]
) -> dict[int, dict[int, list[Copy]]]:
    """Take out of ``fresh`` what an earlier document says too, and note the documents that have nothing left.

    Returns for every original, by index of its sentence, where else the sentence stands.
    """
    copies: dict[int, dict[int, list[Copy]]] = defaultdict(lambda: defaultdict(list))
    order = list(fit)
    for i, first in zip(order, originals([letters(document.text) for document in fit.values()]), strict=True):
        document, original = fit[i], order[first]
        if not fresh[i]:
            notes[i] = "只有报告原文，没有本地材料"
        elif original != i:
            twins = _twins(document, fresh[i], fit[original])
            for at, there in twins.items():
                span = document.sentences[at].span
                if to_the_letter(
                    span.of(document.text), fit[original].sentences[there].span.of(fit[original].text)
                ):
                    copies[original][there].append(Copy(document.name, span, i + 2))
            fresh[i] = [at for at in fresh[i] if at not in twins and not document.sentences[at].heading]
            if not fresh[i]:
                notes[i] = f"与 {fit[original].name} 内容相同，只计一次"
    return copies


def _names_within(place: Place, gazetteer: Gazetteer) -> tuple[list[str], re.Pattern[str]]:
    """The place's own names, and those of what lies in it: a text without any of them is not about it."""
    inside = [place, *gazetteer.children(place), *gazetteer.zones_in(place)]
    inside += [below for child in gazetteer.children(place) for below in gazetteer.children(child)]
    names = {name for one in inside for name in (one.name, *one.aliases) if len(name) > 1}
    own = [name for name in (place.name, *place.aliases) if len(name) > 1]
    return own, re.compile("|".join(sorted(map(re.escape, names), key=lambda n: (-len(n), n))))


def not_local(mentions: Sequence[Mention], place: Place, gazetteer: Gazetteer) -> str:
    """Why a document is not about the place, or an empty string."""
    here, elsewhere = 0, Counter[str]()
    for mention in mentions:
        if mention.type not in (MentionType.PLACE, MentionType.ZONE) or not mention.adcode:
            continue
        own = is_own(mention, place, gazetteer)
        if own:
            here += 1
        elif own is False:
            elsewhere[mention.name or mention.text] += 1
    if here == 0:
        return f"通篇没有提到{place.name}" + (
            f"，写的是{elsewhere.most_common(1)[0][0]}" if elsewhere else ""
        )
    if here < LOCAL_SHARE * (here + elsewhere.total()):
        return f"主要写的不是{place.name}，而是{elsewhere.most_common(1)[0][0]}等地"
    return ""


def _is_quoted(sentence: Sentence, document: Document, quoted: str) -> bool:
    plain = letters(sentence.span.of(document.text))
    return len(plain) >= QUOTED_LEAST and plain in quoted


def _twins(document: Document, sentences: Sequence[int], original: Document) -> dict[int, int]:
    """Sentences of a repost -> the same sentence of its original."""
    there = {letters(s.span.of(original.text)): k for k, s in reversed(list(enumerate(original.sentences)))}
    twins: dict[int, int] = {}
    for i in sentences:
        text = document.sentences[i].span.of(document.text)
        twin = there.get(letters(text))
        if twin is None:
            alike = (
                k for k, s in enumerate(original.sentences) if same_sentence(text, s.span.of(original.text))
            )
            twin = next(alike, None)
        if twin is not None:
            twins[i] = twin
    return twins


def _chunks(
    document: Document, kept: Sequence[int], mentions: Sequence[Mention], used: int, first_item: int
) -> list[Chunk]:
    things = [m for m in mentions if m.type not in (MentionType.PLACE, MentionType.REGION)]
    made: list[Chunk] = []
    for at, group in enumerate(_groups(document.sentences, kept)):
        spans = [document.sentences[i].span for i in group]
        names = frozenset(m.name or m.text for m in things if any(s.holds(m.span) for s in spans))
        made.append(Chunk(used, first_item + at // ITEM_MOST, tuple(group), names))
    return made


def _groups(sentences: Sequence[Sentence], kept: Sequence[int]) -> list[list[int]]:
    """Consecutive sentences, paragraph by paragraph, up to ``CHUNK_MOST`` code points."""
    groups: list[list[int]] = []
    size = 0
    for i in kept:
        here = sentences[i]
        new_paragraph = not groups or sentences[groups[-1][-1]].paragraph != here.paragraph
        full = size + here.span.size > CHUNK_MOST
        if not groups or (full and (new_paragraph or size + here.span.size > 2 * CHUNK_MOST)):
            groups.append([])
            size = 0
        groups[-1].append(i)
        size += here.span.size
    return groups


def place_spans(mentions: Sequence[Mention]) -> list[Span]:
    """Where places are named: cut out before texts are compared, since they say nothing of the subject."""
    return [m.span for m in mentions if m.type is MentionType.PLACE and (m.adcode or m.adcodes)]
