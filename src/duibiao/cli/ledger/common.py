"""What the sub-commands share: which ledger, which place, and printing rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from duibiao.cli.tables import columns

if TYPE_CHECKING:
    from duibiao.gazetteer import Place

DEFAULT = "duibiao-ledger.sqlite"
Row = Mapping[str, Any]


def ledger_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--ledger``: a file, or the address of a PostgreSQL database."""
    return click.option(
        "--ledger",
        "where",
        envvar="DUIBIAO_LEDGER",
        default=DEFAULT,
        show_default=True,
        metavar="PATH|URL",
        help="The ledger: a file, or postgresql://… (also from DUIBIAO_LEDGER).",
    )(function)


def format_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--format table|json|csv``."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "json", "csv"]),
        default="table",
        show_default=True,
    )(function)


def the_place(name: str | None) -> Place | None:
    """The place of a ``--place`` option. Raises ``UnknownPlace``, ``AmbiguousPlace``."""
    from duibiao.gazetteer import Gazetteer  # noqa: PLC0415 (commands start fast)

    return Gazetteer.load().resolve(name) if name is not None else None


def years(given: str | None) -> tuple[int, int] | None:
    """2020 or 2020-2024, as first and last year. Raises ``UsageError``."""
    from duibiao.errors import UsageError  # noqa: PLC0415

    if given is None:
        return None
    ends = given.replace("—", "-").replace("～", "-").split("-")
    if not 1 <= len(ends) <= 2 or not all(e.strip().isdigit() and len(e.strip()) == 4 for e in ends):
        raise UsageError(f"看不懂年份“{given}”", hint="例如 2024 或 2020-2024")
    return int(ends[0]), int(ends[-1])


def emit(rows: Iterable[Row], form: str, titles: Mapping[str, str]) -> None:
    """Print rows: JSON with all keys, CSV and table with the columns of ``titles`` (key -> heading)."""
    listed = list(rows)
    if form == "json":
        click.echo(json.dumps([dict(r) for r in listed], ensure_ascii=False, indent=1, default=str))
    elif form == "csv":
        line = io.StringIO()
        writer = csv.writer(line, lineterminator="\n")
        writer.writerow(titles)
        writer.writerows([_cell(row.get(key)) for key in titles] for row in listed)
        click.echo(line.getvalue(), nl=False)
    else:
        lines = [list(titles.values()), *([_cell(row.get(key)) for key in titles] for row in listed)]
        for shown in columns(lines):
            click.echo(shown)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return "；".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
