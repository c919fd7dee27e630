"""The chain table: indicators from report to report, with what does not fit and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from duibiao.auditing.chain.years import Chain, Line, Told, chains
from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.page import Figure, Page
from duibiao.auditing.figures.units import factor
from duibiao.auditing.model import Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message, number
from duibiao.reading import Bound
from duibiao.reading.record import plain
from duibiao.reading.standard import Standard, standardise

COLUMNS = ("年度", "指标", "上年水平", "本年水平", "公布增速", "推算增速", "上年目标", "结果", "说明")
_V = vocabulary("duibiao.auditing.chain")
_SCOPE = re.compile(_V["same_scope"].regex())
_UNMET = re.compile(_V["unmet"].regex())
_ONE, _TENTH = Decimal(1), Decimal("0.1")
_FAR = Decimal(8)
"""Percentage points between a rate at constant prices and one of levels that prices alone seldom make."""
_SIGNS = {
    ("before", Bound.MIN): "≤", ("before", Bound.MAX): "≥",
    ("level", Bound.MIN): "≥", ("level", Bound.MAX): "≤",
}  # fmt: skip
"""What a bound of a level makes of the rate."""
_OPEN = (Bound.APPROX, Bound.RANGE)
"""Aims that leave room; any other is a number to be reached, not one that was rounded."""
_MARKS = {"min": "≥", "max": "≤", "approx": "约"}


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator in one year. ``before``: the level of the year before; ``grown``: the rate that both
    levels give, in percent, ``grown_words`` as it is shown; ``target``: what the report of that year planned,
    ``result``: what it is held against. ``rate``, ``aim``: whether the printed rate is the recomputed one,
    and whether the target was met; ``None`` where they cannot be compared. ``notes``: what does not fit and
    why, or why nothing can be said."""

    place: str
    adcode: str
    year: int
    line: Line
    before: Figure | None
    level: Figure | None
    growth: Figure | None
    grown: Amount | None
    grown_words: str
    target: Figure | None
    result: Figure | None
    rate: Verdict | None
    aim: bool | None
    notes: tuple[str, ...]

    @property
    def apart(self) -> bool:
        """Whether levels and rate do not fit where prices do not explain it."""
        return self.rate is Verdict.NOT_CHECKABLE and self.line.basis != "real"

    @property
    def cells(self) -> tuple[str, ...]:
        """As a line of ``duibiao audit --chain``."""
        return (
            str(self.year), self.line.name, words(self.before), words(self.level), words(self.growth),
            self.grown_words, words(self.target), words(self.result), "；".join(self.notes),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """The chain of one government. ``reports``: the years of its reports; ``missing``: years between them of
    which there is none."""

    place: str
    adcode: str
    reports: tuple[int, ...]
    missing: tuple[int, ...]
    rows: tuple[Row, ...]

    @property
    def gaps(self) -> list[str]:
        """The missing years as people say them: 1961—1963, 1996."""
        runs: list[list[int]] = []
        for year in self.missing:
            if runs and runs[-1][-1] == year - 1:
                runs[-1].append(year)
            else:
                runs.append([year])
        return [str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs]

    @property
    def by_line(self) -> list[tuple[Line, list[Row]]]:
        """The rows of each indicator, the latest year first."""
        ordered = sorted(self.rows, key=lambda row: (row.line.order, -row.year))
        return [(line, list(rows)) for line, rows in groupby(ordered, lambda row: row.line)]


def tables(pages: Sequence[Page]) -> Iterator[Table]:
    """The chain of each government, years and indicators in order."""
    for chain in chains(pages):
        place = chain.pages[0].place
        assert place is not None
        years = tuple(sorted(chain.years))
        missing = tuple(year for year in range(years[0], years[-1]) if year not in chain.years)
        made = [_row(chain, told) for told in list(chain.told.values())]
        rows = sorted((row for row in made if row is not None), key=lambda r: (r.year, r.line.order))
        yield Table(place.name, place.adcode, years, missing, tuple(rows))


def rows(pages: Sequence[Page]) -> Iterator[tuple[str, ...]]:
    """The lines of all tables, the columns first."""
    yield COLUMNS
    for table in tables(pages):
        yield from (row.cells for row in table.rows)


def _row(chain: Chain, now: Told) -> Row | None:
    """``None`` where no report prints what came, nor what was planned and should have come."""
    line, then = now.line, chain.told.get((now.line.name, now.year - 1))
    before = then.get("level") if then is not None else None
    level = now.get("level")
    growth = now.get("growth", level)
    target, result = _aim(now, level, growth)
    if result is None and now.year >= max(chain.years):
        target = None  # nobody can know yet
    if level is None and growth is None and target is None:
        return None
    grown = _grown(before, now)
    sign = _sign(before, level)
    rate = _rate(grown, growth, sign)
    shown = sign + number(grown.value, "%", _TENTH) if grown is not None else ""
    aim = _met(target, result, line)
    moved = _moved(now, target, result) if aim is False else None
    notes = (*_grounds(rate, grown, now, before), *_outcome(chain, now, target, result, aim, moved))
    place = chain.pages[0].place
    assert place is not None
    return Row(
        place=place.name, adcode=place.adcode, year=now.year, line=line, before=before, level=level,
        growth=growth, grown=grown, grown_words=shown, target=target,
        result=result if target is not None else None, rate=rate,
        aim=None if moved is not None else aim, notes=notes,
    )  # fmt: skip


def _aim(now: Told, level: Figure | None, growth: Figure | None) -> tuple[Figure | None, Figure | None]:
    """The target and what it is held against: a rate against a rate, else a level against a level."""
    pairs = [(now.get("target_growth"), growth), (now.get("target_level"), level)]
    both = [pair for pair in pairs if pair[0] is not None and pair[1] is not None]
    return (*both, *((aim, None) for aim, _ in pairs if aim is not None), (None, None))[0]


def _grown(before: Figure | None, now: Told) -> Amount | None:
    """The rate that the two levels give, in percent."""
    level = now.get("level")
    if before is None or level is None or now.line.basis in ("rate", "added"):
        return None
    times = factor(before.unit, level.unit)
    if times is None:
        return None
    return (level.amount / before.amount.scaled(times) - Amount.exact(1)).scaled(100)


def _rate(grown: Amount | None, growth: Figure | None, sign: str) -> Verdict | None:
    """Whether the printed rate is the one that the levels give. Where it is not nobody is accused: levels are
    revised from report to report, rates are at constant prices."""
    if grown is None or growth is None:
        return None
    said = growth.amount
    if not grown.meets(said.low, said.high):
        beyond = (said.value > grown.value, said.value < grown.value)
        # a rate that is only bounded may be any beyond its bound
        return None if (beyond[0] and sign == "≥") or (beyond[1] and sign == "≤") else Verdict.NOT_CHECKABLE
    return Verdict.CONSISTENT if said.low <= grown.value <= said.high else Verdict.BY_ROUNDING


def _met(target: Figure | None, result: Figure | None, line: Line) -> bool | None:
    """Whether a result reaches its target: what is to stay low misses it upwards."""
    if target is None or result is None or target.kind != result.kind:
        return None
    times = factor(target.unit, result.unit)
    if times is None:
        return None
    aim, came = target.amount.scaled(times), result.amount
    low, high = (aim.low, aim.high) if target.statement.bound in _OPEN else (aim.value, aim.value)
    return came.low <= high if line.down else came.high >= low


# -- what does not fit, in words -----------------------------------------------------------------------


def _grounds(rate: Verdict | None, grown: Amount | None, now: Told, before: Figure | None) -> Iterator[str]:
    """Why a printed rate is not the one that the levels give."""
    level = now.get("level")
    growth = now.get("growth", level)
    if rate is not Verdict.NOT_CHECKABLE or grown is None or growth is None or before is None:
        return
    apart = grown.value - growth.amount.value
    by = number(abs(apart), "", _ONE)
    sentence = growth.statement.sentence_span.of(growth.page.document.text)
    scoped = _SCOPE.search("".join(sentence.split())) is not None
    if now.line.basis == "real":
        name = "chain_real_far" if apart > _FAR else "chain_real_above" if apart > 0 else "chain_real_below"
        yield message(name, by=by)
    elif scoped:
        yield message("chain_scope", by=by)
    else:
        yield message("chain_revised", by=by)
    if level is not None and (named := _renamed(before, level)):
        yield named


def _renamed(before: Figure, level: Figure) -> str:
    """Where the two reports tell it of another indicator of the catalogue: 公共财政收入, 一般公共预算收入."""
    kinds = {
        one.id for one in map(standardise, (before.statement, level.statement)) if isinstance(one, Standard)
    }
    names = ["".join(figure.statement.indicator.split()) for figure in (before, level)]
    return message("chain_renamed", before=names[0], now=names[1]) if len(kinds) > 1 else ""


def _recalled(now: Told, target: Figure) -> Figure | None:
    """The aim as a later report recalls it."""
    return now.get("recalled_growth" if target.kind == "growth" else "recalled_level")


def _moved(now: Told, target: Figure | None, result: Figure | None) -> Figure | None:
    """The aim that was set instead in the course of the year, as a later report tells it, where the result
    reaches that one."""
    recalled = _recalled(now, target) if target is not None else None
    return recalled if _met(recalled, result, now.line) and not _short(recalled) else None


def _outcome(
    chain: Chain,
    now: Told,
    target: Figure | None,
    result: Figure | None,
    aim: bool | None,
    moved: Figure | None,
) -> Iterator[str]:
    """What became of the target, where it was not met or nothing can be said."""
    if target is None:
        return
    recalled = _recalled(now, target)
    if moved is not None:
        yield message("chain_moved", year=str(moved.page.year), aim=words(moved))
        return
    if aim is not False and recalled is not None and _short(recalled):
        yield message("chain_owned_up", year=str(recalled.page.year))
    elif result is None:
        after = now.year + 1
        yield message("chain_no_result" if after in chain.years else "chain_no_report", year=str(after))
    elif aim is None:
        yield message("chain_other_measure")
    elif not aim:
        times = factor(target.unit, result.unit) or Decimal(1)
        apart = abs(result.amount.value - target.amount.value * times)
        unit = "个百分点" if result.unit == "%" else result.unit
        name = "chain_above" if now.line.down and target.amount.value > 0 else "chain_below"
        yield message(name, by=number(apart, unit, _TENTH))


def _short(recalled: Figure | None) -> bool:
    """Whether a report that recalls an aim says that it was not reached."""
    if recalled is None:
        return False
    s = recalled.statement
    return _UNMET.search("".join(s.sentence_span.of(recalled.page.document.text).split())) is not None


def _sign(before: Figure | None, level: Figure | None) -> str:
    """What bounds of the levels make of the rate: 44万亿 after ≥30万亿 is ≤46.7%."""
    if before is None or level is None:
        return ""
    bounds = (before.statement.bound, level.statement.bound)
    signs = {_SIGNS.get(pair) for pair in zip(("before", "level"), bounds, strict=True)} - {None}
    return next(iter(signs)) or "" if len(signs) == 1 else "约" if signs or Bound.APPROX in bounds else ""


def words(figure: Figure | None) -> str:
    """A printed figure with its bound: ≥126万亿元; 下降2%."""
    return mark(figure) + figure.amount.words.replace("\u200b", "") if figure is not None else ""


def mark(figure: Figure) -> str:
    """What stands before the print of a figure: 下降, ≥."""
    s = figure.statement
    falls = message("chain_falls") if s.value < 0 and not s.text.lstrip().startswith(("-", "－", "−")) else ""
    return falls + _MARKS.get(s.bound.value, "")


def record(row: Row) -> dict[str, Any]:
    """A row as data: every figure with its value and where it stands, decimals as plain strings."""
    figures = {
        name: _figure(getattr(row, name)) for name in ("before", "level", "growth", "target", "result")
    }
    grown = plain(row.grown.value.quantize(Decimal("0.0001"))) if row.grown is not None else None
    return {
        "place": row.place, "adcode": row.adcode, "year": row.year, "indicator": row.line.name, **figures,
        "recomputed_growth": grown, "rate": row.rate.value if row.rate is not None else None,
        "met": row.aim, "notes": list(row.notes),
    }  # fmt: skip


def _figure(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    s = figure.statement
    return {
        "text": "".join(s.text.split()), "value": plain(s.value), "unit": s.unit, "bound": s.bound.value,
        "doc": s.doc, "start": s.span.start, "end": s.span.end, "report": figure.page.year,
    }  # fmt: skip
