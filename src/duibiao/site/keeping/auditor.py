"""Documents that readers ask for before they were audited: audited next, in a process of its own."""

from __future__ import annotations

import asyncio
import contextlib

from duibiao.site.keeping.apart import Apart
from duibiao.site.settings import Settings
from duibiao.site.state import Lane

WANTED_MOST = 60
"""Documents that wait; who asked first for the one that goes asks again, or the process ahead comes to it."""
IDLE_SECONDS = 120.0
"""After so long without work the process ends: its memory is free."""


class Auditor:
    """The process, begun when it is first needed. Made in the loop that answers."""

    def __init__(self, settings: Settings) -> None:
        self._apart = Apart(settings, Lane.AUDIT)
        self._loop = asyncio.get_running_loop()
        self._wanted: dict[str, None] = {}
        self._come = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def want(self, sha: str) -> None:
        """Audit the document whose hash begins so, soon. Called from any thread."""
        self._loop.call_soon_threadsafe(self._want, sha)

    def _want(self, sha: str) -> None:
        if sha in self._wanted:
            return
        self._wanted[sha] = None
        if len(self._wanted) > WANTED_MOST:
            del self._wanted[next(iter(self._wanted))]
        self._come.set()
        if self._task is None or self._task.done():
            self._task = self._loop.create_task(self._work())

    async def _work(self) -> None:
        while self._wanted:
            self._apart.start()
            with contextlib.suppress(TimeoutError):
                while True:
                    await self._audit_wanted()
                    await asyncio.wait_for(self._come.wait(), IDLE_SECONDS)
            await asyncio.to_thread(self._apart.stop)

    async def _audit_wanted(self) -> None:
        self._come.clear()
        while self._wanted:
            sha = next(iter(self._wanted))
            await self._apart.audit(sha)
            self._wanted.pop(sha, None)

    async def stop(self) -> None:
        """The audit under way is made to its end."""
        if self._task is not None:
            self._task.cancel()
        await asyncio.to_thread(self._apart.stop)
