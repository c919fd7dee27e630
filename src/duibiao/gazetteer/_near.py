"""Names that look or sound like a mistyped one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

ALIKE = 0.8
"""How much two characters of one sound count, of 1 for the same: so 兆庆 is 肇庆 before 大庆."""
_BLURRED = re.compile(r"(?<=^[zcs])h|(?<=[aei]n)g$")
"""What many speakers do not tell apart: zh and z, ing and in."""


def near(name: str, names: Iterable[tuple[int, str]], n: int) -> tuple[str, ...]:
    """Up to ``n`` of ``names`` (rank, name) that share characters or sounds with ``name``.

    The most alike first; of those, names of its length, then those of the better (lower) rank: 惠洲 is 惠州
    before it is 株洲. Only names of about the same length with something in common are compared, so this
    stays at some ten milliseconds for the whole gazetteer.
    """
    letters = {other for char in name for other in _like(char)}
    matcher = SequenceMatcher(b=name, autojunk=False)
    scored = []
    for rank, other in names:
        if abs(len(other) - len(name)) > 1 or letters.isdisjoint(other):
            continue
        matcher.set_seq1(other)
        score = max(matcher.ratio(), _in_place(name, other))
        if score >= 0.5:
            scored.append((-score, abs(len(other) - len(name)), rank, other))
    return tuple(other for *_, other in sorted(scored)[:n])


def _in_place(name: str, other: str) -> float:
    """How alike two names of one length are, character by character, from 0 to 1."""
    if len(name) != len(other):
        return 0.0
    alike = (1.0 if a == b else ALIKE if b in _like(a) else 0.0 for a, b in zip(name, other, strict=True))
    return sum(alike) / len(name)


def _like(char: str) -> frozenset[str]:
    """The character and those that sound like it, without regard to tones."""
    return _homophones().get(char, frozenset(char))


@cache
def _homophones() -> Mapping[str, frozenset[str]]:
    """Every character of the table -> all that share a reading with it."""
    alike: dict[str, set[str]] = defaultdict(set)
    table = files("duibiao.gazetteer.data").joinpath("sounds.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        syllable, characters = line.split("\t")
        alike[_BLURRED.sub("", syllable)].update(characters)
    found: dict[str, frozenset[str]] = {}
    for sounding in map(frozenset, alike.values()):
        for char in sounding:
            found[char] = found.get(char, frozenset()) | sounding
    return found
