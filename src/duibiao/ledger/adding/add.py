"""Many files into the store: read in parallel, written in order, each kept once and whole."""

from __future__ import annotations

import hashlib
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import Connection, select

from duibiao.errors import DuibiaoError, StoreError, UnreadableSource
from duibiao.ledger.adding.derive import Derived, Given, derive
from duibiao.ledger.adding.write import write
from duibiao.ledger.store.schema import DOCUMENTS
from duibiao.ledger.store.store import Store
from duibiao.sources import read_bytes

ALONE_MOST = 8
"""Up to so many files are read in this process: starting others takes as long as reading eight reports."""
AHEAD = 24
"""Files that are under way for each process: enough to keep it busy while ``KEPT_MOST`` documents are
written, few enough to keep memory flat. Of 1,000 reports there went in, in a second, with the pair at
(8, 128): 42; (8, 32): 44; (24, 32): 48; (64, 128): 45. To
choose anew: ``python -m benchmarks.ledger 1000``."""
DEEP_MOST = 200
"""Of more files than this at once, reports are read for figures and targets only; names and projects when
they are first asked for (``rebuild.deepen``)."""
KEPT_MOST = 32
KEPT_SECONDS = 3.0
"""A transaction is closed after so many documents or seconds: what was acknowledged is on disk."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to add. ``name``: how the store calls it; ``adcode``, ``year``: what a person said of it."""

    path: Path
    name: str
    adcode: str = ""
    year: int | None = None


@dataclass(slots=True)
class Added:
    """What became of the files.

    ``failed``: one line each; ``replaced``: names of documents superseded; ``deep``: whether names and
    projects were read too.
    """

    added: int = 0
    present: int = 0
    failed: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    deep: bool = True

    @property
    def seen(self) -> int:
        """Files that are done with."""
        return self.added + self.present + len(self.failed)


Progress = Callable[[Added], None]


def add(
    store: Store,
    sources: Sequence[Source],
    *,
    workers: int | None = None,
    progress: Progress = lambda _: None,
) -> Added:
    """Add files that the store does not have. Run again, it goes on where it was stopped.

    Raises ``StoreError`` when the store cannot be written; files that cannot be read are listed.
    """
    done, seen = Added(deep=len(sources) <= DEEP_MOST), set[str]()

    def wanted() -> Iterator[Given]:
        for at in range(0, len(sources), KEPT_MOST):
            read = list(_read_in(sources[at : at + KEPT_MOST], done))
            with store.reading() as connection:
                seen.update(_held(connection, [digest for _, _, digest in read]))
            for source, data, digest in read:
                if digest in seen:
                    done.present += 1
                    continue
                seen.add(digest)
                where = str(source.path)
                yield Given(data, source.name, where, where, source.adcode, source.year, done.deep)

    count = workers if workers is not None else min(os.cpu_count() or 1, len(sources) // ALONE_MOST)
    waiting: list[Derived] = []
    since = time.monotonic()
    for made in read_many(wanted(), count):
        if isinstance(made, str):
            done.failed.append(made)
            continue
        waiting.append(made)
        if len(waiting) >= KEPT_MOST or time.monotonic() - since >= KEPT_SECONDS:
            _keep(store, waiting, done)
            since = time.monotonic()
            progress(done)
    _keep(store, waiting, done)
    progress(done)
    return done


def _keep(store: Store, waiting: list[Derived], done: Added) -> None:
    if not waiting:
        return
    with store.writing() as connection:
        # another writer may have added one of them since it was looked for
        hashes = [one.document["sha256"] for one in waiting]
        there = _held(connection, hashes)
        fresh = [one for one in waiting if one.document["sha256"] not in there]
        replaced = write(connection, fresh)
    done.added += len(fresh)
    done.present += len(there)
    done.replaced += replaced
    waiting.clear()


def _read_in(sources: Sequence[Source], done: Added) -> Iterator[tuple[Source, bytes, str]]:
    """The bytes of files and their hash; those that cannot be read are listed in ``done``."""
    for source in sources:
        try:
            data = read_bytes(source.path)
        except UnreadableSource as error:
            done.failed.append(error.line)
            continue
        yield source, data, hashlib.sha256(data).hexdigest()


def _held(connection: Connection, hashes: Sequence[str]) -> set[str]:
    """Those of documents that the store has."""
    return set(connection.scalars(select(DOCUMENTS.c.sha256).where(DOCUMENTS.c.sha256.in_(hashes))))


def read_many(given: Iterable[Given], workers: int) -> Iterator[Derived | str]:
    """What each file gives, in order: what was derived, or a line that says why it could not be read."""
    if workers < 2:
        yield from map(_read, given)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_settle) as pool:
        under_way: deque[Future[Derived | str]] = deque()
        try:
            for one in given:
                under_way.append(pool.submit(_read, one))
                if len(under_way) >= AHEAD * workers:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        except BrokenProcessPool as error:
            raise StoreError("读取文件的进程被中止了", hint="再运行一次，已经收下的不会重复") from error


def _settle() -> None:
    """In each process: collect garbage seldom, what is read holds no cycles."""
    import gc  # noqa: PLC0415
    import signal  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends the work
    gc.set_threshold(200_000, 20, 20)


def _read(given: Given) -> Derived | str:
    try:
        return derive(given)
    except DuibiaoError as error:
        return error.line
