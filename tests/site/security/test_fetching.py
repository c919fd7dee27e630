"""Fetching: nothing from inside, nothing for long, nothing large; redirects are looked at again."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from duibiao.errors import DuibiaoError, UnreadableSource, UsageError
from duibiao.site.security.fetching import Fetcher, is_public

PAGE = "<html><body>某市去年建成道路12公里。</body></html>".encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hosts: list[str] = []  # noqa: RUF012 - of one test at a time

    def do_GET(self) -> None:
        Handler.hosts.append(self.headers["host"])
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("location", self.path[4:])
            self.send_header("content-length", "0")
            self.end_headers()
            return
        body = b"x" * 5000 if self.path == "/large" else PAGE
        self.send_response(404 if self.path == "/none" else 200)
        self.send_header(
            "content-type", "image/png" if self.path == "/picture" else "text/html; charset=utf-8"
        )
        if self.path == "/packed":
            self.send_header("content-encoding", "gzip")
        if self.path != "/slow":
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.path == "/slow":
            for _ in range(40):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
            self.close_connection = True
            return
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


def fetcher(port: int, **more: object) -> Fetcher:
    """As in use, but this machine counts as outside under one name."""
    names = {
        "news.example": ["127.0.0.1"],
        "inside.example": ["10.0.0.1"],
        "both.example": ["127.0.0.1", "10.0.0.1"],
    }
    options = {"most": 2000, "ports": frozenset((port,)), "resolve": lambda host, _: names.get(host, [host])}
    return Fetcher(**options | {"allowed": lambda a: a == "127.0.0.1" or is_public(a)} | more)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "fe80::1%eth0", "nonsense", "198.18.0.1", "240.0.0.1", "ff02::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "202.96.128.86", "2400:3200::1", "::ffff:8.8.8.8"])
def test_addresses_that_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://a.example/", "gopher://a.example/", "http://", "//a.example", "a.b",
        "http://user:pw@a.example/", "http://a.example:22/", "http://a.example:99999/", "http://a.example\\@b/",
        "http://a.example/\r\nx: y", "http://127.0.0.1/", "http://[::1]/", "http://localhost/", "http://0/",
        "http://2130706433/", "http://169.254.169.254/latest/meta-data/", "javascript:alert(1)",
        "http://a.example/" + "x" * 3000,
    ],
)  # fmt: skip
def test_urls_that_are_never_fetched(url: str) -> None:
    with pytest.raises(DuibiaoError):
        Fetcher(1000, resolve=lambda host, _: ["127.0.0.1"]).fetch(url)


def test_a_page_is_fetched_under_its_name(port: int) -> None:
    Handler.hosts.clear()
    page = fetcher(port).fetch(f"http://news.example:{port}/页?甲=乙")
    assert page.data == PAGE
    assert Handler.hosts == [f"news.example:{port}"]


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(port: int) -> None:
    answers = [["127.0.0.1"], ["10.0.0.1"]]  # a name that means something else the second time
    asked: list[str] = []

    def resolve(host: str, _: int) -> list[str]:
        asked.append(host)
        return answers[len(asked) - 1]

    assert fetcher(port, resolve=resolve).fetch(f"http://news.example:{port}/").data == PAGE
    assert asked == ["news.example"]


@pytest.mark.parametrize("host", ["inside.example", "both.example", "192.168.0.1"])
def test_nothing_from_inside_not_even_by_redirect(port: int, host: str) -> None:
    for url in (f"http://{host}:{port}/", f"http://news.example:{port}/to/http://{host}:{port}/"):
        with pytest.raises(UsageError, match="内部网络"):
            fetcher(port).fetch(url)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://news.example:22/", "ftp://news.example/"])
def test_a_redirect_to_something_else_is_not_followed(port: int, target: str) -> None:
    with pytest.raises(UsageError):
        fetcher(port).fetch(f"http://news.example:{port}/to/{target}")


def test_redirects_end(port: int) -> None:
    assert fetcher(port).fetch(f"http://news.example:{port}/to//to//page").data == PAGE
    with pytest.raises(UnreadableSource, match="转来转去"):
        fetcher(port).fetch(f"http://news.example:{port}" + "/to/" * 6 + "x")


@pytest.mark.parametrize(
    ("path", "told"),
    [("/large", "太大"), ("/picture", "不是网页"), ("/packed", "不是网页"), ("/none", "404")],
)
def test_what_is_not_taken(port: int, path: str, told: str) -> None:
    with pytest.raises(UnreadableSource, match=told):
        fetcher(port).fetch(f"http://news.example:{port}{path}")


def test_a_page_that_comes_drop_by_drop_is_not_waited_for(port: int) -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableSource, match="太慢"):
        fetcher(port, seconds=0.5).fetch(f"http://news.example:{port}/slow")
    assert time.monotonic() - began < 2
