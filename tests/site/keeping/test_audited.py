"""Pages of documents come before their audit does, and say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from duibiao.auditing import Verdict
from duibiao.ledger.adding import add
from duibiao.ledger.asking.origin import Origin
from duibiao.site.app import create_app
from duibiao.site.asking.audited import audited
from duibiao.site.asking.held import every, of_hash
from duibiao.site.keeping import audited as kept
from duibiao.site.keeping.ahead import addresses
from duibiao.site.settings import Settings
from duibiao.site.state import Site
from tests.ledger import made
from tests.site.conftest import parsed

WRONG = (
    "\n\n地区生产总值650亿元，其中，第一产业增加值100亿元，第二产业增加值200亿元，第三产业增加值300亿元。\n"
)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """A site whose documents are audited by others, who do not come."""
    app = create_app(Settings(str(tmp_path / "ledger.sqlite"), address="http://127.0.0.1:8000", ahead=False))
    site: Site = app.state.site
    add(site.store, [made.write(tmp_path, "2031.txt", made.report(2031) + WRONG)], workers=0)
    site.defers = site.changes._ahead = True
    site.changed()
    with TestClient(app, base_url="http://127.0.0.1:8000") as asked:
        yield asked


def _of(client: TestClient) -> tuple[Site, Origin, str]:
    site: Site = client.app.state.site  # type: ignore[attr-defined]
    origin = every(site.store)[0]
    return site, origin, f"/reports/{origin.sha256[:12]}"


def _come(site: Site, origin: Origin) -> None:
    site.defers = False
    assert audited(site, origin) is not None
    site.defers = True
    site.changed()


def test_a_page_does_not_wait_for_the_audit_and_has_it_when_it_is_there(client: TestClient) -> None:
    site, origin, address = _of(client)
    before = parsed(client.get(address).text)
    assert "还没有做完" in before.css_first("#audit").text()
    link = before.css_first("#audit a").attributes["href"]
    assert link == f"{address}/audit"
    assert before.css_first("#audit").attributes["data-wait"] == f"{address}/audit?brief=1"
    assert not before.css(".text .x")
    _come(site, origin)
    after = parsed(client.get(address).text)
    assert len(after.css("#audit .finding")) == len(after.css(".text a.x")) == 1
    assert "data-wait" not in after.css_first("#audit").attributes


def test_the_page_of_the_audit_asks_again_until_it_is_there(client: TestClient) -> None:
    site, origin, address = _of(client)
    waiting = client.get(f"{address}/audit")
    assert waiting.headers["refresh"] == "2"
    assert "noindex" in waiting.text
    _come(site, origin)
    there = client.get(f"{address}/audit")
    assert "refresh" not in there.headers
    (finding,) = parsed(there.text).css(".check.v-inconsistent")
    sentence = (finding.css_first(".parts a").attributes["href"] or "").removeprefix(f"{address}#")
    assert "650亿元" in parsed(client.get(address).text).css_first(f"#{sentence}").text()
    assert client.get("/reports/000000000000/audit").status_code == 404


def test_figures_of_a_page_without_findings_are_counted_as_it_shows_them(client: TestClient) -> None:
    site, origin, address = _of(client)
    page = parsed(client.get(address).text)
    asked = page.css_first(".text").attributes["data-readings"] or ""
    _come(site, origin)
    printed = ["".join(node.text().split()) for node in page.css(".text b")]
    assert [row[0] for row in client.get(asked).json()] == printed
    later = parsed(client.get(address).text)
    asked = later.css_first(".text").attributes["data-readings"] or ""
    assert [row[0] for row in client.get(asked).json()] == [
        "".join(node.text().split()) for node in later.css(".text b")
    ]


def test_the_api_says_whether_the_audit_is_there(client: TestClient) -> None:
    site, origin, _ = _of(client)
    address = f"/api/v1/documents/{origin.sha256}/findings"
    early = client.get(address)
    assert early.json() == {"ready": False, "counts": {}, "items": []}
    assert early.headers["cache-control"] == "no-store"
    _come(site, origin)
    (item,) = client.get(address).json()["items"]
    assert item["verdict"] == "inconsistent"
    assert "650" in item["stated"]


def test_other_rules_and_another_place_make_it_anew(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, origin, _ = _of(client)
    assert list(site.audits.missing([origin])) == [origin]
    _come(site, origin)
    first, number = site.audits.get(origin), site.audits.known[origin.sha256[:12]]
    assert first is not None
    assert first.counts[Verdict.INCONSISTENT] == 1
    assert not list(site.audits.missing([origin]))
    monkeypatch.setattr(kept, "rules", lambda: "others")
    assert site.audits.get(origin) is None
    assert list(site.audits.missing([origin])) == [origin]
    _come(site, origin)
    assert site.audits.get(origin) == first
    assert site.audits.known[origin.sha256[:12]] > number


def test_documents_without_an_audit_are_audited_ahead_once(client: TestClient) -> None:
    site, origin, address = _of(client)
    assert f"{address}/audit" in list(addresses(site))
    _come(site, origin)
    assert f"{address}/audit" not in list(addresses(site))


def test_who_asks_for_a_page_has_its_document_audited(client: TestClient) -> None:
    site, origin, address = _of(client)
    wanted: list[str] = []

    class Auditor:
        want = staticmethod(wanted.append)

        async def stop(self) -> None:
            pass

    site.auditor = Auditor()  # type: ignore[assignment]
    for asked in (address, f"{address}/audit", f"/api/v1/documents/{origin.sha256}/findings"):
        client.get(asked)
    assert wanted == [origin.sha256[:12]] * 3
    _come(site, origin)
    client.get(address)
    assert len(wanted) == 3


def test_a_site_that_makes_its_pages_itself_shows_findings_at_once(client: TestClient) -> None:
    site, origin, address = _of(client)
    site.defers = site.changes._ahead = False
    page = parsed(client.get(address).text)
    assert len(page.css("#audit .finding")) == 1
    assert re.fullmatch(r"[0-9a-f]{64}", of_hash(site.store, origin.sha256[:12])[0].sha256)
