"""Two versions beside each other, line by line, with the characters that changed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

CONTEXT = 1
"""Lines around a change that are shown with it."""
_SIGNS = re.compile(r"^\s*(?:#+|>|-)\s+|\*\*")
_RULE = re.compile(r"[-| :]+")
INLINE_MOST = 3000
"""Longest line in code points whose characters are compared."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line. ``kind``: same | old | new; ``pieces``: ``(text, changed)``."""

    kind: str
    pieces: tuple[tuple[str, bool], ...]


Row = tuple[Line | None, Line | None]
"""What stands on the left and on the right; ``None`` where one side has nothing."""


def compared(old: Sequence[str], new: Sequence[str]) -> list[list[Row]]:
    """Stretches with changes, in order; nothing for two that are the same."""
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [list(_beside(_hunk(old, new, group))) for group in matcher.get_grouped_opcodes(CONTEXT)]


def _beside(lines: Iterable[Line]) -> Iterator[Row]:
    """What was taken out beside what came instead."""
    for same, run in groupby(lines, key=lambda line: line.kind == "same"):
        if same:
            yield from ((line, line) for line in run)
            continue
        changed = list(run)
        sides = ([line for line in changed if line.kind == kind] for kind in ("old", "new"))
        yield from zip_longest(*sides)


def lines_of(markdown: str) -> Iterator[str]:
    """The words of the lines, without the signs of Markdown."""
    for line in markdown.splitlines():
        words = _SIGNS.sub("", line).strip(" |")
        if words and not _RULE.fullmatch(words):
            yield words.replace(" | ", " · ").replace("\\", "")


def _hunk(a: Sequence[str], b: Sequence[str], group: list[tuple[str, int, int, int, int]]) -> Iterator[Line]:
    for tag, i1, i2, j1, j2 in group:
        if tag == "equal":
            yield from (Line("same", ((line, False),)) for line in a[i1:i2] if line.strip())
        elif tag == "replace" and i2 - i1 == j2 - j1:
            for before, after in zip(a[i1:i2], b[j1:j2], strict=True):
                yield from _inline(before, after)
        else:
            yield from (Line("old", ((line, True),)) for line in a[i1:i2] if line.strip())
            yield from (Line("new", ((line, True),)) for line in b[j1:j2] if line.strip())


def _inline(before: str, after: str) -> Iterator[Line]:
    if max(len(before), len(after)) > INLINE_MOST:
        yield from (Line("old", ((before, True),)), Line("new", ((after, True),)))
        return
    codes = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    old = tuple((before[i1:i2], tag != "equal") for tag, i1, i2, _, _ in codes if i2 > i1)
    new = tuple((after[j1:j2], tag != "equal") for tag, _, _, j1, j2 in codes if j2 > j1)
    yield from (Line("old", old), Line("new", new))
