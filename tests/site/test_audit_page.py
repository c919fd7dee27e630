"""Every check of a document: grouped, filtered without scripts, each operand at its place, as data."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from duibiao.auditing import Verdict
from duibiao.site.pages import audit
from duibiao.site.pages.audit import ORDER
from duibiao.site.state import Site
from tests.site.conftest import parsed


def _shown(client: TestClient, address: str) -> list[str]:
    """The ids of the findings on a page and the pages after it."""
    found: list[str] = []
    while address:
        page = parsed(client.get(address).text)
        found += [node.attributes["data-finding"] or "" for node in page.css(".check")]
        more = page.css_first("a[rel=next]")
        address = (more.attributes["href"] or "") if more is not None else ""
    return found


def test_every_finding_is_shown_once_those_that_do_not_hold_first(client: TestClient, report: str) -> None:
    items = client.get(f"{report}/audit.json").json()["findings"]
    shown = _shown(client, f"{report}/audit")
    assert Counter(shown) == Counter(item["id"] for item in items)
    assert len(shown) > 10
    verdicts = {item["id"]: ORDER.index(Verdict(item["verdict"])) for item in items}
    order = [verdicts[one] for one in shown]
    assert order == sorted(order)


def test_a_page_stays_light(
    client: TestClient, site: Site, report: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get(f"{report}/audit?page=99").status_code == 404
    whole = _shown(client, f"{report}/audit")
    monkeypatch.setattr(audit, "A_PAGE", 4)
    site.cache.clear()
    first = parsed(client.get(f"{report}/audit").text)
    assert len(first.css(".check")) == 4
    assert _shown(client, f"{report}/audit") == whole
    site.cache.clear()


def test_each_condition_leaves_as_many_as_it_says(client: TestClient, report: str) -> None:
    page = parsed(client.get(f"{report}/audit").text)
    for field in ("kind", "relation"):
        for option in page.css(f"select[name={field}] option"):
            value, told = option.attributes["value"] or "", re.search(r"（(\d+)）", option.text())
            if value and told is not None:
                asked = f"{report}/audit?{field}={quote(value)}"
                assert len(_shown(client, asked)) == int(told[1]), asked
    for tab in page.css(".tabs a[href*='verdict=']"):
        assert len(_shown(client, tab.attributes["href"] or "")) == int(tab.css_first("[data-n]").text())


def test_conditions_join_and_what_is_none_is_not_found(client: TestClient, report: str) -> None:
    items = client.get(f"{report}/audit.json").json()["findings"]
    one = items[0]
    asked = f"verdict={one['verdict']}&kind={quote(one['kind'])}&relation={quote(one['relation'])}"
    alike = [i["id"] for i in items if all(i[k] == one[k] for k in ("verdict", "kind", "relation"))]
    assert set(_shown(client, f"{report}/audit?{asked}")) == set(alike)
    assert [i["id"] for i in client.get(f"{report}/audit.json?{asked}").json()["findings"]] == alike
    for wrong in ("verdict=maybe", "kind=x", "relation=x"):
        assert client.get(f"{report}/audit?{wrong}").status_code == 404
    assert "noindex" in client.get(f"{report}/audit?{asked}").text


def test_operands_lead_to_their_sentence(client: TestClient, report: str) -> None:
    page = parsed(client.get(f"{report}/audit").text)
    text = parsed(client.get(report).text)
    links = page.css(".parts a")
    assert len(links) > 15
    for link in links:
        address, _, anchor = (link.attributes["href"] or "").partition("#")
        assert address == report
        printed = "".join(link.text().split())
        assert printed in "".join(text.css_first(f"#{anchor}").text().split())


def test_the_table_holds_what_the_json_does(client: TestClient, report: str) -> None:
    answer = client.get(f"{report}/audit.csv")
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    items = client.get(f"{report}/audit.json").json()["findings"]
    assert [row["id"] for row in rows] == [item["id"] for item in items]
    assert all(row["url"].startswith("https://site.test/reports/") for row in rows)
    assert {row["verdict"] for row in rows} <= set(Verdict)


def test_the_api_gives_every_finding_where_asked(client: TestClient, report: str) -> None:
    items = client.get(f"{report}/audit.json").json()["findings"]
    asked = f"/api/v1/documents/{report.rsplit('/', 1)[-1]}/findings?all=true"
    found = client.get(asked).json()["items"]
    assert [one["id"] for one in found] == [item["id"] for item in items]
    assert all(one["operands"] for one in found)


def test_the_short_form_is_what_the_page_of_the_document_takes(client: TestClient, report: str) -> None:
    short = parsed(client.get(f"{report}/audit?brief=1").text)
    assert short.css_first("#audit") is not None
    assert short.css_first("form.filters") is None
