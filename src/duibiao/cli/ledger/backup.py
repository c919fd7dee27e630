"""``duibiao ledger backup``: one consistent copy."""

from __future__ import annotations

from pathlib import Path

import click

from duibiao.cli.ledger.common import ledger_option


@click.command()
@click.argument("to", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@ledger_option
def command(to: Path, where: str) -> None:
    """Copy the whole ledger to FILE while others go on reading and writing."""
    from duibiao.ledger.store import Store, backup  # noqa: PLC0415 (commands start fast)

    with Store.open(where) as store:
        backup(store, to)
    click.echo(f"备份到 {to}")
