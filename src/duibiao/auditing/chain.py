"""The chain table: headline indicators from report to report, with what does not fit and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.page import Figure, Page
from duibiao.auditing.figures.series import Year, chains, missed
from duibiao.auditing.figures.units import factor
from duibiao.auditing.wording import message, number

COLUMNS = ("年度", "指标", "上年水平", "本年水平", "公布增速", "推算增速", "上年目标", "结果", "说明")
_TENTH = Decimal("0.1")


def rows(pages: Sequence[Page]) -> Iterator[tuple[str, ...]]:
    """One row for each indicator and year that has a level the year before or a target, the columns first."""
    yield COLUMNS
    for chain in chains(pages):
        for (name, year), now in sorted(chain.items(), key=lambda item: (item[0][1], item[0][0])):
            row = _row(chain.get((name, year - 1), Year(now.series, year - 1)), now)
            if row is not None:
                yield row


def _row(then: Year, now: Year) -> tuple[str, ...] | None:
    by_growth = now.target_growth is not None and now.growth is not None
    target = now.target_growth if by_growth else now.target_level
    result = now.growth if by_growth else now.level
    linked = then.level is not None and now.level is not None
    if not linked and (target is None or result is None):
        return None
    grown = _grown(then, now)
    return (
        str(now.year), now.series.name, _words(then.level), _words(now.level), _words(now.growth),
        number(grown.value, "%", _TENTH) if grown is not None else "", _words(target),
        _words(result) if target is not None else "", _note(now, grown, target, result),
    )  # fmt: skip


def _grown(then: Year, now: Year) -> Amount | None:
    """The rate that the two levels give, in percent."""
    if then.level is None or now.level is None or now.series.basis in ("rate", "added"):
        return None
    times = factor(then.level.unit, now.level.unit)
    if times is None:
        return None
    return (now.level.amount / then.level.amount.scaled(times) - Amount.exact(1)).scaled(100)


def _note(now: Year, grown: Amount | None, target: Figure | None, result: Figure | None) -> str:
    """What does not fit and why: a rate that the levels do not give, a target that was missed."""
    notes: list[str] = []
    if grown is not None and now.growth is not None and not _meet(grown, now.growth.amount):
        notes.append(message("price_sensitive" if now.series.basis == "real" else "revised_base"))
    comparable = target is not None and result is not None and target.unit == result.unit
    if comparable and target and result and missed(target, result, now.series.basis):
        notes.append(message("above_target" if now.series.basis == "rate" else "below_target"))
    return "；".join(notes)


def _meet(one: Amount, other: Amount) -> bool:
    return one.meets(other.low, other.high)


def _words(figure: Figure | None) -> str:
    if figure is None:
        return ""
    mark = {"min": "≥", "max": "≤", "approx": "约"}.get(figure.statement.bound.value, "")
    return mark + figure.amount.words
