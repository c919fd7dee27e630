"""Years in a row go on from one report to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duibiao.auditing.claims import Claim
from duibiao.auditing.figures.aligned import aligned, followers
from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.mentions import Mention
from duibiao.auditing.figures.page import Figure, Page

_NO_HAN = re.compile("[^\u4e00-\u9fff]")
_NO_WORD = re.compile("[^\u4e00-\u9fffA-Z0-9]")
_CLAUSE = re.compile("[，。；、\n]")
_ONE = Amount.exact(1)
ALIKE = 0.65
"""Part of the shorter subject's pairs of characters that two streaks of one thing share: in the corpus .65
and more; of two things at most .6."""
PAIRS_LEAST = 3
"""A subject of fewer pairs of characters says too little."""
STREAKS_MOST = 60
"""Streaks of a report that are looked at: the most that one of the corpus has is 16."""
TOLD_LATE = (0, 2)
"""Years more than in the report before where one of the two tells of a year that it does not look back on."""
SAID_MOST = 6
"""Characters after two numbers of years that have one in common where both are of one thing."""
BEFORE_MOST, AFTER_MOST = 40, 30
"""Code points around a streak that say of what it is."""


@dataclass(frozen=True, slots=True)
class _Streak:
    """连续N年: the pairs of characters of its subject and of what follows it."""

    figure: Figure
    subject: frozenset[str]
    said: frozenset[str]


def streak(pages: Sequence[Page]) -> Iterator[Claim]:
    """连续36年居首位, and 连续35年 in the report of the year before."""
    told = {id(p): _streaks(p) for p in pages if p.year is not None and p.place is not None}
    for before, after in followers(pages):
        earlier, later = told[id(before)], told[id(after)]
        found: set[Figure] = set()
        for one in later:
            base = _same(one, earlier)
            if base is not None and _same(base, later) is one:
                found.add(one.figure)
                yield _next_year(base.figure, one.figure)
        for pair in aligned(before, after, _may_go_on):
            more = pair.other.figure.statement.value - pair.one.figure.statement.value
            if pair.other.figure not in found and more not in TOLD_LATE:
                yield _next_year(pair.one.figure, pair.other.figure)


def _next_year(base: Figure, figure: Figure) -> Claim:
    return Claim(figure, [_exact(base) + _ONE], [(base, "base")], amount=_exact(figure))


def _may_go_on(one: Mention, other: Mention) -> bool:
    """Whether two numbers of years in a row may be of one thing: what is said of it begins alike."""
    a, b = one.figure, other.figure
    if not (_is_streak(a) and _is_streak(b)) or one.scopes != other.scopes:
        return False
    said = [_NO_HAN.sub("", _CLAUSE.split(f.tail)[0])[:SAID_MOST] for f in (a, b)]
    return bool(set(said[0]) & set(said[1]))


def _is_streak(figure: Figure) -> bool:
    counted = (figure.kind == "duration" and figure.unit == "年") or figure.unit == "次"
    return (
        counted
        and figure.lead.endswith("连续")
        and figure.statement.status == "achieved"
        and bool(figure.tail)
    )


def _exact(figure: Figure) -> Amount:
    """Years in a row are never rounded."""
    return Amount.exact(figure.statement.value, figure.amount.words)


def _streaks(page: Page) -> list[_Streak]:
    found = []
    for figure in (f for s in page.sentences for f in s.figures):
        if _is_streak(figure):
            text, span = page.document.text, figure.span
            before = text[max(0, span.start - BEFORE_MOST) : span.start]
            after = _CLAUSE.split(text[span.end : span.end + AFTER_MOST])[0]
            found.append(_Streak(figure, _pairs(_subject(before)), _pairs(after, _NO_WORD)))
    return found[:STREAKS_MOST]


def _subject(before: str) -> str:
    """The last clause that says something before 连续, with what stands between (纯收入9730元，增幅连续)."""
    clauses = re.split("[，。；\n]", before.removesuffix("连续"))
    at = next(
        (at for at, c in reversed([*enumerate(clauses)]) if len(_NO_HAN.sub("", c)) > PAIRS_LEAST), None
    )
    return "，".join(clauses[at:]) if at is not None else ""


def _pairs(words: str, other: re.Pattern[str] = _NO_HAN) -> frozenset[str]:
    han = other.sub("", words)
    return frozenset(han[at : at + 2] for at in range(len(han) - 1))


def _same(one: _Streak, others: Sequence[_Streak]) -> _Streak | None:
    """The streak of the same thing: most of the subject alike, something of what is said of it."""
    told = [(_alike(one, other), other) for other in others]
    likeness, best = max(told, key=lambda pair: pair[0], default=(0, None))
    return best if likeness >= ALIKE else None


def _alike(one: _Streak, other: _Streak) -> float:
    a, b = one.figure, other.figure
    if (a.statement.indicator, a.tail[:4]) == (b.statement.indicator, b.tail[:4]):
        return 1
    least = min(len(one.subject), len(other.subject))
    shared = one.subject & other.subject
    return len(shared) / least if least >= PAIRS_LEAST and one.said & other.said else 0
