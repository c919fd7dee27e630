"""``duibiao brief``: from a report, a place and local material to a brief."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duibiao.cli.options import ManyValues
from duibiao.errors import UsageError

if TYPE_CHECKING:
    from duibiao.briefing import Brief
    from duibiao.briefing.editing import Edits
    from duibiao.briefing.making import Made
    from duibiao.text import Document

DEFAULT = ("html", "json", "md")
FORMATS = (*DEFAULT, "docx", "wechat")
ENDINGS = {"wechat": "wechat.html"}
"""Of the formats whose files do not end in their names."""


@click.command(cls=ManyValues)
@click.argument("report", type=click.Path(path_type=Path), required=False)
@click.option("--place", "place_name", help="The place, by name or code: 肇庆市, 441200, 北京市朝阳区.")
@click.option(
    "--evidence",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="PATH...",
    help="Local material: files or folders.",
)
@click.option("--out", type=click.Path(path_type=Path), default=Path("duibiao-out"), show_default=True)
@click.option(
    "--formats", default=",".join(DEFAULT), show_default=True, help="Comma-separated; also docx, wechat."
)
@click.option("--year", type=click.IntRange(1949, 2100), help="Year of the report, where it does not say.")
@click.option(
    "--trust-evidence", is_flag=True, help="Use all local material, also what never names the place."
)
@click.option("--gazetteer", "extra", type=click.Path(path_type=Path), help="Places of your own (TOML).")
@click.option(
    "--map", "map_file", type=click.Path(path_type=Path), help="Reviewed borders for the map (GeoJSON)."
)
@click.option("--map-number", default="", metavar="审图号", help="Their 审图号, where the file does not say.")
@click.option("--no-cache", is_flag=True, help="Compute everything anew, keep nothing for the next place.")
@click.option("--example", is_flag=True, help="Run on the bundled example report and local material.")
def command(
    report: Path | None,
    place_name: str | None,
    evidence: tuple[Path, ...],
    out: Path,
    formats: str,
    year: int | None,
    trust_evidence: bool,
    extra: Path | None,
    map_file: Path | None,
    map_number: str,
    no_cache: bool,
    example: bool,
) -> None:
    """Write a brief on what REPORT means for a place, every quote and figure with its source.

    Beside it stands brief.toml, in which an editor drops, reorders, retitles and merges chapters; running
    again keeps the edits.
    """
    started = time.perf_counter()
    wanted = _formats(formats)
    if example:
        from duibiao.examples import path  # noqa: PLC0415 - imports are paid for by those who need them

        report, place_name, evidence = path() / "report.txt", place_name or "肇庆市", (path() / "evidence",)
    report, place_name = _asked(report, place_name)
    if map_number.strip() and map_file is None:
        raise UsageError("--map-number 要和 --map 一起用", hint="--map 是经审核的边界文件（GeoJSON）")

    document, material = _read(report, evidence)
    made = _make(
        document,
        place_name,
        material,
        out=out,
        year=year,
        trusted=trust_evidence,
        extra=extra,
        cached=not no_cache,
        borders=(map_file, map_number.strip()),
    )
    written = _write(made, wanted, out)
    click.echo(f"{_summary(made.brief)}，用时 {time.perf_counter() - started:.1f} 秒")
    for path_written in written:
        click.echo(f"  {path_written}")


def _read(report: Path, evidence: tuple[Path, ...]) -> tuple[Document, list[Document]]:
    """The report and the local material; what cannot be read of the latter is told and left out."""
    from duibiao.cli.files import gather  # noqa: PLC0415
    from duibiao.sources import read_document  # noqa: PLC0415

    document = read_document(report)
    material, skipped = gather(evidence)
    for line in skipped:
        click.echo(f"跳过 {line}", err=True)
    return document, material


def _make(
    report: Document,
    place_name: str,
    material: list[Document],
    *,
    out: Path,
    year: int | None,
    trusted: bool,
    extra: Path | None,
    cached: bool,
    borders: tuple[Path | None, str],
) -> Made:
    """The brief, with the edits that lie in ``out``. ``borders``: file of the map and its 审图号."""
    from duibiao.briefing.editing.sheet import FILE  # noqa: PLC0415
    from duibiao.briefing.making import make_brief  # noqa: PLC0415
    from duibiao.briefing.pictures.shapes import supplied  # noqa: PLC0415
    from duibiao.gazetteer import Gazetteer  # noqa: PLC0415
    from duibiao.matching import Cache  # noqa: PLC0415

    gazetteer = Gazetteer.load(extra)
    edits = _edits(out / FILE)
    map_file, map_number = borders
    return make_brief(
        report,
        place_name,
        material,
        year=year,
        trusted=trusted,
        gazetteer=gazetteer,
        edits=edits,
        cache=Cache.default() if cached else None,
        borders=supplied(map_file, map_number) if map_file else None,
        photographs=_photographs(edits, out),
        ahead=True,
    )


def _write(made: Made, wanted: list[str], out: Path) -> list[Path]:
    """All formats and the editor's sheet, or nothing; what an editor must know goes to the error output."""
    from duibiao.briefing.editing.sheet import FILE  # noqa: PLC0415
    from duibiao.briefing.making import render  # noqa: PLC0415
    from duibiao.briefing.pictures.png import missing  # noqa: PLC0415
    from duibiao.cli.files import write_together  # noqa: PLC0415

    stills = made.brief.pictures and not {"docx", "wechat"}.isdisjoint(wanted)
    for line in (*made.told, *([missing()] if stills and missing() else [])):
        click.echo(f"提醒 {line}", err=True)
    files: dict[str, str | bytes] = {
        f"brief.{ENDINGS.get(kind, kind)}": render(made, kind) for kind in wanted
    }
    return write_together(out, files | {FILE: made.sheet})


def _asked(report: Path | None, place_name: str | None) -> tuple[Path, str]:
    """Report and place, which may both be left out only with ``--example``."""
    if report is None or place_name is None or not place_name.strip():
        raise UsageError(
            "请给出报告文件和 --place", hint="如 duibiao brief 报告.txt --place 肇庆市；或试试 --example"
        )
    return report, place_name


def _edits(sheet: Path) -> Edits | None:
    """What an editor wrote on the sheet of an earlier run; ``None`` when there is none."""
    from duibiao.briefing.editing import read_edits  # noqa: PLC0415

    if not sheet.is_file():
        return None
    try:
        return read_edits(sheet.read_text("utf-8"), str(sheet))
    except UnicodeDecodeError as error:
        raise UsageError("不是 UTF-8 文字", where=str(sheet), hint="请另存为 UTF-8") from error


def _photographs(edits: Edits | None, folder: Path) -> dict[str, bytes]:
    """The files that the sheet in ``folder`` names; what is not there is told with its line later."""
    from duibiao.sources import read_bytes  # noqa: PLC0415

    paths = {edit.file: folder / edit.file for edit in edits.photographs} if edits is not None else {}
    return {file: read_bytes(path) for file, path in paths.items() if path.is_file()}


def _summary(brief: Brief) -> str:
    title = f"{brief.heading.title} × {brief.heading.place}"
    counts = brief.coverage
    if not counts.evidence_documents:
        return f"{title}：{len(brief.unanswered)} 处与本地有关；没有可用的本地材料"
    return (
        f"{title}：{len(brief.chapters)} 章，另有 {len(brief.unanswered)} 处没有本地材料；"
        f"采用本地材料 {counts.evidence_used}/{counts.evidence_documents} 份"
    )


def _formats(formats: str) -> list[str]:
    wanted = [name.strip().lower() for name in formats.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        raise UsageError(f"没有这种格式：{'、'.join(unknown) or '（空）'}", hint=f"可用：{','.join(FORMATS)}")
    return list(dict.fromkeys(wanted))
