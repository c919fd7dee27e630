"""``/metrics`` for Prometheus: requests, their time, and what the store holds."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator

from sqlalchemy import func, select
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from duibiao.ledger.store.schema import DOCUMENTS
from duibiao.site.desk.state import Desk
from duibiao.site.security.roles import Scope as TokenScope
from duibiao.site.store.desk_schema import JOBS, SESSIONS

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5)
"""Seconds; 0.05 and 0.15 are what pages and the search may take."""
AREAS = frozenset(
    [
        "articles",
        "places",
        "reports",
        "documents",
        "indicators",
        "projects",
        "search",
        "desk",
        "api",
        "assets",
        "healthz",
        "metrics",
    ]
)
TEXT = "text/plain; version=0.0.4; charset=utf-8"


class Counted:
    """Requests by area of the site and class of status, and how long they took."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.requests: Counter[tuple[str, str]] = Counter()
        self.within: Counter[tuple[str, float]] = Counter()
        self.seconds: Counter[str] = Counter()

    def count(self, path: str, status: int, seconds: float) -> None:
        """An answer."""
        first = path.split("/", 2)[1] if path.startswith("/") else ""
        area = first if first in AREAS else "home" if not first else "other"
        with self._lock:
            self.requests[area, f"{status // 100}xx"] += 1
            self.seconds[area] += seconds  # type: ignore[assignment] # a sum of seconds
            for bucket in BUCKETS:
                if seconds <= bucket:
                    self.within[area, bucket] += 1

    def lines(self) -> Iterator[str]:
        """In the format of Prometheus."""
        with self._lock:
            requests, within, seconds = dict(self.requests), dict(self.within), dict(self.seconds)
        yield "# TYPE duibiao_requests_total counter"
        for (area, status), n in sorted(requests.items()):
            yield f'duibiao_requests_total{{area="{area}",status="{status}"}} {n}'
        yield "# TYPE duibiao_request_seconds histogram"
        for area in sorted(seconds):
            total = sum(n for (one, _), n in requests.items() if one == area)
            for bucket in BUCKETS:
                n = within.get((area, bucket), 0)
                yield f'duibiao_request_seconds_bucket{{area="{area}",le="{bucket}"}} {n}'
            yield f'duibiao_request_seconds_bucket{{area="{area}",le="+Inf"}} {total}'
            yield f'duibiao_request_seconds_sum{{area="{area}"}} {seconds[area]:.6f}'
            yield f'duibiao_request_seconds_count{{area="{area}"}} {total}'


class Counting:
    """An ASGI layer that counts."""

    def __init__(self, app: ASGIApp, counted: Counted) -> None:
        self.app = app
        self.counted = counted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, note)
        finally:
            self.counted.count(scope["path"], status, time.perf_counter() - began)


def endpoint(desk: Desk, counted: Counted) -> Callable[[Request], Awaitable[Response]]:
    """``/metrics``: for who asks from this machine itself, or with a token of the scope ``metrics:read``."""
    from starlette.concurrency import run_in_threadpool  # noqa: PLC0415

    async def answer(request: Request) -> Response:
        here = request.client is not None and request.client.host in ("127.0.0.1", "::1")
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            scopes = await run_in_threadpool(desk.people.bearer, token.strip())
            here = TokenScope.METRICS in scopes
        elif "x-forwarded-for" in request.headers or "forwarded" in request.headers:
            here = False  # passed on by a proxy on this machine
        if not here:
            raise HTTPException(401, headers={"www-authenticate": "Bearer"})
        held = await run_in_threadpool(lambda: list(_held(desk)))
        text = "\n".join((*counted.lines(), *held)) + "\n"
        return Response(text, headers={"cache-control": "no-store"}, media_type=TEXT)

    return answer


def _held(desk: Desk) -> Iterator[str]:
    """What the store holds now."""
    with desk.store.reading() as connection:
        documents = connection.scalar(select(func.count()).select_from(DOCUMENTS))
        sessions = connection.scalar(select(func.count()).select_from(SESSIONS))
        jobs = connection.execute(select(JOBS.c.state, func.count()).group_by(JOBS.c.state)).all()
    for name, value in (
        ("documents", documents), ("articles", desk.site.articles.counted()), ("sessions", sessions),
    ):  # fmt: skip
        yield f"# TYPE duibiao_{name} gauge"
        yield f"duibiao_{name} {value}"
    yield "# TYPE duibiao_jobs gauge"
    yield from (f'duibiao_jobs{{state="{state}"}} {n}' for state, n in sorted(map(tuple, jobs)))
    yield "# TYPE duibiao_drafts gauge"
    yield from (
        f'duibiao_drafts{{state="{state}"}} {n}' for state, n in sorted(desk.drafts.counted().items())
    )
