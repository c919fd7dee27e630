"""The API: pages, tags, tokens, and that it answers as its OpenAPI says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

pytest.importorskip("fastapi")
from starlette.testclient import TestClient

from duibiao.site.app import create_app
from duibiao.site.security.roles import Role, Scope
from duibiao.site.settings import Settings

PASSWORD = "four plain words here"


@pytest.fixture(scope="module")
def where(published: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = shutil.copy(published, tmp_path_factory.mktemp("api"))
    app = create_app(Settings(path))
    app.state.desk.people.add("chief", "总编", Role.CHIEF, PASSWORD, by="test")
    app.state.site.close()
    return path


@pytest.fixture(scope="module")
def client(where: str) -> TestClient:
    return TestClient(create_app(Settings(where)), raise_server_exceptions=False)


def rows(client: TestClient, path: str) -> list[dict[str, object]]:
    """Every item of a list, page by page."""
    found: list[dict[str, object]] = []
    following: str | None = f"/api/v1{path}"
    while following:
        page = client.get(following).json()
        found += page["items"]
        following = page["next"]
        assert len(found) <= page["total"]
    assert len(found) == page["total"]
    return found


def test_pages_together_are_the_list(client: TestClient) -> None:
    report = rows(client, "/reports")[0]
    path = f"/documents/{str(report['sha256'])[:12]}/figures"
    whole = rows(client, f"{path}?limit=100")
    assert whole == rows(client, f"{path}?limit=7")
    assert len(whole) > 50
    assert rows(client, "/projects?limit=3&place=肇庆市") == rows(client, "/projects?place=441200&limit=100")
    assert rows(client, "/indicators?limit=100")


def test_a_figure_is_what_stands_in_the_document(client: TestClient) -> None:
    from duibiao.ledger.asking.documents import find, read_again  # noqa: PLC0415

    report = rows(client, "/reports")[0]
    store = client.app.state.site.store
    text = read_again(store, find(store, str(report["sha256"])[:12]).number).text
    for figure in rows(client, f"/documents/{report['sha256']}/figures?limit=100"):
        assert text[figure["start"] : figure["end"]] == figure["text"]
    for hit in rows(client, "/search?q=肇庆&kind=report"):
        assert all("肇庆" in text[start:end] for start, end in hit["marks"])


def test_series_targets_places(client: TestClient) -> None:
    series = client.get("/api/v1/series", params={"indicator": "地区生产总值", "place": "广东省"}).json()
    assert series["indicator"]["id"] == "gdp"
    assert series["points"]
    targets = rows(client, "/targets?place=广东省")
    assert {"indicator", "target", "verdict", "sha256"} <= set(targets[0])
    assert rows(client, "/places?q=朝阳区&limit=100")
    assert client.get("/api/v1/places/441200").json()["full_name"] == "广东省肇庆市"


def test_an_article_with_its_brief(client: TestClient) -> None:
    card = rows(client, "/articles")[0]
    whole = client.get(f"/api/v1/articles/{card['slug']}").json()
    assert whole["brief"]["place"]["adcode"] == "441200"
    assert whole["versions"][0]["number"] == 1
    assert client.get(f"/api/v1/articles/{card['slug']}/versions/1").json()["brief"] == whole["brief"]
    assert client.get(f"/api/v1/articles/{card['slug']}/versions/2").status_code == 404


def test_who_has_it_already_gets_304(client: TestClient) -> None:
    for path in ("/articles", "/reports", "/places/441200"):
        first = client.get(f"/api/v1{path}")
        again = client.get(f"/api/v1{path}", headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404), ("/documents/000000000000", 404), ("/documents/x", 422), ("/reports?limit=0", 422),
        ("/reports?place=没有这个地方", 404), ("/series?indicator=没有&place=广东省", 404),
        ("/search?q=", 422), ("/reports?place=朝阳区", 409),
        ("/articles/none", 404), ("/projects/none", 404), ("/places/none", 404), ("/drafts", 401),
    ],
)  # fmt: skip
def test_errors_are_told(client: TestClient, path: str, status: int) -> None:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_drafts_only_with_a_token_of_that_scope(client: TestClient) -> None:
    people = client.app.state.desk.people
    chief = people.get("chief")
    good, other = (people.new_token(chief, "t", (scope,)) for scope in (Scope.DRAFTS, Scope.METRICS))

    def ask(token: str) -> int:
        return client.get("/api/v1/drafts", headers={"authorization": f"Bearer {token}"}).status_code

    assert (ask(good), ask(other), ask("nonsense")) == (200, 403, 401)
    answer = client.get("/api/v1/drafts", headers={"authorization": f"Bearer {good}"})
    assert answer.headers["cache-control"] == "private, no-store"
    assert "etag" not in answer.headers
    people.disable("chief", by="test")
    assert ask(good) == 401
    people.disable("chief", by="test", opened=True)


def test_no_other_site_may_read_it_from_a_browser(client: TestClient) -> None:
    answer = client.get("/api/v1/reports", headers={"origin": "https://elsewhere.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert client.get("/api/v1/docs").status_code == 404


def test_metrics(client: TestClient) -> None:
    assert client.get("/metrics").status_code == 401  # a client that is not this machine itself
    token = client.app.state.desk.people.new_token(
        client.app.state.desk.people.get("chief"), "t", (Scope.METRICS,)
    )
    text = client.get("/metrics", headers={"authorization": f"Bearer {token}"}).text
    assert 'duibiao_requests_total{area="api",status="2xx"}' in text
    assert "duibiao_articles 1" in text
    here = TestClient(client.app, client=("127.0.0.1", 5000))
    assert here.get("/metrics").status_code == 200
    assert here.get("/metrics", headers={"x-forwarded-for": "8.8.8.8"}).status_code == 401


@pytest.mark.slow
def test_it_answers_as_its_openapi_says(where: str, tmp_path: Path) -> None:
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, settings  # noqa: PLC0415

    app = create_app(Settings(where))
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            derandomize=True,
        )
        @__import__("hypothesis").given(case=operation.as_strategy())
        def check(case: object) -> None:
            nonlocal tried
            tried += 1
            case.call_and_validate()

        check()
    assert tried > 100
    app.state.site.close()
