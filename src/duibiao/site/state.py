"""What the pages of a running site share: the store, assets, what changed, pages that are kept."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import event

from duibiao.briefing.pictures.shapes import Shapes, supplied
from duibiao.gazetteer import Gazetteer
from duibiao.ledger.store import Store
from duibiao.site.assets import Assets
from duibiao.site.cache import Cache
from duibiao.site.keeping.audited import Audits
from duibiao.site.keeping.changes import WHOLE, Changes
from duibiao.site.keeping.line import Line
from duibiao.site.keeping.merged import Merged
from duibiao.site.keeping.shelf import Shelf, beside, program
from duibiao.site.settings import Settings
from duibiao.site.store import Articles, Reads, ready

if TYPE_CHECKING:
    from duibiao.site.keeping.apart import Apart
    from duibiao.site.keeping.auditor import Auditor

T = TypeVar("T")
LOOK_SECONDS = 1.0
"""For so long the content counts as unchanged: what another process publishes is seen after a second."""
CONNECTION_KILOBYTES = 2048
WAITING_MOST = 4
"""Pages of a lane that are under way at a time: others find a thread, and the processor, free."""
MEMOS_MOST = {
    "read": 8,
    "indicator": 3,
    "table": 2,
    "place": 200,
    "board": 200,
    "hot": 2,
    "province": 100,
    "reports": 500,
    "named": 5000,
    "targets": 100,
    "series": 200,
}
MEMOS_OTHERS = 2000
"""Answers that are kept, by kind: a document with all its facts takes some megabytes, what is told of a place
some kilobytes."""


class Lane(Enum):
    """Where pages are made that the process that answers leaves to others, so that it answers."""

    QUICK = "quick"
    """some milliseconds each, many at a time: articles, places"""
    SEARCH = "search"
    """twenty to a hundred milliseconds, in which no page of a place waits"""
    SLOW = "slow"
    """some tens of milliseconds to a second: a report, a board, an indicator"""
    AUDIT = "audit"
    """no pages, the audits of documents whose pages wait for none"""


PAGES = (Lane.QUICK, Lane.SEARCH, Lane.SLOW)
"""Where pages are made."""


@lru_cache(maxsize=2)
def borders_of(file: str, number: str) -> Shapes | None:
    """The reviewed borders of a file, read once in a process. Raises ``UnreadableSource``."""
    return supplied(Path(file), number) if file else None


def _modest(connection: Any, _record: object) -> None:
    """Many threads ask, each with a connection: what these read over and over the system keeps for all."""
    connection.execute(f"PRAGMA cache_size=-{CONNECTION_KILOBYTES}")


@dataclass(slots=True)
class _Memo:
    version: str
    value: Any


class Site:
    """One site over one ledger. ``close`` it."""

    def __init__(self, settings: Settings, store: Store, borders: Shapes | None = None) -> None:
        self.settings = settings
        self.borders = borders
        self.store = store
        self.articles = Articles(store)
        self.reads = Reads(store)
        self.cache = Cache(settings.cache_bytes)
        self.assets = Assets.load()
        self.shelf = Shelf(beside(settings.ledger) if settings.pages_kept else None, settings.pages_bytes)
        self.merged = Merged(self.shelf)
        self.audits = Audits(self.shelf)
        self.defers = settings.ahead and self.shelf.shared
        """whether documents are audited by others: pages are shown before that"""
        self.changes = Changes(store, self.shelf, lambda: self.gazetteer, self.audits, ahead=settings.ahead)
        self.apart: dict[Lane, Apart] = {}
        """Where the pages of a lane are made, if not here."""
        self.auditor: Auditor | None = None
        """Who audits documents that readers asked for."""
        self.lines = {lane: Line(WAITING_MOST) for lane in PAGES}
        """Pages of a lane that are made at a time, and who waits for them."""
        self._lock = threading.Lock()
        self._looked = -LOOK_SECONDS
        self._memos: dict[str, dict[str, _Memo]] = {}
        self._making: dict[str, threading.Lock] = {}

    @staticmethod
    def open(settings: Settings) -> Site:
        """Over the ledger of the settings, made where there is none.

        Raises ``StoreError``, and ``UnreadableSource`` for borders that are none.
        """
        borders = borders_of(settings.map_file, settings.map_number)
        store = Store.open(settings.ledger, create=True)
        store.deepens = False  # no reader waits for names that are read behind
        if store.engine.dialect.name == "sqlite":
            event.listen(store.engine, "connect", _modest)
            store.engine.dispose()  # the next connections are modest ones
        try:
            ready(store)
        except BaseException:
            store.close()
            raise
        return Site(settings, store, borders)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """All places."""
        return Gazetteer.load()

    @cached_property
    def dress(self) -> str:
        """Everything but the content that pages on disk are made with: the program, what the site is called,
        its borders."""
        given, file = self.settings, Path(self.settings.map_file)
        about = file.stat() if given.map_file else None
        borders = (given.map_file, given.map_number, about.st_size, about.st_mtime_ns) if about else ()
        words = repr((given.name, given.publisher, given.base_url, borders))
        return f"{program()}/{hashlib.sha256(words.encode()).hexdigest()[:12]}"

    # -- what changes --------------------------------------------------------------------------------

    @property
    def due(self) -> bool:
        """Whether the store would be asked now what changed."""
        return time.monotonic() - self._looked >= LOOK_SECONDS

    def look(self, *, early: bool = False) -> None:
        """See what changed, when it was not seen lately; ``early``: in any case. Raises ``StoreError``."""
        if early or self.due:
            moment = time.monotonic()
            self.changes.look(wait=False)
            self._looked = moment

    def changed(self) -> None:
        """Called after publishing: the next request sees it. Raises ``StoreError``."""
        self.changes.look()
        self._looked = time.monotonic()

    @property
    def reading(self) -> int:
        """Documents of which names and projects are not read yet."""
        return self.changes.reading

    def version(self, topics: Sequence[str] = WHOLE) -> str:
        """Of what is about these topics (``keeping.changes``)."""
        return self.changes.version(topics)

    def memo(self, key: str, make: Callable[[], T], topics: Sequence[str] = WHOLE) -> T:
        """``make()``, kept until the topics change; who asks meanwhile waits for the same answer.

        What stands before ``:`` in ``key`` is its kind: of each kind so many are kept, the newest.
        """
        self.look()
        version, kind = self.version(topics), key.partition(":")[0]
        memos = self._memos.setdefault(kind, {})
        found = memos.get(key)
        if found is not None and found.version == version:
            value: T = found.value
            return value
        with self._lock:
            turn = self._making.setdefault(key, threading.Lock())
        with turn:
            found = memos.get(key)
            if found is None or found.version != version:
                found = _Memo(version, make())
                with self._lock:
                    memos.pop(key, None)
                    if len(memos) >= MEMOS_MOST.get(kind, MEMOS_OTHERS):
                        memos.pop(next(iter(memos)))
                    memos[key] = found
                    self._making.pop(key, None)
        made: T = found.value
        return made

    def close(self) -> None:
        """Write the reads, let go of the store."""
        self.reads.flush()
        self.shelf.close()
        self.store.close()
