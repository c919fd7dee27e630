"""``duibiao ledger upgrade``: the tables of this version."""

from __future__ import annotations

import click

from duibiao.cli.ledger.common import ledger_option


@click.command()
@ledger_option
def command(where: str) -> None:
    """Bring the ledger's tables to this version; back it up first."""
    from duibiao.ledger.store import Store  # noqa: PLC0415 (commands start fast)

    found, now = Store.upgraded(where)
    click.echo(f"账本已是 {now}" if found == now else f"账本从 {found} 升级到 {now}")
