"""Every kind of page: status, title, headings, headers, what machines read, and that it needs no script."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from duibiao.ledger.adding import Source, add
from duibiao.site.app import create_app
from duibiao.site.security.headers import HEADERS
from duibiao.site.settings import Settings
from duibiao.site.state import Site
from tests.site.conftest import parsed


def test_every_page_is_whole(client: TestClient, pages: list[str]) -> None:
    titles: Counter[str] = Counter()
    for address in pages:
        answer = client.get(address)
        assert answer.status_code == 200, address
        page = parsed(answer.text)
        assert page.css_first("html").attributes["lang"] == "zh-CN"
        title = page.css_first("title")
        assert title is not None
        assert title.text().strip(), address
        titles[title.text()] += 1
        assert len(page.css("h1")) == 1, address
        assert page.css_first("h1").text().strip(), address
        assert page.css_first("a.skip").attributes["href"] == "#main"
        assert page.css_first("main#main") is not None
        ids = Counter(node.attributes["id"] for node in page.css("[id]"))
        assert not [name for name, count in ids.items() if count > 1], address
        assert all(node.attributes["href"] for node in page.css("a[href]")), address
    # the old version of an article has its title, a report with a place lit up too
    assert max(titles.values()) <= 2


def test_headings_do_not_skip_a_level(client: TestClient, pages: list[str]) -> None:
    for address in pages:
        levels = [int(node.tag[1]) for node in parsed(client.get(address).text).css("h1,h2,h3,h4,h5,h6")]
        assert levels[0] == 1, address
        assert all(b - a <= 1 for a, b in pairwise(levels)), (address, levels)


def test_no_script_is_written_into_a_page(client: TestClient, pages: list[str]) -> None:
    for address in [*pages, "/nowhere"]:
        answer = client.get(address)
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe-inline" not in policy.replace("style-src-attr 'unsafe-inline'", "")
        page = parsed(answer.text)
        for script in page.css("script"):
            data = script.attributes.get("type") == "application/ld+json"
            assert data or (script.attributes.get("src") and not script.text().strip()), address
        assert not page.css("style"), address
        assert not re.search(r"<[^>]+\son[a-z]+\s*=", answer.text), address
        assert "javascript:" not in answer.text


def test_nothing_comes_from_elsewhere(client: TestClient, pages: list[str]) -> None:
    for address in pages:
        page = parsed(client.get(address).text)
        loaded = [node.attributes.get(name) for name in ("src", "data") for node in page.css(f"[{name}]")]
        loaded += [node.attributes["href"] for node in page.css("link[rel=stylesheet],link[rel=icon]")]
        assert all(one is None or one.startswith("/") for one in loaded), address


def test_every_answer_has_the_headers(client: TestClient, pages: list[str]) -> None:
    for address in [*pages, "/nowhere", "/healthz", "/feed.atom"]:
        answer = client.get(address)
        for name, _ in HEADERS:
            assert name in answer.headers, (address, name)


def test_crumbs_lead_from_the_first_page_to_the_place(client: TestClient, article: str) -> None:
    crumbs = [node.text().strip() for node in parsed(client.get(article).text).css(".crumbs li")]
    assert crumbs == ["首页", "广东省", "肇庆市", "对标简报"]


def test_an_article_has_the_furniture_of_one(client: TestClient, article: str) -> None:
    page = parsed(client.get(article).text)
    by = page.css_first(".byline").text()
    assert all(word in by for word in ("日期：", "来源：对标编辑部", "编辑：示例"))
    headings = [node.text() for node in page.css(".beside h2")]
    assert headings == ["相关阅读", "热门", "最新"]
    assert page.css(".cited a[href$='/original']")
    assert page.css(".brief blockquote")
    assert page.css(".brief svg")
    assert page.css(".brief .to-text")
    assert all("figcaption" in (figure.html or "") for figure in page.css("figure[data-form=map]"))


def test_linked_data_and_open_graph(client: TestClient, article: str, report: str) -> None:
    kinds = {article: "NewsArticle", report: "Report", "/places/441200": "AdministrativeArea"}
    kinds |= {"/": "WebSite", "/indicators/gdp": "Dataset"}
    for address, kind in kinds.items():
        page = parsed(client.get(address).text)
        data = json.loads(page.css_first("script[type='application/ld+json']").text())
        assert data["@type"] == kind
        assert data["@context"] == "https://schema.org"
        head = {
            node.attributes["property"]: node.attributes["content"] for node in page.css("meta[property]")
        }
        assert head["og:title"]
        assert head["og:url"] == f"https://site.test{address}"
        assert page.css_first("link[rel=canonical]").attributes["href"] == f"https://site.test{address}"


def test_the_same_page_is_sent_once(client: TestClient, pages: list[str]) -> None:
    for address in pages:
        first = client.get(address)
        tag = first.headers["etag"]
        again = client.get(address, headers={"if-none-match": tag})
        assert again.status_code == 304, address
        assert again.headers["etag"] == tag
        assert not again.content


def test_first_load_is_light(client: TestClient, pages: list[str]) -> None:
    styles = ("site.css", "brief.css", "pictures.css", "site.js", "icon.svg")
    assets = client.app.state.site.assets  # type: ignore[attr-defined]
    around = sum(len(assets.kept[assets.urls[name].removeprefix("/assets/")].packed) for name in styles)
    for address in pages:
        body = int(client.get(address, headers={"accept-encoding": "gzip"}).headers["content-length"])
        assert body + around <= 200_000, (address, body, around)


def test_errors_are_told_for_people(client: TestClient, article: str) -> None:
    wrong = ["/nowhere", "/articles/none", "/places/999999", "/reports/000000000000", "/projects/0"]
    wrong += ["/indicators/none", "/documents/00/original", "/articles?page=0", "/articles?page=99"]
    for address in wrong:
        answer = client.get(address)
        assert answer.status_code == 404, address
        page = parsed(answer.text)
        assert page.css_first("h1").text() == "没有这一页"
        assert page.css(".ways a")
        assert answer.headers["cache-control"] == "no-store"
    for lost in ("versions/0", "versions/2", f"versions/{'9' * 30}"):
        assert client.get(f"{article}/{lost}").status_code == 404
        assert client.get(f"{article}/{lost}/changes").status_code == 404
    assert client.post("/").status_code == 405
    assert client.get("/nowhere", headers={"accept": "application/json"}).text.startswith("404")


def test_healthz(client: TestClient) -> None:
    said = client.get("/healthz").json()
    assert said["status"] == "ok"
    assert said["articles"] == 1


def test_head_is_answered_and_counts_for_no_read(client: TestClient, article: str) -> None:
    answer = client.head(article, headers={"user-agent": "Mozilla/5.0 head"})
    assert answer.status_code == 200
    assert not answer.content


def test_reports_above_that_do_not_name_a_place_are_told(client: TestClient, report: str) -> None:
    page = parsed(client.get("/places/440103").text)
    assert "没有点到荔湾区" in page.css_first("#above").text()
    assert page.css(f"#above .fine a[href='{report}']")
    assert "没有点到" not in client.get("/places/441200").text


def test_a_board_draws_its_indicators_over_the_years(tmp_path: Path) -> None:
    for year in (2031, 2032, 2033):
        (tmp_path / f"{year}.txt").write_text(
            f"{year}年广东省政府工作报告\n\n一、{year - 1}年工作回顾\n\n"
            f"各位代表，{year - 1}年，全省完成林分优化{year - 1900}万亩。\n",
            encoding="utf-8",
        )
    app = create_app(Settings(str(tmp_path / "ledger.sqlite")))
    site: Site = app.state.site
    add(site.store, [Source(path, path.name) for path in sorted(tmp_path.glob("*.txt"))], workers=0)
    page = parsed(TestClient(app).get("/places/440000/boards/green").text)
    (figure,) = page.css("section[aria-labelledby=h-series] figure")
    assert [f"{year - 1900}万亩" in figure.text() for year in (2031, 2032, 2033)] == [True] * 3
    assert page.css("section[aria-labelledby=h-series] a[href='/indicators/forest_optimised']")
    site.close()


def test_pages_say_where_the_same_stands_as_data(client: TestClient, pages: list[str]) -> None:
    found = 0
    for address in pages:
        for link in parsed(client.get(address).text).css("link[type='application/json']"):
            answer = client.get(link.attributes["href"] or "")
            assert answer.status_code == 200, address
            assert answer.json()
            found += 1
    assert found >= 6


def test_a_long_timeline_goes_on_on_further_pages(
    client: TestClient, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = parsed(client.get(project).text).css("ol.timeline > li")
    monkeypatch.setattr("duibiao.site.pages.project.TOLD_MOST", 1)
    shown = []
    for at in range(1, len(whole) + 1):
        page = parsed(client.get(f"{project}?page={at}", headers={"host": "paged.test"}).text)
        shown += [one.text() for one in page.css("ol.timeline > li")]
    assert shown == [one.text() for one in whole]
    beyond = client.get(f"{project}?page={len(whole) + 1}", headers={"host": "paged.test"})
    assert beyond.status_code == 404
