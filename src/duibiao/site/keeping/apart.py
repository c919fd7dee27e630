"""Pages that take long, made in processes of their own: the one that answers stays free for all others.

Processes for each lane: pages of milliseconds do not wait for those of seconds.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from starlette.requests import Request

from duibiao.errors import DuibiaoError
from duibiao.site.asking.audited import audited
from duibiao.site.asking.held import of_hash
from duibiao.site.keeping import stem
from duibiao.site.keeping.settling import modest, settle, warm
from duibiao.site.keeping.shelf import Sheet
from duibiao.site.settings import Settings
from duibiao.site.state import Lane, Site

T = TypeVar("T")
PAGES_MOST = {Lane.QUICK: 50_000, Lane.SEARCH: 50_000, Lane.SLOW: 3_000, Lane.AUDIT: 1_000}
"""After so many pages another process takes over, and the memory of the first is free: for some seconds its
lane waits."""
_TWO = min(2, os.cpu_count() or 1)
WORKERS = {Lane.QUICK: _TWO, Lane.SEARCH: _TWO, Lane.SLOW: 1, Lane.AUDIT: 1}
NICE = {Lane.QUICK: 1, Lane.SEARCH: 1, Lane.SLOW: 10, Lane.AUDIT: 15}
"""Who answers goes before who makes pages, quick ones before slow ones."""
WARM = {
    Lane.QUICK: ("/places/110000",),
    Lane.SEARCH: ("/search?q=发展",),
    Lane.SLOW: ("/indicators/gdp",),
    Lane.AUDIT: (),
}
"""What each makes before it is asked for anything: templates are compiled then, tables of names are read."""
_held: list[Site] = []
"""In the process of its own: the site."""


class Apart:
    """The process: ``start`` it, ``stop`` it. Until it is ready pages are made by who is asked for them."""

    def __init__(self, settings: Settings, lane: Lane) -> None:
        self.settings = settings
        self.lane = lane
        self.ready = False
        self._pool: ProcessPoolExecutor | None = None

    def start(self) -> None:
        """Start it, or another one where it was killed."""
        self.ready = False
        pool = self._pool = ProcessPoolExecutor(
            WORKERS[self.lane],
            mp_context=stem.context(),
            initializer=_begin,
            initargs=(self.settings, self.lane),
            max_tasks_per_child=PAGES_MOST[self.lane],
        )

        begun = [pool.submit(_nothing) for _ in range(WORKERS[self.lane])]

        def look(_: Future[None]) -> None:
            good = all(one.done() and not one.cancelled() and one.exception() is None for one in begun)
            self.ready = good and pool is self._pool

        for one in begun:
            one.add_done_callback(look)

    async def make(self, path: str, request: Request, mark: str) -> Sheet | None:
        """The page of the way of this path; ``None`` where there is none, or it could not be made.

        ``mark``: of the content that is known here, at least of which it is made (``Changes.mark``).
        """
        names = ("type", "method", "scheme", "path", "query_string", "path_params")
        scope = {name: request.scope[name] for name in names}
        scope["headers"] = [pair for pair in request.scope["headers"] if pair[0] == b"host"]
        return await self._asked(_make, path, scope, mark)

    async def audit(self, sha: str) -> None:
        """Audit the document whose hash begins so, where it was not yet."""
        await self._asked(_audit, sha)

    async def _asked(self, ask: Callable[..., T], *given: object) -> T | None:
        pool = self._pool
        if pool is None:
            return None
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, ask, *given)
        except BrokenProcessPool:
            if pool is self._pool:
                self.start()
            return None

    def stop(self) -> None:
        """The page under way is made to its end."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _nothing() -> None:
    """What a process that has begun can do."""


def _begin(settings: Settings, lane: Lane) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the site ends it
    os.nice(NICE[lane])
    modest()
    threading.Thread(target=_watch, daemon=True).start()
    with contextlib.suppress(DuibiaoError):
        _held.append(Site.open(settings))
        _held[0].shelf.put_behind()
        warm(_held[0], WARM[lane])
    settle()


def _watch() -> None:
    """End with the site, also where that was killed."""
    stem.until_the_site_ends()
    os._exit(0)


def _make(path: str, scope: dict[str, Any], mark: str) -> Sheet | None:
    from duibiao.site.answering import core_of, key_of  # noqa: PLC0415 - it asks for what is made here
    from duibiao.site.app import PUBLIC  # noqa: PLC0415 - it starts this process

    way = next(way for way in PUBLIC if way.path == path)
    request = Request(scope)
    with contextlib.suppress(DuibiaoError):  # told where it is asked for
        for site in _held:
            if site.changes.mark != mark:  # to look takes a quarter of the time that a page does
                site.changed()
            made = core_of(site, way, request, key_of(site, request, sorted(way.asks)))
            return made if isinstance(made, Sheet) else None
    return None


def _audit(sha: str) -> None:
    with contextlib.suppress(DuibiaoError):  # who asks for the document is told
        for site in _held:
            site.defers = False
            audited(site, of_hash(site.store, sha)[0])
