"""Readers are counted once a day; machines, and what is fetched ahead, are not."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from duibiao.site.state import Site
from duibiao.site.store import reads

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def test_a_reader_counts_once_a_day(fresh: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reads, "_today", lambda: "2031-01-20")
    assert fresh.reads.count("one", "10.0.0.1", BROWSER)
    assert not fresh.reads.count("one", "10.0.0.1", BROWSER)
    assert fresh.reads.count("one", "10.0.0.2", BROWSER)
    assert fresh.reads.count("two", "10.0.0.1", BROWSER)
    fresh.reads.flush()
    monkeypatch.setattr(reads, "_today", lambda: "2031-01-21")
    assert fresh.reads.count("one", "10.0.0.1", BROWSER)
    fresh.reads.flush()
    fresh.reads.flush()
    assert fresh.reads.of("one") == 3
    assert fresh.reads.of("none") == 0


@pytest.mark.parametrize(
    "agent", ["", "Googlebot/2.1", "Baiduspider", "curl/8.0", "python-requests/2", "HeadlessChrome"]
)
def test_machines_do_not_count(fresh: Site, agent: str) -> None:
    assert not fresh.reads.count("one", "10.0.0.1", agent)


def test_hot_is_what_was_read_lately(fresh: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for who in range(3):
        fresh.reads.count("two", str(who), BROWSER)
    fresh.reads.count("one", "a", BROWSER)
    fresh.reads.flush()
    monkeypatch.setattr(reads, "_today", lambda: "2001-01-01")
    for who in range(9):
        fresh.reads.count("old", str(who), BROWSER)
    fresh.reads.flush()
    assert fresh.reads.hot() == [("two", 3), ("one", 1)]


def test_no_address_of_a_reader_is_kept(fresh: Site) -> None:
    fresh.reads.count("one", "203.0.113.77", BROWSER)
    kept = repr(vars(fresh.reads))
    assert "203.0.113.77" not in kept
    assert "Firefox" not in kept


def test_reading_a_page_counts(client: TestClient, site: Site, article: str) -> None:
    slug = article.rsplit("/", 1)[1]
    site.reads.flush()
    before = site.reads.of(slug)
    client.get(article, headers={"user-agent": f"{BROWSER} one", "sec-purpose": "prefetch"})
    client.head(article, headers={"user-agent": f"{BROWSER} one"})
    client.get(article, headers={"user-agent": "Bingbot"})
    client.get(article, headers={"user-agent": f"{BROWSER} one"})
    client.get(article, headers={"user-agent": f"{BROWSER} one"})
    site.reads.flush()
    assert site.reads.of(slug) == before + 1
