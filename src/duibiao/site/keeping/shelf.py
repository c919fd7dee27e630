"""Rendered pages on disk, beside the ledger: another start, and another process, finds them made.

Nothing here is lost with the file: whatever cannot be read or written is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import queue
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from duibiao.ledger.store.engine import is_file, shown

SCHEMA = 2
_TABLES = """
CREATE TABLE IF NOT EXISTS pages (
  key TEXT PRIMARY KEY, version TEXT NOT NULL, etag TEXT NOT NULL, media_type TEXT NOT NULL,
  made REAL NOT NULL, size INTEGER NOT NULL, crc INTEGER NOT NULL, plain INTEGER NOT NULL,
  foot TEXT NOT NULL, packed BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS pages_by_age ON pages (made, size);
CREATE TABLE IF NOT EXISTS noted (
  number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, deep INTEGER NOT NULL, superseded TEXT NOT NULL,
  software TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS topics (topic TEXT PRIMARY KEY, version INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS provinces (code TEXT PRIMARY KEY, stamp TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS projects (
  province TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, evidence INTEGER NOT NULL, line TEXT NOT NULL,
  body BLOB NOT NULL, PRIMARY KEY (id, province)
);
CREATE INDEX IF NOT EXISTS projects_in_order ON projects (evidence DESC, name, id, province);
CREATE INDEX IF NOT EXISTS projects_of_province ON projects (province);
CREATE TABLE IF NOT EXISTS projects_at (
  province TEXT NOT NULL, place TEXT NOT NULL, evidence INTEGER NOT NULL, name TEXT NOT NULL,
  id TEXT NOT NULL, PRIMARY KEY (province, place, evidence DESC, name, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS audits (
  number INTEGER PRIMARY KEY AUTOINCREMENT, sha TEXT NOT NULL UNIQUE, rules TEXT NOT NULL,
  stamp TEXT NOT NULL, body BLOB NOT NULL
);
"""
LOOKED_AT = 64
"""After so many pages were put it is seen whether they are too many."""
WAIT_SECONDS = 2.0
FULL_FROM = 0.9
BEHIND_MOST = 256
"""Pages that wait to be put; what comes then is made again."""


Row = tuple[int, str, int, str, str]
"""A document that pages were made from: number, sha256, deep, superseded_by, software."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is kept. ``packed``: gzip, or where ``plain`` says so the beginning of one
    (``cache.Core``) of so many bytes, with their ``crc`` and the ``foot`` of the page."""

    version: str
    etag: str
    media_type: str
    packed: bytes
    crc: int = 0
    plain: int = 0
    foot: str = ""


def beside(ledger: str) -> Path | None:
    """Where the pages of a ledger are kept: beside its file; of a server's in the folder for caches."""
    path = is_file(ledger)
    if path is not None:
        return path.with_name(f"{path.name}.pages")
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "duibiao" / f"{hashlib.sha256(shown(ledger).encode()).hexdigest()[:16]}.pages"


@cache
def program() -> str:
    """Changes whenever a file of this program does: pages that another one made are not used."""
    digest = hashlib.sha256()
    root = Path(str(files("duibiao")))
    for path in sorted(p for p in root.rglob("*") if p.suffix != ".pyc" and p.is_file()):
        about = path.stat()
        digest.update(f"{path.relative_to(root)} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


class Shelf:
    """Pages in one SQLite file of at the most about ``most`` bytes; the oldest go first.

    Where the file cannot be made the pages are kept in one without a name that ends with the process.
    """

    def __init__(self, path: Path | None, most: int) -> None:
        self.most = most
        self._lock = threading.RLock()
        self._count = 0
        self._full = False
        self._behind: queue.Queue[tuple[str, Sheet]] | None = None
        self._connection = _opened(path)
        # who reads never waits for a turn to write, which another process may hold
        self._turn, self._writer = self._lock, self._connection
        if self.shared:
            self._turn, self._writer = threading.RLock(), _set_up(self._where)

    @property
    def _where(self) -> str:
        return str(self._connection.execute("PRAGMA database_list").fetchone()[2])

    @property
    def shared(self) -> bool:
        """Whether other processes see what is kept here."""
        return bool(self._where)

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for one who reads. Raises ``sqlite3.Error``."""
        with self._lock:
            yield self._connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The same for changes, all of which are kept or none. Raises ``sqlite3.Error``."""
        with self._turn, self._writer as one:
            one.execute("BEGIN IMMEDIATE")
            yield one

    def put_behind(self) -> None:
        """From now on pages are put by a thread: who makes them never waits for a turn."""
        self._behind = queue.Queue(BEHIND_MOST)
        threading.Thread(target=self._puts, args=(self._behind,), daemon=True).start()

    def _puts(self, waiting: queue.Queue[tuple[str, Sheet]]) -> None:
        while True:
            self._put_now(*waiting.get())

    def get(self, key: str) -> Sheet | None:
        """The page kept for ``key``, of whatever version."""
        asked = "SELECT version, etag, media_type, packed, crc, plain, foot FROM pages WHERE key = ?"
        with self._lock, contextlib.suppress(sqlite3.Error):
            row = self._connection.execute(asked, (key,)).fetchone()
            return Sheet(*row) if row is not None else None
        return None

    def version(self, key: str) -> str | None:
        """Of the page kept for ``key``."""
        with self._lock, contextlib.suppress(sqlite3.Error):
            row = self._connection.execute("SELECT version FROM pages WHERE key = ?", (key,)).fetchone()
            return str(row[0]) if row is not None else None
        return None

    def put(self, key: str, sheet: Sheet) -> None:
        """Keep it."""
        if self._behind is None:
            self._put_now(key, sheet)
            return
        with contextlib.suppress(queue.Full):  # it is made again
            self._behind.put_nowait((key, sheet))

    def _put_now(self, key: str, sheet: Sheet) -> None:
        cells = (
            key, sheet.version, sheet.etag, sheet.media_type, time.time(),
            len(sheet.packed) + len(sheet.foot) * 3, sheet.crc, sheet.plain, sheet.foot, sheet.packed,
        )  # fmt: skip
        sql = f"INSERT OR REPLACE INTO pages VALUES ({','.join('?' * len(cells))})"
        with self._turn, contextlib.suppress(sqlite3.Error):  # it is made again
            self._writer.execute(sql, cells)
            self._count += 1
            if self._count % LOOKED_AT == 0:
                self._shorten()

    def _shorten(self) -> None:
        (size,) = self._writer.execute("SELECT coalesce(sum(size), 0) FROM pages").fetchone()
        self._full = size > self.most * FULL_FROM
        while size > self.most:
            oldest = "SELECT made, size FROM pages ORDER BY made LIMIT 200"
            rows = self._writer.execute(oldest).fetchall()
            if not rows:
                return
            self._writer.execute("DELETE FROM pages WHERE made <= ?", (rows[-1][0],))
            size -= sum(row[1] for row in rows)

    @property
    def full(self) -> bool:
        """Whether more pages would soon drive out others, as it was seen last."""
        return self._full

    def noted(self) -> dict[int, Row]:
        """The documents that pages were made from, by number. Raises ``sqlite3.Error``."""
        with self._lock:
            return {row[0]: row for row in self._connection.execute("SELECT * FROM noted")}

    def note(self, topics: Iterable[str], fresh: Sequence[Row], gone: Sequence[int]) -> None:
        """These topics changed, with these documents: all of it or nothing. Raises ``sqlite3.Error``."""
        count = "INSERT INTO topics VALUES (?, 1) ON CONFLICT (topic) DO UPDATE SET version = version + 1"
        with self.writing() as one:
            one.executemany(count, [(topic,) for topic in sorted(topics)])
            one.executemany("DELETE FROM noted WHERE number = ?", [(number,) for number in gone])
            one.executemany("INSERT OR REPLACE INTO noted VALUES (?, ?, ?, ?, ?)", fresh)

    def topics(self) -> dict[str, int]:
        """How often each topic changed. Raises ``sqlite3.Error``."""
        with self._lock:
            return dict(self._connection.execute("SELECT topic, version FROM topics").fetchall())

    def close(self) -> None:
        """Let go of the file."""
        with self._turn, self._lock:
            self._writer.close()
            self._connection.close()


def _opened(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        for _ in range(2):
            with contextlib.suppress(sqlite3.Error, OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                return _set_up(str(path))
            with contextlib.suppress(OSError):  # damaged, or of another program: made anew
                path.unlink(missing_ok=True)
    return _set_up("")


def _set_up(where: str) -> sqlite3.Connection:
    made = sqlite3.connect(where, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        found = made.execute("PRAGMA user_version").fetchone()[0]
        if found not in (0, SCHEMA):
            raise sqlite3.DatabaseError("of another program")
        # a page that is lost with the machine is made again: nothing waits for the disk
        for pragma in ("journal_mode=WAL", "synchronous=OFF", "cache_size=-4096", "mmap_size=0"):
            made.execute(f"PRAGMA {pragma}")
        made.executescript(_TABLES)
        made.execute(f"PRAGMA user_version={SCHEMA}")
    except BaseException:
        made.close()
        raise
    return made
