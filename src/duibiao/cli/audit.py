"""``duibiao audit``: the printed arithmetic of documents, recomputed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duibiao.auditing import Audit, Finding
    from duibiao.auditing.chain import Table
    from duibiao.text import Document, Span


@click.command()
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE...")
@click.option("--place", "name", help="Whose reports they are, e.g. 广东省; else as each says.")
@click.option("--year", type=click.IntRange(1949, 2100), help="Year that they plan; else as each says.")
@click.option(
    "--format", "form", type=click.Choice(["table", "jsonl", "html"]), default="table", show_default=True
)
@click.option("--strict", is_flag=True, help="Exit status 1 when something does not hold.")
@click.option("--explain", is_flag=True, help="Every check with its rule and operands, also what holds.")
@click.option(
    "--chain", is_flag=True, help="Levels, rates and targets from report to report instead of findings."
)
@click.option("--gazetteer", "extra", type=click.Path(path_type=Path), help="Places of your own (TOML).")
def command(
    files: tuple[Path, ...],
    name: str | None,
    year: int | None,
    form: str,
    strict: bool,
    explain: bool,
    chain: bool,
    extra: Path | None,
) -> None:
    """Recompute what FILES say of their own figures: sums, shares, rates, averages, lists, dates.

    Each file is checked by itself and against the others. What cannot be checked is told with its reason.
    """
    from duibiao.auditing import Verdict, audit, chain_tables  # noqa: PLC0415 (commands start fast)
    from duibiao.cli.files import gather  # noqa: PLC0415
    from duibiao.errors import UnreadableSource  # noqa: PLC0415
    from duibiao.gazetteer import Gazetteer  # noqa: PLC0415

    gazetteer = Gazetteer.load(extra)
    documents, skipped = gather(files)
    for line in skipped:
        click.echo(f"跳过 {line}", err=True)
    if not documents:
        raise UnreadableSource("没有可以核对的文件", where="、".join(map(str, files)), hint="请给出报告")
    place = gazetteer.resolve(name) if name is not None else None
    if chain:
        show_chain(chain_tables(documents, place=place, gazetteer=gazetteer), documents, form)
        return
    made = audit(documents, place=place, year=year, gazetteer=gazetteer)
    show(made, documents, form, explain=explain)
    if strict and made.counts[Verdict.INCONSISTENT]:
        sys.exit(1)


def show(made: Audit, documents: Sequence[Document], form: str, *, explain: bool = False) -> None:
    """Print the findings: a page, JSON Lines, what does not hold, or every check."""
    if form == "html":
        from duibiao.briefing.render.audit import render_html  # noqa: PLC0415

        click.echo(render_html(made, documents), nl=False)
    elif form == "jsonl":
        _write(_jsonl(made))
        click.echo(_counted(made), err=True)
    else:
        _write(_explained(made) if explain else _table(made, documents))
        click.echo(_counted(made))


def show_chain(tables: Sequence[Table], documents: Sequence[Document], form: str) -> None:
    """Print the chain of consecutive reports: a page, JSON Lines, or lines with tabs."""
    import json  # noqa: PLC0415

    from duibiao.auditing.chain import COLUMNS, record  # noqa: PLC0415

    rows = [row for table in tables for row in table.rows]
    if form == "html":
        from duibiao.briefing.render.audit import render_chain  # noqa: PLC0415

        click.echo(render_chain(tables, documents), nl=False)
    elif form == "jsonl":
        _write(json.dumps(record(row), ensure_ascii=False) for row in rows)
    else:
        _write("\t".join(cells) for cells in (COLUMNS, *(row.cells for row in rows)))


def _write(lines: Iterator[str]) -> None:
    for line in lines:
        click.echo(line)


def _counted(made: Audit) -> str:
    """核对 120 处：相符 100，四舍五入后相符 10，对不上 2，无法核对 8."""
    from duibiao.auditing import Verdict  # noqa: PLC0415
    from duibiao.auditing.wording import labels  # noqa: PLC0415

    words = labels("verdicts")
    counts = "，".join(f"{words[v]} {made.counts[v]}" for v in Verdict)
    return f"核对 {len(made.findings)} 处：{counts}"


def _jsonl(made: Audit) -> Iterator[str]:
    import json  # noqa: PLC0415

    from duibiao.auditing import record  # noqa: PLC0415

    for finding in made.findings:
        yield json.dumps(record(finding), ensure_ascii=False)


def _table(made: Audit, documents: Sequence[Document]) -> Iterator[str]:
    """What does not hold, then what cannot be checked, a paragraph each; what holds is only counted."""
    from duibiao.auditing import Verdict  # noqa: PLC0415
    from duibiao.auditing.wording import labels  # noqa: PLC0415

    lines = {document.name: document.text for document in documents}
    for verdict in (Verdict.INCONSISTENT, Verdict.NOT_CHECKABLE):
        for finding in made.findings:
            if finding.verdict is verdict:
                at = finding.at
                number = lines[at.doc].count("\n", 0, at.span.start) + 1
                mark = "（改变结论）" if finding.changes_conclusion else ""
                where = f"{at.doc} 第{number}行 [{at.span.start}, {at.span.end})"
                yield f"{labels('verdicts')[verdict]}{mark}  {where}"
                yield f"  {labels('rules')[finding.rule]}：{finding.explanation}"


def _explained(made: Audit) -> Iterator[str]:
    """Every check: rule, verdict, formula, operands with their role and place, other rules on the figure."""
    told: dict[tuple[str, Span], list[str]] = {}
    for finding in made.findings:
        told.setdefault((finding.at.doc, finding.at.span), []).append(finding.rule)
    for finding in made.findings:
        yield f"{finding.rule}  {finding.verdict}  {finding.formula}  ← {finding.stated}{_bounds(finding)}"
        for o in finding.operands:
            yield f"    {o.role:<8} {''.join(o.text.split())}  {o.doc} [{o.span.start}, {o.span.end})"
        others = [rule for rule in told[finding.at.doc, finding.at.span] if rule != finding.rule]
        if others:
            yield f"    同一处另有  {'、'.join(dict.fromkeys(others))}"


def _bounds(finding: Finding) -> str:
    if finding.low is None or finding.high is None:
        return ""
    return f"  得 {finding.recomputed}"
