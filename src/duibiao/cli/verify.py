"""``duibiao verify``: a page that people wrote, held against the report that it quotes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from duibiao.cli.options import ManyValues


@click.command(cls=ManyValues)
@click.argument("article", type=click.Path(path_type=Path))
@click.option("--against", type=click.Path(path_type=Path), required=True, help="The report that it quotes.")
@click.option(
    "--evidence",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="PATH...",
    help="Local material that the page was made from: files or folders.",
)
@click.option("--place", "place_name", help="Whose page it is, by name or code; else read from the page.")
@click.option("--year", type=click.IntRange(1949, 2100), help="Year of the report, where it does not say.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True
)
@click.option("--strict", is_flag=True, help="Fail also for unmarked cuts and figures without a source.")
@click.option("--gazetteer", "extra", type=click.Path(path_type=Path), help="Places of your own (TOML).")
def command(
    article: Path,
    against: Path,
    evidence: tuple[Path, ...],
    place_name: str | None,
    year: int | None,
    form: str,
    strict: bool,
    extra: Path | None,
) -> None:
    """Check the quotations and figures of ARTICLE, and which passages on its place it misses.

    Exit status 1 when a quotation is altered or not in the report, a figure contradicts a source, or what the
    report says of the place is missing or was cut out.
    """
    from duibiao.cli.files import gather  # noqa: PLC0415 (commands start fast)
    from duibiao.gazetteer import Gazetteer  # noqa: PLC0415
    from duibiao.sources import read_document  # noqa: PLC0415
    from duibiao.verifying import verify  # noqa: PLC0415
    from duibiao.verifying.render import render_html, render_json, render_text  # noqa: PLC0415

    gazetteer = Gazetteer.load(extra)
    place = gazetteer.resolve(place_name, year) if place_name is not None else None
    page, report = read_document(article), read_document(against)
    material, skipped = gather(evidence)
    for line in skipped:
        click.echo(f"跳过 {line}", err=True)
    made = verify(page, report, material, place=place, year=year, gazetteer=gazetteer)
    render = {"text": render_text, "json": render_json, "html": render_html}[form]
    click.echo(render(made, strict=strict), nl=False)
    if made.faults(strict=strict):
        sys.exit(1)
