"""Names that look like a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher


def near(name: str, names: Iterable[str], n: int) -> tuple[str, ...]:
    """Up to ``n`` of ``names`` that share characters with ``name``, most alike first.

    Only names of about the same length with a character in common are compared, so this stays at some
    ten milliseconds for the whole gazetteer.
    """
    letters = set(name)
    close = [other for other in names if abs(len(other) - len(name)) <= 1 and not letters.isdisjoint(other)]
    matcher = SequenceMatcher(b=name, autojunk=False)
    scored = []
    for other in close:
        matcher.set_seq1(other)
        score = matcher.ratio()
        if score >= 0.5:
            scored.append((-score, abs(len(other) - len(name)), other))
    return tuple(other for _, _, other in sorted(scored)[:n])
