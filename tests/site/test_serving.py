"""The cache, assets, style sheets held to their element, feeds, search, CSV."""

from __future__ import annotations

import csv
import io
import random
import threading
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from duibiao.site.assets.scoping import scoped
from duibiao.site.cache import Cache, kept
from duibiao.site.state import Site
from tests.site.conftest import parsed

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_cache_has_an_end() -> None:
    cache = Cache(4000)
    pages = [kept(bytes([65 + n]) * 400, "text/plain", "", 0.0) for n in range(20)]
    for n, page in enumerate(pages):
        cache.put(str(n), page)
        cache.get("0")
    assert cache.size <= 4000
    assert cache.get("0") is pages[0]
    assert cache.get("1") is None
    cache.put("huge", kept(random.Random(1).randbytes(5000), "text/plain", "", 0.0))
    assert cache.get("huge") is None
    cache.clear()
    assert cache.size == 0


def test_what_is_asked_at_once_is_made_once(fresh: Site) -> None:
    made: list[int] = []
    gate = threading.Event()

    def make() -> int:
        made.append(1)
        gate.wait(5)
        return 7

    threads = [threading.Thread(target=lambda: fresh.memo("key", make)) for _ in range(5)]
    for thread in threads:
        thread.start()
    gate.set()
    for thread in threads:
        thread.join(10)
    assert made == [1]
    assert fresh.memo("key", lambda: 8) == 7


def test_parameters_that_a_page_does_not_know_make_no_copies(client: TestClient, site: Site) -> None:
    client.get("/about")
    before = len(site.cache._kept)
    for n in range(5):
        client.get(f"/about?utm_source={n}")
    assert len(site.cache._kept) == before


def test_assets_are_kept_for_a_year_and_packed(client: TestClient, site: Site) -> None:
    for name, address in site.assets.urls.items():
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers.get("content-encoding") == "gzip" or name == "icon.svg"
    assert client.get("/assets/none.css").status_code == 404
    assert client.get("/assets/..%2fstate.py").status_code == 404


@pytest.mark.parametrize(
    ("css", "held"),
    [
        ("a{x:1}", ".b a{x:1}\n"),
        ("body{x:1} main > p{y:2}", ".b{x:1}\n.b > p{y:2}\n"),
        (":root{x:1} html{y:2} h1{z:3}", ".b h1{z:3}\n"),
        ("@media print{:root{x:1} a, b:is(c, d){y:2}}", "@media print{.b a,.b b:is(c, d){y:2}\n}\n"),
        ("@page{size:A4} /* a { */ p{x:1}", "@page{size:A4}\n.b p{x:1}\n"),
    ],
)
def test_a_style_sheet_is_held_to_an_element(css: str, held: str) -> None:
    assert scoped(css, ".b") == held


def test_atom_and_the_map_of_the_site(client: TestClient, article: str) -> None:
    feed = ElementTree.fromstring(client.get("/feed.atom").content)
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}link").get("href") for entry in entries] == [f"https://site.test{article}"]  # type: ignore[union-attr]
    assert all(entry.findtext(f"{ATOM}updated") for entry in entries)
    places = [
        node.text or ""
        for node in ElementTree.fromstring(client.get("/sitemap.xml").content).iter(f"{MAP}loc")
    ]
    assert f"https://site.test{article}" in places
    assert len(places) > 20
    for address in places:
        assert client.get(address).status_code == 200, address
    assert "Sitemap: https://site.test/sitemap.xml" in client.get("/robots.txt").text


def test_search_filters_and_opens_at_the_hit(client: TestClient) -> None:
    def hits(query: str) -> list[str]:
        return [node.text() for node in parsed(client.get(f"/search?{query}").text).css(".hits li")]

    assert len(hits("q=抽水蓄能")) > 2
    assert all("广东省" in one for one in hits("q=抽水蓄能&kind=report"))
    assert not hits("q=抽水蓄能&year=1999")
    assert 0 < len(hits("q=肇庆&status=target")) < len(hits("q=肇庆"))
    assert hits("q=抽水蓄能&place=肇庆市")
    assert "没有找到地方" in client.get("/search?q=x&place=不存在省").text
    assert "看不懂年份" in client.get("/search?q=x&year=20").text
    assert client.get("/search", params={"q": "<script>alert(1)</script>"}).text.count("<script>") == 0


def test_search_has_pages(client: TestClient) -> None:
    def page(number: int) -> list[str]:
        found = parsed(client.get(f"/search?q=肇庆&page={number}").text)
        return [node.attributes["href"] or "" for node in found.css("#h-hits ~ .hits h3 a")]

    first, second = page(1), page(2)
    assert len(first) == 20
    assert second
    assert not set(first) & set(second)
    link = parsed(client.get("/search?q=肇庆&kind=report").text).css_first(".pages a[rel=next]")
    assert link is None or "kind=report&page=2" in (link.attributes["href"] or "")
    assert "page=2" in client.get("/search?q=肇庆").text
    for wrong in ("0", "21", "x", "20"):
        assert client.get(f"/search?q=肇庆&page={wrong}").status_code == 404


def test_search_looks_into_the_bodies_of_articles(client: TestClient, article: str) -> None:
    page = parsed(client.get("/search?q=抽水蓄能&kind=article").text)
    assert [mark.text() for mark in page.css(".hits mark")] == ["抽水蓄能"] * len(page.css(".hits mark"))
    opened = page.css(".to-hit")[-1].attributes["href"] or ""
    address, _, anchor = opened.partition("#")
    assert address == article
    assert parsed(client.get(article).text).css(f"#{anchor.partition(':~:')[0]}")
    assert not parsed(client.get("/search?q=抽水蓄能&kind=article&year=1999").text).css(".hits")


def test_the_figures_of_an_indicator_as_csv(client: TestClient) -> None:
    answer = client.get("/indicators/gdp.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    growth = [
        r for r in rows if r["adcode"] == "440000" and r["kind"] == "growth" and r["status"] == "achieved"
    ]
    assert growth[0]["value"] == "4.8"
    assert growth[0]["printed"] == "4.8%"
    assert growth[0]["url"].startswith("https://site.test/reports/")


def test_places_are_drawn_in_the_year_that_is_asked_for(client: TestClient) -> None:
    page = parsed(client.get("/indicators/gdp").text)
    for tab in page.css(".years-of a"):
        chosen = parsed(client.get(f"/indicators/gdp{tab.attributes['href']}").text)
        assert chosen.css_first(".years-of [aria-current]").text() == tab.text()
        assert tab.text() in chosen.css_first("figure .title").text()
    assert client.get("/indicators/gdp?year=1066").status_code == 404


def test_a_project_tells_what_is_known_and_who_writes_of_it(client: TestClient, project: str) -> None:
    page = parsed(client.get(project).text)
    assert page.css(".timeline [data-at]")
    documents = {node.attributes["href"] for node in page.css(".cited .title")}
    told = {(node.attributes["href"] or "").partition("#")[0] for node in page.css(".timeline footer a")}
    assert told
    assert told <= documents
    figures = {(node.attributes["data-at"], node.text()) for node in page.css(".known a")}
    assert figures <= {(node.attributes["data-at"], node.text()) for node in page.css(".timeline a[data-at]")}
    assert page.css("section[aria-labelledby=h-briefs] a[href^='/articles/']")
