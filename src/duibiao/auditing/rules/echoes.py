"""Figures that a report takes up again: 这N个 just told, aims explained after they are set, aims recalled."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from duibiao.auditing.amounts import Amount
from duibiao.auditing.claims import Claim
from duibiao.auditing.misprints import one_digit_off
from duibiao.auditing.names import akin, name_of
from duibiao.auditing.page import Figure, Page
from duibiao.auditing.series import over_a_year, series_of
from duibiao.lexicon import load

_V, _P = load("duibiao.auditing"), load("duibiao.auditing", "passages.toml")
_THIS, _ECONOMY = re.compile(f"(?:{_P['this'].regex()})$"), re.compile(_P["economy_grows"].regex())
_GROWTH_AIM = re.compile(_P["growth_aim"].regex())
_RECALLED, _RECALLS = (re.compile(_P[name].regex()) for name in ("recalled_after", "recalled_before"))
_ANNUAL = re.compile(_V["annual"].regex())
_KINDS = frozenset(("growth", "share"))
BEFORE_MOST, APART_MOST = 12, 160
"""Figures, and code points, before 这N个 among which it was told."""
PAIRS_LEAST = 3
"""Pairs of characters that the clauses before an aim, and before what recalls it, share."""
NAME_LEAST = 4
"""Characters of a name that two reports need to mean one thing by it."""


def this_many(page: Page) -> Iterator[Claim]:
    """共计119个。在这119个项目中: the number that was just told."""
    figures = [f for s in page.sentences for f in s.figures]
    for at, figure in enumerate(figures):
        if _THIS.search(figure.lead) is None:
            continue
        told = [
            f
            for f in figures[max(0, at - BEFORE_MOST) : at]
            if f.unit == figure.unit and figure.span.start - f.span.end <= APART_MOST
        ]
        value = figure.statement.value
        same = [f for f in told if f.statement.value == value]
        near = [f for f in told if one_digit_off(f.statement.value, value)]
        if same or near:
            yield _as_printed(figure, (same or near)[-1])


def aims_again(page: Page) -> Iterator[Claim]:
    """国内生产总值增长5%左右, and 经济增长预期目标为5%左右 where the report says why: one aim of one year."""
    told: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in (f for s in page.sentences for f in s.figures if f.kind in _KINDS and f.unit == "%"):
        s, name = figure.statement, _headline(figure)
        of_year = s.status == "target" and s.period == str(page.year) and not _ANNUAL.search(figure.lead)
        if name and of_year and s.value > 0 and over_a_year(figure):
            told[name, figure.kind, s.adcode].append(figure)
    for figures in told.values():
        for one, other in pairwise(figures):
            if one.statement.sentence_span != other.statement.sentence_span:
                yield _as_printed(other, one)


def _headline(figure: Figure) -> str:
    """The headline indicator that a rate is of; 经济增长 is of gross product."""
    series = series_of(figure.statement.indicator)
    if series is not None:
        return series.name
    clause = re.split("[，；。]", figure.lead)[-1]
    economy = _ECONOMY.search(clause) is not None and figure.kind == "growth"
    return "国内生产总值" if economy or _GROWTH_AIM.match(figure.tail) else ""


def aims_recalled(pages: Sequence[Page]) -> Iterator[Claim]:
    """略低于8%的预定目标, 没有实现年初确定的…降低4%: what the report before set."""
    aims = [(page, [f for s in page.sentences for f in s.figures if _is_aim(f, page)]) for page in pages]
    for page, _ in aims:
        for figure in (f for s in page.sentences for f in s.figures if f.unit and _recalls(f)):
            for before, set_then in aims:
                if before.place == page.place and (before.year or 0) + 1 == page.year:
                    same = [f for f in set_then if _one_aim(f, figure)]
                    values = {f.statement.value for f in same}
                    if len(values) == 1:
                        yield _as_printed(figure, same[-1])


def _is_aim(figure: Figure, page: Page) -> bool:
    return figure.statement.status == "target" and figure.statement.period == str(page.year)


def _recalls(figure: Figure) -> bool:
    before = figure.page.document.text[figure.statement.sentence_span.start : figure.span.start]
    return _RECALLED.match(figure.tail) is not None or _RECALLS.search("".join(before.split())) is not None


def _one_aim(aim: Figure, figure: Figure) -> bool:
    if aim.unit != figure.unit or aim.statement.adcode != figure.statement.adcode:
        return False
    one, other = _headline(aim), _headline(figure)
    if one or other:
        return one == other
    names = name_of(aim), name_of(figure)
    told = [{f"{a}{b}" for a, b in pairwise(re.split("[，；、]", f.lead)[-1])} for f in (aim, figure)]
    return min(map(len, names)) >= NAME_LEAST and akin(*names) and len(told[0] & told[1]) >= PAIRS_LEAST


def _as_printed(figure: Figure, other: Figure) -> Claim:
    """The claim that two numbers are one, to the last digit."""
    amounts = [Amount.exact(abs(f.statement.value), f.amount.words) for f in (other, figure)]
    return Claim(figure, amounts[:1], [(other, "other")], amount=amounts[1])


RULES = (this_many, aims_again)
