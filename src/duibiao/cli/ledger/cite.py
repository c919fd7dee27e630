"""``duibiao ledger cite``: how to cite."""

from __future__ import annotations

import click

from duibiao.cli.ledger.common import ledger_option


@click.command()
@click.argument("what", required=False)
@click.option(
    "--style", type=click.Choice(["gbt7714", "bibtex", "csl"]), default="gbt7714", show_default=True
)
@ledger_option
def command(what: str | None, style: str, where: str) -> None:
    """Cite WHAT: a document by name, title or hash, a figure by its id; without it the whole data set."""
    from duibiao.ledger.asking.documents import find  # noqa: PLC0415 (commands start fast)
    from duibiao.ledger.exporting import cite_dataset, cite_document, cite_fact, is_fact  # noqa: PLC0415
    from duibiao.ledger.store import Store  # noqa: PLC0415

    with Store.open(where) as store:
        if what is None:
            click.echo(cite_dataset(store, style))
        elif is_fact(store, what):
            click.echo(cite_fact(store, what, style))
        else:
            click.echo(cite_document(find(store, what), style))
