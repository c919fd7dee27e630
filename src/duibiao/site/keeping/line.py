"""Those who wait until a page is made: in turn, and no more of them than can be answered in a few seconds."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

from starlette.exceptions import HTTPException

LONGEST_SECONDS = 5.0
"""Who would wait longer is told to come again."""
ALWAYS = 8
"""So many may wait whatever the pages before them took."""
NEWEST = 0.1
"""How much the last page counts in what pages take."""
AGAIN_SECONDS = 5


class Line:
    """The line of one kind of pages, ``at_once`` of which are under way at a time."""

    def __init__(self, at_once: int) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self.waiting = 0
        self._working = 0
        self._seconds = 0.0

    @property
    def seconds(self) -> float:
        """How long who comes now would wait, as pages went lately."""
        return self.waiting * self._seconds

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait, then have a page made. Raises ``HTTPException`` 503 where too many wait already."""
        if self.waiting >= ALWAYS and self.seconds > LONGEST_SECONDS:
            raise HTTPException(503, "busy", {"retry-after": str(AGAIN_SECONDS)})
        self.waiting += 1
        try:
            await self._turns.acquire()
        finally:
            self.waiting -= 1
        self._working += 1
        began, beside = time.monotonic(), self._working
        try:
            yield
        finally:
            # those under way share the processor: between one answer and the next it is so much
            took = (time.monotonic() - began) / max(beside, self._working)
            self._seconds += (took - self._seconds) * NEWEST if self._seconds else took
            self._working -= 1
            self._turns.release()
