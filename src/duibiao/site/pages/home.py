"""The first page: what is new, what is read, the places, and a search."""

from __future__ import annotations

from starlette.requests import Request

from duibiao.site.answering import Page
from duibiao.site.pages.setting import fill
from duibiao.site.state import Site

LATEST = 8


def page(site: Site, request: Request) -> Page:
    """``/``."""
    latest = site.articles.latest(LATEST)
    return Page(fill(site, request, "home.html", title=site.settings.name, latest=latest))
