"""How binding the words of a target are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duibiao.lexicon import load
from duibiao.reading.model import Bound, Statement
from duibiao.reading.targets.model import Says, Word, Wording
from duibiao.text import Span

_V = load("duibiao.reading.targets")
_BEFORE = tuple((says, re.compile(_V[f"{says.value}_before"].regex())) for says in (Says.HARD, Says.SOFT))
_AFTER = tuple((says, re.compile(_V[f"{says.value}_after"].regex())) for says in (Says.HARD, Says.SOFT))
_MUST = frozenset(_V["must"].words)
_EXPECTED = re.compile(_V["expected"].regex())
_CLAUSE_END = re.compile("[，；。！：:;]")
_LISTED = re.compile(r"[、和与及]")
CLAUSE_MOST = 60
"""How far before a figure a word that governs it is looked for; the longest in the lines of targets is 34."""


def before(text: str, statement: Statement, floor: int) -> list[Word]:
    """力争, 确保, 控制在 in the clause of a figure, from the figure before it (``floor``) on."""
    start = max(floor, statement.span.start - CLAUSE_MOST, statement.sentence_span.start)
    for mark in _CLAUSE_END.finditer(text, start, statement.span.start):
        start = mark.end()
    return [
        Word(m.group(), Span(*m.span()), says)
        for says, pattern in _BEFORE
        for m in pattern.finditer(text, start, statement.span.start)
    ]


def after(text: str, end: int) -> list[Word]:
    """左右, 以上 behind a figure that ends at ``end``."""
    for says, pattern in _AFTER:
        match = pattern.match(text, end)
        if match is not None:
            return [Word(match.group(), Span(*match.span()), says)]
    return []


def shared(text: str, at: int, of: Sequence[Statement]) -> list[Word]:
    """分别增长4.5%、5.5%左右: the word behind the last figure of a list is said of all of it."""
    while at + 1 < len(of) and _LISTED.fullmatch(text, of[at].span.end, of[at + 1].span.start):
        at += 1
        if words := after(text, of[at].span.end):
            return words
    return []


def announced(text: str, opening: Span | None) -> list[Word]:
    """主要预期目标: what is announced so is expected."""
    if opening is None or _EXPECTED.search(text, *opening) is None:
        return []
    return [Word(opening.of(text), opening, Says.ANNOUNCED)]


def wording(statement: Statement, words: Sequence[Word]) -> Wording:
    """The class: a range; 力争 or 确保 before; the word behind; 不低于 before; the announcement; plain."""
    if statement.value_high is not None:
        return Wording.RANGE
    told = [w for w in words if w.says in (Says.HARD, Says.SOFT)]
    before = [w for w in told if w.span.end <= statement.span.start]
    behind = [w for w in told if w.span.start >= statement.span.end]
    for decisive in (
        [w for w in before if w.says is Says.SOFT],
        [w for w in before if w.text in _MUST],
        behind,
        before,
    ):
        if decisive:
            return Wording(decisive[0].says.value)
    return Wording.SOFT if any(w.says is Says.ANNOUNCED for w in words) else Wording.PLAIN


def bound(statement: Statement, words: Sequence[Word]) -> Bound:
    """The bound of the figure, or that of the word that it shares with its list."""
    if statement.bound is not Bound.EXACT:
        return statement.bound
    behind = [w for w in words if w.span.start >= statement.span.end]
    return next((_BOUND_OF[w.text] for w in behind if w.text in _BOUND_OF), statement.bound)


_BOUND_OF = {
    **dict.fromkeys(_V["soft_after"].words, Bound.APPROX),
    **dict.fromkeys((w for w in _V["hard_after"].words if w.endswith("上")), Bound.MIN),
    **dict.fromkeys((w for w in _V["hard_after"].words if not w.endswith("上")), Bound.MAX),
}
