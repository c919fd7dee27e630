"""Figures of two reports that tell of one thing: each is the other's likest, by the words around both."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from duibiao.auditing.figures.mentions import Mention, bare, mentions
from duibiao.auditing.figures.names import part_of
from duibiao.auditing.figures.page import Page
from duibiao.auditing.figures.units import measure

_AFTER = re.compile("[，。；：、（]")
AFTER_MOST = 14
"""Characters after a figure that say of what it is: 个城市启动城镇居民基本医疗保险试点 has 15."""
PAIRS_LEAST = 2
"""Two figures of one thing share so many pairs of characters."""
SHARED_LEAST, PART_LEAST = 2.5, 0.55
"""How much two figures of one thing share: the weight of their common pairs of characters times its part of
the weight of all (three of the corpus' pairs that are not one thing have more than 2), and its part of that
of the figure with fewer words."""
APART_LEAST = 1.2
"""How many times more that is than what either shares with a figure of another value."""

May = Callable[[Mention, Mention], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two figures of one thing, and how much their words share."""

    one: Mention
    other: Mention
    shared: float


@dataclass(frozen=True, slots=True)
class _Words:
    mention: Mention
    pairs: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Like:
    """Figures by their numbers in the earlier and the later report, and how much they share."""

    one: int
    other: int
    shared: float
    part: float


def aligned(earlier: Page, later: Page, may: May) -> Iterator[Pair]:
    """Pairs of figures of two reports that are each other's likest among those that ``may`` tell of one
    thing, and no other value is nearly as like. In the order of the later report.
    """
    ones, others = _words(earlier), _words(later)
    likes = [
        like for like in _likes(earlier, later) if may(ones[like.one].mention, others[like.other].mention)
    ]
    of_one: dict[int, list[_Like]] = defaultdict(list)
    of_other: dict[int, list[_Like]] = defaultdict(list)
    for like in likes:
        of_one[like.one].append(like)
        of_other[like.other].append(like)
    for number in sorted(of_other):
        best = max(of_other[number], key=lambda like: like.shared)
        around = (*of_one[best.one], *of_other[number])
        rivals = [like.shared for like in around if _differs(like, best, ones, others)]
        clear = best.shared >= APART_LEAST * max(rivals, default=0)
        one, other = ones[best.one].mention, others[best.other].mention
        alike = best.shared >= SHARED_LEAST and best.part >= PART_LEAST
        if clear and alike and not part_of(one.name, other.name):
            yield Pair(one, other, best.shared)


def likeness(one: Mention, other: Mention) -> float:
    """How much the words around two figures of two reports share, as ``aligned`` weighs it."""
    a, b = one.figure.page, other.figure.page
    own, others = _pairs_of(one), _pairs_of(other)
    common = own & others
    if len(common) < PAIRS_LEAST:
        return 0
    counts, size = (_count(a), _count(b)), len(_words(a)) + len(_words(b))

    def weight(pairs: Iterable[str]) -> float:
        return sum(log(1 + size / sum(count[pair] for count in counts)) for pair in pairs)

    shared = weight(common)
    return shared * shared / (weight(own) + weight(others) - shared)


def followers(pages: Sequence[Page], apart: int = 1) -> Iterator[tuple[Page, Page]]:
    """Reports of one government so many years apart, the earlier first."""
    dated = [p for p in pages if p.year is not None and p.place is not None]
    for later in dated:
        for earlier in dated:
            if earlier.place == later.place and (earlier.year or 0) + apart == later.year:
                yield earlier, later


def _differs(like: _Like, best: _Like, ones: Sequence[_Words], others: Sequence[_Words]) -> bool:
    """Whether a pair has another value than the best one where they differ."""

    def value(words: _Words) -> object:
        return words.mention.figure.statement.value

    return value(ones[like.one]) != value(ones[best.one]) or value(others[like.other]) != value(
        others[best.other]
    )


def _words(page: Page) -> Sequence[_Words]:
    """The figures of a page with the pairs of characters around them."""
    if "words" not in page.kept:
        page.kept["words"] = [_Words(m, _pairs_of(m)) for m in mentions(page)]
    found: Sequence[_Words] = page.kept["words"]
    return found


def _count(page: Page) -> Counter[str]:
    """How many figures of a page have a pair of characters around them."""
    if "counted" not in page.kept:
        page.kept["counted"] = Counter(pair for one in _words(page) for pair in one.pairs)
    found: Counter[str] = page.kept["counted"]
    return found


def _pairs_of(mention: Mention) -> frozenset[str]:
    return mention.pairs | _named(mention)


def _named(mention: Mention) -> frozenset[str]:
    """Pairs of characters of a figure's name, and of what stands after it up to a mark."""
    after = bare(_AFTER.split(mention.figure.tail)[0])[:AFTER_MOST]
    words = (bare(mention.figure.statement.indicator), mention.name, after)
    return frozenset(w[at : at + 2] for w in words for at in range(len(w) - 1))


def _likes(earlier: Page, later: Page) -> Sequence[_Like]:
    """All pairs of figures in one measure that share words, rare ones counting more."""
    key = f"like {later.document.name} {later.document.sha256}"
    if key not in earlier.kept:
        earlier.kept[key] = list(_compared(_words(earlier), _words(later)))
    found: Sequence[_Like] = earlier.kept[key]
    return found


def _compared(ones: Sequence[_Words], others: Sequence[_Words]) -> Iterator[_Like]:
    weights = _weights((*ones, *others))
    whole, whole_other = ([sum(weights[p] for p in w.pairs) for w in of] for of in (ones, others))
    by_measure: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(others):
        by_measure[measure(words.mention.figure.unit)].append(number)
    for at, one in enumerate(ones):
        for number in by_measure.get(measure(one.mention.figure.unit), ()):
            other = others[number]
            common = one.pairs & other.pairs
            if len(common) < PAIRS_LEAST:
                continue
            shared = sum(weights[p] for p in common)
            every = whole[at] + whole_other[number] - shared
            least = min(whole[at], whole_other[number])
            if shared * shared >= SHARED_LEAST / APART_LEAST * every:
                yield _Like(at, number, shared * shared / every, shared / least)


def _weights(words: Sequence[_Words]) -> Mapping[str, float]:
    """How much it says that two figures share a pair of characters: what few have says most."""
    known = Counter(pair for one in words for pair in one.pairs)
    return {pair: log(1 + len(words) / times) for pair, times in known.items()}
