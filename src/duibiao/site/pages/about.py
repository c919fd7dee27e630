"""What this is, and how it is made."""

from __future__ import annotations

from starlette.requests import Request

from duibiao.site.answering import Page
from duibiao.site.pages.setting import fill, way_to
from duibiao.site.state import Site


def page(site: Site, request: Request) -> Page:
    """``/about``."""
    return Page(
        fill(
            site,
            request,
            "about.html",
            title="这是什么",
            summary="政府工作报告与本地进展逐字对照：怎样做成，怎样核对，怎样计数。",
            crumbs=way_to(site, None, "这是什么"),
        )
    )
