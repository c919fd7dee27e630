"""The printed numbers of a page with the words beside them, figures or not, and two laid side by side."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from duibiao.auditing.figures.page import Figure, Page
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_FILLERS, _MEASURES, _SET_NOUNS, _WHICH, _WHICH_BEFORE, _TIMES = (
    re.compile(_V[name].regex())
    for name in ("fillers", "measures", "set_nouns", "ordinal_after", "ordinal_before", "spans_of_time")
)
_CODES, _PLANS, _OWN, _BARE, _MADE, _EVENTS = (
    re.compile(_V[name].regex()) for name in ("codes", "plans", "own_number", "bare", "made", "events")
)
_PLAIN = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
_HAN = "一二三四五六七八九十百千万亿零〇○两"
_NUMBER = re.compile(
    f"(?P<share>百分之)?(?<![0-9.{_HAN}])(?P<n>[0-9](?:[ \u3000]?[0-9.]|[,，](?=[0-9]{{3}}(?![0-9])))*"
    f"[ \u3000]?[十百千万亿]*|[{_HAN}]+(?:点[{_HAN}]+)?)"
)
_MADE_JUST = re.compile(f"(?:{_MADE.pattern})[了过]?$")
_NO_COUNT = re.compile("一|十?[百千万亿]+|[一两二三四五六七八九]{2}|[一二三四五六七八九零〇○]{3,}两")
_PLAN = re.compile("十[一二三四五六七八九]五")
_ITEM = re.compile("^(?:[、）)．.]|[是要])")
_QUOTED = re.compile(f"([^“”，。\\n{_HAN}]{{1,10}})”")
_UNSAID = re.compile("[ \u3000\u200b“”‘’《》的]")
_NO_WORD = re.compile("[^\u4e00-\u9fffA-Za-z]")
_BEHIND, _AHEAD, _CLAUSE = re.compile("[。；\n！]"), re.compile("[。；：\n！]"), re.compile("[，、]")
_PAUSES, _BREAKS = frozenset("，、："), frozenset("。；：，（\n！")
AROUND = 20
"""Characters before and after a number that are compared."""
NEAREST = 80
"""Numbers before one that are looked at for each row of characters beside it."""
CONGRESSES, HUNDRED, YEARS = 11, 100, range(1901, 2100)
"""From here on 十一大 is a congress; counts below a hundred are sets that go by their number."""
_TENTHS = re.compile("成(?:[以左]|$)")
"""三成, 六成: rates, of anything."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A printed number and the words of its sentence beside it, without quotes, spaces and 的.

    ``left`` is read backwards. ``sort``: few (a count below a hundred), figure, share, time, year, code.
    """

    page: Page
    span: Span
    value: Decimal
    sort: str
    left: str
    right: str
    sentence: int
    block: int
    figure: Figure | None
    digits: bool
    quoted: str

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands among the numbers of all pages."""
        return self.page.year or 0, self.span.start

    @property
    def printed(self) -> Span:
        """Where it stands, with its unit."""
        return self.figure.span if self.figure is not None else self.span

    def made(self) -> bool:
        """Whether it is a number of what is made or done."""
        return _MADE_JUST.search(self.left[:6][::-1]) is not None

    def bare(self, at: int = 0) -> bool:
        """Whether no word that says of which stands before it, or before ``at`` characters before it."""
        opens = at >= len(self.left) or (at == 0 and bool(self.quoted)) or "，" in self.left[1:at]
        return opens or _BARE.search(self.left[at : at + 6][::-1]) is not None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two numbers of one sort, how many telling characters they share just before and after, whether what is
    before those is no name, and whether the characters next to both are the same.
    """

    one: Told
    other: Told
    before: int
    after: int
    noun: int
    bare: bool
    beside: bool


def numbers(page: Page) -> list[Told]:
    """The numbers of a page that say how many, not which."""
    if "numbers" not in page.kept:
        page.kept["numbers"] = _numbers(page)
    found: list[Told] = page.kept["numbers"]
    return found


def _numbers(page: Page) -> list[Told]:
    text = page.document.text.translate(_PLAIN)
    ends = [m.start() for m in re.finditer("[。；\n]", text)]
    starts = [block.span.start for block in page.document.blocks]
    figures = {f.span.start: f for s in page.sentences for f in s.figures}
    found = []
    for match in _NUMBER.finditer(text):
        start, end = match.span("n")
        left = _BEHIND.split(text[max(0, match.start() - 2 * AROUND) : match.start()])[-1]
        right = _AHEAD.split(text[end : end + 2 * AROUND])[0]
        left, right = _UNSAID.sub("", left)[-AROUND:], _UNSAID.sub("", right)[:AROUND]
        value, figure = value_of(match["n"]), figures.get(match.start())
        quoted = _QUOTED.match(text, end) if text[start - 1 : start] == "“" else None
        named = quoted is not None and not _PLANS.search(right)
        if value is None or not right or _is_which(match["n"], value, left, right, named):
            continue
        at = bisect_right(ends, start), bisect_right(starts, start)
        digits, name = match["n"][0].isascii(), quoted[1] if quoted is not None else ""
        sort = "code" if digits and name and value >= HUNDRED else _sort(match, value, right, figure)
        found.append(Told(page, Span(start, end), value, sort, left[::-1], right, *at, figure, digits, name))
    return found


def _is_which(printed: str, value: Decimal, left: str, right: str, named: bool) -> bool:
    """Whether a number says which, not how many: 第三, 八五普法, 2025亚洲论坛, （一）; ``named``: it begins a
    name in quotes (“三场硬仗”, “2030启航计划”).
    """
    if (
        _NO_COUNT.fullmatch(printed)
        or (_WHICH.search(right) and not (named and _EVENTS.match(right)))
        or _WHICH_BEFORE.search(left)
        or _OWN.search(left)
    ):
        return True
    if right.startswith("成") and _TENTHS.match(right):
        return True
    congress = right.startswith("大") and value >= CONGRESSES
    plan = printed.endswith("五") and (_PLAN.fullmatch(printed) or _PLANS.search(right)) is not None
    edition = len(printed) == 4 and value in YEARS and not right.startswith("年") and not named
    item = _ITEM.match(right) is not None and (not left or left[-1] in _BREAKS)
    return congress or plan or edition or item


def _sort(match: re.Match[str], value: Decimal, right: str, figure: Figure | None) -> str:
    if match["share"] or right.startswith("%"):
        return "share"
    if right[0] == "年" and len(match["n"]) == 4 and value in YEARS:
        return "year"
    if _TIMES.match(right):
        return "time"
    if _CODES.match(right):
        return "code"
    in_name = figure is None and value == int(value)
    return "few" if value < HUNDRED and (not match["n"][0].isascii() or in_name) else "figure"


def pairs(told: Sequence[Told]) -> Iterator[Pair]:
    """Numbers of one sort in two sentences with a word in common after both."""
    known: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, one in enumerate(told):
        keys = ((one.sort, one.right[:2]), (one.sort, one.left[:3], one.right[:1]))
        for other in (told[i] for i in sorted({i for key in keys for i in known[key][-NEAREST:]})):
            if other.sentence != one.sentence and other.right[0] == one.right[0]:
                yield pair_of(one, other)
        for key in keys:
            known[key].append(at)


def pair_of(one: Told, other: Told) -> Pair:
    before, after = in_common(one.left, other.left), in_common(one.right, other.right)
    apart = one.left[:1] in _PAUSES or one.made() or other.made()
    behind = 0 if apart else _telling(one.left[:before][::-1], False)
    ahead = _telling(one.right[:after] if behind else _CLAUSE.split(one.right[:after])[0], True)
    next_to = _telling(one.right[:2], True) if after > 1 else 0
    beside = next_to > 1 or (next_to > 0 and (behind > 0 or one.left == other.left))
    noun = len(_NO_WORD.sub("", _MEASURES.sub("", one.right[:after])))
    return Pair(one, other, behind, ahead, noun, one.bare(before) or other.bare(before), beside)


def in_common(one: str, other: str) -> int:
    """How many characters two rows of characters begin with alike."""
    apart = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(apart, min(len(one), len(other)))


@lru_cache(maxsize=100_000)
def _telling(words: str, ahead: bool) -> int:
    """Characters of words that do not stand around any number, nor name what a report has many sets of."""
    words = _SET_NOUNS.sub("", _MEASURES.sub("", words)) if ahead else _MADE.sub("", words)
    return len(_NO_WORD.sub("", _FILLERS.sub("", words)))
