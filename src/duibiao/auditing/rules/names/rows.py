"""A row of names as it is printed: where it is parted, how many names it may have, whether they are names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from duibiao.auditing.figures.page import Page
from duibiao.auditing.rules.sums.wholes import divided
from duibiao.auditing.vocabulary import vocabulary
from duibiao.gazetteer import letters

_V = vocabulary(__package__)
PAIR = 2
"""Names that 和 alone joins; characters of a word that two names share."""
CHAIN_MOST = 8
"""In a longer chain 和 may also stand within the last name (A工程维修养护和路网优化)."""
SHORT = 4
"""The last of two names is no longer: what is longer is a phrase (支持A、建设B两个)."""
AND = _V["and"].regex()
SEPARATOR = f"(?:、|{AND})"
_AND, _ANY = re.compile(AND), re.compile(f"[，；、—―–]|{AND}")
_ASIDE = re.compile("（[^（）]*）")
_JOINS = re.compile("和|以及")
_LEVEL_WORDS = re.compile("[省市区县]、自治区|[省市县]、[市县区乡]")
_NO_NAME = re.compile(_V["no_name"].regex())


@dataclass(frozen=True, slots=True)
class Form:
    """How a row and its number stand to each other. ``pattern`` has the groups ``items``, ``n``, and ``open``
    where 等 may say that there are more. ``counts``: how many names a match may have, none if it is no row;
    ``near``: a number farther off is of something else.
    """

    pattern: re.Pattern[str]
    counts: Callable[[Page, re.Match[str]], Sequence[int]]
    near: int


@dataclass(frozen=True, slots=True)
class Row:
    """``parts``: between marks. ``names``: the last parted at 和, too. ``counts``: how many there may be."""

    parts: Sequence[str]
    names: Sequence[str]
    counts: Sequence[int]

    @classmethod
    def of(cls, items: str) -> Row:
        """A、B和C has three names where 和 parts the last two, or two where it stands within the last."""
        items = _ASIDE.sub("", items)
        if "；" in items:
            clauses = [part for part in items.split("；") if part.strip()]
            return cls(clauses, clauses, (len(clauses),))
        parts = _parts(items)
        names: Sequence[str] = [*parts[:-1], *_AND.split(parts[-1])]
        return cls(parts, names, _counts(items, parts, names))

    @property
    def are_names(self) -> bool:
        """Whether no word of a row says that it is a phrase."""
        if len(self.names) == PAIR and divided(self.names):
            return True  # 中央和地方
        return all(self.names) and not any(_NO_NAME.search(name) for name in self.names)

    @property
    def one_kind(self) -> bool:
        """Whether all names end in one character (八个工业部)."""
        return len({name[-1:] for name in self.names}) == 1

    def is_list(self, this: bool) -> bool:
        """Whether words in a row are names, the last no longer than the others or ending as one of them does,
        so that the number after it counts them all. The first may have a verb before it.
        """
        names, last = self.names, self.names[-1]
        if not self.are_names:
            return False
        if len(names) == PAIR:
            return 1 < len(last) <= SHORT and len(last) <= len(names[0])
        longest = max(map(len, names[1:-1]))
        alike = any(name[-2:] == last[-2:] for name in names[:-1])
        return this or alike or longest <= len(last) * 2 <= longest * 2


def every(items: str) -> Sequence[str]:
    """The names of a row in which every mark and every 和 parts two."""
    return _ANY.split(_ASIDE.sub("", items))


def place_in(page: Page, name: str) -> str:
    """The name of a division that a name is or ends with (重点支持广州: 广州), or an empty string."""
    tails = (name[-n:] for n in range(min(len(name), 6), 1, -1))
    return next((tail for tail in tails if page.gazetteer.find(tail, towns=False)), "")


@cache
def short_names() -> frozenset[str]:
    """The one-character names of provinces and cities."""
    return frozenset().union(*letters())


def _parts(items: str) -> Sequence[str]:
    """Between 、; between commas where each has two things (人口多、土地少，投入高、产出低), or no 、."""
    rows = [row for row in items.split("，") if row]
    pairs = len(rows) > 1 and all("、" in row for row in rows)
    return rows if pairs else [part for part in re.split("[、，]", items) if part] or [items]


def _counts(items: str, parts: Sequence[str], names: Sequence[str]) -> Sequence[int]:
    paired = [part for part in parts if _AND.search(part)]
    if len(parts) > 1 and len(paired) == len(parts):
        return len(parts), len(every(items))  # 甲与乙、丙与丁
    least = len(parts) if not _parted(items, parts, names) else len(names)
    most = len(parts) if len(parts) > 1 and _within(parts) else len(names)
    halves = [half for part in parts[:-1] if _JOINS.search(part) for half in _AND.split(part)]
    sure = _surely_two(parts)
    least, most = least + sure, most + sure
    nested = halves and min(map(len, halves)) >= min(len(part) for part in parts if part not in paired)
    after = next((at for at in range(1, len(parts)) if _JOINS.search(parts[-at - 1])), 0)
    last = [after + 1] if after > 1 else []  # 二环路和甲区、乙区、丙区三区
    return [*last, *range(least, max(most, least, len(every(items)) if nested else 0) + 1)]


def _surely_two(parts: Sequence[str]) -> int:
    """How many parts between others are two names joined by 和: they end as their neighbours do (A路和B街
    after C路, before D街), or are as long as all that stand alone (会展和行政 before 商务).
    """
    alone = {len(part) for part in parts[1:] if _AND.search(part) is None}
    found = 0
    for before, part, after in zip(parts, parts[1:], parts[2:], strict=False):
        halves = _AND.split(part)
        if len(halves) == PAIR and _JOINS.search(part) is not None and all(halves):
            ends = (halves[0][-1], halves[1][-1]) == (before[-1:], after[-1:])
            found += ends or alone == set(map(len, halves))
    return found


def _within(parts: Sequence[str]) -> bool:
    """Whether 和 stands within the last name, that goes on after words alike (科技创新和产业创新融合), or
    与 by a word far shorter than the names before it (信息化改造、农产品深加工、药物与中药现代化).
    """
    one, *others = _AND.split(parts[-1])
    between = parts[1:-1]
    short = min(map(len, (one, *others))) + PAIR <= min(map(len, between), default=0)
    if "与" in parts[-1] and short:
        return True
    end, goes_on = slice(len(one) - PAIR, len(one)), [other for other in others if len(other) > len(one)]
    return len(one) > PAIR and any(other[end] == one[end] for other in goes_on)


def _parted(items: str, parts: Sequence[str], names: Sequence[str]) -> bool:
    """Whether 和 parts the last two names: they end in one word, or it is the only 和 of a chain (A、B和C),
    no other name has one within it, and what it parts is as long as the others.
    """
    if len(names) > PAIR < len(names[0]) and names[-1][-PAIR:] == names[-2][-PAIR:]:
        return True
    head, last = "".join(parts[:-1]), parts[-1]
    halves, others = _AND.split(last), [len(part) for part in parts[:-1]]
    if not head or len(halves) != PAIR or len(names) > CHAIN_MOST or _LEVEL_WORDS.search(items) is not None:
        return False
    alone = _AND.search(head) is None and _JOINS.search(last) is not None
    one, other = ({half[i : i + PAIR] for i in range(len(half) - 1)} for half in halves)
    alone = alone and all(pair in head for pair in one & other) and "一系列" not in last
    return alone and min(map(len, halves)) >= min(PAIR, *others) and len(last) > max(others[1:], default=0)
