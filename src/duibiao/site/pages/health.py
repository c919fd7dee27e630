"""Whether the site answers and its store can be read."""

from __future__ import annotations

import json

from starlette.requests import Request

from duibiao import __version__
from duibiao.site.answering import Page
from duibiao.site.state import Site


def page(site: Site, _: Request) -> Page:
    """``/healthz``. Raises ``StoreError`` when the store cannot be read: the answer then is 503."""
    version = site.store.version()
    site.look()
    said = {
        "status": "ok", "version": __version__, "ledger": version, "articles": site.articles.counted(),
        "names_to_read": site.reading,
    }  # fmt: skip
    return Page(json.dumps(said), "application/json", headers={"cache-control": "no-store"})
