"""``duibiao serve``: the portal."""

from __future__ import annotations

import click

from duibiao.cli.ledger.common import ledger_option


@click.command()
@ledger_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--base-url", default="", help="Public address of the site, e.g. https://example.gov.cn.")
@click.option("--name", default="对标", show_default=True, help="Name of the site.")
@click.option("--publisher", default="对标编辑部", show_default=True, help="Whose site it is.")
@click.option(
    "--allow-fetch", is_flag=True, help="Let the desk fetch pages from addresses that editors give."
)
@click.option(
    "--ahead/--no-ahead",
    default=True,
    show_default=True,
    help="Make pages before they are asked for, in a process of the lowest priority.",
)
@click.option("--map", "map_file", type=click.Path(), default="", help="Reviewed borders for maps (GeoJSON).")
@click.option("--map-number", default="", metavar="审图号", help="Their 审图号, where the file does not say.")
def command(
    where: str,
    host: str,
    port: int,
    base_url: str,
    name: str,
    publisher: str,
    allow_fetch: bool,
    map_file: str,
    map_number: str,
    ahead: bool,
) -> None:
    """Serve the ledger as a site: briefs, places, reports, indicators, projects, search.

    A ledger that is not there yet is made, with the bundled example published in it.
    """
    from duibiao.errors import UsageError  # noqa: PLC0415 (commands start fast)
    from duibiao.site.keeping import stem  # noqa: PLC0415

    apart = ahead and (port > 0 or bool(base_url))
    if apart:
        stem.begin()
    try:
        from duibiao.site.serve import serve  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise UsageError("网站没有安装", hint="请安装 duibiao[site]") from error
    from duibiao.site.settings import Settings  # noqa: PLC0415

    if map_number.strip() and not map_file:
        raise UsageError("--map-number 要和 --map 一起用", hint="--map 是经审核的边界文件（GeoJSON）")
    settings = Settings(
        where,
        base_url=base_url.rstrip("/"),
        name=name,
        publisher=publisher,
        fetching=allow_fetch,
        map_file=map_file,
        map_number=map_number.strip(),
        ahead=apart,
    )
    serve(settings, host, port, told=click.echo)
