"""``duibiao ledger export``: a panel for research."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from duibiao.cli.ledger.common import ledger_option, the_place, years
from duibiao.errors import UsageError


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["parquet", "csv", "stata", "xlsx"]),
    help="Else as the ending of --out says, else csv.",
)
@click.option("--out", "to", type=click.Path(path_type=Path, dir_okay=False), help="Else panel.FORMAT here.")
@click.option("--place", "name", help="Only this place.")
@click.option("--indicator", help="Only this indicator.")
@click.option("--years", "span", help="2024 or 2020-2024: only periods of one year within them.")
@click.option("--all", "unnamed", is_flag=True, help="Also figures of no indicator of the catalogue.")
@ledger_option
def command(
    form: str | None, to: Path | None, name: str | None, indicator: str | None, span: str | None,
    unnamed: bool, where: str,
) -> None:  # fmt: skip
    """Write one row for each figure of a place, a period and an indicator, and a codebook beside it."""
    from duibiao.ledger.asking.series import the_indicator  # noqa: PLC0415 (commands start fast)
    from duibiao.ledger.exporting import ENDINGS, panel, write_panel  # noqa: PLC0415
    from duibiao.ledger.store import Store  # noqa: PLC0415

    form = form or (_told(to, ENDINGS) if to is not None else "csv")
    place = the_place(name)
    wanted = the_indicator(indicator) if indicator is not None else None
    with Store.open(where) as store:
        made = panel(store, place=place, indicator=wanted, years=years(span), unnamed=unnamed)
    file, book = write_panel(made, to or Path(f"panel{ENDINGS[form]}"), form)
    click.echo(f"{len(made.rows)} 行，数据集版本 {made.version} → {file}，说明 {book}")


def _told(to: Path, endings: Mapping[str, str]) -> str:
    """The format whose ending a file has. Raises ``UsageError`` for an ending of none."""
    for form, ending in endings.items():
        if to.suffix.lower() == ending:
            return form
    raise UsageError(
        "看不出是哪种格式", where=str(to), hint=f"请用 --format，或用 {'、'.join(endings.values())} 结尾"
    )
