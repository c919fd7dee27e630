"""Reading figures: speed and accuracy beside other extractors in the same run, and growth with documents.

``python -m benchmarks reading`` installs each peer into an environment of its own (once, under
``DUIBIAO_PEERS`` or the temporary folder), gives all the same sentences and prints ratios. A peer that cannot
be installed, or finds no Java, is left out and named. Seconds are of the processor, not of the clock.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duibiao.reading import read_statements
from duibiao.reading.quantities.scan import PATTERN
from duibiao.reading.report import identify
from duibiao.sources import read_document
from duibiao.sources.plain import document_from_text
from tests.reading.scoring import Gold, Score, load, score

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
PEERS = {
    "microsoft": ["ms-recognizers-text-suite==1.0.1", "setuptools<81"],
    "duckling": ["duckling-chinese==1.1.8", "setuptools<81"],
    "jio": ["jionlp==1.5.31"],
}
GROWTH = (1, 10, 100, 1000)


@dataclass
class Passage:
    """A labelled window: its sentences and the labelled spans, relative to each sentence."""

    sentences: list[str]
    spans: list[set[tuple[int, int]]]


def main() -> None:
    """Print the tables."""
    if not CORPUS.is_dir():
        print("the corpus is not beside this checkout (../shared/corpus): nothing to measure")
        return
    golds = [load(path) for path in sorted((ROOT / "tests" / "gold" / "read").glob("*.tsv"))]
    _peers(golds)
    _fields(golds)
    _stages()
    _growth()


def _peers(golds: list[Gold]) -> None:
    passages = list(_passages(golds))
    sentences = [s for p in passages for s in p.sentences]
    wanted = [spans for p in passages for spans in p.spans]
    size = len("".join(sentences).encode())
    rows = {"duibiao": _ours(sentences)}
    for name, requirements in PEERS.items():
        answer = _run(name, requirements, sentences)
        if answer is not None:
            rows[name] = (answer["seconds"], [{(a, b) for a, b in found} for found in answer["found"]])
    print(
        f"{size / 1000:.0f} kB in {len(sentences)} sentences, {sum(map(len, wanted))} labelled quantities\n"
    )
    print("what | MB/s | duibiao is faster by | found exactly | recall | precision")
    ours = rows["duibiao"][0]
    for name, (seconds, found) in rows.items():
        hit = sum(len(want & got) for want, got in zip(wanted, found, strict=True))
        recall, precision = hit / sum(map(len, wanted)), hit / max(1, sum(map(len, found)))
        speed, ratio = size / seconds / 1e6, seconds / ours
        print(f"{name} | {speed:.3f} | {ratio:.1f} | {hit} | {recall:.3f} | {precision:.3f}")


def _passages(golds: list[Gold]) -> Iterable[Passage]:
    for gold in golds:
        document = read_document(CORPUS / gold.file)
        for window, labels in gold.windows:
            inside = [s.span for s in document.sentences if window.holds(s.span)]
            spans = [
                {(x.span.start - s.start, x.span.end - s.start) for x in labels if s.holds(x.span)}
                for s in inside
            ]
            yield Passage([s.of(document.text) for s in inside], spans)


def _ours(sentences: list[str]) -> tuple[float, list[set[tuple[int, int]]]]:
    """All fields filled, from the text on: blocks, outline and sentences are made within the time."""
    heading = "一、2024年工作回顾\n"
    text = heading + "\n".join("".join(s.split("\n")) for s in sentences) + "\n"
    best, found = 1e9, []
    for _ in range(5):
        start = time.process_time()
        document = document_from_text(text, name="2025.txt", sha256="0")
        found = read_statements(document, place=None, year=2025)
        best = min(best, time.process_time() - start)
    starts, at = [], len(heading)
    for sentence in sentences:
        starts.append(at)
        at += len("".join(sentence.split("\n"))) + 1
    mine = {(s.span.start, s.span.end) for s in found}
    per_sentence = [
        {(a - begin, b - begin) for a, b in mine if begin <= a < begin + len(sentence)}
        for begin, sentence in zip(starts, sentences, strict=True)
    ]
    return best, per_sentence


def _run(name: str, requirements: list[str], sentences: list[str]) -> dict[str, Any] | None:
    """What a peer answers, or ``None`` when it cannot be had here."""
    folder = Path(os.environ.get("DUIBIAO_PEERS", Path(tempfile.gettempdir()) / "duibiao-peers")) / name
    python = folder / "bin" / "python"
    try:
        if not (folder / "ready").exists():
            venv.create(folder, with_pip=True)
            install = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *requirements]
            subprocess.run(install, check=True, capture_output=True)
            (folder / "ready").touch()
        environment = {**os.environ, "TZ": "Asia/Shanghai"}
        done = subprocess.run(
            [python, ROOT / "benchmarks" / "peers" / f"{name}.py"],
            input=json.dumps(sentences), capture_output=True, text=True, check=True, env=environment,
        )  # fmt: skip
        answer: dict[str, Any] = json.loads(done.stdout[done.stdout.index("{") :])
    except (subprocess.CalledProcessError, OSError, ValueError) as error:
        print(f"{name}: not measured ({type(error).__name__})")
        return None
    return answer


def _fields(golds: list[Gold]) -> None:
    """Accuracy by field, of all labels, of those kept aside (``blind``) and of the independent ones."""
    folder = ROOT / "tests" / "gold" / "read"
    columns = {"all": golds}
    for part in ("blind", "independent"):
        columns[part] = [load(path) for path in sorted(folder.glob(f"*.{part}.tsv"))]
    totals = {part: Score() for part in columns}
    for part, of in columns.items():
        for gold in of:
            score(gold, CORPUS, totals[part])
    print("\nfield | " + " | ".join(f"{part} {total.hits}" for part, total in totals.items()))
    for name in totals["all"].table():
        print(f"{name} | " + " | ".join(f"{total.table()[name]:.3f}" for total in totals.values()))


def _stages() -> None:
    """How far reading is from merely scanning the text once."""
    texts = [path.read_text("utf-8") for path in sorted(CORPUS.glob("*/*.txt"))]
    size = sum(len(text.encode()) for text in texts)

    def speed(seconds: float) -> str:
        return f"{size / seconds / 1e6:.1f} MB/s"

    start = time.process_time()
    for text in texts:
        for _ in PATTERN.finditer(text):
            pass
    scan = time.process_time() - start
    start = time.process_time()
    documents = [document_from_text(text, name="2025.txt", sha256="0") for text in texts]
    for document in documents:
        _ = document.sentences
    made = time.process_time() - start
    start = time.process_time()
    count = sum(len(read_statements(d, place=identify(d).place, year=2025)) for d in documents)
    read = time.process_time() - start
    print(f"\n{len(texts)} documents, {size / 1e6:.1f} MB, {count} statements")
    print(f"one pass of the compiled expression | {speed(scan)}")
    print(f"blocks, outline, sentences | {speed(made)}")
    print(f"statements with every field | {speed(read)}, {read / count * 1e6:.0f} µs each")
    print(f"all, from text to statements | {speed(made + read)}")


def _growth() -> None:
    """Time and memory for 1 to 1,000 documents, each read and forgotten."""
    texts = [path.read_text("utf-8") for path in sorted(CORPUS.glob("*/*.txt"))]
    print("\ndocuments | seconds | ms each | MB/s | peak memory MB")
    for count in GROWTH:
        start = time.process_time()
        size = 0
        for i in range(count):
            text = texts[i % len(texts)]
            size += len(text.encode())
            document = document_from_text(text, name="2025.txt", sha256="0")
            read_statements(document, place=None, year=2025)
        seconds = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        each = seconds / count * 1000
        print(f"{count} | {seconds:.2f} | {each:.1f} | {size / seconds / 1e6:.2f} | {peak:.0f}")


if __name__ == "__main__":
    sys.exit(main())
