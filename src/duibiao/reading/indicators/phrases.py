"""Noun phrases around a figure: the one that ends before it, the one that it counts."""

from __future__ import annotations

import re

import rjieba

from duibiao.lexicon import load
from duibiao.text import Span

_V = load("duibiao.reading.indicators")
_CATALOGUE = load("duibiao.lexicon.catalogues", "indicators.toml")
_LEAD, _DEPENDENT, _NOUNS, _SKIP, _MAIN, _TRAILING = (
    frozenset(_V[name].words)
    for name in ("lead", "dependent", "noun_tags", "skip_tags", "main_verbs", "trailing")
)
_CUT = re.compile(".*" + _V["cut"].regex() + r"(?=[^的，、])", re.DOTALL)
_KNOWN = re.compile(
    "|".join(sorted((re.escape(str(e["name"])) for e in _CATALOGUE.entries), key=lambda n: (-len(n), n)))
)
_EDGE = frozenset(" \t\n\r\u3000，。；：、！？“”（）()—·-")
_QUOTED = re.compile("[“”（）()]")
NAME_MOST = 32
"""Longest name read. 「规模以上工业企业数字化改造覆盖率」 has 16; beyond 32 it is a clause."""
COUNTED_MOST = 20
"""Longest noun read after a count."""


def named_before(text: str, start: int, end: int, most: int = NAME_MOST) -> Span | None:
    """The noun phrase that ends at ``end``, without what leads it; ``None`` when there is none."""
    start = max(start, end - most)
    while start < end and text[start] in _EDGE and text[start] != "“":
        start += 1
    while end > start and text[end - 1] in _EDGE and text[end - 1] not in "”）":
        end -= 1
    if end - start < 1:
        return None
    phrase = text[start:end]
    known = _KNOWN.search(phrase)
    limit = known.start() if known is not None else len(phrase)
    cut = _CUT.match(phrase, 0, limit)
    at = cut.end() if cut is not None and cut.end() < len(phrase) else 0
    at = _skip_leads(phrase, at, limit)
    while end > start + at and text[end - 1] == "的":
        end -= 1
    return Span(start + at, end) if start + at < end else None


def _skip_leads(phrase: str, at: int, limit: int) -> int:
    """Where the noun phrase begins: after leading verbs, adverbs, numbers and particles."""
    if at == limit:
        return at
    for word, tag in rjieba.tag(phrase[at:]):
        if at >= limit:
            return limit
        if word == "“" or (word not in _LEAD and tag not in _SKIP):
            return at
        at += len(word)
    return at


def counted_after(text: str, start: int, end: int) -> Span | None:
    """The noun that a count counts: 22个县 -> 县, 15家全国重点实验室 -> 全国重点实验室."""
    end = min(end, start + COUNTED_MOST)
    if start < end and text[start] == "的":
        start += 1
    at, last, quoted = start, -1, False
    ends: list[tuple[int, str]] = []
    for word, tag in rjieba.tag(text[start:end]):
        if _QUOTED.match(word):
            quoted = word in "“（("
            at += len(word)
            if not quoted and last >= 0:
                last = at
                ends.append((at, word))
            continue
        if not quoted and (word[0] in _EDGE or word in _MAIN):
            break
        if tag in _NOUNS:
            last = at + len(word)
            ends.append((last, word))
        elif last >= 0 and tag not in ("v", "m", "q", "f", "vd"):
            break
        elif tag in ("d", "uj", "c", "p", "y", "ul"):
            break
        at += len(word)
    while len(ends) > 1 and ends[-1][1] in _TRAILING:
        ends.pop()
    return Span(start, ends[-1][0]) if ends else None


def depends(name: str) -> bool:
    """Whether a name says nothing without the subject before it (总量, 增速)."""
    return name in _DEPENDENT
