"""``duibiao read``: every figure of a document and what it means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from duibiao.cli.tables import columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from duibiao.reading import Statement
    from duibiao.reading.record import Row
    from duibiao.text import Document

_COLUMNS = ("text", "value", "unit", "bound", "kind", "status", "period", "indicator", "place")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--place", "name", help="Whose report it is, e.g. 广东省; else as the report says.")
@click.option("--year", type=int, help="Year that the report plans; else as the report says.")
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "table", "csv"]), default="jsonl", show_default=True
)
@click.option("--explain", is_flag=True, help="Show which rule gave each field.")
@click.option("--at", type=int, help="Only the sentence at this offset.")
def command(file: Path, name: str | None, year: int | None, form: str, explain: bool, at: int | None) -> None:
    """Read every figure of FILE: value, unit, bound, kind, indicator, period, place, status."""
    from duibiao.gazetteer import Gazetteer  # noqa: PLC0415 (commands start fast)
    from duibiao.reading import explain_statements  # noqa: PLC0415
    from duibiao.reading.report import identify  # noqa: PLC0415
    from duibiao.sources import read_document  # noqa: PLC0415

    document = read_document(file)
    given = Gazetteer.load().resolve(name) if name is not None else None
    report = identify(document, place=given, year=year)
    found = explain_statements(document, place=report.place, year=report.year)
    if at is not None:
        found = ((s, rules) for s, rules in found if s.sentence_span.start <= at < s.sentence_span.end)
    if explain:
        _write(_explained(document, found))
    else:
        statements = (statement for statement, _rules in found)
        _write(_WRITERS[form](statements))


def _write(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _jsonl(of: Iterable[Statement]) -> Iterator[str]:
    import json  # noqa: PLC0415

    from duibiao.reading import record  # noqa: PLC0415

    for statement in of:
        yield json.dumps(record(statement), ensure_ascii=False)


def _csv(of: Iterable[Statement]) -> Iterator[str]:
    """Spans become ``start-end``; the first row names the columns."""
    import csv  # noqa: PLC0415
    import io  # noqa: PLC0415

    from duibiao.reading import RECORD_KEYS, record  # noqa: PLC0415

    def row(cells: Iterable[object]) -> str:
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(cells)
        return line.getvalue()

    yield row(RECORD_KEYS)
    for statement in of:
        yield row("-".join(map(str, v)) if isinstance(v, list) else v for v in record(statement).values())


def _table(of: Iterable[Statement]) -> Iterator[str]:
    from duibiao.reading import record  # noqa: PLC0415

    rows = [[str(record(s)[c] or "") for c in _COLUMNS] for s in of]
    yield from columns([list(_COLUMNS), *rows])


def _explained(document: Document, found: Iterable[tuple[Statement, dict[str, str]]]) -> Iterator[str]:
    """Each sentence once, then its figures with the rule behind each field."""
    from duibiao.reading import record  # noqa: PLC0415

    sentence = None
    for statement, rules in found:
        if statement.sentence_span != sentence:
            sentence = statement.sentence_span
            yield "\n" + "".join(sentence.of(document.text).split())
        yield f"  {statement.text}  [{statement.span.start}, {statement.span.end})"
        row = record(statement)
        for field, rule in rules.items():
            yield f"    {field:<10} {_shown(document, row, field)}  ← {rule}"


def _shown(document: Document, row: Row, field: str) -> str:
    """A field with what belongs to it: the value's upper end and unit, the words that it was read from."""
    if field == "value":
        high = f"～{row['value_high']}" if row["value_high"] is not None else ""
        return f"{row['value']}{high} {row['unit']}".rstrip()
    span = row.get(f"{field}_span")
    words = "".join(document.text[slice(*span)].split()) if isinstance(span, list) else ""
    said = f" 「{words}」" if words and words != row[field] else ""
    return f"{row[field] or '—'}{said}"


_WRITERS: dict[str, Callable[[Iterable[Statement]], Iterator[str]]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "table": _table,
}
