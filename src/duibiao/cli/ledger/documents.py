"""``duibiao ledger documents``: what the ledger holds."""

from __future__ import annotations

import click

from duibiao.cli.ledger.common import emit, format_option, ledger_option, the_place

_TITLES = {
    "place": "地方", "year": "年份", "kind": "种类", "title": "标题", "date": "日期", "origin": "来源",
    "characters": "字数", "name": "文件", "sha256": "哈希", "superseded_by": "已被更正为",
}  # fmt: skip
KINDS = {"report": "报告", "material": "本地材料"}


@click.command()
@click.option("--place", "name", help="Only documents of this place.")
@click.option("--year", type=int, help="Only documents of this year.")
@click.option("--kind", type=click.Choice(["report", "material"]), help="Only reports, or only material.")
@click.option("--all-versions", is_flag=True, help="Also documents that a corrected version supersedes.")
@click.option("--count", is_flag=True, help="Only how many rows each table has.")
@format_option
@ledger_option
def command(
    name: str | None,
    year: int | None,
    kind: str | None,
    all_versions: bool,
    count: bool,
    form: str,
    where: str,
) -> None:
    """List the documents by place and year."""
    from duibiao.ledger.asking.documents import counted, documents  # noqa: PLC0415 (commands start fast)
    from duibiao.ledger.store import Store  # noqa: PLC0415

    place = the_place(name)
    with Store.open(where) as store:
        if count:
            rows = [{"table": table, "rows": rows} for table, rows in counted(store)]
            emit(rows, form, {"table": "表", "rows": "行数"})
            return
        held = documents(store, place=place, year=year, kind=kind, superseded=all_versions)
    short = form == "table"
    emit(
        [
            {
                "place": h.origin.place,
                "year": h.origin.year,
                "kind": KINDS[h.origin.kind] if short else h.origin.kind,
                "title": h.origin.title,
                "date": h.origin.date,
                "origin": h.origin.origin,
                "characters": h.characters,
                "name": h.origin.name,
                "sha256": h.origin.sha256[:12] if short else h.origin.sha256,
                "superseded_by": h.superseded_by[:12] if short else h.superseded_by,
            }
            for h in held
        ],
        form,
        _TITLES,
    )
