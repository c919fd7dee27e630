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
def command(
    where: str, host: str, port: int, base_url: str, name: str, publisher: str, allow_fetch: bool
) -> None:
    """Serve the ledger as a site: briefs, places, reports, indicators, projects, search.

    A ledger that is not there yet is made, with the bundled example published in it.
    """
    from duibiao.errors import UsageError  # noqa: PLC0415 (commands start fast)

    try:
        from duibiao.site.serve import serve  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise UsageError("网站没有安装", hint="请安装 duibiao[site]") from error
    from duibiao.site.settings import Settings  # noqa: PLC0415

    settings = Settings(
        where, base_url=base_url.rstrip("/"), name=name, publisher=publisher, fetching=allow_fetch
    )
    serve(settings, host, port, told=click.echo)
