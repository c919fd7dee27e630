"""Fetching a page that an editor names: never from inside, never for long, never much.

Off unless ``Settings.fetching`` says so. Names are resolved once, every address must be public, and the
connection goes to the very address that was looked at; redirects are looked at the same way.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from duibiao.errors import UnreadableSource, UsageError

REDIRECTS_MOST = 3
SECONDS, CONNECT_SECONDS = 20.0, 5.0
"""For everything together, and for each wait on the network."""
URL_MOST = 2000
CHUNK = 65536
_KINDS = ("text/html", "text/plain", "application/xhtml+xml", "application/octet-stream",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document")  # fmt: skip
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_WITHIN = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))
"""IPv6 that leads to an IPv4 address, which may be anything."""
Resolve = Callable[[str, int], Sequence[str]]


def resolved(host: str, port: int) -> list[str]:
    """All addresses of a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_public(address: str) -> bool:
    """Whether it is an address of the open internet."""
    try:
        ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in network for network in _WITHIN):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came. ``url``: where from, after redirects."""

    url: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Fetcher:
    """``most``: bytes at the most. The others are for tests."""

    most: int
    seconds: float = SECONDS
    resolve: Resolve = resolved
    allowed: Callable[[str], bool] = is_public
    ports: frozenset[int] = frozenset((80, 443))

    def fetch(self, url: str) -> Fetched:
        """Raises ``UsageError`` for an address that is not to be fetched, ``UnreadableSource`` for what does
        not come, or is too large."""
        end = time.monotonic() + self.seconds
        for _ in range(REDIRECTS_MOST + 1):
            parts = self._checked(url)
            response, connection = self._asked(parts, end)
            try:
                if response.status not in _REDIRECTS:
                    return Fetched(url, self._body(response, url, end))
                target = urljoin(url, response.headers.get("location", ""))
            finally:
                connection.close()
            if parts.scheme == "https" and not target.startswith("https:"):
                raise UsageError("网页从加密的地址转到不加密的，不抓取", where=url)
            url = target
        raise UnreadableSource("网页转来转去，没有内容", where=url)

    def _checked(self, url: str) -> SplitResult:
        told = "这个地址不能抓取"
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise UsageError(told, where=url[:80]) from error
        plain = len(url) <= URL_MOST and url.isprintable() and not (parts.username or parts.password)
        if parts.scheme not in ("http", "https") or not parts.hostname or not plain or "\\" in url:
            raise UsageError(told, where=url[:80], hint="请给出 http 或 https 开头的完整网址")
        if (port or _default(parts.scheme)) not in self.ports:
            raise UsageError(told, where=url[:80], hint="只抓取标准端口的网页")
        return parts

    def _asked(
        self, parts: SplitResult, end: float
    ) -> tuple[http.client.HTTPResponse, http.client.HTTPConnection]:
        where, port = parts.geturl()[:80], parts.port or _default(parts.scheme)
        try:
            host = (parts.hostname or "").encode("idna").decode("ascii")
            addresses = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise UnreadableSource("找不到这个网站", where=where) from error
        if not addresses or not all(map(self.allowed, addresses)):
            raise UsageError("这个地址在内部网络里，不能抓取", where=where)
        connection = _Pinned(host, port, addresses[0], _left(end, where), secure=parts.scheme == "https")
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"user-agent": "duibiao", "accept": "text/html, text/plain", "accept-encoding": "identity"}
        try:
            connection.request("GET", _quoted(path), headers=headers)
            return connection.getresponse(), connection
        except (OSError, http.client.HTTPException, ssl.SSLError) as error:
            connection.close()
            raise UnreadableSource("网页打不开", where=where) from error

    def _body(self, response: http.client.HTTPResponse, url: str, end: float) -> bytes:
        where = url[:80]
        if response.status != 200:
            raise UnreadableSource(f"网站回答 {response.status}", where=where)
        kind = response.headers.get_content_type()
        if kind not in _KINDS or response.headers.get("content-encoding", "identity") != "identity":
            raise UnreadableSource(f"不是网页、文本或 .docx（{kind}）", where=where)
        pieces, size = [], 0
        try:
            while piece := response.read1(CHUNK):
                pieces.append(piece)
                size += len(piece)
                if size > self.most:
                    raise UnreadableSource("网页太大", where=where)
                _left(end, where)
        except (OSError, http.client.HTTPException) as error:
            raise UnreadableSource("网页没有传完", where=where) from error
        return b"".join(pieces)


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was looked at, under the name that was asked for."""

    def __init__(self, host: str, port: int, address: str, seconds: float, *, secure: bool) -> None:
        super().__init__(host, port, timeout=min(CONNECT_SECONDS, seconds))
        self.address = address
        self.secure = secure
        if secure:
            self.default_port = 443

    def connect(self) -> None:
        """To the address, not to what the name means by now."""
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _default(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def _left(end: float, where: str) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise UnreadableSource("网页太慢，不等了", where=where)
    return left


def _quoted(path: str) -> str:
    """The path as it may stand in a request: nothing but printable ASCII."""
    return quote(path, safe="/%?&=+,;:@!$'()*~-._")
