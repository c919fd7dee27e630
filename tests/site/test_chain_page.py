"""The consecutive reports of a place beside each other: every figure at its place, as data, on a phone."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from duibiao.ledger.adding import add
from duibiao.ledger.asking.documents import read_again
from duibiao.site.app import create_app
from duibiao.site.asking.held import of_hash
from duibiao.site.pages.chain import CSV_COLUMNS
from duibiao.site.settings import Settings
from duibiao.site.state import Site
from tests.ledger import made
from tests.site.conftest import parsed
from tests.site.test_traces import _accounted, _plain, _texts

ROOT = "https://site.test"
PAGE = "/places/440000/chain"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Of a province with reports of three years, between which one is missing."""
    folder = tmp_path_factory.mktemp("chain")
    app = create_app(Settings(str(folder / "ledger.sqlite")))
    site: Site = app.state.site
    years = ((2031, "4.8", "5"), (2032, "4.1", "5"), (2034, "5.5", "5"))
    add(
        site.store,
        [made.write(folder, f"{y}.txt", made.report(y, growth=g, goal=a)) for y, g, a in years],
        workers=0,
    )
    site.changed()
    with TestClient(app, base_url=ROOT) as asked:
        yield asked


def test_it_is_offered_where_there_are_two_reports_and_nowhere_else(client: TestClient) -> None:
    assert f'href="{PAGE}"' in client.get("/places/440000").text
    assert client.get("/places/110000/chain").status_code == 404
    assert client.get("/places/110000/chain.csv").status_code == 404


def test_figures_slice_to_what_is_printed_and_digits_are_accounted_for(client: TestClient) -> None:
    site: Site = client.app.state.site  # type: ignore[attr-defined]
    page = parsed(client.get(PAGE).text)
    links = page.css("main [data-at]")
    assert len(links) > 15
    for node in links:
        sha, start, end = re.split("[:-]", node.attributes["data-at"] or "")
        text = read_again(site.store, of_hash(site.store, sha)[0].number).text
        assert _plain(node.text()) == _plain(text[int(start) : int(end)])
        anchor = (node.attributes["href"] or "").partition("#")[2]
        assert parsed(client.get(f"/reports/{sha}").text).css_first(f"#{anchor}") is not None
    for node, text in _texts(page.css_first("main")):
        assert _accounted(node) or not re.search(r"\d", text), text


def test_what_was_missed_and_which_report_is_missing_stand_at_the_head(client: TestClient) -> None:
    page = parsed(client.get(PAGE).text)
    head = page.css_first(".prose").text()
    assert "2033" in head
    for link in page.css(".prose details a"):
        anchor = (link.attributes["href"] or "").removeprefix("#")
        assert "没达到" in page.css_first(f"#{anchor}").text()
    assert "没有 2033 年的报告" in page.css_first("main").text()


def test_the_table_has_the_rows_of_the_page(client: TestClient) -> None:
    answer = client.get(f"{PAGE}.csv")
    assert answer.headers["content-disposition"] == "attachment; filename=chain-440000.csv"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert len(rows) == len(parsed(client.get(PAGE).text).css("tbody tr"))
    growth = next(r for r in rows if (r["indicator"], r["year"]) == ("国内生产总值", "2031"))
    assert (growth["growth_value"], growth["met"], growth["rate"]) == ("4.1", "0", "not_checkable")
    assert growth["growth_url"].startswith(f"{ROOT}/reports/")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_axe_finds_nothing_and_a_phone_needs_no_scrolling_sideways(
    client: TestClient, width: int, scheme: str
) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    from tests.site.test_browser import AXE, CHROMIUM, RUN  # noqa: PLC0415 - it needs playwright

    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")

    def answer(route: Any) -> None:
        asked = urlsplit(route.request.url)
        found = client.get(f"{asked.path}?{asked.query}")
        route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.content)

    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.route("**/*", answer)
        page.goto(ROOT + PAGE)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(Path(AXE).read_text("utf-8"))
        found = page.evaluate(RUN)
        assert not [(one["id"], one["nodes"][0]["html"][:120]) for one in found]
        if width < 400:
            assert page.evaluate("getComputedStyle(document.querySelector('.chain tr')).display") == "flex"
        browser.close()
