"""Outcomes as the rows of a table, in the form of the State Council's own yearly table of its targets."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from duibiao.ledger.targets.model import Outcome
from duibiao.ledger.targets.wording import gap, labels, stated, told
from duibiao.reading import Statement
from duibiao.text import Span

_TENTH = Decimal("0.1")


class Row(NamedTuple):
    """One target as people read it: 指标, 目标, 措辞, 责任, 结果, 完成比/差, 结论, 出处."""

    indicator: str
    target: str
    wording: str
    responsible: str
    result: str
    ratio: str
    verdict: str
    source: str


def head() -> Row:
    """The names of the columns."""
    return Row(**labels("columns"))


def table(outcomes: Iterable[Outcome]) -> list[Row]:
    """A row for each outcome, in their order."""
    return [_row(o) for o in outcomes]


def _row(o: Outcome) -> Row:
    target = o.target
    at = target.value_span or target.span
    places = [_source(target.doc, at), *(_source(s.doc, s.span) for s in _shown(o))]
    return Row(
        indicator=target.indicator,
        target=told(target),
        wording=labels("wordings")[target.wording],
        responsible=target.responsible.text if target.responsible else "",
        result=" / ".join(stated(s) for s in _shown(o)),
        ratio=_ratio(o),
        verdict=labels("verdicts")[o.verdict],
        source=" → ".join(places),
    )


def _shown(o: Outcome) -> list[Statement]:
    return [*o.results, *([o.against] if o.against is not None else [])]


def _ratio(o: Outcome) -> str:
    """How much of it was reached (104.7%), or how far a rate is from it (-1.1个百分点)."""
    if o.ratio is not None:
        return f"{o.ratio.quantize(_TENTH)}%"
    if o.difference is None:
        return ""
    if o.difference == 0:
        return labels("ratio")["same"]
    size = gap(o.difference, o.target.unit or "%")
    if o.target.value is not None and o.target.value < 0:
        return f"{'多' if o.difference <= 0 else '少'}降{size}"
    return f"{'-' if o.difference < 0 else '+'}{size}"


def _source(doc: str, span: Span) -> str:
    return f"{doc}:{span.start}-{span.end}"
