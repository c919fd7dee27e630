"""Indicators that are part of another: no more than the whole of their place and year in one sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from duibiao.auditing.claims import Remark
from duibiao.auditing.measured import when_of
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.page import Figure, Page
from duibiao.auditing.rules.wholes import most_of
from duibiao.auditing.strands import bases
from duibiao.auditing.wording import message
from duibiao.lexicon import load

Key = tuple[str, str, str, str]
YEAR_LENGTH = 4


@cache
def _known() -> Sequence[tuple[re.Pattern[str], re.Pattern[str]]]:
    entries = load("duibiao.auditing", "held.toml").entries
    return tuple((re.compile(entry["whole"]), re.compile(entry["part"])) for entry in entries)


def part_held(page: Page) -> Iterator[Remark]:
    """规模以上工业增加值, 一般公共预算收入 and gross product; 高速公路里程 and 公路里程."""
    started = bases(page)
    for sentence in page.sentences:
        levels: dict[Key, list[Figure]] = defaultdict(list)
        for f in (f for f in sentence.figures if f.kind == "level" and f.unit):
            s, when = f.statement, when_of(f, f in started)
            if len(when) == YEAR_LENGTH and s.indicator and s.status in ("achieved", "target"):
                levels[s.adcode, when, f.unit, s.status].append(f)
        for together in (of for of in levels.values() if len(of) > 1):
            for whole, part in _known():
                yield from _held(page, together, whole, part)


def _held(
    page: Page, figures: Sequence[Figure], called: re.Pattern[str], named: re.Pattern[str]
) -> Iterator[Remark]:
    wholes = [f for f in figures if called.fullmatch(f.statement.indicator)]
    whole = max(wholes, key=lambda f: f.statement.value, default=None)
    for part in figures if whole is not None else ():
        if named.fullmatch(part.statement.indicator) and part not in wholes and whole is not None:
            above = part.amount.low > most_of(whole)
            formula = f"{part.amount.words} {'>' if above else '≤'} {whole.amount.words}"
            note = message("part_above" if above else "part_below", formula=formula)
            verdict = Verdict.INCONSISTENT if above else Verdict.CONSISTENT
            marks = [(whole.span, "whole"), (part.span, STATED)]
            yield Remark(page, marks, verdict, part.amount.words, "", formula, note, changes=above)


RULES = (part_held,)
