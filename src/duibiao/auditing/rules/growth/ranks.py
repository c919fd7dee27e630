"""Ranks that rise or fall: a lower number is the higher rank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_N = "[0-9０-９一二两三四五六七八九十百]{1,4}"
_RANKS = re.compile(
    rf"(?:由|从)[^，。；]{{0,14}}?第?(?P<first>{_N})[位名][，、]?"
    rf"(?:(?P<up>{_V['rank_up'].regex()})|(?P<down>{_V['rank_down'].regex()}))(?:[12][0-9]{{3}}年)?[^，。；0-9]{{0,8}}?第?(?P<last>{_N})[位名]"
    rf"(?:[，、](?:[^，。；0-9]{{0,4}})?(?:{_V['rank_moved'].regex()})了?(?P<moved>{_N})(?:个?位|名))?"
)
_AGAINST = re.compile(
    rf"第(?P<last>{_N})[位名][，、]?(?:[比较][^，。；0-9]{{0,6}}?)?(?P<way>{_V['rank_moved'].regex()})了?(?P<moved>{_N})(?:个?位次?|名)"
    rf"[，、（](?:而)?(?:[0-9]{{4}}年|[上去前]一?年)[^，。；0-9]{{0,6}}第(?P<first>{_N})[位名]"
)
_BACK = re.compile(_V["rank_lost"].regex())


def ranks(page: Page) -> Iterator[Remark]:
    """由第12位升至第9位，前移3位: up is to a smaller number, by as many as are said."""
    for match in _RANKS.finditer(page.document.text):
        first, last, moved = (value_of(match[g]) if match[g] else None for g in ("first", "last", "moved"))
        if first is None or last is None:
            continue
        up = match["up"] is not None
        right = last < first if up else last > first
        sign = "<" if last < first else ">" if last > first else "="
        formula = f"第{match['last']}位 {sign} 第{match['first']}位"
        way = message("rises" if up else "falls")
        note = message("rank_right" if right else "wrong_way", way=way, formula=formula)
        marks = [(Span(*match.span("first")), "base"), (Span(*match.span("last")), STATED)]
        stated = f"第{match['last']}位"
        yield Remark(page, marks, Verdict.of(right), stated, "", formula, note, changes=not right)
        if moved is not None and right:
            by = abs(first - last)
            note = message("rank_moved" if moved == by else "rank_not_moved", n=match["moved"], by=str(by))
            marks = [
                (Span(*match.span("first")), "base"),
                (Span(*match.span("last")), "end"),
                (Span(*match.span("moved")), STATED),
            ]
            formula = f"|{match['first']} − {match['last']}|"
            yield Remark(page, marks, Verdict.of(moved == by), match["moved"], str(by), formula, note)


def ranks_against(page: Page) -> Iterator[Remark]:
    """列第52位，比上年前移7位，而2007年列第59位: the rank before less by as many as are said."""
    for match in _AGAINST.finditer(page.document.text):
        last, moved, first = (value_of(match[g]) for g in ("last", "moved", "first"))
        if last is None or moved is None or first is None:
            continue
        back = _BACK.search(match["way"]) is not None
        by = last - first if back else first - last
        note = message("rank_moved" if moved == by else "rank_not_moved", n=match["moved"], by=str(abs(by)))
        formula = f"{match['last']} − {match['first']}" if back else f"{match['first']} − {match['last']}"
        marks = [(Span(*match.span("last")), "end"), (Span(*match.span("moved")), STATED)]
        marks.append((Span(*match.span("first")), "base"))
        yield Remark(page, marks, Verdict.of(moved == by), match["moved"], str(by), formula, note)
