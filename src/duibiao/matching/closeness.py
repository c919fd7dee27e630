"""How close every chunk of local material is to every passage of the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from duibiao.gazetteer import Gazetteer, Place
from duibiao.lexicon import load
from duibiao.matching.evidence import Chunk
from duibiao.matching.lexical import Lexical
from duibiao.matching.semantic import Matrix, embed, standing_out
from duibiao.matching.terms import compact, terms
from duibiao.text import Document, Passage

SEMANTIC_WEIGHT = 0.08
"""What one standard deviation of meaning counts beside the lexical cosines (0 to 2). On the 12 dev pairs
.06 to .1 rank alike (MRR .68 -> .72 by best chunk), 0 and .2 are worse. Re-run ``benchmarks/matching.py``."""
NAME_WEIGHT = 0.2
"""What each thing (project, firm, zone, programme) counts that both sides name, up to ``NAMES_MOST``."""
NAMES_MOST = 2
NEAR_LEAST = 0.06
"""Passages lexically closer than this to some chunk are compared in meaning too; an answer needs twice as
much (``LEXICAL_LEAST``)."""


@dataclass(frozen=True, slots=True)
class Closeness:
    """``total`` and its lexical part, shape (chunks, passages); ``index`` knows how rare a term is."""

    total: Matrix
    lexical: Matrix
    index: Lexical


def closeness(
    report: Document, chunks: Sequence[Chunk], names: Sequence[frozenset[str]], drop: re.Pattern[str]
) -> Closeness:
    """``names``: the things that each passage mentions. ``drop``: place names, which match everything."""
    texts = [context(report, passage) for passage in report.passages]
    index = Lexical([terms(text, drop) for text in texts])
    if not chunks:
        nothing = np.zeros((0, len(texts)), np.float32)
        return Closeness(nothing, nothing, index)
    lexical = np.stack([index.score(terms(chunk.text, drop)) for chunk in chunks])
    meaning = _meaning([drop.sub("", compact(c.text)) for c in chunks], texts, lexical)
    shared = np.array([[min(len(chunk.names & here), NAMES_MOST) for here in names] for chunk in chunks])
    total = lexical + SEMANTIC_WEIGHT * meaning + NAME_WEIGHT * shared.astype(np.float32)
    return Closeness(total, lexical, index)


def _meaning(chunks: Sequence[str], texts: Sequence[str], lexical: Matrix) -> Matrix:
    """How far texts stand out for chunks, shape (chunks, texts); 0 for texts with hardly a word in common."""
    near = np.flatnonzero(lexical.max(axis=0) >= NEAR_LEAST).tolist()
    meaning = np.zeros(lexical.shape, np.float32)
    if near:
        meaning[:, near] = standing_out(embed(chunks), embed([texts[i] for i in near]))
    return meaning


def context(report: Document, passage: Passage) -> str:
    """A passage with the heading that it stands under, which often alone names its subject."""
    text = compact(passage.span.of(report.text))
    section = report.sentences[passage.first].section
    heading = report.sections[section].title(report.text) if section >= 0 else ""
    return text if not heading or text.startswith(compact(heading)) else f"{compact(heading)}。{text}"


def place_names(gazetteer: Gazetteer, place: Place) -> re.Pattern[str]:
    """The names of a place and what it lies in: in local material they say nothing about the subject."""
    names = set(load("duibiao.matching")["home_words"].words)
    for one in gazetteer.chain(place):
        names |= {one.name, *(alias for alias in one.aliases if len(alias) > 1)}
    return re.compile("|".join(sorted(map(re.escape, names), key=lambda n: (-len(n), n))))
