"""``duibiao ledger targets``: targets and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from duibiao.cli.ledger.common import emit, format_option, ledger_option, the_place, years

if TYPE_CHECKING:
    from duibiao.ledger.asking.targets import Followed
    from duibiao.ledger.targets import Outcome


@click.command()
@click.option("--place", "name", required=True, help="Whose reports: 全国, 广东省, 440000.")
@click.option("--years", "span", help="Reports of these years: 2024 or 2020-2024.")
@click.option("--all", "every", is_flag=True, help="Also targets outside the lines that announce the year's.")
@format_option
@ledger_option
def command(name: str, span: str | None, every: bool, form: str, where: str) -> None:
    """Print each target with its wording, the result that a later report states, and what became of it."""
    from duibiao.ledger.asking.targets import followed  # noqa: PLC0415 (commands start fast)
    from duibiao.ledger.store import Store  # noqa: PLC0415
    from duibiao.ledger.targets import head, table  # noqa: PLC0415

    place = the_place(name)
    assert place is not None
    with Store.open(where) as store:
        found = followed(store, place, years=years(span), headline=not every)
    if form == "json":
        emit([_full(o, found) for o in found.outcomes], form, {})
        return
    titles = {"year": "年份", **head()._asdict()}
    rows = [
        {"year": o.target.year, **row._asdict()}
        for o, row in zip(found.outcomes, table(found.outcomes), strict=True)
    ]
    if form == "table" and not rows:
        click.echo("账本里没有这个地方的报告，或报告里没有读到目标", err=True)
        return
    emit(rows, form, titles)


def _full(outcome: Outcome, found: Followed) -> dict[str, Any]:
    from duibiao.ledger.store.schema import TARGET_COLUMNS  # noqa: PLC0415
    from duibiao.reading import record  # noqa: PLC0415

    target = outcome.target
    fields = dict(zip(TARGET_COLUMNS.names, TARGET_COLUMNS.row(target), strict=True))
    words = [{"text": w.text, "start": w.span.start, "end": w.span.end, "says": w.says} for w in target.words]
    return {
        **fields,
        "words": words,
        "document": target.doc,
        "sha256": found.origins[target.doc].sha256,
        "verdict": outcome.verdict,
        "rule": outcome.rule,
        "why": outcome.why,
        "difference": outcome.difference,
        "ratio": outcome.ratio,
        "results": [{**record(s), "sha256": found.origins[s.doc].sha256} for s in outcome.results],
        "against": record(outcome.against) if outcome.against is not None else None,
    }
