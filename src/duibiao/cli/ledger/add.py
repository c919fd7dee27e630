"""``duibiao ledger add``: files into the ledger."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duibiao.cli.ledger.common import ledger_option, the_place
from duibiao.errors import JobError, PartialSuccess

if TYPE_CHECKING:
    from duibiao.ledger.adding import Added


@click.command()
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="PATH...")
@click.option("--place", "name", help="Whose documents they are; else as each says.")
@click.option("--year", type=click.IntRange(1949, 2100), help="Their year; else as each says.")
@click.option("--workers", type=click.IntRange(1, 256), help="Processes that read; else as many as cores.")
@ledger_option
def command(
    paths: tuple[Path, ...], name: str | None, year: int | None, workers: int | None, where: str
) -> None:
    """Read files and folders in parallel and keep each with its figures, names and full text.

    A file that the ledger has is not added again; a corrected version of the same name, place and year
    supersedes the old one, which is kept. Exit status 3 when some files could not be read, 1 when none could.
    """
    from duibiao.cli.files import listed  # noqa: PLC0415 (commands start fast)
    from duibiao.ledger.adding import Source, add  # noqa: PLC0415
    from duibiao.ledger.store import Store  # noqa: PLC0415

    place = the_place(name)
    files, skipped = listed(paths)
    adcode = place.adcode if place is not None else ""
    sources = [Source(path, called, adcode, year) for path, called in files]
    for line in skipped:
        click.echo(f"跳过 {line}", err=True)
    if not sources:
        raise JobError("没有找到可以收入的文件", where="、".join(map(str, paths)))
    with Store.open(where, create=True) as store, _Bar(len(sources)) as bar:
        done = add(store, sources, workers=workers, progress=bar.show)
    _tell(done, where)


class _Bar:
    """A progress bar on a terminal, silence elsewhere."""

    def __init__(self, length: int) -> None:
        self._bar = click.progressbar(
            length=length, label="收入", show_pos=True, file=sys.stderr, hidden=not sys.stderr.isatty()
        )
        self._at = 0

    def __enter__(self) -> _Bar:
        self._bar.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.__exit__(*error)  # type: ignore[arg-type]

    def show(self, done: Added) -> None:
        self._bar.update(done.seen - self._at)
        self._at = done.seen


def _tell(done: Added, where: str) -> None:
    click.echo(f"收入 {done.added} 份，已有 {done.present} 份，未能读取 {len(done.failed)} 份 → {where}")
    if done.added and not done.deep:
        click.echo("  名称、项目、专项和产业链在第一次用到时再读（如 duibiao ledger projects），只读一次")
    for name in done.replaced:
        click.echo(f"  旧版保留并标为已被更正：{name}")
    for line in done.failed:
        click.echo(f"  未能读取 {line}", err=True)
    if done.failed:
        kind = PartialSuccess if done.added or done.present else JobError
        raise kind(f"{len(done.failed)} 份文件没有收入", hint="原因见上，改好后再运行一次")
