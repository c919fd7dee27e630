"""A process that answers for long: what it needs is made before it is asked, and its memory has an end."""

from __future__ import annotations

import contextlib
import ctypes
import gc
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.routing import Match, Route

from duibiao.errors import DuibiaoError
from duibiao.site.answering import Way
from duibiao.site.state import Site

ARENAS = 2
"""Heaps that threads take turns with: one for each would keep what each of them once needed."""
YOUNG = 20_000
"""Objects that are made before it is looked which can go: a page makes so many, and nearly all of them go by
themselves."""
_M_ARENA_MAX = -8


def modest() -> None:
    """Few heaps for many threads; called before there are any."""
    with contextlib.suppress(OSError, AttributeError):  # a C library that knows no heaps
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, ARENAS)


def settle() -> None:
    """What is there now stays to the end: it is never looked through again for what can go."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 20)


def warm(site: Site, paths: Iterable[str]) -> None:
    """Make these pages for nobody."""
    site.look()
    for path in paths:
        found = resolved(site, path)
        with contextlib.suppress(DuibiaoError):
            if found is not None:
                way, request = found
                way.page(site, request)
                if way.rest is not None:
                    way.rest(site, request)


def resolved(site: Site, path: str) -> tuple[Way, Request] | None:
    """The way of an address and what asks for it, as a reader would."""
    from duibiao.site.app import PUBLIC  # noqa: PLC0415 - it starts the processes that ask for this

    root = urlsplit(site.settings.base_url or site.settings.address)
    bare, _, query = path.partition("?")
    scope = {
        "type": "http", "method": "GET", "path": bare, "root_path": "", "query_string": query.encode(),
        "scheme": root.scheme, "headers": [(b"host", root.netloc.encode())],
    }  # fmt: skip
    for way in PUBLIC:
        match, more = Route(way.path, _none).matches(scope)
        if match is Match.FULL:
            return way, Request({**scope, **more})
    return None


async def _none(_: Request) -> None:
    """In place of an answer."""
