"""Speed and accuracy of finding names, beside ``cpca`` in the same run.

``python -m benchmarks names`` measures ``duibiao``; with ``CPCA_PYTHON=/path/to/python`` (an interpreter of
an environment of its own that has ``cpca==0.5.5`` and ``pandas``) also the peer: divisions down to the
county in the labelled passages of ``tests/gold/names``. The peer knows no towns, zones or regions and takes
no context, so it is scored only on labels that have a code of six digits.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from duibiao.gazetteer import Gazetteer
from duibiao.reading.mentions import find_mentions
from duibiao.reading.mentions._lexicon import names
from duibiao.reading.model import MentionType
from duibiao.sources import read_document
from duibiao.text import Document
from tests.reading.mentions.scoring import Labels, labels, score

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
SIZE = 35_000
MANY = 300_000
"""Characters of the text that is nothing but names."""
PEER = """
import json, sys, time
import cpca
texts = json.load(sys.stdin)
cpca.transform_text_with_addrs("广东省肇庆市", pos_sensitive=True)
start = time.perf_counter()
tables = [cpca.transform_text_with_addrs(text, pos_sensitive=True) for text in texts]
seconds = time.perf_counter() - start
found = []
for table in tables:
    rows = []
    for row in table.to_dict("records"):
        at = [int(row[k]) for k in ("省_pos", "市_pos", "区_pos") if row[k] is not None and int(row[k]) >= 0]
        if row["adcode"] and at:
            rows.append([max(at), str(row["adcode"])[:6]])
    found.append(rows)
json.dump([seconds, found], sys.stdout)
"""


def main() -> None:
    """Print the tables."""
    if not CORPUS.is_dir():
        print("the corpus is not beside this checkout (../shared/corpus): nothing to measure")
        return
    _speed()
    _accuracy()
    _peer()


def _best(job: Callable[[], object], times: int = 15) -> float:
    """Seconds of the processor, the best of several runs."""
    seconds = []
    for _ in range(times):
        start = time.process_time()
        job()
        seconds.append(time.process_time() - start)
    return min(seconds)


def _speed() -> None:
    start = time.perf_counter()
    gazetteer = Gazetteer.load()
    loaded = time.perf_counter() - start
    start = time.perf_counter()
    known = names(gazetteer)
    built = time.perf_counter() - start
    start = time.perf_counter()
    gazetteer.towns("金利镇")
    towns = time.perf_counter() - start
    text = read_document(CORPUS / "guangdong" / "440000-2024.txt").text
    document = Document("bench", (text * 2)[:SIZE], "0" * 64)
    home = gazetteer.resolve("广东省")
    large = text * 30
    scan = _best(lambda: known.automaton.find_overlapping(large))
    every = _best(lambda: find_mentions(document, home=home, year=2024))
    hostile = {name: Document("bench", (name * MANY)[:MANY], "0" * 64) for name in ("广州", "粤港澳")}
    alone = {n: _best(lambda d=d: find_mentions(d, home=home, year=2024), 1) for n, d in hostile.items()}
    print("what | measured")
    print(f"load: divisions, zones, regions | {loaded * 1000:.0f} ms")
    print(f"load: towns, on first use | {towns * 1000:.0f} ms")
    print(f"build the automaton of {len(known.strings)} strings | {built * 1000:.0f} ms")
    print(f"scan alone | {len(large.encode()) / scan / 1e6:.0f} MB/s")
    print(f"all mentions of {SIZE} characters | {every * 1000:.0f} ms")
    for name, seconds in alone.items():
        print(
            f"{MANY} characters of nothing but {name} | {seconds:.1f} s, "
            f"{seconds / MANY * len(name) * 1e6:.0f} µs a name"
        )
    print(f"duibiao place 肇庆, the whole command | {_command('place', '肇庆') * 1000:.0f} ms")


def _command(*arguments: str) -> float:
    """Seconds until a command has ended, the best of three."""
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "duibiao", *arguments], capture_output=True, check=True)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def _accuracy() -> None:
    print("\ntype | labelled | found | precision | recall | F1 | right code")
    for kind, s in score(CORPUS).items():
        precision, recall = s.agreed / max(1, s.found), s.agreed / max(1, s.labelled)
        print(
            f"{kind.value} | {s.labelled} | {s.found} | {precision:.3f} | {recall:.3f} | {s.f1:.3f} | "
            f"{s.code:.3f} of {s.coded}"
        )


def _peer() -> None:
    """Divisions with six digits, by the end of the label: the peer reports where the last part starts."""
    python = os.environ.get("CPCA_PYTHON")
    if not python:
        print("\ncpca: not measured (set CPCA_PYTHON)")
        return
    every = list(labels())
    texts = {of.file: read_document(CORPUS / of.file).text for of in every}
    passages = [(of, span) for of in every for span in of.passages]
    given = json.dumps([span.of(texts[of.file]) for of, span in passages])
    done = subprocess.run([python, "-c", PEER], input=given, capture_output=True, text=True, check=True)
    seconds, found = json.loads(done.stdout)
    characters = sum(span.size for _, span in passages)
    print(f"\ncpca | {seconds * SIZE / characters * 1000:.0f} ms for {SIZE} characters")
    theirs, ours, wanted = (
        set[tuple[str, int, str]](),
        set[tuple[str, int, str]](),
        set[tuple[str, int, str]](),
    )
    for (of, span), rows in zip(passages, found, strict=True):
        theirs |= {(of.file, span.start + at, code) for at, code in rows}
    for of in every:
        wanted |= {
            (of.file, n.span.start, next(iter(n.adcodes))) for n in of.names if _six(n.type, n.adcodes)
        }
        ours |= _ours(of)
    print("divisions to the county | found | right | F1")
    for name, got in (("duibiao", ours), ("cpca", theirs)):
        right = len(got & wanted)
        print(f"{name} | {len(got)} | {right} of {len(wanted)} | {2 * right / (len(got) + len(wanted)):.3f}")


def _ours(of: Labels) -> set[tuple[str, int, str]]:
    document = read_document(CORPUS / of.file)
    found = find_mentions(document, home=Gazetteer.load().get(of.home), year=of.year)
    return {
        (of.file, m.span.start, m.adcode)
        for m in found
        if _six(m.type, frozenset(m.adcodes)) and any(p.holds(m.span) for p in of.passages)
    }


def _six(kind: MentionType, codes: frozenset[str]) -> bool:
    return kind is MentionType.PLACE and len(codes) == 1 and len(next(iter(codes))) == 6


if __name__ == "__main__":
    sys.exit(main())
