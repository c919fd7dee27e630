"""What the pages of a running site share: the store, templates, assets, the cache of pages."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import func, select

from duibiao.briefing.pictures.shapes import Shapes, supplied
from duibiao.gazetteer import Gazetteer
from duibiao.ledger.store import Store
from duibiao.ledger.store.schema import DECISIONS, DOCUMENTS
from duibiao.site.assets import Assets
from duibiao.site.cache import Cache
from duibiao.site.settings import Settings
from duibiao.site.store import Articles, Reads, ready
from duibiao.site.store.schema import ARTICLES

T = TypeVar("T")
STAMP_SECONDS = 1.0
"""For so long the content counts as unchanged: what another process publishes is seen after a second."""
MEMOS_MOST = {"read": 12, "indicator": 24, "place": 400, "board": 400}
MEMOS_OTHERS = 2000
"""Answers that are kept, by kind: a document with all its facts takes some megabytes, what is told of a place
some kilobytes."""


@lru_cache(maxsize=2)
def borders_of(file: str, number: str) -> Shapes | None:
    """The reviewed borders of a file, read once in a process. Raises ``UnreadableSource``."""
    return supplied(Path(file), number) if file else None


@dataclass(slots=True)
class _Memo:
    stamp: str
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
        self._lock = threading.Lock()
        self._stamp: tuple[float, str] = (0.0, "")
        self._memos: dict[str, dict[str, _Memo]] = {}
        self._making: dict[str, threading.Lock] = {}

    @staticmethod
    def open(settings: Settings) -> Site:
        """Over the ledger of the settings, made where there is none.

        Raises ``StoreError``, and ``UnreadableSource`` for borders that are none.
        """
        borders = borders_of(settings.map_file, settings.map_number)
        store = Store.open(settings.ledger, create=True)
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

    # -- what changes --------------------------------------------------------------------------------

    @property
    def known(self) -> str:
        """The stamp as it was last asked for."""
        return self._stamp[1]

    @property
    def due(self) -> bool:
        """Whether ``stamp`` would ask the store now."""
        return time.monotonic() - self._stamp[0] >= STAMP_SECONDS

    def stamp(self) -> str:
        """Changes whenever documents, decisions or articles do."""
        if not self.due:
            return self._stamp[1]
        with self.store.reading() as connection:
            documents = connection.execute(
                select(func.max(DOCUMENTS.c.number), func.count(DOCUMENTS.c.number))
            ).one()
            # names and projects of a document may be read after it was added
            deep = connection.scalar(select(func.count()).where(DOCUMENTS.c.deep == 1))
            decisions = connection.scalar(select(func.count()).select_from(DECISIONS))
            articles = connection.execute(select(func.max(ARTICLES.c.changed_at), func.count())).one()
        stamp = "-".join(map(str, (*documents, deep, decisions, *articles)))
        self._stamp = (time.monotonic(), stamp)
        return stamp

    def changed(self) -> None:
        """Called after publishing: the next request sees it."""
        self._stamp = (0.0, "")
        self.cache.clear()

    def memo(self, key: str, make: Callable[[], T]) -> T:
        """``make()``, kept until the content changes; who asks meanwhile waits for the same answer.

        What stands before ``:`` in ``key`` is its kind: of each kind so many are kept, the newest.
        """
        stamp, kind = self.stamp(), key.partition(":")[0]
        memos = self._memos.setdefault(kind, {})
        found = memos.get(key)
        if found is not None and found.stamp == stamp:
            value: T = found.value
            return value
        with self._lock:
            turn = self._making.setdefault(key, threading.Lock())
        with turn:
            found = memos.get(key)
            if found is None or found.stamp != stamp:
                found = _Memo(stamp, make())
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
        self.store.close()
