"""The site as an ASGI application: one list of all its addresses."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from duibiao.errors import DuibiaoError
from duibiao.ledger.adding.rebuild import rebuild
from duibiao.site.answering import Keep, Way, endpoint, sent
from duibiao.site.api.app import create_api
from duibiao.site.api.metrics import Counted, Counting
from duibiao.site.api.metrics import endpoint as metrics
from duibiao.site.desk.routes import routes as desk_routes
from duibiao.site.desk.state import Desk
from duibiao.site.desk.worker import Worker
from duibiao.site.keeping.ahead import Ahead
from duibiao.site.keeping.apart import Apart
from duibiao.site.keeping.auditor import Auditor
from duibiao.site.keeping.changes import ARTICLES_, PROJECTS_, READING, WHOLE
from duibiao.site.keeping.near import Near
from duibiao.site.pages import (
    about,
    article,
    audit,
    board,
    chain,
    errors,
    feeds,
    health,
    home,
    indicator,
    listing,
    place,
    project,
    report,
    search,
)
from duibiao.site.security.headers import Headers
from duibiao.site.settings import Settings
from duibiao.site.state import PAGES, Lane, Site

FLUSH_SECONDS = 10.0
"""Reads that a crash would lose are those of so many seconds."""
READY_SECONDS = 20.0
"""For so long the start waits for the processes that make pages."""
BEGIN_SECONDS = 5.0
"""After the start what no reader waits for leaves the processor to the first ones."""
THREADS = 12
"""Requests that are worked at: more of them would only take the processor, and memory, from each other."""
LOOKED_SECONDS = 0.8
"""So often it is seen what changed: sooner than a request would look (``state.LOOK_SECONDS``)."""
BEHIND_SECONDS = 3.0
"""How soon after something changed its pages are made ahead."""
A_YEAR = "public, max-age=31536000, immutable"


ARTICLE = ("article:{slug}",)
PLACE = (*place.ABOUT, "reading")
DOCUMENT = ("document:{sha:.12}", "articles from:{sha:.12}")
AUDITED = (*DOCUMENT, "audited:{sha:.12}")
FACTS = ("documents", "decisions")

PUBLIC: tuple[Way, ...] = (
    Way("/", home.page, Keep.MINUTE),
    Way("/articles", listing.articles, Keep.MINUTE, asks=("page",)),
    Way("/articles/{slug}", article.page, Keep.MINUTE, about=ARTICLE, rest=article.beside, rest_about=WHOLE,
        counts=True, lane=Lane.QUICK, shelved=True),
    Way("/articles/{slug}/card.png", article.share_picture, about=ARTICLE, lane=Lane.SLOW, shelved=True),
    Way("/articles/{slug}/code.svg", article.share_code, about=ARTICLE),
    Way("/articles/{slug}/versions/{number:int}", article.version, Keep.MINUTE, about=ARTICLE,
        rest=article.beside, rest_about=WHOLE),
    Way("/articles/{slug}/versions/{number:int}/changes", article.changes, about=ARTICLE),
    Way("/corrections", listing.corrections, asks=("page",)),
    Way("/places", place.listing),
    Way("/places/{adcode}", place.page, about=PLACE, rest=place.briefs, rest_about=("articles of:{adcode}",),
        lane=Lane.QUICK, shelved=True),
    Way("/places/{adcode}/boards/{id}", board.page, about=FACTS, lane=Lane.SLOW, shelved=True),
    Way("/places/{adcode}/chain", chain.page, about=PLACE, lane=Lane.SLOW, shelved=True),
    Way("/places/{adcode}/chain.csv", chain.table, about=PLACE, lane=Lane.SLOW, shelved=True,
        saved_as="chain-{adcode}.csv"),
    Way("/reports", listing.reports, asks=("page", "place")),
    Way("/reports/{sha}", report.page, asks=("place",), about=AUDITED, wants=report.want_audit,
        lane=Lane.SLOW, shelved=True),
    Way("/reports/{sha}/audit", audit.page, asks=("brief", "page", *audit.ASKS), about=AUDITED,
        wants=report.want_audit),
    Way("/reports/{sha}/audit.csv", audit.table, Keep.NEVER, wants=report.want_audit),
    Way("/reports/{sha}/audit.json", audit.data, Keep.NEVER, wants=report.want_audit),
    Way("/reports/{sha}/figures", report.figures, about=DOCUMENT, lane=Lane.SLOW, shelved=True),
    Way("/reports/{sha}/figures.json", report.readings, asks=("plain",), about=AUDITED, lane=Lane.SLOW,
        shelved=True),
    Way("/documents/{sha}/original", report.stored, Keep.NEVER),
    Way("/photographs/{id}.jpg", article.photograph, Keep.NEVER),
    Way("/indicators", indicator.listing, about=FACTS, lane=Lane.SLOW, shelved=True),
    Way("/indicators/{id}.csv", indicator.table, about=("documents",), lane=Lane.SLOW, shelved=True,
        saved_as="{id}.csv"),
    Way("/indicators/{id}", indicator.page, asks=("of", "year"), about=FACTS, lane=Lane.SLOW, shelved=True),
    Way("/projects", project.listing, about=(PROJECTS_, READING), lane=Lane.SLOW, shelved=True),
    Way("/projects/{id}", project.page, asks=("page",), about=(PROJECTS_, ARTICLES_), lane=Lane.SLOW,
        shelved=True),
    Way("/search", search.page, asks=("q", "place", "year", "kind", "status", "page"), lane=Lane.SEARCH),
    Way("/about", about.page),
    Way("/feed.atom", feeds.atom),
    Way("/sitemap.xml", feeds.sitemap),
    Way("/robots.txt", feeds.robots),
    Way("/healthz", health.page, Keep.NEVER),
)  # fmt: skip
"""What anyone may read, without logging in."""


def create_app(settings: Settings) -> Starlette:
    """The application over the ledger of the settings. ``app.state.site`` is its ``Site``.

    Raises ``StoreError`` when the ledger cannot be opened.
    """
    site = Site.open(settings)
    desk = Desk(site)
    worker = Worker(desk)
    counted = Counted()

    routes = [Route(way.path, endpoint(site, way), methods=["GET"]) for way in PUBLIC]
    app = Starlette(
        routes=[
            *routes,
            *desk_routes(desk, worker),
            Mount("/api/v1", create_api(desk)),
            Route("/metrics", metrics(desk, counted)),
            Route("/assets/{name}", _asset(site), methods=["GET"]),
        ],
        exception_handlers={
            HTTPException: errors.of_http(site),
            DuibiaoError: errors.of_ours(site),
            Exception: errors.of_any(site),
        },
        lifespan=_lifespan(site, worker),
    )
    app.add_middleware(Headers)
    app.add_middleware(Counting, counted=counted)
    app.state.site = site
    app.state.desk, app.state.worker = desk, worker
    return app


def _lifespan(site: Site, worker: Worker):  # type: ignore[no-untyped-def]
    @contextlib.asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        ahead = Ahead(site) if site.settings.ahead else None
        near = Near(site.settings.ledger)
        current_default_thread_limiter().total_tokens = THREADS
        if site.settings.ahead:
            site.auditor = Auditor(site.settings) if site.defers else None
            site.apart = {lane: Apart(site.settings, lane) for lane in PAGES}
            for apart in site.apart.values():
                apart.start()
            near.start()
            await asyncio.to_thread(_until_ready, list(site.apart.values()))
        turns = (_looking(site), _flushing(site), _behind(site, ahead))
        tasks = [asyncio.create_task(turn) for turn in turns]
        await asyncio.to_thread(worker.start)
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            for apart in site.apart.values():
                await asyncio.to_thread(apart.stop)
            if site.auditor is not None:
                await site.auditor.stop()
            if ahead is not None:
                await asyncio.to_thread(ahead.stop)
            await asyncio.to_thread(worker.stop)
            await asyncio.to_thread(near.stop)
            site.close()

    return life


def _until_ready(every: Sequence[Apart]) -> None:
    """The first reader finds the others at work, not one process that does all."""
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end and not all(one.ready for one in every):
        time.sleep(0.05)


def _asset(site: Site):  # type: ignore[no-untyped-def]
    async def answer(request: Request) -> Response:
        found = site.assets.kept.get(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        return sent(request, found, A_YEAR)

    return answer


async def _looking(site: Site) -> None:
    """What changed is seen before a request has to look."""
    while True:
        await asyncio.sleep(LOOKED_SECONDS)
        with contextlib.suppress(DuibiaoError):  # who asks for a page is told
            await asyncio.to_thread(site.look, early=True)


async def _flushing(site: Site) -> None:
    while True:
        await asyncio.sleep(FLUSH_SECONDS)
        with contextlib.suppress(DuibiaoError):  # the next turn tries again, nothing is lost
            await asyncio.to_thread(site.reads.flush)


async def _behind(site: Site, ahead: Ahead | None) -> None:
    """What no reader waits for: names of what was added, pages that nobody asked for yet."""
    await asyncio.sleep(BEGIN_SECONDS if ahead is not None else 0)
    while True:
        with contextlib.suppress(DuibiaoError):
            if ahead is not None:
                await asyncio.to_thread(ahead.look)
            elif site.reading:
                await asyncio.to_thread(rebuild, site.store, shallow=True)
        await asyncio.sleep(BEHIND_SECONDS)
