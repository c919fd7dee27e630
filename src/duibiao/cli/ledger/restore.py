"""``duibiao ledger restore``: a backup in the ledger's place."""

from __future__ import annotations

from pathlib import Path

import click

from duibiao.cli.ledger.common import ledger_option


@click.command()
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@ledger_option
def command(source: Path, where: str) -> None:
    """Replace everything in the ledger by the backup FILE, all or nothing."""
    from duibiao.ledger.store import restore  # noqa: PLC0415 (commands start fast)

    restore(where, source)
    click.echo(f"已从 {source} 恢复")
