"""Parts told by their own names beside the whole: 受灾 and 绝收, a road and its length 境内, some of 26县."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.misprints import may_lie_in
from duibiao.auditing.figures.page import Figure, Page, sentences_together
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.rules.sums.wholes import averaged, may_hold
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.lexicon import load
from duibiao.reading import Bound
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_PAIRS = tuple(
    (
        re.compile(f"(?:{entry['whole']})[^，。；、]{{0,6}}$"),
        re.compile(f"^(?:其中|已|我[省市县区州])*(?:{entry['part']})[^，。；、]{{0,4}}$"),
    )
    for entry in load(__package__, "stages.toml").entries
)
_ANY_PART = re.compile("|".join(f"(?:{entry['part']})" for entry in load(__package__, "stages.toml").entries))
_WITHIN = re.compile(_V["taken_in"].regex())
_N = "[0-9０-９]{1,4}|[一二三四五六七八九十百]{1,4}"
_DIVISION = f"(?P<unit>{_V['divisions'].regex()})"
_OUT_OF = re.compile(
    f"(?P<n>(?<![0-9０-９.第年至—-])(?:{_N}))个?{_DIVISION}[^，。；、\\n0-9]{{0,4}}[中里]，?(?=已?有?(?:{_N})个)"
)
_SOME = "(?P<n>(?<![0-9０-９.第])(?:{n}))个(?:{unit}|(?={done}))(?![^，。；、]{{0,4}}(?:以外|之外))"
_ANEW = re.compile(_V["anew_in_next"].regex())
COLUMNS_LEAST = 2
"""A sentence that counts and adds up, which the next one tells parts of."""
NEXT_MOST = 2
"""Figures after a whole among which its part is told."""
SMALLEST = 50
"""A part is no smaller than this part of its whole, where one slip of the pen is looked for."""


def part_by_stage(page: Page) -> Iterator[Remark]:
    """受灾31.5万亩，绝收6.8万亩; 种植面积751万亩，开割面积487万亩; 连接线58.7公里，境内长25.2公里."""
    for sentence in page.sentences:
        if len(sentence.figures) < 2 or _ANY_PART.search(page.document.text, *_ends(sentence.span)) is None:
            continue
        for at, whole in enumerate(sentence.figures):
            for part in sentence.figures[at + 1 : at + 1 + NEXT_MOST]:
                if _is_stage_of(whole, part):
                    yield from _within(page, whole, part)
                    break


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _is_stage_of(whole: Figure, part: Figure) -> bool:
    """Whether a figure has the name of what is a part of the other by its nature, and nothing starts anew."""
    like = whole.kind == part.kind == "level" and may_hold(whole, part) and not averaged(part)
    if not like or averaged(whole) or "；" in part.lead or "比" in part.lead:
        return False
    clause, own = whole.clause, part.clause
    return any(w.search(clause) and p.search(own) and not p.search(clause) for w, p in _PAIRS)


def part_taken_in(page: Page) -> Iterator[Remark]:
    """受惠学生3100万人，领取补助的寄宿生1260万人包含在内."""
    for sentence in page.sentences:
        for at, part in enumerate(sentence.figures[1:], 1):
            whole = sentence.figures[at - 1]
            if _WITHIN.match(part.tail) and "；" not in part.lead and may_hold(whole, part):
                yield from _within(page, whole, part)


def _within(page: Page, whole: Figure, part: Figure) -> Iterator[Remark]:
    """The remark on a whole and its part, where one slip of the pen explains a part above it."""
    w, p = whole.statement.value, part.statement.value
    above = part.amount.low > whole.amount.high
    if above and not (may_lie_in(p, w / SMALLEST, w) or may_lie_in(w, p, p * SMALLEST)):
        return
    yield _part(page, (whole.span, whole.amount.words), (part.span, part.amount.words), above)


def some_of_divisions(page: Page) -> Iterator[Remark]:
    """26县中有18个县…，25个县…: no number of the same after it in the sentence is above it."""
    text = page.document.text
    for match in _OUT_OF.finditer(text):
        whole = value_of(match["n"])
        ends = [at for at in (text.find(mark, match.end()) for mark in "。；\n") if at >= 0]
        some = re.compile(_SOME.format(n=_N, unit=match["unit"], done=_V["done"].regex()))
        for part in some.finditer(text, match.end(), min(ends, default=len(text))):
            said = value_of(part["n"])
            if whole is not None and said is not None:
                a, b = (Span(*m.span("n")) for m in (match, part))
                yield _part(page, (a, match["n"]), (b, part["n"]), said > whole)


def _part(page: Page, whole: tuple[Span, str], part: tuple[Span, str], above: bool) -> Remark:
    formula = f"{part[1]} {'>' if above else '≤'} {whole[1]}"
    note = message("part_above" if above else "part_below", formula=formula)
    verdict = Verdict.of(not above)
    return Remark(
        page,
        [(whole[0], "whole"), (part[0], STATED)],
        verdict,
        part[1],
        whole[1],
        formula,
        note,
        changes=above,
    )


def parts_in_next(page: Page) -> Iterator[Remark]:
    """项目100个，投资442亿元。其中，工业项目53个，投资305亿元: each below what it is counted like."""
    for group in sentences_together(page):
        for before, sentence in pairwise(group):
            wholes = [
                f
                for f in before.figures
                if f.kind == "level" and f.unit and not (f.sorts or f.statement.bound is Bound.MIN)
            ]
            units = [f.unit for f in wholes]
            if not sentence.figures[0].lead.startswith("其中") or len(set(units)) < COLUMNS_LEAST:
                continue
            for part in sentence.figures:
                if _ANEW.search(part.lead) is not None:
                    break
                whole = next((w for w in wholes if w.unit == part.unit), None)
                plain = part.kind == "level" and not part.sorts and not averaged(part)
                if whole is not None and plain and units.count(part.unit) == 1:
                    yield from _within(page, whole, part)
