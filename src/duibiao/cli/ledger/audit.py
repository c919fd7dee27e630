"""``duibiao ledger audit``: the arithmetic of stored reports."""

from __future__ import annotations

import sys

import click

from duibiao.cli.ledger.common import ledger_option, the_place, years


@click.command()
@click.option("--place", "name", required=True, help="Whose reports: 全国, 广东省, 440000.")
@click.option("--years", "span", help="Reports of these years: 2024 or 2020-2024.")
@click.option(
    "--format", "form", type=click.Choice(["table", "jsonl", "html"]), default="table", show_default=True
)
@click.option("--strict", is_flag=True, help="Exit status 1 when something does not hold.")
@click.option("--explain", is_flag=True, help="Every check with its rule and operands, also what holds.")
@ledger_option
def command(name: str, span: str | None, form: str, strict: bool, explain: bool, where: str) -> None:
    """Recompute what the stored reports of a place say of their own figures, each and one against another."""
    from duibiao.auditing import Verdict, audit  # noqa: PLC0415 (commands start fast)
    from duibiao.cli.audit import show  # noqa: PLC0415
    from duibiao.gazetteer import Gazetteer  # noqa: PLC0415
    from duibiao.ledger.asking.documents import reports  # noqa: PLC0415
    from duibiao.ledger.store import Store  # noqa: PLC0415

    place = the_place(name)
    assert place is not None
    with Store.open(where) as store:
        documents = reports(store, place, years=years(span))
    made = audit(documents, place=place, gazetteer=Gazetteer.load())
    show(made, documents, form, explain=explain)
    if strict and made.counts[Verdict.INCONSISTENT]:
        sys.exit(1)
