"""From a page function to an answer: cached, tagged, compressed, errors told for people."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from duibiao.site.cache import Kept, kept
from duibiao.site.state import Site

MINUTE_SECONDS = 60.0
"""How long a page with what is read most is kept."""
HTML = "text/html; charset=utf-8"


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


def endpoint(
    site: Site, page: PageFunction, keep: Keep, asks: Iterable[str] = (), *, counts: bool = False
) -> Endpoint:
    """The page as Starlette calls it. ``asks``: the parameters after ? that the page knows; others are not
    looked at, so that no address fills the cache with copies. ``counts``: readers of the slug are counted."""
    known = tuple(sorted(asks))

    async def answer(request: Request) -> Response:
        if keep is Keep.NEVER:
            made = await run_in_threadpool(page, site, request)
            return Response(made.body, made.status, made.headers, made.media_type)
        key = _key(request, known)
        found = site.cache.get(key)
        if site.due:  # the store is never asked by the loop that all requests share
            await run_in_threadpool(site.stamp)
        if found is None or not _fresh(site, found, keep):
            made_or_kept = await run_in_threadpool(_made, site, page, request, key)
            if isinstance(made_or_kept, Response):
                return made_or_kept
            found = made_or_kept
        if counts:
            _count(site, request)
        return sent(request, found)

    return answer


def _count(site: Site, request: Request) -> None:
    ahead = "prefetch" in request.headers.get("sec-purpose", request.headers.get("purpose", ""))
    if request.method == "GET" and not ahead:  # what a browser fetches ahead nobody may ever read
        who = request.client.host if request.client is not None else ""
        site.reads.count(request.path_params["slug"], who, request.headers.get("user-agent", ""))


def _key(request: Request, known: Iterable[str]) -> str:
    asked = "&".join(f"{name}={request.query_params[name]}" for name in known if name in request.query_params)
    return f"{request.url.netloc}{request.url.path}?{asked}"


def _fresh(site: Site, found: Kept, keep: Keep) -> bool:
    lately = keep is not Keep.MINUTE or time.monotonic() - found.made < MINUTE_SECONDS
    return lately and found.stamp == site.known


def _made(site: Site, page: PageFunction, request: Request, key: str) -> Kept | Response:
    stamp = site.stamp()
    made = page(site, request)
    if made.status != 200 or made.headers:
        return Response(made.body, made.status, made.headers, made.media_type)
    body = made.body.encode() if isinstance(made.body, str) else made.body
    answer = kept(body, made.media_type, stamp, time.monotonic())
    site.cache.put(key, answer)
    return answer


def sent(request: Request, found: Kept, control: str = "public, max-age=0, must-revalidate") -> Response:
    """The answer, or 304 where the reader has it already."""
    headers = {"etag": found.etag, "cache-control": control, "vary": "accept-encoding"}
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if found.etag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    body = found.body
    if found.packed and "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        body = found.packed
    return Response(body, headers=headers, media_type=found.media_type)
