"""For machines that follow the site: Atom, the map of the site, what robots may read."""

from __future__ import annotations

from starlette.requests import Request

from duibiao.site.answering import Page
from duibiao.site.asking.held import listed, places
from duibiao.site.asking.measured import used
from duibiao.site.pages.setting import base, fill
from duibiao.site.state import Site

ENTRIES = 30
ADDRESSES_MOST = 50_000
"""As many as a map of a site may have."""
ROBOTS = """User-agent: *
Disallow: /search
Disallow: /desk
Disallow: /api
Sitemap: {base}/sitemap.xml
"""


def atom(site: Site, request: Request) -> Page:
    """``/feed.atom``: the newest articles."""
    cards = site.articles.latest(ENTRIES)
    updated = max((card.changed_at for card in cards), default="1970-01-01T00:00:00+00:00")
    body = fill(site, request, "feed.xml", title=site.settings.name, cards=cards, updated=updated)
    return Page(body, "application/atom+xml; charset=utf-8")


def sitemap(site: Site, request: Request) -> Page:
    """``/sitemap.xml``: articles, places, reports, indicators."""
    root = base(site, request)
    rows: list[tuple[str, str]] = [
        (f"{root}{path}", "") for path in ("/", "/articles", "/places", "/reports")
    ]
    rows += [(f"{root}/articles/{slug}", changed) for slug, changed in site.articles.addresses()]
    rows += [(f"{root}/places/{code}", "") for code in places(site.store)]
    rows += [
        (f"{root}/indicators/{name}", "")
        for name in site.memo("indicators", lambda: used(site.store), ("documents",))
    ]
    left = max(0, ADDRESSES_MOST - len(rows))
    rows += [(f"{root}/reports/{one.sha256[:12]}", "") for one in listed(site.store, limit=left)[0]]
    body = fill(site, request, "sitemap.xml", title="", rows=rows[:ADDRESSES_MOST])
    return Page(body, "application/xml; charset=utf-8")


def robots(site: Site, request: Request) -> Page:
    """``/robots.txt``."""
    return Page(ROBOTS.format(base=base(site, request)), "text/plain; charset=utf-8")
