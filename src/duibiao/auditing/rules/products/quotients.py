"""Indicators that two others give: gross product a head, what research takes of it, incomes compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from duibiao.auditing.claims import Claim, judge
from duibiao.auditing.figures.measured import when_of
from duibiao.auditing.figures.names import name_of
from duibiao.auditing.figures.page import Figure, Page
from duibiao.auditing.figures.strands import bases
from duibiao.auditing.model import Verdict
from duibiao.auditing.rules.repeated.across import REVISED
from duibiao.lexicon import load
from duibiao.reading import Bound

_KINDS = frozenset(("level", "share", "ratio"))


@dataclass(frozen=True, slots=True)
class _Quotient:
    """``scale``: what the quotient of the values is multiplied by as it is printed."""

    called: re.Pattern[str]
    unit: str
    dividend: re.Pattern[str]
    divisor: re.Pattern[str]
    scale: Decimal


@cache
def _quotients() -> tuple[_Quotient, ...]:
    return tuple(
        _Quotient(
            re.compile(entry["quotient"]), entry["unit"], re.compile(entry["dividend"]),
            re.compile(entry["divisor"]), Decimal(entry["scale"]),
        )
        for entry in load(__package__, "quotients.toml").entries
    )  # fmt: skip


def quotient(pages: Sequence[Page]) -> Iterator[Claim]:
    """人均地区生产总值7.8万元: 5696亿元 ÷ 732万人, all of one year, in any passages."""
    figures: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for page in pages:
        started = bases(page)
        for f in (f for s in page.sentences for f in s.figures if f.kind in _KINDS):
            when = when_of(f, f in started)
            if len(when) == 4 and f.statement.status == "achieved":
                figures[f.statement.adcode, when].append(f)
    for of_one_year in figures.values():
        for known in _quotients():
            yield from _divided(known, of_one_year)


def _divided(known: _Quotient, figures: Sequence[Figure]) -> Iterator[Claim]:
    called = [f for f in figures if f.unit == known.unit and known.called.fullmatch(f.statement.indicator)]
    if not called:
        return
    levels = [f for f in figures if f.kind == "level" and f.statement.bound is not Bound.MIN]
    dividends = [f for f in levels if known.dividend.fullmatch(name_of(f)) and f not in called]
    divisors = [f for f in levels if known.divisor.fullmatch(name_of(f)) and f not in called]
    for stated in called:
        claims = [
            _claim(stated, a, b, known.scale)
            for a in dividends
            for b in divisors
            if a.unit == "元" and b.amount.value
        ]
        fitting = [c for c in claims if judge(c, c.computed[0]) is not Verdict.INCONSISTENT]
        if claims:
            yield (fitting or claims)[0]


def _claim(stated: Figure, dividend: Figure, divisor: Figure, scale: Decimal) -> Claim:
    computed = (dividend.amount / divisor.amount).scaled(scale)
    printed = stated.amount.value
    gap = abs(computed.value / printed - 1) if printed else Decimal(1)
    roles = [(dividend, "part"), (divisor, "whole")]
    return Claim(stated, [computed], roles, "revised_base" if gap <= REVISED else "")
