"""What changed is seen at once, on the pages that it concerns and on no other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from duibiao.ledger.adding import Source, add
from duibiao.site.app import create_app
from duibiao.site.settings import Settings
from duibiao.site.state import Site
from tests.ledger import made
from tests.site.store.test_articles import CORRECTED, EDITION

ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[TestClient]:
    """A site with a report of 广东省, whose pages are kept on disk."""
    app = create_app(Settings(str(tmp_path / "ledger.sqlite"), address=ADDRESS))
    add(app.state.site.store, [_report(tmp_path, 2031)], workers=0)
    app.state.site.changed()
    with TestClient(app, base_url=ADDRESS) as client:
        yield client


def _report(folder: Path, year: int, place: str = "广东省", growth: str = "4.8") -> Source:
    return made.write(folder, f"{year}{place}.txt", made.report(year, place, growth=growth))


def _site(client: TestClient) -> Site:
    site: Site = client.app.state.site  # type: ignore[attr-defined]
    return site


def _made(site: Site, address: str) -> str | None:
    return site.shelf.version(f"{ADDRESS}{address}?")


def test_publishing_correcting_and_taking_back_are_seen_at_once(asked: TestClient) -> None:
    site = _site(asked)
    pages = ("/", "/articles", "/places/441200", "/feed.atom")
    assert all(EDITION.title not in asked.get(page).text for page in pages)
    site.articles.publish("one", "a" * 64, "441200", EDITION)
    site.changed()
    assert all(EDITION.title in asked.get(page).text for page in pages)
    assert "第一版" in asked.get("/articles/one").text
    site.articles.correct("one", CORRECTED)
    site.changed()
    assert "第二版" in asked.get("/articles/one").text
    assert CORRECTED.note in asked.get("/articles/one").text
    site.articles.withdraw("one", "来源有误")
    site.changed()
    assert asked.get("/articles/one").status_code == 410
    assert all(EDITION.title not in asked.get(page).text for page in pages)


def test_what_is_read_beside_an_article_changes_with_others(asked: TestClient) -> None:
    site = _site(asked)
    site.articles.publish("one", "a" * 64, "441200", EDITION)
    site.changed()
    kept = asked.get("/articles/one"), _made(site, "/articles/one")
    assert kept[0].text == asked.get("/articles/one", headers={"accept-encoding": "identity"}).text
    other = replace(EDITION, title="另一篇简报")
    site.articles.publish("two", "b" * 64, "441300", other)
    site.changed()
    after = asked.get("/articles/one")
    assert "另一篇简报" in after.text
    assert after.headers["etag"] != kept[0].headers["etag"]
    assert _made(site, "/articles/one") == kept[1]


def test_a_document_changes_the_pages_of_the_places_that_it_names(asked: TestClient, tmp_path: Path) -> None:
    site = _site(asked)
    addresses = ("/places/440000", "/places/441200", "/places/330000", "/places/330100")
    before = {address: asked.get(address).text for address in addresses}
    versions = {address: _made(site, address) for address in addresses}
    assert all(versions.values())
    add(site.store, [_report(tmp_path, 2032)], workers=0)
    site.changed()
    for address in addresses[:2]:
        assert "2032年" in asked.get(address).text
        assert _made(site, address) != versions[address]
    for address in addresses[2:]:
        assert asked.get(address).text == before[address]
        assert _made(site, address) == versions[address]


def test_a_place_that_a_report_above_is_silent_about_tells_so(asked: TestClient, tmp_path: Path) -> None:
    site = _site(asked)
    assert "2032年" not in asked.get("/places/441300").text
    add(site.store, [_report(tmp_path, 2032)], workers=0)
    site.changed()
    assert "2032年" in asked.get("/places/441300").text


def test_a_corrected_document_is_told_on_the_page_of_the_old_one(asked: TestClient, tmp_path: Path) -> None:
    site = _site(asked)
    old = asked.get("/places/440000").text.partition("/reports/")[2][:12]
    assert "已有更正的版本" not in asked.get(f"/reports/{old}").text
    add(site.store, [_report(tmp_path, 2031, growth="4.9")], workers=0)
    site.changed()
    assert "已有更正的版本" in asked.get(f"/reports/{old}").text
    assert "4.9%" in asked.get("/places/440000").text


def test_names_that_are_read_later_are_announced_and_then_there(
    asked: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = _site(asked)
    monkeypatch.setattr(sys.modules["duibiao.ledger.adding.add"], "DEEP_MOST", 0)
    add(site.store, [_report(tmp_path, 2032)], workers=0)
    site.changed()
    assert asked.get("/healthz").json()["names_to_read"] == 1
    assert "还在读取" in asked.get("/places/441200").text
    assert "还在读取" in asked.get("/projects").text


def test_another_start_finds_the_pages_made(tmp_path: Path) -> None:
    settings = Settings(str(tmp_path / "ledger.sqlite"), address=ADDRESS)
    for turn in range(2):
        app = create_app(settings)
        with TestClient(app, base_url=ADDRESS) as client:
            site: Site = app.state.site
            if turn == 0:
                add(site.store, [_report(tmp_path, 2031)], workers=0)
                site.changed()
                first = client.get("/places/440000")
            else:
                found = site.shelf.get(f"{ADDRESS}/places/440000?")
                site.changed()
                assert client.get("/places/440000").text == first.text
                assert site.shelf.get(f"{ADDRESS}/places/440000?") == found
                assert not site._memos.get("place")


def test_a_host_that_someone_made_up_fills_no_disk(asked: TestClient) -> None:
    assert asked.get("/places/440000", headers={"host": "made-up.test"}).status_code == 200
    assert _site(asked).shelf.get("http://made-up.test/places/440000?") is None
