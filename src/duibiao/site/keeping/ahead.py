"""Pages made before they are asked for: a process of its own, of the lowest priority, that ends when all are.

It reads names and projects of documents that were added many at once, puts projects together, then makes
what is not on disk of today's content: articles with their reports and places; the audit of every document;
then places, then reports, the newest first. It stops with the site; where the shelf is full it makes no more
pages. The site starts it again when something changed.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from multiprocessing.process import BaseProcess
from types import FrameType

from duibiao.errors import DuibiaoError
from duibiao.gazetteer import Level
from duibiao.ledger.adding.rebuild import rebuild
from duibiao.site.answering import core_of, key_of, shelf_version
from duibiao.site.asking.held import every, listed, origins, places
from duibiao.site.asking.projected import bring_up
from duibiao.site.keeping import stem
from duibiao.site.keeping.settling import modest, resolved
from duibiao.site.settings import Settings
from duibiao.site.state import Site

LOWEST = 19
AGAIN_SECONDS = 30.0
"""So often what changed meanwhile goes before what is left."""
AUDIT = "/audit"
ARTICLES_MOST = REPORTS_MOST = 50_000


class Ahead:
    """The process, seen from the site: ``look`` now and then, ``stop`` at the end."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._process: BaseProcess | None = None
        self._version = ""

    def look(self) -> None:
        """Start it where something changed since it was started last."""
        self.site.look()
        version = self.site.version()
        if (self._process is not None and self._process.is_alive()) or version == self._version:
            return
        self._version = version
        self._process = stem.context().Process(target=run, args=(self.site.settings,), name="duibiao-ahead")  # type: ignore[attr-defined]
        self._process.start()

    def stop(self) -> None:
        """What is under way is made at the next start."""
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            self._process.join(timeout=10)
            if self._process.is_alive():
                self._process.kill()


def run(settings: Settings) -> None:
    """In the process of its own, until all is made or the site's process ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    os.nice(LOWEST)
    modest()

    def go_on(*_: object) -> None:
        if not stem.site_lives():
            raise SystemExit

    with contextlib.suppress(DuibiaoError), contextlib.closing(Site.open(settings)) as site:
        site.defers = False
        read_names(site, go_on)
        _idle()
        bring_up(site, go_on)
        make(site, go_on)


def _idle() -> None:
    """From now on only where nobody else wants the processor, if the system knows that."""
    with contextlib.suppress(AttributeError, OSError):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit


def read_names(site: Site, go_on: Callable[..., None]) -> None:
    """Names and projects of documents of which they have not been read yet; one processor is left free."""
    site.changed()
    if site.reading:
        rebuild(site.store, shallow=True, workers=max(1, (os.cpu_count() or 1) - 1), progress=go_on)


def make(site: Site, go_on: Callable[..., None]) -> int:
    """Every page that is not on disk. Returns how many were made."""
    made, version = 0, None
    while version != site.version():
        version, began = site.version(), time.monotonic()
        bring_up(site, go_on)
        site.changed()
        for path in addresses(site):
            if site.shelf.full and not path.endswith(AUDIT):
                continue
            go_on()
            site.look()
            made += _make(site, path)
            if time.monotonic() - began > AGAIN_SECONDS and version != site.version():
                break
    return made


def addresses(site: Site) -> Iterator[str]:
    """What is made, what is read most first."""
    cards = site.articles.latest(ARTICLES_MOST)
    yield from (f"/articles/{card.slug}" for card in cards)
    # one province after the other: its projects are made once for all its places
    yield from (f"/places/{code}" for code in sorted({card.adcode for card in cards}))
    written_of = dict.fromkeys(card.report for card in cards)
    for origin in site.audits.missing(origins(site.store, list(written_of)).values()):
        yield f"/reports/{origin.sha256[:12]}{AUDIT}"
    yield from (f"/reports/{sha[:12]}" for sha in written_of)
    for origin in site.audits.missing(every(site.store)):
        yield f"/reports/{origin.sha256[:12]}{AUDIT}"
    own = places(site.store)
    rest = [
        p.adcode for p in site.gazetteer.all(Level.PROVINCE, Level.PREFECTURE, Level.COUNTY) if not p.until
    ]
    yield from (f"/places/{code}" for code in sorted({"100000", *own, *rest}))
    yield from ("/projects", "/indicators")
    for origin in listed(site.store, limit=REPORTS_MOST)[0]:
        yield f"/reports/{origin.sha256[:12]}"
        yield f"/reports/{origin.sha256[:12]}/figures.json"


def _make(site: Site, path: str) -> bool:
    """Make the page of an address where it is not on disk."""
    found = resolved(site, path)
    if found is None:
        return False
    way, request = found
    key = key_of(site, request, ())
    if site.shelf.version(key) == shelf_version(site, way, request):
        return False
    with contextlib.suppress(DuibiaoError):  # what cannot be made is told to who asks for it
        core_of(site, way, request, key)
    return True
