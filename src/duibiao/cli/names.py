"""``duibiao names``: every place, zone, region, project, organisation and programme that a document names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from duibiao.cli.tables import columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from duibiao.gazetteer import Gazetteer
    from duibiao.reading.model import Mention
    from duibiao.reading.report import Report
    from duibiao.text import Document

_KEYS = ("id", "doc", "start", "end", "text", "type", "name", "adcode", "adcodes", "level", "nested", "why")
_COLUMNS = ("doc", "start", "text", "type", "name", "adcode", "adcodes", "why")


@click.command()
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--place", "name", help="Whose report it is, e.g. 广东省; else as the report says.")
@click.option("--year", type=int, help="Year of the report; else as the report says.")
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "table", "csv"]), default="jsonl", show_default=True
)
@click.option("--explain", is_flag=True, help="Show which rule found each name.")
@click.option(
    "--gazetteer", "extra", type=click.Path(path_type=Path), help="Places and names of your own (TOML)."
)
def command(
    files: tuple[Path, ...], name: str | None, year: int | None, form: str, explain: bool, extra: Path | None
) -> None:
    """Find every name in FILES and what it stands for; forms of one name get one name over all files."""
    from duibiao.gazetteer import Gazetteer  # noqa: PLC0415 (commands start fast)
    from duibiao.reading.mentions import find_mentions, join_names, same_table  # noqa: PLC0415
    from duibiao.reading.report import identify  # noqa: PLC0415
    from duibiao.sources import read_document  # noqa: PLC0415

    gazetteer = Gazetteer.load(extra)
    table = same_table(extra) if extra is not None else []
    given = gazetteer.resolve(name) if name is not None else None
    documents = [read_document(file) for file in files]
    reports = [(d, identify(d, place=given, year=year)) for d in documents]
    lines: Iterator[str]
    if explain:
        lines = (line for d, report in reports for line in _explained(d, report, gazetteer))
    else:
        read = [(d, find_mentions(d, home=r.place, year=r.year, gazetteer=gazetteer)) for d, r in reports]
        lines = _FORMATS[form]([m for mentions in join_names(read, table) for m in mentions])
    for line in lines:
        click.echo(line)


def _explained(document: Document, report: Report, gazetteer: Gazetteer) -> Iterator[str]:
    """Each name with the rule that found it."""
    from duibiao.reading.mentions import explain  # noqa: PLC0415

    for found, _nested in explain(document, home=report.place, year=report.year, gazetteer=gazetteer):
        text = found.span.of(document.text)
        yield f"{text}\t{found.type}\t{found.name or '—'}\t← {found.rule}: {found.why}"


def _record(mention: Mention) -> dict[str, object]:
    """The fields of ``_KEYS``, in that order."""
    own = {"start": mention.span.start, "end": mention.span.end, "type": mention.type.value}
    return {key: own[key] if key in own else getattr(mention, key) for key in _KEYS}


def _jsonl(found: Sequence[Mention]) -> Iterator[str]:
    import json  # noqa: PLC0415

    for mention in found:
        yield json.dumps(_record(mention), ensure_ascii=False)


def _csv(found: Sequence[Mention]) -> Iterator[str]:
    """``adcodes`` are separated by spaces; the first row names the columns."""
    import csv  # noqa: PLC0415
    import io  # noqa: PLC0415

    for row in (_KEYS, *(_cells(_record(m)) for m in found)):
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(row)
        yield line.getvalue()


def _table(found: Sequence[Mention]) -> Iterator[str]:
    yield from columns([list(_COLUMNS), *([_cell(_record(m)[c]) for c in _COLUMNS] for m in found)])


def _cells(record: dict[str, object]) -> list[str]:
    return [_cell(value) for value in record.values()]


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(value)
    return "" if value is None else str(value)


_FORMATS: dict[str, Callable[[Sequence[Mention]], Iterator[str]]] = {
    "jsonl": _jsonl,
    "table": _table,
    "csv": _csv,
}
