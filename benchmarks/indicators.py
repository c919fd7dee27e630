"""How many figures of the corpus are of an indicator of the catalogue, and what stays open.

``python -m benchmarks indicators`` prints shares by kind and decade, why figures stay open, and the most
frequent open names. Seconds are of the processor.
"""

from __future__ import annotations

import csv
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from duibiao.reading import Statement, read_statements
from duibiao.reading.report import identify
from duibiao.reading.standard import Standard, standardise
from duibiao.sources import read_document

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
MOST = 40
"""Open names printed."""


def main() -> None:
    """Print the tables."""
    if not CORPUS.is_dir():
        print("the corpus is not beside this checkout (../shared/corpus): nothing to measure")
        return
    figures = list(_figures())
    standardise(figures[0][0])
    start = time.process_time()
    answers = [standardise(statement) for statement, _year in figures]
    spent = (time.process_time() - start) / len(figures)
    known = [isinstance(answer, Standard) for answer in answers]
    print(f"{len(figures)} figures, {spent * 1e6:.1f} µs each")
    _shares("kind", [s.kind.value for s, _year in figures], known)
    _shares("decade", [f"{year // 10 * 10}s" for _s, year in figures], known)
    print(Counter(answer.why for answer in answers).most_common())
    print(len({answer.id for answer in answers if isinstance(answer, Standard)}), "indicators found")
    still_open = Counter(s.indicator for (s, _year), ok in zip(figures, known, strict=True) if not ok)
    print(", ".join(f"{name} {times}" for name, times in still_open.most_common(MOST)))


def _figures() -> Iterator[tuple[Statement, int]]:
    with (CORPUS / "index.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            document = read_document(CORPUS / row["file"])
            report = identify(document)
            for statement in read_statements(document, place=report.place, year=report.year):
                yield statement, int(row["year"])


def _shares(title: str, groups: Iterable[str], known: list[bool]) -> None:
    all_of, found = Counter[str](), Counter[str]()
    for group, ok in zip(groups, known, strict=True):
        all_of[group] += 1
        found[group] += ok
    print(f"| {title} | figures | of an indicator |\n|---|---|---|")
    for group in sorted(all_of):
        print(f"| {group} | {all_of[group]} | {found[group] / all_of[group]:.3f} |")
    print(f"| all | {all_of.total()} | {found.total() / all_of.total():.3f} |")
