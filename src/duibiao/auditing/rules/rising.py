"""What only grows: a report plans no less of it than it says has been reached."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from duibiao.auditing.claims import Remark
from duibiao.auditing.misprints import may_lie_in
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.names import akin, name_of
from duibiao.auditing.page import Figure, Page, years_of
from duibiao.auditing.strands import bases
from duibiao.auditing.wording import message
from duibiao.lexicon import load

_V, _P = load("duibiao.auditing"), load("duibiao.auditing", "passages.toml")
_UP_TO, _TO = (re.compile(_V[name].regex() + "(?:约|近|超)?$") for name in ("up_to", "to"))
_PASSES = re.compile(f"(?:{_P['passes'].regex()})$")
_LOW, _CUMULATED = (re.compile(_V[name].regex()) for name in ("lower_is_better", "cumulated"))
_GROWS, _FALLS = (re.compile(_P[name].regex()) for name in ("only_grows", "may_fall"))
_ANEW = re.compile("新|净增|" + _V["making"].regex())
_AVERAGE = re.compile(_V["averaged"].regex())
_KINDS = frozenset(("level", "share"))
NAME_LEAST = 4
"""Characters of a name that two passages need to mean one thing by it."""
ALIKE = 0.6
"""Part of the longer of two names that the shorter one has at least."""
BARE = 3
"""Last characters of a name that a plan without a verb ends in."""
NEAR = 2
"""What is planned is at most so many times what has been reached."""
TOLD_MOST = 40
"""Levels of one unit before a plan that are looked at."""


def planned_rise(page: Page) -> Iterator[Remark]:
    """城镇化率达到64.7% of last year, and 提高到67% in the plan: no less than what has been reached."""
    reached: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    started = bases(page)
    for figure in (f for s in page.sentences for f in s.figures if f.kind in _KINDS):
        s = figure.statement
        key = (figure.unit, figure.kind, s.adcode)
        if s.status == "achieved" and figure not in started:
            reached[key].append(figure)
        elif s.status == "target" and _goes_up(figure):
            known = [f for f in reached[key][-TOLD_MOST:] if _one_stock(f, figure)]
            if known and (not _below(figure, known[-1]) or _slipped(figure, known[-1])):
                yield _told(page, known[-1], figure)


def _goes_up(target: Figure) -> bool:
    """Whether a plan says that something rises to a level, or reaches one that only ever rises."""
    name, clause = target.statement.indicator, re.split("[，；、]", target.lead)[-1]
    if _LOW.search(name) or _CUMULATED.search(clause):
        return False
    if _UP_TO.search(clause):
        return True
    reaches = _TO.search(clause) is not None or _PASSES.search(clause) is not None
    bare = clause.endswith(name[-BARE:])  # 全社会研发投入强度3.42%左右 in a row of aims
    return (reaches or (bare and not _ANEW.search(clause))) and _GROWS.search(name) is not None and _FALLS.search(name) is None


def _one_stock(base: Figure, target: Figure) -> bool:
    """Whether a level that has been reached is of what the plan names, at a time before."""
    years, planned = years_of(base.statement.period), years_of(target.statement.period)
    if years is None or planned is None or years[1] >= planned[1]:
        return False
    one, other = (n if len(n) >= NAME_LEAST else f.statement.indicator for f, n in ((f, name_of(f)) for f in (base, target)))
    short, long = sorted((one, other), key=len)
    like = akin(short, long) and (len(short) >= ALIKE * len(long) or one.endswith(other))  # a part of it
    alike = len(short) >= NAME_LEAST and (short == long or like)
    summed = _CUMULATED.search(base.lead) is not None
    averaged = {_AVERAGE.search(f.statement.indicator) is not None for f in (base, target)}
    return alike and not summed and len(averaged) == 1


def _below(target: Figure, base: Figure) -> bool:
    return target.amount.high < base.amount.low


def _slipped(target: Figure, base: Figure) -> bool:
    """Whether one slip of the pen explains a plan below what has been reached: else it is of something else."""
    planned, reached = target.statement.value, base.statement.value
    return may_lie_in(reached, planned / NEAR, planned) or may_lie_in(planned, reached, reached * NEAR)


def _told(page: Page, base: Figure, target: Figure) -> Remark:
    wrong = _below(target, base)
    formula = f"{target.amount.words} {'<' if wrong else '≥'} {base.amount.words}"
    note = message("plan_below" if wrong else "plan_above", formula=formula)
    verdict = Verdict.INCONSISTENT if wrong else Verdict.CONSISTENT
    return Remark(
        page, [(base.span, "base"), (target.span, STATED)], verdict, target.amount.words, base.amount.words,
        formula, note, changes=wrong,
    )  # fmt: skip


RULES = (planned_rise,)
