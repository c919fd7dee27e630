"""A site with the bundled example published, made once."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

pytest.importorskip("starlette", reason="the extra duibiao[site] is not installed")

from starlette.testclient import TestClient

from duibiao.site.app import create_app
from duibiao.site.publishing import publish_example
from duibiao.site.settings import Settings
from duibiao.site.state import Site

KINDS = re.compile(r"[0-9a-f]{12,64}|\d+")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the example published, closed: for sites over copies of it."""
    path = tmp_path_factory.mktemp("published") / "ledger.sqlite"
    made = Site.open(Settings(str(path)))
    publish_example(made)
    made.close()
    return path


@pytest.fixture(scope="session")
def settings(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(shutil.copy(published, tmp_path_factory.mktemp("site")))


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), base_url="https://site.test") as made:
        yield made


@pytest.fixture(scope="session")
def site(client: TestClient) -> Site:
    found: Site = client.app.state.site  # type: ignore[attr-defined]
    return found


@pytest.fixture(scope="session")
def article(site: Site) -> str:
    return f"/articles/{site.articles.latest(1)[0].slug}"


@pytest.fixture(scope="session")
def report(site: Site) -> str:
    return f"/reports/{site.articles.latest(1)[0].report[:12]}"


@pytest.fixture(scope="session")
def project(client: TestClient) -> str:
    found = re.search(r"/projects/[0-9a-f]+", client.get("/projects").text)
    assert found is not None
    return found.group()


@pytest.fixture(scope="session")
def pages(article: str, report: str, project: str) -> list[str]:
    """One page of every kind."""
    return [
        "/", "/articles", article, f"{article}/versions/1", "/places", "/places/441200", "/places/440000",
        "/places/441223", "/places/100000", "/places/441200/boards/green",
        "/reports", report, f"{report}?place=441200", f"{report}/figures", f"{report}/audit",
        "/indicators", "/indicators/gdp", "/projects", project, "/search", "/search?q=抽水蓄能", "/about",
        "/corrections",
    ]  # fmt: skip


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Site]:
    """An empty site of its own, for what changes."""
    made = Site.open(Settings(str(tmp_path / "ledger.sqlite")))
    yield made
    made.close()


def parsed(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html)
