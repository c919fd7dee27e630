"""Errors for people: what is wrong, what to do, and the way on."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from duibiao.errors import DuibiaoError, NotFound, StoreError, UnknownPlace, UsageError
from duibiao.site.pages.setting import fill
from duibiao.site.state import Site

Handler = Callable[[Request, Exception], Awaitable[Response]]
_LOG = logging.getLogger("duibiao.site")
_TOLD = {
    400: ("这个地址写得不对", "请检查地址，或从首页找起。"),
    401: ("请先登录", "这一页只给登录的人看。"),
    403: ("没有权限", "你的账号不能看这一页或做这件事。"),
    404: ("没有这一页", "地址可能写错了，也可能内容已经移走。可以搜索，或从首页找起。"),
    405: ("不能这样访问", "请从页面上的链接或按钮进入。"),
    413: ("提交的内容太大", "请减小文件后再试。"),
    429: ("请求太频繁", "请稍等片刻再试。"),
    500: ("出错了", "问题已经记下。请稍后再试。"),
    503: ("暂时不能用", "数据库暂时读不到。请稍后再试。"),
}
_BUSY = "现在问的人太多，这一页还要排很久的队。请过几秒再试；已经打开过的页面不受影响。"


def of_http(site: Site) -> Handler:
    """404 and what the frame itself raises."""

    async def answer(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        busy = _BUSY if error.status_code == 503 else ""
        return _page(site, request, error.status_code, said=busy, headers=error.headers)

    return answer


def of_ours(site: Site) -> Handler:
    """An error of ours: what was asked is wrong, or the store is."""

    async def answer(request: Request, error: Exception) -> Response:
        assert isinstance(error, DuibiaoError)
        if isinstance(error, (NotFound, UnknownPlace)):
            return _page(site, request, 404, said=error.hint and f"{error.what}。{error.hint}。")
        if isinstance(error, UsageError):
            return _page(site, request, 400, said=f"{error.what}。{error.hint}")
        _LOG.error("%s", error.line)
        return _page(site, request, 503 if isinstance(error, StoreError) else 500)

    return answer


def of_any(site: Site) -> Handler:
    """A mistake of the program: nothing of it is shown."""

    async def answer(request: Request, _: Exception) -> Response:
        return _page(site, request, 500)

    return answer


def _page(site: Site, request: Request, status: int, *, said: str = "", headers: object = None) -> Response:
    title, told = _TOLD.get(status, _TOLD[500 if status >= 500 else 400])
    extra = dict(headers) if isinstance(headers, dict) else {}
    if (
        "text/html" not in request.headers.get("accept", "text/html")
        and request.headers.get("accept") != "*/*"
    ):
        return Response(f"{status} {title}\n", status, extra, "text/plain; charset=utf-8")
    body = fill(site, request, "error.html", title=title, said=said or told, status=status)
    return Response(body, status, {**extra, "cache-control": "no-store"}, "text/html; charset=utf-8")
