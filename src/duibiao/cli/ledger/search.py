"""``duibiao ledger search``: passages with the words."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from duibiao.cli.ledger.common import emit, format_option, ledger_option, the_place

if TYPE_CHECKING:
    from duibiao.ledger.asking.search import Found, Hit

_TITLES = {"document": "文档", "section": "所在部分", "snippet": "文字", "start": "起", "end": "止"}


@click.command()
@click.argument("text")
@click.option("--place", "name", help="Only documents of this place or a place in it.")
@click.option("--year", type=int, help="Only documents of this year.")
@click.option("--kind", type=click.Choice(["report", "material"]), help="Only reports, or only material.")
@click.option("--limit", type=click.IntRange(1, 400), default=20, show_default=True)
@format_option
@ledger_option
def command(
    text: str, name: str | None, year: int | None, kind: str | None, limit: int, form: str, where: str
) -> None:
    """Find TEXT to the character; parts separated by spaces must all stand in the passage."""
    from duibiao.ledger.asking.search import search  # noqa: PLC0415 (commands start fast)
    from duibiao.ledger.store import Store  # noqa: PLC0415

    place = the_place(name)
    with Store.open(where) as store:
        found = search(store, text, place=place, year=year, kind=kind, limit=limit)
    if form == "table":
        _show(found)
    else:
        emit([_row(hit) for hit in found.hits], form, _TITLES)


def _show(found: Found) -> None:
    """Each passage on two lines, and how many there are on standard error."""
    lit = sys.stdout.isatty()
    for number, hit in enumerate(found.hits, start=1):
        start, end = hit.marks[0]
        click.echo(f"{number}. {hit.origin.title}  {hit.section}  [{start}, {end})")
        click.echo(f"   {_snippet(hit, lit)}")
    count = f"{found.total}{' 段以上' if found.more else ' 段'}"
    click.echo(f"共 {count}，显示 {len(found.hits)} 段", err=True)


def _row(hit: Hit) -> dict[str, object]:
    return {
        "document": hit.origin.title,
        "name": hit.origin.name,
        "sha256": hit.origin.sha256,
        "place": hit.origin.place,
        "year": hit.origin.year,
        "section": hit.section,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.text,
        "snippet": _snippet(hit, False),
        "marks": [list(mark) for mark in hit.marks],
        "score": str(hit.score),
    }


def _snippet(hit: Hit, lit: bool) -> str:
    """The words with what stands around them, what was found in 【】 or lit; …… for what is left out."""
    parts: list[str] = []
    at = hit.snippet.start
    base = hit.passage.start
    for mark in hit.marks:
        if mark.start < at or mark.end > hit.snippet.end:
            continue
        words = hit.text[mark.start - base : mark.end - base]
        shown = click.style(words, bold=True, fg="red") if lit else f"【{words}】"
        parts += [hit.text[at - base : mark.start - base], shown]
        at = mark.end
    parts.append(hit.text[at - base : hit.snippet.end - base])
    head = "……" if hit.snippet.start > hit.passage.start else ""
    tail = "……" if hit.snippet.end < hit.passage.end else ""
    return head + "".join("".join(parts).split()) + tail
