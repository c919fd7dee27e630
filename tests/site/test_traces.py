"""No figure without a document: positions slice to the printed words, every digit is accounted for."""

from __future__ import annotations

import hashlib
import re

from selectolax.lexbor import LexborNode
from starlette.testclient import TestClient

from duibiao.ledger.asking.documents import read_again
from duibiao.site.asking.held import of_hash
from duibiao.site.state import Site
from duibiao.text import Document
from tests.site.conftest import parsed

_BLANK = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff\u00ad]+")
MARKED = ("data-at", "data-n", "data-about", "data-finding", "datetime", "data-readings")
NAMED = ("time", "code", "select", "input", "h1", "title")
"""Elements whose digits are a date, a hash, a choice, a name."""
TOLD = {"sum", "why", "snippet", "contents", "line", "when", "title", "by", "name"}
"""Classes of words that stand elsewhere with their figures: titles of chapters, what the ledger says of an
outcome, headings of a report, a period (which is a field of the figure in its row), the name in a drawing."""


def _plain(text: str) -> str:
    return _BLANK.sub("", text)


class _Texts:
    def __init__(self, site: Site) -> None:
        self.site = site
        self.known: dict[str, Document] = {}

    def of(self, sha: str) -> str:
        if sha not in self.known:
            origin, _ = of_hash(self.site.store, sha)
            self.known[sha] = read_again(self.site.store, origin.number)
        return self.known[sha].text


def test_positions_slice_to_what_is_printed(client: TestClient, site: Site, pages: list[str]) -> None:
    texts, checked = _Texts(site), 0
    for address in pages:
        page = parsed(client.get(address).text)
        for node in page.css("main [data-at]"):
            sha, start, end = re.fullmatch(r"(\w+):(\d+)-(\d+)", node.attributes["data-at"] or "").groups()  # type: ignore[union-attr]
            if len(sha) < 12:
                continue  # a brief numbers its sources; the guard checks it
            assert _plain(node.text()) == _plain(texts.of(sha)[int(start) : int(end)]), address
            checked += 1
    assert checked > 100


def test_a_brief_on_the_site_is_to_the_letter_what_its_sources_say(
    client: TestClient, site: Site, article: str
) -> None:
    card = site.articles.latest(1)[0]
    documents = site.articles.edition(card.slug, 1).documents
    texts, checked = _Texts(site), 0
    page = parsed(client.get(article).text)
    for node in page.css(".brief [data-at]"):
        number, start, end = map(int, re.split("[:-]", node.attributes["data-at"] or ""))
        assert _plain(node.text()) == _plain(texts.of(documents[number - 1][:12])[start:end])
        checked += 1
    assert checked > 100


def test_digits_of_pages_are_accounted_for(client: TestClient, pages: list[str]) -> None:
    for address in pages:
        if address.startswith("/about"):
            continue
        for node, text in _texts(parsed(client.get(address).text).css_first("main")):
            if re.search(r"\d", text):
                assert _accounted(node), (address, text.strip()[:60])


def _texts(root: LexborNode) -> list[tuple[LexborNode, str]]:
    return [(node.parent, node.text()) for node in root.traverse(include_text=True) if node.tag == "-text"]  # type: ignore[misc]


def _accounted(node: LexborNode | None) -> bool:
    """Whether digits here are marked, a name, or the words of a brief or of a document itself."""
    while node is not None and node.tag != "main":
        classes = (node.attributes.get("class") or "").split()
        href = node.attributes.get("href") or ""
        if any(name in node.attributes for name in MARKED) or node.tag in NAMED:
            return True
        if href.startswith(("/articles/", "/reports/", "/projects/", "/indicators/")):
            return True  # its name
        if "brief" in classes or "text" in classes:
            return True  # checked above, to the letter
        if TOLD & set(classes):
            return True
        node = node.parent
    return False


def test_the_text_of_a_report_is_the_report(client: TestClient, site: Site, report: str) -> None:
    origin, _ = of_hash(site.store, report.rsplit("/", 1)[1])
    text = _plain(read_again(site.store, origin.number).text)
    page = parsed(client.get(report).text)
    assert page.css(".text .who a")
    for ours in page.css(".text .who"):  # whom a paragraph concerns is said by us
        ours.decompose()
    shown = _plain(page.css_first(".text").text())
    assert len(shown) > 1000
    assert shown in text.replace(_plain(origin.title), "", 1) or shown in text


def test_every_figure_of_a_report_is_marked_and_read(client: TestClient, report: str) -> None:
    page = parsed(client.get(report).text)
    figures = [_plain(node.text()) for node in page.css(".text b")]
    readings = client.get(f"{report}/figures.json").json()
    assert figures == [row[0] for row in readings]
    assert len(figures) > 50
    assert any(row[1] == "国内生产总值" and row[2] == "/indicators/gdp" for row in readings)


def test_a_stored_copy_is_the_file(client: TestClient, site: Site) -> None:
    card = site.articles.latest(1)[0]
    for sha in site.articles.edition(card.slug, 1).documents:
        answer = client.get(f"/documents/{sha}/original")
        assert answer.status_code == 200
        assert hashlib.sha256(answer.content).hexdigest() == sha
        assert "sandbox" in answer.headers["content-security-policy"]
        html = answer.headers["content-type"].startswith("text/html")
        assert not html
