"""Near-duplicates: the same news under another headline or source counts once.

Texts are compared by their shingles (every ``SHINGLE`` letters running). So that a thousand documents need no
million comparisons, only those are compared that share enough of a sketch: their smallest shingle hashes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from duibiao.matching.terms import compact, folded

SHINGLE = 4
SKETCH = 16
SAME_LEAST = 0.7
"""Share of shingles that two copies have in common (of the smaller one). Of the reports of 2026 in 1,000
slices none comes above .45 with another; a press note with another headline, editor and date line stays
above .8. Re-run ``benchmarks/matching.py``."""
SHARED_LEAST = SKETCH // 4
"""Sketches of two texts that share ``SAME_LEAST`` have 9 of 16 hashes in common on average; fewer than 4
come by less than one time in a thousand."""

Hashes = npt.NDArray[np.uint64]
_ODD = np.uint64(0x9E3779B97F4A7C15)
_NOT_A_LETTER = re.compile(r"[\W_]+")
_FIGURES = re.compile(r"\d+(?:\.\d+)?|[〇零一二两三四五六七八九十百千万亿]+")


def letters(text: str) -> str:
    """What makes two copies of a text the same: its letters and digits."""
    return _NOT_A_LETTER.sub("", folded(text))


def shingles(plain: str) -> Hashes:
    """Hashes of all runs of ``SHINGLE`` letters, sorted, each once."""
    points = np.frombuffer(plain.encode("utf-32-le"), np.uint32).astype(np.uint64)
    size = min(SHINGLE, len(points))
    rows = len(points) - size + 1 if size else 0
    hashes = np.zeros(rows, np.uint64)
    for i in range(size):
        hashes = (hashes ^ points[i : i + rows]) * _ODD
        hashes ^= hashes >> np.uint64(29)
    return np.unique(hashes)


def shared(one: Hashes, other: Hashes) -> float:
    """Share of the smaller set that the other has too; 0 for an empty one."""
    smaller = min(one.size, other.size)
    return np.intersect1d(one, other, assume_unique=True).size / smaller if smaller else 0.0


def originals(texts: Sequence[str]) -> list[int]:
    """For every text (its ``letters``) the index of the first one that it is a copy of, or its own."""
    found: list[int] = []
    kept: dict[int, Hashes] = {}
    by_hash: dict[int, list[int]] = defaultdict(list)
    for i, plain in enumerate(texts):
        hashes = shingles(plain)
        sketch = hashes[:SKETCH].tolist()
        common = Counter(j for h in sketch for j in by_hash[h])
        least = min(SHARED_LEAST, len(sketch))
        near = [j for j, n in common.most_common() if n >= least and alike(hashes, kept[j])]
        found.append(min(near, default=i))
        if not near:
            kept[i] = hashes
            for h in sketch:
                by_hash[h].append(i)
    return found


def alike(one: Hashes, other: Hashes) -> bool:
    """Whether two texts are copies, seen both ways: a note inside a long report is no copy of it."""
    larger = max(one.size, other.size)
    return bool(larger) and shared(one, other) >= SAME_LEAST and min(one.size, other.size) >= larger / 2


def same_sentence(one: str, other: str) -> bool:
    """Whether two sentences say the same with the same figures; one changed digit makes them two."""
    a, b = letters(one), letters(other)
    if a == b:
        return True
    return _FIGURES.findall(compact(one)) == _FIGURES.findall(compact(other)) and alike(
        shingles(a), shingles(b)
    )


def to_the_letter(one: str, other: str) -> bool:
    """Whether a quotation of the one is a quotation of the other, white space and width of letters aside."""
    return compact(one) == compact(other)
