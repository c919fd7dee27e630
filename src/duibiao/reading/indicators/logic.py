"""What a figure measures: the noun phrase before it, the counted noun after it, or the topic before that."""

from __future__ import annotations

import re

import rjieba

from duibiao.lexicon import load
from duibiao.text import Span

_V = load("duibiao.reading.indicators")
_CATALOGUE = load("duibiao.lexicon.catalogues", "indicators.toml")
NAMES = tuple(str(entry["name"]) for entry in _CATALOGUE.entries)
_LEAD = frozenset(_V["lead"].words)
_DEPENDENT = frozenset(_V["dependent"].words)
_NOUNS = frozenset(_V["noun_tags"].words)
_SKIP = frozenset(_V["skip_tags"].words)
_CUT = re.compile("(?:.*)" + _V["cut"].regex() + r"(?=[^的，、])")
_NAME_STARTS = re.compile("|".join(re.escape(n) for n in sorted(NAMES, key=lambda n: (-len(n), n))))
_EDGE = " \t\n\r\u3000，。；：、！？“”（）()—·"
NAME_MOST = 32
"""Longest name read. 「规模以上工业企业数字化改造覆盖率」 has 16; beyond 32 it is a clause."""
COUNTED_MOST = 16
"""Longest noun read after a count."""


def named_before(text: str, start: int, end: int) -> Span | None:
    """The noun phrase that ends at ``end``, without what leads it; ``None`` when there is none."""
    start = max(start, end - NAME_MOST)
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE + "的":
        end -= 1
    if start >= end:
        return None
    phrase = text[start:end]
    known = _NAME_STARTS.search(phrase)
    limit = known.start() if known is not None else len(phrase)
    cut = _CUT.match(phrase, 0, limit)
    at = cut.end() if cut is not None and cut.end() < len(phrase) else 0
    at = _skip_leads(phrase, at, limit)
    if at >= len(phrase):
        return None
    return Span(start + at, end)


def _skip_leads(phrase: str, at: int, limit: int) -> int:
    """Where the noun phrase begins: after leading verbs, adverbs, numbers and particles."""
    for word, tag in rjieba.tag(phrase[at:]):
        if at >= limit:
            return limit
        if word not in _LEAD and tag not in _SKIP:
            return at
        at += len(word)
    return at


def counted_after(text: str, start: int, end: int) -> Span | None:
    """The noun that a count counts: 22个县 -> 县, 15家全国重点实验室 -> 全国重点实验室."""
    end = min(end, start + COUNTED_MOST)
    if start < end and text[start] == "的":
        start += 1
    at = start
    last = -1
    for word, tag in rjieba.tag(text[start:end]):
        if tag in _NOUNS:
            last = at + len(word)
        elif last >= 0 or word[0] in _EDGE or tag not in ("v", "f", "vd", "d", "uj"):
            break
        elif tag in ("d", "uj"):
            break
        at += len(word)
    return Span(start, last) if last > start else None


def depends(name: str) -> bool:
    """Whether a name says nothing without the subject before it (总量, 增速)."""
    return name in _DEPENDENT
