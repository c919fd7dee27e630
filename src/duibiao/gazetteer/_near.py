"""Names that look like a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher


def near(name: str, names: Iterable[tuple[int, str]], n: int) -> tuple[str, ...]:
    """Up to ``n`` of ``names`` (rank, name) that share characters with ``name``.

    The most alike first; of those, names of its length, then those of the better (lower) rank: 兆庆 is 肇庆
    before it is 余庆. Only names of about the same length with a character in common are compared, so this
    stays at some ten milliseconds for the whole gazetteer.
    """
    letters = set(name)
    matcher = SequenceMatcher(b=name, autojunk=False)
    scored = []
    for rank, other in names:
        if abs(len(other) - len(name)) > 1 or letters.isdisjoint(other):
            continue
        matcher.set_seq1(other)
        score = matcher.ratio()
        if score >= 0.5:
            scored.append((-score, abs(len(other) - len(name)), rank, other))
    return tuple(other for *_, other in sorted(scored)[:n])
