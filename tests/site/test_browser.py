"""In a real browser: what axe says, phone width, charts, how a figure is read, reading without scripts."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from duibiao.site.settings import Settings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(__file__).parent / "axe" / "axe.min.js"
RUN = """async () => (await axe.run(document, {
  resultTypes: ['violations'], rules: {'target-size': {enabled: true}}
})).violations"""
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")


@pytest.fixture(scope="module")
def app(client: object, settings: Settings) -> Any:
    """Over the same ledger."""
    from duibiao.site.app import create_app  # noqa: PLC0415

    return create_app(settings)


@pytest.fixture(scope="module")
def root(app: Any) -> Iterator[str]:
    """A real server."""
    import uvicorn  # noqa: PLC0415

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    assert server.started
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        made = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


def _open(browser: Any, address: str, **how: Any) -> tuple[Any, list[str]]:
    page = browser.new_context(**how).new_page()
    told: list[str] = []
    page.on("console", lambda said: told.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(address)
    return page, told


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Any, root: str, pages: list[str], scheme: str) -> None:
    for address in [*pages, "/nowhere"]:
        page, told = _open(
            browser, root + address, color_scheme=scheme, viewport={"width": 1280, "height": 900}
        )
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(RUN)
        assert not [(one["id"], one["impact"], one["nodes"][0]["html"][:120]) for one in found], address
        assert not [line for line in told if "404" not in line], address
        page.context.close()


def test_a_phone_never_scrolls_sideways_and_a_finger_hits(browser: Any, root: str, pages: list[str]) -> None:
    for address in pages:
        page, _ = _open(browser, root + address, viewport={"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(RUN)
        assert not [(one["id"], one["nodes"][0]["html"][:120]) for one in found], address
        page.context.close()


def test_charts_come_when_they_are_seen(browser: Any, root: str, article: str) -> None:
    page, told = _open(browser, root + article, viewport={"width": 1280, "height": 300})
    assert not page.query_selector("script[src*='pictures']")
    page.evaluate("document.querySelector('figure.picture').scrollIntoView()")
    page.wait_for_selector("figure.picture.live", timeout=10_000)
    assert not told
    page.context.close()


def test_size_of_letters_is_kept(browser: Any, root: str, article: str) -> None:
    page, _ = _open(browser, root + article)
    page.click(".tools button[data-size=l]")
    page.reload()
    assert page.get_attribute(".paper", "data-size") == "l"
    assert page.get_attribute(".tools button[data-size=l]", "aria-pressed") == "true"
    page.context.close()


def test_a_figure_tells_how_it_is_read(browser: Any, root: str, report: str) -> None:
    page, told = _open(browser, root + report)
    figure = page.query_selector(".text b")
    figure.click()
    page.wait_for_selector(".reads dl", timeout=5_000)
    assert figure.inner_text().strip() in page.inner_text(".reads")
    page.keyboard.press("Escape")
    assert page.query_selector(".reads") is None
    assert not told
    page.context.close()


def test_a_sentence_is_cited_with_its_address(browser: Any, root: str, report: str) -> None:
    page, told = _open(browser, root + report, permissions=["clipboard-read", "clipboard-write"])
    sentence = page.locator(".text p > span[id^=s]").nth(8)
    sentence.scroll_into_view_if_needed()
    sentence.click(position={"x": 3, "y": 8})
    page.get_by_role("button", name="复制这句的链接").click()
    page.get_by_role("button", name="已复制").wait_for()
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == f"{root}{report}#{sentence.get_attribute('id')}"
    page.goto(address)
    assert page.inner_text(":target") == sentence.inner_text()
    assert not told
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_an_audit_that_comes_later_is_shown(
    browser: Any, app: Any, root: str, report: str, monkeypatch: pytest.MonkeyPatch, *, scripts: bool
) -> None:
    site = app.state.site
    with site.shelf.writing() as one:
        one.execute("DELETE FROM audits")
    monkeypatch.setattr(site, "defers", True)
    monkeypatch.setattr(site.changes, "_ahead", True)
    site.audits.known.clear()
    site._memos.clear()
    site.cache.clear()
    page, told = _open(browser, root + report, java_script_enabled=scripts)
    assert "还没有做完" in page.inner_text("#audit")
    if scripts:
        page.evaluate(AXE.read_text("utf-8"))
        assert not page.evaluate(RUN)
    else:
        page.click("#audit a")
        assert "还没有做完" in page.inner_text("#audit")
    site.defers = False
    there = page.locator("#audit", has_text="核对了") if scripts else page.locator(".check").first
    there.wait_for(timeout=15_000)
    if scripts:
        page.evaluate("document.querySelector('#audit .back')?.click()")
        assert page.url.startswith(root + report)
    assert not told
    page.context.close()


def test_whom_a_paragraph_concerns_lights_its_sentences(browser: Any, root: str, report: str) -> None:
    page, _ = _open(browser, root + report)
    page.locator(".who a", has_text="肇庆市").first.click()
    page.wait_for_selector(".text .lit:target")
    assert page.locator(".text .lit").count() > 1
    page.context.close()


VOICES = """
window.said = [];
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
const voices = Object.assign(new EventTarget(), {
  getVoices: () => [{ lang: "LANG", localService: true }],
  speak: (one) => { said.push(one.text); window.end = () => one.dispatchEvent(new Event("end")); },
  cancel: () => {},
});
Object.defineProperty(window, "speechSynthesis", { value: voices });
"""


def test_an_article_is_read_aloud(browser: Any, root: str, article: str) -> None:
    page = browser.new_page()
    page.add_init_script(VOICES.replace("LANG", "zh-CN"))
    page.goto(root + article)
    page.get_by_role("button", name="朗读").click()
    page.evaluate("for (let i = 0; i < 8; i++) end()")
    said = page.evaluate("said")
    assert said[0] == page.inner_text("h1")
    assert len(said) == 9
    assert not [text for text in said if "来源[" in text]
    assert page.locator(".spoken").count() == 1
    page.get_by_role("button", name="停止朗读").click()
    assert page.locator(".spoken").count() == 0
    page.evaluate("end()")
    assert len(page.evaluate("said")) == 9
    page.context.close()


def test_without_a_chinese_voice_nothing_is_offered(browser: Any, root: str, article: str) -> None:
    page = browser.new_page()
    page.add_init_script(VOICES.replace("LANG", "en-US"))
    page.goto(root + article)
    assert not page.is_visible("[data-aloud]")
    page.context.close()


def test_an_article_is_shared_by_a_code(browser: Any, root: str, article: str) -> None:
    pytest.importorskip("segno")
    page, told = _open(browser, root + article, viewport={"width": 390, "height": 844})
    page.click(".share summary")
    page.wait_for_selector(".share img")
    assert page.evaluate("document.querySelector('.share img').decode().then(() => true)")
    page.evaluate(AXE.read_text("utf-8"))
    assert not page.evaluate(RUN)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not told
    page.context.close()


def test_search_opens_at_the_hit(browser: Any, root: str) -> None:
    page, _ = _open(browser, f"{root}/")
    page.fill(".big input", "抽水蓄能")
    page.click(".big button")
    page.select_option("#s-kind", "report")
    page.click(".filters button")
    page.wait_for_selector(".hits mark")
    page.click(".hits h3 a")
    page.wait_for_selector(".text :target")
    assert "抽水蓄能" in page.inner_text(".text :target")
    page.context.close()


def test_everything_can_be_read_without_scripts(browser: Any, root: str, pages: list[str]) -> None:
    for address in pages:
        page, _ = _open(browser, root + address, java_script_enabled=False)
        assert page.inner_text("h1").strip(), address
        assert len(page.inner_text("main")) > 20, address
        page.context.close()


def test_on_paper_there_is_the_article_alone(browser: Any, root: str, article: str) -> None:
    page, _ = _open(browser, root + article)
    page.emulate_media(media="print")
    for hidden in (".bar", ".tools", ".beside", ".foot"):
        assert not page.is_visible(hidden), hidden
    assert page.is_visible(".brief blockquote")
    page.context.close()
