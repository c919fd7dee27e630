"""The letters of a text: what counts when two texts are compared, each with its offset in the source.

White space, line breaks, punctuation and the width of characters do not count. What tells one figure from
another does: signs of units, and the marks between digits (62.6, 4:40, 5-7, 5、6), but not the commas that
set thousands apart.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from duibiao.text import Span

_COUNTS = re.compile(
    r"[^\W_]|[%％‰/／&＆+＋=＝<＜>＞℃°㎡㎥×÷±≤≥$＄¥￥€£○]"
    r"|(?<=\d)(?![,，]\d{3}(?!\d))[.．:：∶,，、~～〜\-－–—―](?=\d)|(?<![-－–—―\w])[-－−](?=\d)"
)
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_SAME = _WIDE | str.maketrans("∶−–—―~〜～、，○ⅠⅤⅩ", ":-------,,〇IVX")
_PUNCTUATION = _WIDE | str.maketrans("“”‘’「」『』＂'。—–―－−·•", '"' * 10 + ".-----··")
_BREAK = re.compile(r"[，,。．；;：:！!？?、…（）()\n\r《》“”「」]")
_CLOSES = re.compile(r"[，,。．；;：:！？!?、”’」』）)》]*\s*")
_STOP = re.compile(r"[。！？!?；;\n\r]")


@dataclass(frozen=True)
class Letters:
    """``text[at[i]]`` is what ``letters[i]`` stands for, full-width forms made plain."""

    text: str
    letters: str
    at: array[int]

    def __len__(self) -> int:
        return len(self.letters)

    def span(self, first: int, last: int) -> Span:
        """Where letters ``[first, last)`` stand; a point after the letter before for none at all."""
        if first < last:
            return Span(self.at[first], self.at[last - 1] + 1)
        point = self.at[first - 1] + 1 if first else (self.at[0] if self.at else 0)
        return Span(point, point)

    def index(self, offset: int) -> int:
        """Number of the first letter at ``offset`` or after it."""
        return bisect_left(self.at, offset)

    def within(self, span: Span) -> tuple[int, int]:
        """The letters in a stretch of the source, as ``[first, last)``."""
        return self.index(span.start), self.index(span.end)

    def before(self, i: int) -> str:
        """What stands in the source between letter ``i - 1`` and letter ``i``."""
        start = self.at[i - 1] + 1 if i > 0 else 0
        return self.text[start : self.at[i] if i < len(self.at) else len(self.text)]

    def edge(self, i: int) -> int:
        """Where letter ``i`` begins with what opens it: after the marks that close what came before."""
        if i == 0:
            return 0
        match = _CLOSES.match(self.text, self.at[i - 1] + 1)
        return match.end() if match else self.at[i - 1] + 1

    def opens_clause(self, i: int) -> bool:
        """Whether a clause, an item or a bracket begins or ends just before letter ``i``."""
        return i in (0, len(self)) or _BREAK.search(self.before(i)) is not None

    def opens_sentence(self, i: int) -> bool:
        """Whether a sentence ends just before letter ``i``."""
        return i in (0, len(self)) or _STOP.search(self.before(i)) is not None

    @cached_property
    def seeds(self) -> dict[str, list[int]]:
        """Where each run of ``SEED`` letters stands; see ``alignment``."""
        found: dict[str, list[int]] = {}
        for i in range(len(self.letters) - SEED + 1):
            found.setdefault(self.letters[i : i + SEED], []).append(i)
        return {run: places for run, places in found.items() if len(places) <= COMMON}


SEED = 5
"""Letters that two texts must share before they are compared further. With one letter changed in the middle,
a clause of 10 still has such a run on one side; with 4, most runs of a page are chance."""

COMMON = 24
"""A run that a report has more often than this (高质量发展) says nothing of where a quotation is from."""


def letters(text: str) -> Letters:
    """The letters of ``text``, in one pass."""
    places = array("l", [match.start() for match in _COUNTS.finditer(text)])
    return Letters(text, "".join(map(text.__getitem__, places)).translate(_SAME), places)


def punctuation(between: str) -> str:
    """Punctuation in a form that is the same whatever its width and shape; white space left out."""
    return "".join(between.split()).translate(_PUNCTUATION)
