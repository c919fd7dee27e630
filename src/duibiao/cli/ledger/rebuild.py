"""``duibiao ledger rebuild``: everything derived, anew."""

from __future__ import annotations

import click

from duibiao.cli.ledger.common import ledger_option
from duibiao.errors import PartialSuccess


@click.command()
@click.option("--workers", type=click.IntRange(1, 256), help="Processes that read; else as many as cores.")
@ledger_option
def command(workers: int | None, where: str) -> None:
    """Read every stored document again by this version's rules. Documents and decisions stay as they are."""
    from duibiao.ledger.adding import rebuild  # noqa: PLC0415 (commands start fast)
    from duibiao.ledger.store import Store  # noqa: PLC0415

    with Store.open(where) as store:
        done, failed = rebuild(store, workers=workers)
    click.echo(f"重建 {done} 份文档")
    for line in failed:
        click.echo(f"  未能读取 {line}", err=True)
    if failed:
        raise PartialSuccess(f"{len(failed)} 份文档没有重建，仍是原来的内容")
