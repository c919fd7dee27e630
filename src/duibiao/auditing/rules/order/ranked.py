"""Ranks against what they are among: how many places there are, the values beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.misprints import may_lie_in
from duibiao.auditing.figures.page import Figure, Page, Sentence
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_N = "(?:[0-9０-９]{1,3}|[一二两三四五六七八九十百]{1,4})"
_AMONG = re.compile(
    f"(?<![第0-9０-９一二三四五六七八九十])(?P<all>{_N})个?(?:{_V['places_ranked'].regex()})(?:（[^（）]{{1,12}}）)?"
    f"[^，。；\\n0-9]{{0,8}}?(?:{_V['ranking'].regex()}|(?=第))"
    r"(?P<rest>[^。；\n]*)"
)
_RANK = re.compile(f"第(?P<n>{_N})[位名]")
_WIDER = re.compile(_V["ranked_wider"].regex())
_PLACE = re.compile(
    f"^[，、]?(?:{_V['ranked_by'].regex()})?(?:{_V['ranked_as'].regex()})?(?:(?P<first>{_V['ranked_first'].regex()})|(?P<second>{_V['ranked_second'].regex()})|第(?P<n>[三四五六]))位?(?=[，。；、）])"
)
_BEST = re.compile(f"^的?(?:{_V['best_by'].regex()})?(?:{_V['ranked_best'].regex()})")
_WORST = re.compile(f"^的?(?:{_V['best_by'].regex()})?(?:{_V['ranked_worst'].regex()})")
_RATES = frozenset(("growth", "share"))
_OF_ITS_OWN = re.compile(_V["own_subject"].regex())
ROW_LEAST, NAME_MOST = 4, 16
"""Values of a row one of which is said to be the best or the worst; characters before each of them."""
PLACES_LEAST = 3
"""Of fewer places nobody tells a rank."""


def rank_of_many(page: Page) -> Iterator[Remark]:
    """在全省119个县中的名次由第17位前移到第9位: no rank is a higher number than there are places."""
    for match in _AMONG.finditer(page.document.text):
        places = value_of(match["all"])
        if places is None or places < PLACES_LEAST:
            continue
        for rank in _RANK.finditer(match["rest"]):
            n, between = value_of(rank["n"]), match["rest"][: rank.start()]
            if n is None or _WIDER.search(between) is not None:
                break
            right = n <= places
            if not right and not may_lie_in(n, Decimal(1), places):
                continue
            formula = f"{rank['n']} {'≤' if right else '>'} {match['all']}"
            note = message("rank_within" if right else "rank_beyond", formula=formula)
            begin = match.start("rest")
            marks = [
                (Span(*match.span("all")), "whole"),
                (Span(begin + rank.start("n"), begin + rank.end("n")), STATED),
            ]
            yield _remark(page, marks, rank["n"], formula, note, right)


def ranked_values(page: Page) -> Iterator[Remark]:
    """软件业488亿元，居首位，商务业365亿元次之，金融业192亿元列第三: in that order by their values, too."""
    for sentence in page.sentences:
        if len(sentence.figures) < 2:
            continue
        told = [(f, rank) for f in sentence.figures if (rank := _rank(f, sentence.span.end)) is not None]
        for (one, a), (other, b) in pairwise(told):
            if (one.unit, one.kind) != (other.unit, other.kind) or b != a + 1:
                continue
            right = one.amount.high >= other.amount.low
            formula = f"{one.amount.words} {'≥' if right else '<'} {other.amount.words}"
            note = message("ranked_right" if right else "ranked_wrong", formula=formula)
            yield _remark(
                page, [(one.span, "other"), (other.span, STATED)], other.amount.words, formula, note, right
            )


def _row_of(sentence: Sentence, figure: Figure) -> Sequence[Figure]:
    """The other values of the row that a figure stands in: of one unit, side by side, each with a name."""
    kinds = _RATES if figure.kind in _RATES else frozenset((figure.kind,))
    like = [f for f in sentence.figures if f.unit == figure.unit and f.kind in kinds]
    first = sentence.figures.index(like[0])
    together = sentence.figures[first : first + len(like)] == like and len(like) >= ROW_LEAST
    named = all(len(f.lead) <= NAME_MOST and not _OF_ITS_OWN.search(f.lead) for f in like[1:])
    return [f for f in like if f is not figure] if together and named else ()


def _rank(figure: Figure, end: int) -> int | None:
    """The rank that the words just after a level give it."""
    if figure.kind not in ("level", "share") or not figure.unit:
        return None
    after = "".join(figure.page.document.text[figure.span.end : min(end, figure.span.end + 12)].split())
    match = _PLACE.match(after)
    if match is None:
        return None
    value = value_of(match["n"]) if match["n"] else None
    return 1 if match["first"] else 2 if match["second"] else int(value) if value is not None else None


def best_and_worst(page: Page) -> Iterator[Remark]:
    """甲县以9.4%的增速领跑，乙县8.9%，丙县8.7%，丁县7.6%垫底: none above the best, none below the worst."""
    for sentence in page.sentences:
        for figure in sentence.figures if len(sentence.figures) >= ROW_LEAST else ():
            best, worst = _BEST.match(figure.tail), _WORST.match(figure.tail)
            for other in _row_of(sentence, figure) if best is not None or worst is not None else ():
                above, below = (figure, other) if best is not None else (other, figure)
                right = above.amount.high > below.amount.low
                formula = f"{above.amount.words} {'≥' if right else '<'} {below.amount.words}"
                note = message("ranked_right" if right else "ranked_wrong", formula=formula)
                marks = sorted([(other.span, "other"), (figure.span, STATED)])
                yield _remark(page, marks, figure.amount.words, formula, note, right)


def _remark(
    page: Page, marks: list[tuple[Span, str]], stated: str, formula: str, note: str, right: bool
) -> Remark:
    verdict = Verdict.of(right)
    return Remark(page, marks, verdict, stated, "", formula, note, changes=not right)
