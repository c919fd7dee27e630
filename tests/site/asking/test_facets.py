"""Counts beside a search: what a narrower question then has."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest
from selectolax.lexbor import LexborNode
from starlette.testclient import TestClient

from duibiao.ledger.adding import add
from duibiao.ledger.asking.search import search
from duibiao.reading import Status
from duibiao.site.app import create_app
from duibiao.site.asking import facets as counting
from duibiao.site.asking.facets import facets, statuses
from duibiao.site.settings import Settings
from duibiao.site.state import Site
from tests.ledger import made
from tests.site.conftest import parsed

PLACES = ("广东省", "肇庆市", "佛山市", "德庆县", "福建省")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("facets")
    app = create_app(Settings(str(folder / "ledger.sqlite")))
    sources = [
        made.write(folder, f"{year}{place}.txt", made.report(year, place))
        for year in (2031, 2032)
        for place in PLACES
    ]
    add(app.state.site.store, sources, workers=0)
    with TestClient(app) as asked:
        yield asked


def _name(link: LexborNode) -> str:
    for more in link.css("small, .vh"):
        more.decompose()
    return link.text()


def _chips(client: TestClient, query: str) -> dict[str, tuple[int, str]]:
    """By name the count and the address of what is offered."""
    found = {}
    for link in parsed(client.get(f"/search?{query}").text).css(".narrower a:not([aria-current])"):
        count = int(link.css_first("[data-n=hits]").text())
        found[_name(link)] = (count, link.attributes["href"] or "")
    return found


def _total(client: TestClient, address: str) -> int:
    return int(parsed(client.get(address).text).css_first("[data-n=total]").text())


def test_every_count_is_what_the_narrower_search_has(client: TestClient) -> None:
    offered = _chips(client, "q=地区生产总值")
    assert {"广东省", "福建省", "2031年", "2032年", "写有目标数字"} <= offered.keys()
    for count, address in offered.values():
        assert _total(client, address) == count, address


def test_places_are_offered_a_level_at_a_time(client: TestClient) -> None:
    inside = _chips(client, "q=就业&place=广东省")
    assert {"肇庆市", "佛山市"} <= inside.keys()
    assert "德庆县" not in inside
    below = _chips(client, "q=就业&place=肇庆市")
    assert "德庆县" in below
    assert "肇庆市" not in below


def test_what_stands_can_be_taken_away(client: TestClient) -> None:
    page = parsed(client.get("/search?q=就业&place=肇庆市&year=2031&status=target").text)
    standing = page.css(".narrower [aria-current]")
    assert [_name(one) for one in standing] == ["肇庆市", "2031年", "写有目标数字"]
    asked = parse_qs((standing[1].attributes["href"] or "").partition("?")[2])
    assert asked == {"q": ["就业"], "place": ["肇庆市"], "status": ["target"]}


def test_a_search_that_finds_nothing_offers_nothing(client: TestClient) -> None:
    assert not parsed(client.get("/search?q=没有这样的话").text).css(".narrower")
    assert not parsed(client.get("/search").text).css(".narrower")


def test_where_not_all_were_counted_every_count_is_a_least_one(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["duibiao.ledger.asking.search"], "POOL", 3)
    page = parsed(client.get("/search?q=城镇调查失业率").text)
    counts = [one.text() for one in page.css(".narrower small")]
    assert counts
    assert all(count.startswith("≥") for count in counts)


def test_statuses_are_those_of_figures_in_the_paragraph(client: TestClient) -> None:
    site: Site = client.app.state.site  # type: ignore[attr-defined]
    found = search(site.store, "城镇调查失业率", limit=100)
    told = statuses(site.store, found.met)
    assert len(told) == len(found.hits) == 2 * 2 * len(PLACES)
    for hit, each in zip(found.hits, told, strict=True):
        assert ("target" in each) == ("预期目标" in hit.text)
        assert ("achieved" in each) == ("去年" in hit.text)
    counted = facets(site, found.met, None, told)
    assert counted.statuses[Status.TARGET] == 2 * len(PLACES)
    assert counted.kinds == {"report": found.total}
    assert statuses(site.store, []) == []


def test_only_so_many_are_offered(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    site: Site = client.app.state.site  # type: ignore[attr-defined]
    monkeypatch.setattr(counting, "SHOWN_MOST", 1)
    found = search(site.store, "就业", limit=0)
    (place,) = facets(site, found.met, None, []).places
    assert place[0].name == "广东省"


def test_the_api_counts_the_same(client: TestClient) -> None:
    said = client.get("/api/v1/search/counts", params={"q": "地区生产总值"}).json()
    assert not said["more"]
    offered = _chips(client, "q=地区生产总值")
    assert {p["name"]: p["count"] for p in said["places"]} == {
        name: count for name, (count, _) in offered.items() if name.endswith("省")
    }
    assert said["years"] == {year: offered[f"{year}年"][0] for year in ("2031", "2032")}
    assert said["statuses"]["target"] == offered["写有目标数字"][0]
    assert client.get("/api/v1/search/counts", params={"q": "x", "place": "不存在省"}).status_code == 404
