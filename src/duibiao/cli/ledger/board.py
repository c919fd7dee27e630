"""``duibiao ledger board``: a place's facts by theme."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from duibiao.cli.ledger.common import emit, ledger_option, the_place, years
from duibiao.errors import UsageError

if TYPE_CHECKING:
    from duibiao.ledger.boards import Board, Filled

ALL = ("all", "全部")
WIDE = 40
"""Characters of a passage in a table; the other formats give all of it."""
_TITLES = {
    "section": "栏目",
    "standing": "谁说",
    "what": "事项",
    "text": "内容",
    "state": "状态",
    "source": "出处",
}
_EXPLAINED = {**_TITLES, "why": "规则"}


@click.command()
@click.argument("name", required=False, metavar="[NAME|all]")
@click.option("--place", "place_name", help="The place: 肇庆市, 441200.")
@click.option("--years", "span", help="Only documents of 2024, or of 2020-2024.")
@click.option(
    "--boards",
    "folder",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="A folder with board files of your own (docs/boards.md).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "md", "html"]),
    default="table",
    show_default=True,
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@click.option("--explain", is_flag=True, help="Show which rule put each passage on the board.")
@ledger_option
def command(
    name: str | None,
    place_name: str | None,
    span: str | None,
    folder: Path | None,
    form: str,
    output: Path | None,
    explain: bool,
    where: str,
) -> None:
    """Print or export the board NAME of a place, every cell with its source, and what the board misses.

    Without NAME the boards are listed; ``all`` gives every one of them.
    """
    from duibiao.ledger.boards import FromStore, boards, fill, the_board  # noqa: PLC0415 (commands start fast)
    from duibiao.ledger.store import Store  # noqa: PLC0415

    known = boards(folder)
    if name is None:
        _list(list(known.values()))
        return
    place = the_place(place_name)
    if place is None:
        raise UsageError(
            "请用 --place 说明是哪里的专题", hint="如 duibiao ledger board 新型储能 --place 肇庆市"
        )
    wanted = list(known.values()) if name in ALL else [the_board(name, known)]
    with Store.open(where) as store:
        filled = fill(wanted, FromStore(store), place, among=known.values(), years=years(span))
    _tell_left(filled)
    if form in ("md", "html"):
        _write(_page(filled, form), output)
    elif output is not None:
        raise UsageError("--output 和 --format md 或 html 一起用", hint="其他格式请用 > 存入文件")
    elif form == "json":
        _print_json(filled)
    else:
        _rows(filled, form, explain)


def _list(boards: Sequence[Board]) -> None:
    rows = [{"id": b.id, "title": b.title, "about": b.about} for b in boards]
    emit(rows, "table", {"title": "专题", "id": "编号", "about": "内容"})


def _tell_left(filled: Sequence[Filled]) -> None:
    if filled and filled[0].left:
        left = filled[0].left
        click.echo(f"未采用 {len(left)} 份材料，如 {left[0].origin.name}：{left[0].why}", err=True)


def _page(filled: Sequence[Filled], form: str) -> str:
    from duibiao.briefing.render.boards import render_html, render_markdown  # noqa: PLC0415

    return render_html(filled) if form == "html" else render_markdown(filled)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    output.write_text(text, encoding="utf-8")
    click.echo(f"写入 {output}", err=True)


def _print_json(filled: Sequence[Filled]) -> None:
    from duibiao.ledger.boards import record  # noqa: PLC0415

    made = [record(one) for one in filled]
    click.echo(json.dumps(made if len(made) > 1 else made[0], ensure_ascii=False, indent=1))


def _rows(filled: Sequence[Filled], form: str, explain: bool) -> None:
    from duibiao.ledger.boards import FLAT, flat  # noqa: PLC0415

    if form == "csv":
        emit([row for one in filled for row in flat(one)], form, {key: key for key in FLAT})
        return
    for one in filled:
        click.echo(f"{one.place} · {one.board.title}（{one.board.id}）", err=True)
        emit([_short(row) for row in flat(one)], form, _EXPLAINED if explain else _TITLES)


def _cut(text: str) -> str:
    """As much as a line of a terminal takes; what is left out shows."""
    return text if len(text) <= WIDE else f"{text[:WIDE]}……"


def _short(row: dict[str, Any]) -> dict[str, Any]:
    from duibiao.ledger.boards.cells import word  # noqa: PLC0415

    if row["kind"] == "missing":
        above = f"（上级报告：{'、'.join(row['parts'][:3])}）" if row["parts"] else ""
        return {"section": row["section"], "standing": "未见", "what": row["label"], "text": above}
    words = row["kind"] == "words"
    what = "原文" if words else " ".join(x for x in (row["label"], row["aspect"]) if x)
    parts = f" [{'、'.join(row['parts'])}]" if not words and row["parts"] else ""
    state = [word("states", row["state"]), row["period"]] if not words else []
    return {
        "section": row["section"],
        "standing": word("standings", row["standing"]),
        "what": what,
        "text": _cut(row["text"]) + parts,
        "state": " ".join(x for x in state if x),
        "source": f"{row['title'] or row['doc']}@{row['start']}",
        "why": row.get("why", ""),
    }
