"""So much a day, a week, a month: what a stretch of time comes to, and the average over it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.page import Figure
from duibiao.auditing.figures.units import measure
from duibiao.auditing.rules.equations.equation import Equation, multiplies, plain
from duibiao.auditing.rules.equations.near import RATES, between, far, in_unit, plainly
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_PER = re.compile(_V["per_time"].regex())
_ONE_IN = re.compile(f"(?:{_V['one_in'].regex()})$")
_ONE = re.compile("^就?[^，。；0-9]{0,4}(?:一|1|１)(?P<unit>[^，。；]{1,3})")
_ALL_YEAR = re.compile(_V["all_year"].regex())
_STANDARD = re.compile(_V["standards"].regex())
_STOCK = re.compile(_V["stocks"].regex())
_DAYS = {"小时": ("小时",), "周": ("周", "星期"), "天": ("天", "日"), "月": ("月", "个月")}
"""What time is counted in, by what an average is told for."""
_OF_YEAR = {"天": (365, 366), "周": (52, 53), "月": (12, 12), "小时": (8760, 8784)}
NEAR = 4
"""Figures before and after an average among which its total is looked for."""
APART = Decimal("0.05")
"""What is printed and what comes out differ by more, before one is accused: work stops on some days."""


def pace(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """任务4200套，用了50天，日均84套; 全年43.8万户，平均每天1200户: a total by the time it took."""
    said = own[at]
    match = _PER.search(said.clause)
    if match is None or said.unit in RATES or said.kind not in ("level", "change"):
        return
    if _STANDARD.search(said.clause) or _STOCK.search(said.clause) or said.amount.value == 1:
        return
    time = next(unit for unit, names in _DAYS.items() if any(n in match.group() for n in names))
    near = own[max(0, at - NEAR) : at + 1 + NEAR]
    wholes = [f for f in near if _may_be_all(f, said) and "；" not in between(f, said)]
    spans = [
        f for f in near if f.kind == "duration" and f.unit in _DAYS[time] and "；" not in between(f, said)
    ]
    if len(wholes) != 1 or len(spans) > 1:
        return
    whole = wholes[0]
    if spans:
        made = multiplies(
            2, [in_unit(whole, "whole", said.unit), plain(spans[0], "number"), plain(said, "each")]
        )
    elif _ALL_YEAR.search(_before(own, said)) or whole.statement.period.isdigit():
        made = _by_year(whole, said, time)
    else:
        return
    sure = bool(spans) or _ALL_YEAR.search(_before(own, said)) is not None
    yield replace(made, told=sure and plainly(made) and far(made, APART))


def _by_year(whole: Figure, said: Figure, time: str) -> Equation:
    low, high = _OF_YEAR[time]
    n = Amount(Decimal(low), Decimal(low), Decimal(high), str(low))
    all_, one = in_unit(whole, "whole", said.unit), plain(said, "each")
    return Equation(one, all_.amount / n, ((all_, one.amount * n),))


def _before(own: Sequence[Figure], said: Figure) -> str:
    return said.page.document.text[said.statement.sentence_span.start : said.span.start]


def _may_be_all(figure: Figure, said: Figure) -> bool:
    if figure is said or measure(figure.unit) != measure(said.unit) or figure.kind not in ("level", "change"):
        return False
    named = figure.lead[-12:]
    return (
        not (figure.sorts or _PER.search(named) or _STOCK.search(named))
        and figure.amount.value > said.amount.value
    )


def one_in_so_long(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """全年落地项目96个，平均3.8天1个."""
    said = own[at]
    one = _ONE.match(_after(said))
    if said.unit != "天" or not _ONE_IN.search(said.lead) or one is None:
        return
    counts = [
        f for f in own[max(0, at - NEAR) : at] if f.unit and one["unit"].startswith(f.unit) and not f.sorts
    ]
    days = [f for f in own[max(0, at - NEAR) : at] if f.kind == "duration" and f.unit == "天"]
    if len(counts) != 1 or len(days) > 1:
        return
    if days:
        made = multiplies(2, [plain(days[0], "whole"), plain(counts[0], "number"), plain(said, "each")])
    elif _ALL_YEAR.search(_before(own, said)):
        made = _by_year_one(counts[0], said)
    else:
        return
    yield replace(made, told=plainly(made) and far(made, APART))


def _by_year_one(count: Figure, said: Figure) -> Equation:
    n = Amount(Decimal(365), Decimal(365), Decimal(366), "365")
    number, one = plain(count, "number"), plain(said, "each")
    return Equation(one, n / number.amount, ((number, n / one.amount),))


def _after(said: Figure) -> str:
    end = said.statement.sentence_span.end
    return "".join(said.page.document.text[said.span.end : end].split())[:12]


GUESSES = (pace, one_in_so_long)
