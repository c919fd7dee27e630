"""How close every chunk of local material is to every passage of the report.

Nothing here depends on the place: names of places are cut out of both sides first, since in local material
they say nothing of the subject. So what was computed for one place holds for the next one.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from duibiao.lexicon import load
from duibiao.matching.cache import Cache, dump_array, dump_half, dump_json, key_of, load_array, remembered
from duibiao.matching.evidence import Local, Used, place_spans
from duibiao.matching.lexical import Lexical, Rarity, Vector
from duibiao.matching.semantic import Matrix, embed, standing_out
from duibiao.matching.terms import terms, without
from duibiao.reading.model import Mention
from duibiao.text import Document, Passage, Span, content_id

SEMANTIC_WEIGHT = 0.1
"""What one standard deviation of meaning counts beside the lexical cosines (0 to 2). On the 12 dev pairs
.06 to .12 rank alike (MRR .79 to .83; .73 without). Re-run ``benchmarks/matching.py``."""
NAME_WEIGHT = 0.2
"""What each thing (project, firm, zone, programme) counts that both sides name, up to ``NAMES_MOST``."""
NAMES_MOST = 2
NEAR_LEAST = 0.06
"""Passages lexically closer than this to some chunk are compared in meaning too; an answer needs twice as
much (``LEXICAL_LEAST``)."""
LARGE = 300_000
"""Code points of material, on whatever place, from which on only its leads are compared in meaning."""
LEAD = 60
"""Code points at the beginning of an item of large material: headline and lead say what a note is about. On
the 12 dev pairs MRR .90 (lexical .73, all of every chunk .79, in five times the time; 40 to 80 code points
.77 to .90). Of a long report they say too little: with leads alone 35 of 250 judged passages are not told.
Re-run ``benchmarks/matching.py``."""
MEANING_MOST = 1000
"""Chunks (of large material: leads) whose meaning is compared, those with most words in common first. Beyond,
they are told apart by their words alone, of which there are then enough."""
HOME_WORDS = re.compile(load("duibiao.matching")["home_words"].regex())


@dataclass(frozen=True)
class Texts:
    """The report as it is compared: ``passages`` without places."""

    report: Document
    passages: tuple[str, ...]
    cache: Cache | None
    own: dict[str, Matrix] = field(default_factory=dict)

    @cached_property
    def id(self) -> str:
        """Depends on what is compared and nothing else."""
        return content_id(*self.passages)

    @cached_property
    def index(self) -> Lexical:
        """Made when something is compared that no cache has."""
        return Lexical([terms(text) for text in self.passages])

    @cached_property
    def rarity(self) -> Rarity:
        """How rare a term is in the report."""
        key = key_of("rarity", self.id) if self.cache is not None else ""
        seen = remembered(self.cache, key, lambda: self.index.seen, dump_json, json.loads)
        return Rarity(len(self.passages), seen)

    def sentences(self, used: Used) -> Matrix:
        """Lexical closeness of every sentence of a document to every passage, shape (sentences, passages)."""
        document, cut = used.document, place_spans(used.mentions)

        def make() -> Matrix:
            rows = self.index.scores([terms(bare(document, s.span, cut)) for s in document.sentences])
            return rows.astype(np.float16).astype(np.float32)

        if document.name not in self.own:
            key = key_of("sentences", self.id, document.text, str(cut)) if self.cache is not None else ""
            self.own[document.name] = remembered(self.cache, key, make, dump_half, load_array)
        return self.own[document.name]


@dataclass(frozen=True, slots=True)
class Closeness:
    """``total`` and its lexical part, shape (chunks, passages)."""

    total: Matrix
    lexical: Matrix


def texts_of(report: Document, mentions: Sequence[Mention], cache: Cache | None) -> Texts:
    """``report`` made ready for comparing; ``mentions``: the names in it."""
    cut = place_spans(mentions)
    passages = tuple(context(report, passage, cut) for passage in report.passages)
    return Texts(report, passages, cache)


def closeness(texts: Texts, local: Local, names: Sequence[frozenset[str]]) -> Closeness:
    """``names``: the things that each passage mentions."""
    if not local.chunks:
        nothing = np.zeros((0, len(texts.passages)), np.float32)
        return Closeness(nothing, nothing)
    lexical = _lexical(texts, local)
    meaning = _meaning(texts, local, lexical)
    shared = shared_names(local, names)
    return Closeness(lexical + SEMANTIC_WEIGHT * meaning + NAME_WEIGHT * shared, lexical)


def shared_names(local: Local, names: Sequence[frozenset[str]]) -> Matrix:
    """How many things chunk and passage both name, at most ``NAMES_MOST``."""
    shared = np.zeros((len(local.chunks), len(names)), np.float32)
    naming: dict[str, list[int]] = defaultdict(list)
    for column, here in enumerate(names):
        for name in here:
            naming[name].append(column)
    for row, chunk in enumerate(local.chunks):
        for name in chunk.names:
            shared[row, naming.get(name, [])] += 1
    most: Matrix = np.minimum(shared, NAMES_MOST)
    return most


def _lexical(texts: Texts, local: Local) -> Matrix:
    rows: list[Matrix] = []
    for used, chunks in by_document(local):
        cut = place_spans(used.mentions)

        def make(used: Used = used, chunks: list[int] = chunks, cut: list[Span] = cut) -> Matrix:
            return texts.index.scores([terms(chunk_text(local, i, cut)) for i in chunks])

        key = _key("lexical", texts, local, used, chunks)
        rows.append(remembered(texts.cache, key, make, dump_array, load_array))
    return np.concatenate(rows)


def _meaning(texts: Texts, local: Local, lexical: Matrix) -> Matrix:
    """How far passages stand out for chunks, shape (chunks, passages); 0 without common words."""
    near = np.flatnonzero(lexical.max(axis=0) >= NEAR_LEAST)
    meaning = np.zeros(lexical.shape, np.float32)
    if not near.size:
        return meaning
    chosen = _chosen(local, lexical.max(axis=1))
    make = lambda: embed(texts.passages)  # noqa: E731
    key = key_of("meaning of passages", *texts.passages)
    passages: Matrix = remembered(texts.cache, key, make, dump_array, load_array)
    rows = np.array([row for _, compared in chosen for row in compared])
    meaning[rows[:, None], near] = standing_out(_vectors(texts, local, chosen), passages[near])
    return meaning


def _chosen(local: Local, best: Vector) -> list[tuple[Used, list[int]]]:
    """The closest documents whole, until ``MEANING_MOST`` are reached; of each what is compared."""
    grouped = by_document(local)
    compared = [_leading(local, chunks) if local.size > LARGE else chunks for _, chunks in grouped]
    order = sorted(range(len(grouped)), key=lambda i: (-float(best[grouped[i][1]].max()), i))
    chosen: list[tuple[Used, list[int]]] = []
    size = 0
    for i in order:
        size += len(compared[i])
        if chosen and size > MEANING_MOST:
            break
        chosen.append((grouped[i][0], compared[i]))
    return chosen


def _leading(local: Local, chunks: Sequence[int]) -> list[int]:
    """Of the rows of a document's chunks the first of every item."""
    return [
        row for i, row in enumerate(chunks) if not i or local.chunks[row].item != local.chunks[row - 1].item
    ]


def _vectors(texts: Texts, local: Local, chosen: Sequence[tuple[Used, list[int]]]) -> Matrix:
    """Unit vectors of the ``chosen`` chunks of documents; what no cache has is computed in one go."""
    kind, most = ("meaning of leads", LEAD) if local.size > LARGE else ("meaning", None)
    keys = [_key(kind, texts, local, used, chunks) for used, chunks in chosen]
    found: list[Matrix | None] = []
    for key, (_, chunks) in zip(keys, chosen, strict=True):
        kept = texts.cache.get(key) if texts.cache is not None else None
        found.append(_loaded(kept, len(chunks)) if kept is not None else None)
    missing = [i for i, vectors in enumerate(found) if vectors is None]
    wanted = [
        chunk_text(local, row, place_spans(chosen[i][0].mentions)) for i in missing for row in chosen[i][1]
    ]
    made = embed([text[:most].replace("，，", "，") for text in wanted])
    at = 0
    for i in missing:
        size = len(chosen[i][1])
        found[i] = made[at : at + size]
        at += size
        if texts.cache is not None:
            texts.cache.put(keys[i], dump_array(made[at - size : at]))
    return np.concatenate([vectors for vectors in found if vectors is not None])


def _loaded(kept: bytes, rows: int) -> Matrix | None:
    try:
        vectors = load_array(kept)
    except ValueError:
        return None
    return vectors if vectors.shape[:1] == (rows,) else None


def by_document(local: Local) -> list[tuple[Used, list[int]]]:
    """Every document used with the rows of its chunks, in order."""
    rows: list[list[int]] = [[] for _ in local.used]
    for row, chunk in enumerate(local.chunks):
        rows[chunk.used].append(row)
    return [(used, chunks) for used, chunks in zip(local.used, rows, strict=True) if chunks]


def _key(kind: str, texts: Texts, local: Local, used: Used, chunks: Sequence[int]) -> str:
    if texts.cache is None:
        return ""
    cut = place_spans(used.mentions)
    return key_of(
        kind,
        texts.id,
        used.document.text,
        str([local.chunks[row].sentences for row in chunks]),
        str(cut),
    )


def chunk_text(local: Local, row: int, cut: Sequence[Span]) -> str:
    """What a chunk says, without places."""
    chunk = local.chunks[row]
    document = local.used[chunk.used].document
    return "".join(bare(document, document.sentences[i].span, cut) for i in chunk.sentences)


def bare(document: Document, span: Span, cut: Sequence[Span]) -> str:
    """The text of ``span`` without the names of places and without 全市 and the like."""
    return HOME_WORDS.sub("，", without(document.text, span, cut))


def context(report: Document, passage: Passage, cut: Sequence[Span]) -> str:
    """A passage with the heading that it stands under, which often alone names its subject."""
    text = bare(report, passage.span, cut)
    section = report.sentences[passage.first].section
    heading = bare(report, report.sections[section].heading, cut).rstrip("。：:") if section >= 0 else ""
    return text if not heading or text.startswith(heading) else f"{heading}。{text}"
