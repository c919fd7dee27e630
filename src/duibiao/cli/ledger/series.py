"""``duibiao ledger series``: an indicator over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from duibiao.cli.ledger.common import emit, format_option, ledger_option, the_place, years
from duibiao.cli.ledger.wording import KINDS, STATUSES, amount, source

if TYPE_CHECKING:
    from duibiao.ledger.asking.series import Point

_TITLES = {
    "period": "时期",
    "kind": "类别",
    "status": "状态",
    "printed": "数值",
    "source": "出处",
    "other": "其他说法",
}


@click.command()
@click.option("--place", "name", required=True, help="The place: 广东省, 440000, 全国.")
@click.option("--indicator", required=True, help="Name, other name or id: 地区生产总值, GDP, gdp.")
@click.option("--years", "span", help="2024 or 2020-2024.")
@format_option
@ledger_option
def command(name: str, indicator: str, span: str | None, form: str, where: str) -> None:
    """Print what the documents say of an indicator, the latest document first, contradictions marked."""
    from duibiao.ledger.asking.series import series, the_indicator  # noqa: PLC0415 (commands start fast)
    from duibiao.ledger.store import Store  # noqa: PLC0415

    place = the_place(name)
    assert place is not None
    found = the_indicator(indicator)
    with Store.open(where) as store:
        points = series(store, place, found, years=years(span))
    if form == "table":
        click.echo(f"{place.name} · {found.name}（{found.id}）", err=True)
        if not points:
            click.echo("账本里没有这个地方的这个指标", err=True)
            return
    emit(
        [_short(p) if form == "table" else _full(p) for p in points], form, _TITLES if form != "csv" else _CSV
    )


def _short(point: Point) -> dict[str, Any]:
    others = [f for f in point.said[1:] if amount(f.statement) != amount(point.latest.statement)]
    told = "；".join(f"{amount(f.statement)}（{source(f.origin, f.statement.span.start)}）" for f in others)
    return {
        "period": point.period,
        "kind": KINDS[point.kind],
        "status": STATUSES[point.status],
        "printed": amount(point.latest.statement),
        "source": source(point.latest.origin, point.latest.statement.span.start),
        "other": ("矛盾：" if point.conflict else "") + told,
    }


_CSV = {
    key: key
    for key in (
        "period", "kind", "status", "value", "value_high", "unit", "bound", "text", "indicator", "conflict",
        "title", "sha256", "start", "end", "id",
    )
}  # fmt: skip


def _full(point: Point) -> dict[str, Any]:
    from duibiao.reading import record  # noqa: PLC0415

    rows = [
        {
            **record(fact.statement),
            "why": fact.why,
            "title": fact.origin.title,
            "sha256": fact.origin.sha256,
            "year": fact.origin.year,
        }
        for fact in point.said
    ]
    first = {key: rows[0][key] for key in _CSV if key in rows[0]}
    return {**first, "conflict": point.conflict, "said": rows}
