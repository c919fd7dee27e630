"""The words around a figure: what bounds it, what is said of it, and where its subject ends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from duibiao.lexicon import load

_V = load("duibiao.reading.predicates")
_ROLES = ("filler", "level", "share", "rise", "fall", "rise_to", "fall_to", "max", "min", "approx")
ROLE: Mapping[str, str] = {word: role for role in _ROLES for word in _V[role].words}
"""Word before a figure -> what it says. A word of two groups has the role of the later one."""
AFTER: Mapping[str, str] = {w: r for r in ("approx", "min", "max") for w in _V[f"{r}_after"].words}
STOPS = tuple(_V["stops"].words)
_ROLES_BEFORE = f"(?:{'|'.join(ROLE)})*"
_SHARE_OF = re.compile(
    f"{_ROLES_BEFORE}占(?![比地用有领据])(?![^，]*(?:比重|比例|份额)的?$)[^，占]*$"
    f"|{_ROLES_BEFORE}(?:达到|接近|超过)[^，占]{{1,14}}的?$"
    "|完成[^，占]{0,12}(?:计划|任务|预算|目标)的?$"
)
"""To the end of the subject; 占…的比重 is a name of its own."""
_TELLS_SHARE = re.compile("占|达到|接近|超过|完成")
_READ_FIRST, _READ_LAST, _READ_BEFORE_LAST = (
    frozenset(_V[name].words) for name in ("read_first", "read_last", "read_before_last")
)
_RATIOS = ("入比", "资比", "之比")
_EACH = "年人户日月亩场"
_LENGTHS = {
    last: tuple(sorted({len(word) for word in ROLE if word[-1] == last}, reverse=True))
    for last in {word[-1] for word in ROLE}
}
"""How long the words are that end with a character, the longest first."""
_AFTER_LENGTHS = tuple(sorted({len(word) for word in AFTER}, reverse=True))
_WORDS = tuple(_V["after_words"].words)
STEPS_MOST = 12
"""More words than this never stand between a subject and its figure in the corpus (the most is 7)."""


@dataclass(slots=True)
class Predicate:
    """The words between a subject and its figure, read from right to left.

    ``bound``: ``approx`` | ``min`` | ``max`` | ``""``. ``verb``: role of the word that is nearest among rise,
    fall, rise_to, fall_to, share and level, or ``""``; ``word`` is that word. ``end``: where the
    subject ends.
    """

    bound: str
    verb: str
    word: str
    end: int
    words: tuple[str, ...]


def before(text: str, floor: int, start: int, ends: Mapping[int, int]) -> Predicate:
    """Read leftwards from ``start``, not past ``floor``. ``ends``: end -> start of time expressions."""
    bound = verb = word = ""
    words: list[str] = []
    at, last = start, False
    for _ in range(STEPS_MOST):
        if (time := ends.get(at, -1)) >= floor:
            at = time
            continue
        if at > floor and text[at - 1] in " \u3000":
            at -= 1
            continue
        size = _longest(text, floor, at)
        if size == 0 or text.startswith(STOPS, max(at - 2, floor), at):
            break
        found = text[at - size : at]
        if (words and found in _READ_FIRST) or (last and found not in _READ_BEFORE_LAST):
            break
        role = ROLE[found]
        if role in ("approx", "min", "max"):
            bound = bound or role
        elif role != "filler" and (not verb or (verb == "level" and role != "level")):
            verb, word = role, found
        words.append(found)
        at -= size
        last = last or found in _READ_LAST
    return Predicate(bound, verb, word, at, tuple(words))


def part_of(text: str, floor: int, end: int) -> int:
    """沿海各省的工业产值占全国工业总产值的70%: where what has a share ends, or ``end``."""
    if _TELLS_SHARE.search(text, floor + 1, end) is None:
        return end  # most: the whole expression tries every word of a predicate at every character
    share = _SHARE_OF.search(text, floor + 1, end)
    return end if share is None else share.start()


def ratio_of(text: str, predicate: Predicate, *, bare: bool) -> int:
    """城乡收入比由2.9∶1, 收入比降至2.2: where the subject of a ratio ends, its 比 included.

    ``bare``: its second part is not printed.
    """
    end = predicate.end
    return end + (predicate.words[-1:] == ("比",) and (not bare or text.startswith(_RATIOS, end - 1)))


def _longest(text: str, floor: int, at: int) -> int:
    for size in _LENGTHS.get(text[at - 1 : at], ()):
        if at - size >= floor and text[at - size : at] in ROLE:
            if size > 1 and text[at - size] == "均" and text[at - size - 1] in _EACH:
                continue  # 年均|超
            return size
    return 0


def after(text: str, end: int) -> tuple[str, int]:
    """Bound that follows the figure, and where it ends: 左右, 以上, 以内."""
    for size in _AFTER_LENGTHS:
        role = AFTER.get(text[end : end + size])
        if role is not None and not text.startswith(_WORDS, end):
            return role, end + size
    return "", end
