"""The addresses of the desk: who may enter, what a form must carry, and what comes back."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.types import Message

from duibiao.site.answering import Page
from duibiao.site.desk.state import Desk
from duibiao.site.desk.worker import Worker
from duibiao.site.pages.setting import fill
from duibiao.site.security import forms
from duibiao.site.security.roles import ROLE_NAMES, May
from duibiao.site.store.people import User

SESSION, FORM = "duibiao_session", "duibiao_form"
"""Cookies: who is logged in; and which browser the form for logging in was made for."""
PLAIN_MOST = 512 * 1024
"""Bytes of a form without files: an edited brief takes about 20 kB."""
FILES_MOST, FIELDS_MOST = 60, 2000
NO_STORE = {"cache-control": "no-store"}


@dataclass(frozen=True, slots=True)
class Goto:
    """Send the browser on. ``cookies``: to set, '' deletes."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stream:
    """Server-sent events, each sent as it comes."""

    events: AsyncIterator[str]


@dataclass(slots=True)
class Visit:
    """A request to the desk. ``form``: of a POST, already checked; ``held``: the session's cookie."""

    desk: Desk
    worker: Worker
    request: Request
    user: User | None
    held: str
    form: FormData = field(default_factory=FormData)
    files: list[tuple[str, str, bytes]] = field(default_factory=list)
    """``(field, name, bytes)`` of the files in the form"""

    @property
    def me(self) -> User:
        """Who is logged in, where somebody must be."""
        assert self.user is not None
        return self.user

    @property
    def number(self) -> int:
        """The number in the address. Raises ``HTTPException`` for one that nothing can have."""
        number = int(self.request.path_params["number"])
        if number >= 10**9:
            raise HTTPException(404)
        return number

    def text(self, name: str) -> str:
        """A field of the form, without what no text holds."""
        value = self.form.get(name, "")
        plain = value if isinstance(value, str) else ""
        return "".join(c for c in plain.replace("\r\n", "\n") if c >= " " or c in "\n\t").strip()

    def many(self, name: str) -> list[str]:
        """All values of a field."""
        return [value for value in self.form.getlist(name) if isinstance(value, str)]

    def asked(self, name: str, default: int = 0) -> int:
        """A number after ? or in the form, ``default`` where there is none."""
        given = self.request.query_params.get(name) or self.text(name)
        return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else default

    def page(self, template: str, *, status: int = 200, **given: Any) -> Page:
        """A page of the desk."""
        known = {
            "me": self.user,
            "role_names": ROLE_NAMES,
            "May": May,
            "form_field": forms.FIELD,
            "form_mark": forms.mark(self.desk.secret, self.held) if self.held else "",
            "styles": ("desk.css",),
            "indexed": False,
            "wrong": "",
        }
        body = fill(self.desk.site, self.request, f"desk/{template}", **(known | given))
        return Page(body, status=status, headers=dict(NO_STORE))

    def data(self, value: object) -> Page:
        """An answer for a script."""
        return Page(json.dumps(value, ensure_ascii=False), "application/json", headers=dict(NO_STORE))


Handler = Callable[[Visit], Page | Goto | Stream]


class _NotOurs(Exception):
    """A form that no page of this site made for this browser."""


@dataclass(frozen=True, slots=True)
class Door:
    """An address. ``may``: what the role must allow; ``None``: anyone, without logging in. ``files``: the
    form may carry them."""

    method: str
    path: str
    handler: Handler
    may: May | None
    files: bool = False


def entrance(desk: Desk, worker: Worker, door: Door) -> Callable[[Request], Awaitable[Response]]:
    """The door as Starlette calls it."""

    async def answer(request: Request) -> Response:
        held = request.cookies.get(SESSION, "")
        user = await run_in_threadpool(desk.people.session, held) if held else None
        if door.may is not None:
            if user is None:
                return _to_login(request, door)
            if not user.may(door.may):
                raise HTTPException(403)
        visit = Visit(desk, worker, request, user, held if user else request.cookies.get(FORM, ""))
        if door.method == "POST":
            try:
                await _take_form(visit, door)
            except _NotOurs:
                return _expired(desk, request)
        elif user is None and not visit.held:
            visit.held = secrets.token_urlsafe(18)
        made = await run_in_threadpool(door.handler, visit)
        return _sent(visit, made)

    return answer


async def _take_form(visit: Visit, door: Door) -> None:
    """Read and check the form. Raises ``_NotOurs``, and ``HTTPException`` for one that is too large."""
    desk, request = visit.desk, visit.request
    if not forms.from_here(request, desk.site.settings.base_url):
        raise _NotOurs
    most = desk.site.settings.upload_bytes if door.files else PLAIN_MOST
    limited = Request(request.scope, _at_most(request, most))
    files = FILES_MOST if door.files else 0
    try:
        form = await limited.form(max_files=files, max_fields=FIELDS_MOST, max_part_size=most)
    except MultiPartException as error:
        raise HTTPException(400) from error
    given = request.headers.get(forms.HEADER) or form.get(forms.FIELD, "")
    if not isinstance(given, str) or not forms.genuine(desk.secret, visit.held, given):
        await form.close()
        raise _NotOurs
    visit.form = form
    for name, value in form.multi_items():
        if isinstance(value, UploadFile) and value.filename:
            visit.files.append((name, value.filename, await value.read()))
    await form.close()


def _at_most(request: Request, most: int) -> Callable[[], Awaitable[Message]]:
    """The body as it comes, cut off with 413 when it is longer than it may be."""
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > most:
        raise HTTPException(413)
    seen = 0

    async def receive() -> Message:
        nonlocal seen
        message = await request.receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise HTTPException(413)
        return message

    return receive


def _expired(desk: Desk, request: Request) -> Response:
    told = "可能在别处重新登录过。请回到上一页刷新，再提交一次；刚才提交的没有保存。"
    body = fill(desk.site, request, "error.html", title="表单已过期", said=told, status=403)
    return Response(body, 403, NO_STORE, "text/html; charset=utf-8")


def _to_login(request: Request, door: Door) -> Response:
    if door.method == "POST":  # what was typed is lost, but nothing was done without knowing who
        raise HTTPException(401)
    return RedirectResponse(f"/desk/login?next={request.url.path}", 303, NO_STORE)


def _sent(visit: Visit, made: Page | Goto | Stream) -> Response:
    if isinstance(made, Stream):
        # a proxy that gathers what it passes on would keep them back
        headers = {**NO_STORE, "x-accel-buffering": "no"}
        return StreamingResponse(made.events, media_type="text/event-stream", headers=headers)
    if isinstance(made, Page):
        response = Response(made.body, made.status, made.headers, made.media_type)
        if visit.user is None and visit.held and FORM not in visit.request.cookies:
            _put(visit, response, FORM, visit.held)
        return response
    response = RedirectResponse(made.url, 303, NO_STORE)
    for name, value in made.cookies.items():
        _put(visit, response, name, value)
    return response


def _put(visit: Visit, response: Response, name: str, value: str) -> None:
    secure = visit.desk.site.settings.base_url.startswith("https:") or visit.request.url.scheme == "https"
    if value:
        response.set_cookie(name, value, path="/desk", httponly=True, samesite="lax", secure=secure)
    else:
        response.delete_cookie(name, path="/desk", httponly=True, samesite="lax", secure=secure)
