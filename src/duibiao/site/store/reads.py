"""How often articles are read, counted honestly: a reader once a day, no machines, no addresses kept."""

from __future__ import annotations

import hashlib
import re
import secrets
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from duibiao.ledger.store import Store
from duibiao.site.store.schema import READS

CHINA = timedelta(hours=8)
_MACHINES = re.compile(r"bot|crawl|spider|slurp|curl|wget|python|httpx|java/|go-http|headless|monitor", re.I)
READERS_MOST = 1_000_000
"""Readers of a day that are told apart; more are not counted, so that memory has an end."""


class Reads:
    """Counts in memory until ``flush``. Who read is known only as a hash with a key that each day forgets."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = threading.Lock()
        self._day = ""
        self._key = b""
        self._seen: set[bytes] = set()
        self._fresh: Counter[tuple[str, str]] = Counter()

    def count(self, slug: str, who: str, agent: str) -> bool:
        """Whether this is a new read: ``who`` is the reader's address, ``agent`` what the browser says."""
        if not agent or _MACHINES.search(agent):
            return False
        with self._lock:
            today = _today()
            if today != self._day:
                self._day, self._key, self._seen = today, secrets.token_bytes(16), set()
            words = f"{slug}\n{who}\n{agent}".encode()
            mark = hashlib.blake2b(words, key=self._key, digest_size=10).digest()
            if mark in self._seen or len(self._seen) >= READERS_MOST:
                return False
            self._seen.add(mark)
            self._fresh[slug, today] += 1
            return True

    def flush(self) -> None:
        """Write what was counted since. Raises ``StoreError``; nothing is lost then."""
        with self._lock:
            fresh, self._fresh = self._fresh, Counter()
        if not fresh:
            return
        try:
            rows = [{"slug": s, "day": d, "readers": n} for (s, d), n in sorted(fresh.items())]
            dialect = sqlite if self.store.engine.dialect.name == "sqlite" else postgresql
            with self.store.writing() as connection:
                for row in rows:
                    put = dialect.insert(READS).values(row)
                    more = {"readers": READS.c.readers + row["readers"]}
                    connection.execute(put.on_conflict_do_update(index_elements=["slug", "day"], set_=more))
        except BaseException:
            with self._lock:
                self._fresh.update(fresh)
            raise

    def hot(self, days: int = 7, limit: int = 10) -> list[tuple[str, int]]:
        """``(slug, readers)`` of the last days, the most read first; what nobody read is not hot."""
        since = (datetime.now(UTC) + CHINA - timedelta(days=days - 1)).date().isoformat()
        readers = func.sum(READS.c.readers)
        asked = select(READS.c.slug, readers).where(READS.c.day >= since).group_by(READS.c.slug)
        with self.store.reading() as connection:
            rows = connection.execute(asked.order_by(readers.desc(), READS.c.slug).limit(limit))
            return [(row[0], int(row[1])) for row in rows]

    def of(self, slug: str) -> int:
        """All readers of an article so far."""
        asked = select(func.sum(READS.c.readers)).where(READS.c.slug == slug)
        with self.store.reading() as connection:
            return int(connection.scalar(asked) or 0)


def _today() -> str:
    return (datetime.now(UTC) + CHINA).date().isoformat()
