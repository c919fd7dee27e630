"""From a page function to an answer: cached, tagged, compressed, errors told for people."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from duibiao.site.cache import Core, Kept, kept
from duibiao.site.keeping.changes import WHOLE
from duibiao.site.keeping.shelf import Sheet
from duibiao.site.state import Lane, Site

MINUTE_SECONDS = 60.0
"""How long a page with what is read most is kept."""
HTML = "text/html; charset=utf-8"
CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page function gives. ``headers``: in lower case, beside those of every answer."""

    body: str | bytes
    media_type: str = HTML
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Keep(Enum):
    """Whether an answer may be sent again to others."""

    SHARED = "shared"
    """it depends on nothing but the address and the content of the site"""
    MINUTE = "minute"
    """on what is read most, too"""
    NEVER = "never"


PageFunction = Callable[[Site, Request], Page]
Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Way:
    """An address.

    ``asks``: parameters after ? that the page knows; others are not looked at, so that no address fills the
    cache with copies. ``about``: the topics that the page is made anew with, with ``{name}`` for a part of
    the path. ``rest``: what is put into the page at each ``REST``, which changes with the topics of
    ``rest_about``, too. ``counts``: who reads it is counted. ``wants``: what others are told to do when it
    was asked for. ``lane``: where it is made; ``None``: by the process that answers. ``shelved``: the page is
    kept on disk, too. ``saved_as``: the name of the file that browsers save it as, with ``{name}`` for a part
    of the path.
    """

    path: str
    page: PageFunction
    keep: Keep = Keep.SHARED
    asks: tuple[str, ...] = ()
    about: tuple[str, ...] = WHOLE
    rest: Callable[[Site, Request], Sequence[str]] | None = None
    rest_about: tuple[str, ...] = ()
    counts: bool = False
    wants: Callable[[Site, Request], None] | None = None
    lane: Lane | None = None
    shelved: bool = False
    saved_as: str = ""

    def topics(self, parts: Mapping[str, object]) -> list[str]:
        """What the page of these parts of the path is about."""
        return [topic.format(**parts) for topic in self.about]

    def all_topics(self, parts: Mapping[str, object]) -> list[str]:
        """With what is put into it."""
        return [topic.format(**parts) for topic in (*self.about, *self.rest_about)]


def endpoint(site: Site, way: Way) -> Endpoint:
    """The page as Starlette calls it."""
    known = tuple(sorted(way.asks))

    async def made(request: Request, key: str) -> Kept | Response:
        version = _version(site, way, request)
        if way.lane is None:
            return await run_in_threadpool(answered, site, way, request, key, version)
        # what lies on disk waits for nothing that is made
        found = await run_in_threadpool(_from_shelf, site, way, request, key, version)
        if found is not None:
            return found
        async with site.lines[way.lane].turn():
            found = site.cache.get(key)
            if found is not None and _fresh(site, way, request, found):
                return found  # made while this one waited
            apart = site.apart.get(way.lane)
            ready = apart is not None and apart.ready
            sheet = await apart.make(way.path, request, site.changes.mark) if apart and ready else None
            return await run_in_threadpool(answered, site, way, request, key, version, sheet)

    async def answer_to(request: Request) -> Response:
        if way.keep is Keep.NEVER:
            page = await run_in_threadpool(way.page, site, request)
            return Response(page.body, page.status, page.headers, page.media_type)
        key = key_of(site, request, known)
        if site.due:  # the store is never asked by the loop that all requests share
            await run_in_threadpool(site.look)
        found: Kept | Response | None = site.cache.get(key)
        if not isinstance(found, Kept) or not _fresh(site, way, request, found):
            found = await made(request, key)
        if way.wants is not None:
            way.wants(site, request)
        if isinstance(found, Response):
            return found
        if way.counts:
            _count(site, request)
        answer = sent(request, found)
        if way.saved_as:
            name = way.saved_as.format(**request.path_params)
            answer.headers["content-disposition"] = f"attachment; filename={name}"
        return answer

    return answer_to


def _count(site: Site, request: Request) -> None:
    ahead = "prefetch" in request.headers.get("sec-purpose", request.headers.get("purpose", ""))
    if request.method == "GET" and not ahead:  # what a browser fetches ahead nobody may ever read
        who = request.client.host if request.client is not None else ""
        site.reads.count(request.path_params["slug"], who, request.headers.get("user-agent", ""))


def key_of(site: Site, request: Request, known: Iterable[str]) -> str:
    """What one page of the site is kept under: pages without a public address repeat what was asked for."""
    root = "" if site.settings.base_url else f"{request.url.scheme}://{request.url.netloc}"
    asked = "&".join(f"{name}={request.query_params[name]}" for name in known if name in request.query_params)
    return f"{root}{request.url.path}?{asked}"


def _fresh(site: Site, way: Way, request: Request, found: Kept) -> bool:
    lately = way.keep is not Keep.MINUTE or time.monotonic() - found.made < MINUTE_SECONDS
    return lately and found.version == _version(site, way, request)


def _version(site: Site, way: Way, request: Request) -> str:
    """Of everything that the answer is made from."""
    return site.version(way.all_topics(request.path_params))


def _from_shelf(site: Site, way: Way, request: Request, key: str, version: str) -> Kept | None:
    sheet = on_shelf(site, way, request, key)
    found = answered(site, way, request, key, version, sheet) if sheet is not None else None
    return found if isinstance(found, Kept) else None


def answered(
    site: Site, way: Way, request: Request, key: str, version: str, sheet: Sheet | None = None
) -> Kept | Response:
    """The answer as it is kept, or one that is not.

    ``version``: of the content before it was made; ``sheet``: the page, where it is made already.
    """
    core = sheet or core_of(site, way, request, key)
    if isinstance(core, Page):
        return Response(core.body, core.status, core.headers, core.media_type)
    now = time.monotonic()
    if way.rest is not None:
        begun = Core(core.packed, core.crc, core.plain, core.etag, core.foot)
        answer = begun.with_rest(way.rest(site, request), core.media_type, version, now)
    elif core.packed:
        answer = Kept(version, now, core.etag, core.media_type, b"", core.packed)
    else:
        answer = kept(core.foot.encode(), core.media_type, version, now)
    site.cache.put(key, answer)
    return answer


def core_of(site: Site, way: Way, request: Request, key: str) -> Page | Sheet:
    """The page on disk if it is of today's content, else made and put there; what is not kept as it is."""
    found = on_shelf(site, way, request, key)
    if found is not None:
        return found
    version = shelf_version(site, way, request)
    page = way.page(site, request)
    if page.status != 200 or page.headers:
        return page
    sheet = _sheet(way, page, version)
    if shelves(site, way, key):
        site.shelf.put(key, sheet)
    return sheet


def shelves(site: Site, way: Way, key: str) -> bool:
    """Whether a page is kept on disk: not for every question that is asked of it, nor under whatever name of
    a host a stranger may send."""
    own = site.settings.address
    known = key.startswith("/") or (bool(own) and key.startswith(f"{own}/"))
    return way.shelved and known and key.endswith("?")


def on_shelf(site: Site, way: Way, request: Request, key: str) -> Sheet | None:
    """The page on disk, of today's content."""
    found = site.shelf.get(key) if shelves(site, way, key) else None
    return found if found is not None and found.version == shelf_version(site, way, request) else None


def shelf_version(site: Site, way: Way, request: Request) -> str:
    """What a page on disk must be of: the content, this program, and what the site is called."""
    return f"{site.version(way.topics(request.path_params))}/{site.dress}"


def _sheet(way: Way, page: Page, version: str) -> Sheet:
    if way.rest is not None:
        assert isinstance(page.body, str)
        core = Core.of(page.body)
        return Sheet(version, core.etag, page.media_type, core.packed, core.crc, core.size, core.foot)
    body = page.body.encode() if isinstance(page.body, str) else page.body
    whole = kept(body, page.media_type, version, 0.0)
    return Sheet(version, whole.etag, page.media_type, whole.packed, foot=whole.body.decode())


def sent(request: Request, found: Kept, control: str = "public, max-age=0, must-revalidate") -> Response:
    """The answer, or 304 where the reader has it already."""
    headers = {"etag": found.etag, "cache-control": control, "vary": "accept-encoding"}
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if found.etag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    if found.packed and "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        return Response(found.packed, headers=headers, media_type=found.media_type)
    return Response(found.plain, headers=headers, media_type=found.media_type)
