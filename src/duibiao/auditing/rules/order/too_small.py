"""Sizes that cannot be: a headline level in 万 among those in 亿, things counted with a decimal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Figure, Page
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message

_V = vocabulary(__package__)
_HEADLINE = re.compile(f"(?:{_V['whose'].regex()})?(?:{_V['headlines'].regex()})")
_AVERAGED = re.compile(_V["averaged"].regex())
_LIVING = frozenset(_V["counted_whole"].words)
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_SHARED = re.compile(_V["shared_out"].regex())
KNOWN_LEAST = 3
"""So many headline levels of a report show of what size they are."""
FAR, NEAR = 1_000, 40
"""A headline level is not so many times smaller than most; with 亿 for 万 it lies so near them."""
SCALE = 10_000


def headline_too_small(page: Page) -> Iterator[Remark]:
    """生产总值155亿元, 固定资产投资88亿元, 工业增加值79.57万元: 亿 is meant."""
    levels = [f for s in page.sentences for f in s.figures if _is_headline(f)]
    known = [f for f in levels if "亿" in f.statement.text]
    if len(known) < KNOWN_LEAST:
        return
    middle = sorted(known, key=lambda f: f.statement.value)[len(known) // 2]
    most = median(f.statement.value for f in known)
    for figure in levels:
        value = figure.statement.value
        if (
            "亿" in figure.statement.text
            or not value * FAR < most < value * SCALE * NEAR
            or value * SCALE > most * NEAR
        ):
            continue
        printed = figure.amount.words
        note = message("too_small", printed=printed, other=middle.amount.words)
        marks = sorted([(middle.span, "other"), (figure.span, STATED)])
        yield Remark(page, marks, Verdict.INCONSISTENT, printed, "", printed, note, changes=True)


def _is_headline(figure: Figure) -> bool:
    """Whether a figure is the level of a whole place that reports tell of first."""
    name = _HEADLINE.fullmatch(figure.statement.indicator)
    plain = figure.kind == "level" and figure.unit == "元" and figure.statement.value > 0
    plain = plain and not figure.tail.startswith(("的", "以上"))
    return plain and name is not None and _AVERAGED.search(figure.clause) is None and not figure.sorts


def part_of_one(page: Page) -> Iterator[Remark]:
    """存栏18.6头: there is no part of one; 万 is missing."""
    for figure in (f for s in page.sentences for f in s.figures if f.unit in _LIVING):
        printed = "".join(figure.statement.text.split())
        whole = _DECIMAL.fullmatch(printed.removesuffix(figure.unit)) is None
        if whole or figure.kind not in ("level", "change") or _SHARED.search(figure.clause + figure.tail[:2]):
            continue
        note = message("part_of_one", printed=printed)
        yield Remark(
            page, [(figure.span, STATED)], Verdict.INCONSISTENT, printed, "", printed, note, changes=True
        )
