"""A ledger of many reports: how fast they go in, how long questions take, how large it grows.

``python -m benchmarks.ledger [N]``: N reports (10,000 when not given) are made from the corpus: every one
has a place and a year of its own, its figures changed and its paragraphs in another order within their part.
"""

from __future__ import annotations

import random
import re
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.ledger.adding import Added, Source, add
from duibiao.ledger.asking.search import search
from duibiao.ledger.asking.series import series, the_indicator
from duibiao.ledger.store import Store

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
SEED = 20260101
ASKED = 400
_DIGIT = re.compile(r"(?<=\d\.)\d|(?<=[1-9])\d(?=[\d.%万亿个家人])")
_WORDS = (
    "百千万工程",
    "发展",
    "新能源汽车",
    "5%左右",
    "抽水蓄能",
    "，",
    "数",
    "高质量发展 就业",
    "C919",
    "没有的话",
)


def made(count: int, folder: Path) -> Iterator[Source]:
    """Reports of places and years of their own."""
    draw = random.Random(SEED)
    gazetteer = Gazetteer.load()
    places = list(gazetteer.all(Level.PROVINCE, Level.PREFECTURE, Level.COUNTY))
    draw.shuffle(places)
    files = [p for p in sorted(CORPUS.rglob("*.txt")) if "zhaoqing" not in p.parts]
    texts = [path.read_text("utf-8") for path in files]
    for number in range(count):
        place, year = places[number % len(places)], 2000 + number // len(places) + number % 20
        path = folder / f"{number:06d}.txt"
        path.write_text(_perturbed(texts[number % len(texts)], place, year, draw), encoding="utf-8")
        yield Source(path, path.name)


def _perturbed(text: str, place: Place, year: int, draw: random.Random) -> str:
    lines = [line for line in text.split("\n") if line.strip()][4:]
    size = 6
    parts = [lines[i : i + size] for i in range(0, len(lines), size)]
    for part in parts:
        draw.shuffle(part)
    body = "\n\n".join(line for part in parts for line in part)
    body = _DIGIT.sub(lambda m: str(draw.randrange(10)), body)
    head = f"{year}年{place.name}政府工作报告\n\n——{year}年1月18日在{place.name}人民代表大会会议上\n\n"
    return head + body


def main(arguments: Sequence[str]) -> None:
    """Print the tables."""
    count = int(arguments[0]) if arguments else 10_000
    folder = Path(tempfile.mkdtemp(prefix="ledger-bench-"))
    try:
        (folder / "files").mkdir()
        sources = list(made(count, folder / "files"))
        size = sum(s.path.stat().st_size for s in sources)
        print(f"{count} reports, {size / count / 1000:.1f} kB each, {size / 1e6:.0f} MB")
        where = str(folder / "ledger.sqlite")
        _added(where, sources)
        _asked(where)
        print(f"ledger {sum(p.stat().st_size for p in folder.glob('ledger.sqlite*')) / 1e6:.0f} MB")
    finally:
        shutil.rmtree(folder)


def _added(where: str, sources: Sequence[Source]) -> None:
    marks = [len(sources) * part // 5 for part in range(1, 6)]
    began, before = time.monotonic(), time.process_time()
    last = (began, before, 0)
    print("documents  seconds  documents/s  of the last fifth  writer ms/document  peak MB (writer)")

    def progress(done: Added) -> None:
        nonlocal last
        while marks and done.seen >= marks[0]:
            mark, now, busy = marks.pop(0), time.monotonic(), time.process_time()
            size = max(1, mark - last[2])
            since, wrote = size / max(1e-9, now - last[0]), (busy - last[1]) / size * 1000
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
            rates = f"{mark / (now - began):12.1f} {since:18.1f} {wrote:19.1f}"
            print(f"{mark:9} {now - began:8.1f} {rates} {peak:17.0f}", flush=True)
            last = (now, busy, mark)

    with Store.open(where, create=True) as store:
        done = add(store, sources, progress=progress)
    if done.failed or done.added != len(sources):
        raise SystemExit(f"not added: {done.failed[:3]}")
    wrote = (time.process_time() - before) / len(sources) * 1000
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    read = (children.ru_utime + children.ru_stime) / len(sources) * 1000
    print(f"processor time a document: readers {read:.1f} ms, writer {wrote:.1f} ms")
    print(f"two cores with nothing else to do would take in {2000 / (read + wrote):.1f} documents/s")
    print(f"a reader had {children.ru_maxrss / 1000:.0f} MB")


def _asked(where: str) -> None:
    gazetteer = Gazetteer.load()
    places = list(gazetteer.all(Level.PROVINCE, Level.PREFECTURE, Level.COUNTY))
    draw = random.Random(SEED)
    indicators = [the_indicator(name) for name in ("gdp", "cpi", "grain_output", "retail_sales")]
    with Store.open(where) as store:
        phrases = [*_WORDS, *_phrases(store, draw)]
        questions: list[tuple[str, Callable[[], object]]] = []
        for _ in range(ASKED):
            words, place = draw.choice(phrases), draw.choice(places)
            indicator = draw.choice(indicators)
            questions += [
                ("search", lambda w=words: search(store, w)),
                ("search in a place", lambda w=words, p=place: search(store, w, place=p)),
                ("series", lambda p=place, i=indicator: series(store, p, i)),
            ]
        print("question            median ms   p99 ms   most ms")
        for kind in dict.fromkeys(kind for kind, _ in questions):
            times = sorted(_timed(ask) for name, ask in questions if name == kind)
            p99 = times[int(len(times) * 0.99) - 1]
            print(f"{kind:18} {statistics.median(times):10.1f} {p99:8.1f} {times[-1]:9.1f}")


def _phrases(store: Store, draw: random.Random) -> list[str]:
    """Words that stand in the text, of 2 to 8 characters."""
    hits = search(store, "的", limit=200).hits
    found = []
    for hit in hits:
        size = draw.randint(2, 8)
        at = draw.randrange(max(1, len(hit.text) - size))
        found.append("".join(hit.text[at : at + size].split()) or "的")
    return found


def _timed(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main(sys.argv[1:])
