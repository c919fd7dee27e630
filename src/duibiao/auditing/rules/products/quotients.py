"""Indicators that two others give: gross product a head, what research takes of it, incomes compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from duibiao.auditing.claims import Claim
from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.measured import when_of
from duibiao.auditing.figures.names import name_of
from duibiao.auditing.figures.page import Figure, Page, sentences_together
from duibiao.auditing.figures.strands import bases
from duibiao.auditing.rules.repeated.headline import REVISED
from duibiao.auditing.vocabulary import vocabulary
from duibiao.lexicon import load
from duibiao.reading import Bound

_V = vocabulary(__package__)
_KINDS = frozenset(("level", "share", "ratio"))
_HUNDRED = Decimal(100)
RATIO_MOST = 8
"""Figures before a ratio among which the two that it is of are looked for."""
_WIDER = re.compile(_V["elsewhere"].regex() + "平均[^，；。]{0,8}$")


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
    called = [
        f
        for f in figures
        if f.unit == known.unit
        and known.called.fullmatch(f.statement.indicator)
        and not _WIDER.search(f.lead)
    ]
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
        fitting = [c for c in claims if c.fits]
        if claims:
            yield (fitting or claims)[0]


def _claim(stated: Figure, dividend: Figure, divisor: Figure, scale: Decimal) -> Claim:
    computed = (dividend.amount / divisor.amount).scaled(scale)
    printed = stated.amount.value
    gap = abs(computed.value / printed - 1) if printed else Decimal(1)
    roles = [(dividend, "part"), (divisor, "whole")]
    return Claim(stated, [computed], roles, "revised_base" if gap <= REVISED else "")


def known_ratios(page: Page) -> Iterator[Claim]:
    """常住人口94.9万人，城镇人口41.4万人。城镇化率43.6%: told beside what they are of."""
    for group in sentences_together(page):
        figures = [f for s in group for f in s.figures]
        for entry in load(__package__, "ratios.toml").entries:
            name = re.compile(entry["name"])
            for at, figure in enumerate(figures):
                if name.search(_named(figure)) is None or not _fit(figure, entry["unit"]):
                    continue
                above, below = (
                    [
                        f
                        for f in figures[max(0, at - RATIO_MOST) : at]
                        if re.search(entry[k], _named(f)) and f.kind == "level"
                    ]
                    for k in ("above", "below")
                )
                above, below = above[-1:], below[-1:]
                if above and below and above[0].unit == below[0].unit and above[0] is not below[0]:
                    yield from _ratio(figure, above[0], below[0])


def _named(figure: Figure) -> str:
    return figure.lead.rpartition("。")[2][-20:] if figure.lead else ""


def _fit(figure: Figure, unit: str) -> bool:
    return figure.unit == unit if unit else figure.kind == "ratio"


def _ratio(figure: Figure, above: Figure, below: Figure) -> Iterator[Claim]:
    quotient = above.amount / below.amount
    if figure.unit == "%":
        yield Claim(figure, [quotient.scaled(_HUNDRED)], [(above, "part"), (below, "whole")])
        return
    printed = re.split("[∶:：]", "".join(figure.statement.text.split()))
    if len(printed) == 2 and printed[1] in ("1", "１"):
        value = Decimal(printed[0])
        half = Decimal("0.5").scaleb(-len(printed[0].partition(".")[2]))
        amount = Amount(value, value - half, value + half, printed[0])
        yield Claim(figure, [quotient], [(above, "part"), (below, "whole")], amount=amount)
