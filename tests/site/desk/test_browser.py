"""In a browser: upload → brief → edit → three reviews → publish → correct; with and without JavaScript."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright")
pytest.importorskip("starlette")
CHROMIUM = os.environ.get("DUIBIAO_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
if not CHROMIUM:
    pytest.skip("no Chromium here", allow_module_level=True)

import uvicorn  # noqa: E402
from playwright.sync_api import Browser, Page, expect, sync_playwright  # noqa: E402

from duibiao.examples import path as example_path  # noqa: E402
from duibiao.site.app import create_app  # noqa: E402
from duibiao.site.security.roles import Role  # noqa: E402
from duibiao.site.settings import Settings  # noqa: E402
from tests.briefing.editing.test_photographs import photograph  # noqa: E402

PASSWORD = "four plain words here"
PEOPLE = {"li": Role.EDITOR, "wang": Role.REVIEWER, "zhao": Role.REVIEWER, "zhou": Role.CHIEF}
AXE = Path(__file__).parents[1] / "axe" / "axe.min.js"
SHOTS = os.environ.get("DUIBIAO_SHOTS")
"""A folder for screenshots at 1280 and 390 pixels."""
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    app = create_app(Settings(str(tmp_path_factory.mktemp("browser") / "ledger.sqlite")))
    for name, role in PEOPLE.items():
        app.state.desk.people.add(name, f"{name}老师", role, PASSWORD, by="test")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=15)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def enter(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    contexts = []

    def log_in(name: str, **options: object) -> Page:
        context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: complaints.append(str(e)))
        page.goto("/desk")
        page.get_by_label("账号").fill(name)
        page.get_by_label("密码").fill(PASSWORD)
        if options.get("java_script_enabled", True):
            shot(page, "login")
        page.get_by_role("button", name="登录").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("编辑台")
        return page

    complaints: list[str] = []
    yield log_in
    for context in contexts:
        context.close()
    assert complaints == []  # a script or style that the policy stops is told here


def shot(page: Page, name: str) -> None:
    """Look at it, wide and narrow: nothing is wider than the window; axe finds nothing, light and dark."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(
            "async () => (await axe.run(document, {resultTypes: ['violations'], "
            "rules: {'target-size': {enabled: true}}})).violations"
        )
        told = [(one["id"], one["impact"], one["nodes"][0]["html"][:200]) for one in found]
        assert not told, (name, scheme, told)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if SHOTS:
            page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def step(page: Page, draft: str, name: str, why: str = "") -> None:
    page.goto(draft)
    form = page.locator("form.step").filter(has=page.get_by_role("button", name=name, exact=True))
    if why:
        form.locator("input[name=why]").fill(why)
    form.get_by_role("button", name=name, exact=True).click()


def composed(li: Page) -> str:
    """From files that are uploaded to a first draft; its address."""
    folder = example_path()
    shot(li, "home-empty")
    li.get_by_role("link", name="新建简报").first.click()
    li.get_by_label("或上传（").set_input_files(folder / "report.txt")
    li.get_by_label("写给哪里").fill("肇庆市")
    li.get_by_label("上传（可以一次选几份）").set_input_files(sorted((folder / "evidence").iterdir()))
    shot(li, "new")
    with li.expect_response("**/events") as stream:
        li.get_by_role("button", name="生成初稿").click()
    assert stream.value.headers["content-type"].startswith("text/event-stream")
    expect(li.get_by_role("progressbar")).to_be_visible()
    shot(li, "job")
    li.wait_for_url("**/desk/drafts/*", timeout=120_000)
    draft = li.url
    shot(li, "draft")

    li.goto("/desk/uploads")
    expect(li.get_by_text("第1号稿").first).to_be_visible()
    shot(li, "uploads")
    li.goto(draft)
    return draft


def edited(li: Page, draft: str) -> None:
    """Titles, order and material changed, and the two versions compared."""
    li.get_by_role("link", name="修改").click()
    first = li.locator("[data-chapter]").first
    first.get_by_label("另拟章题").fill("建成98765公里")
    expect(first.get_by_text("来源里没有：98765")).to_be_visible(timeout=20_000)
    shot(li, "edit")
    first.get_by_label("另拟章题").fill("本地先做起来的事")
    expect(first.get_by_text("来源里没有")).to_be_hidden()
    second = li.locator("[data-chapter]").nth(1)
    title = second.locator("h2").inner_text()
    second.get_by_role("button", name="上移").click()
    expect(li.locator("[data-chapter]").first.locator("h2")).to_have_text(title)
    waiting = li.locator("[data-chapter].waiting").first
    waiting.locator("summary").click()
    waiting.get_by_label("另拟章题").focus()
    material = li.get_by_label("本地材料", exact=True).locator("details").first
    material.locator("summary").click()
    material.locator("[data-sentence] button").nth(2).click()
    expect(waiting.locator("[data-pin]")).not_to_have_value("")
    photographs = li.get_by_role("group", name="照片")
    picture = {"name": "工地.jpg", "mimeType": "image/jpeg", "buffer": photograph(1600, 900)}
    photographs.locator("input[type=file]").first.set_input_files([picture])
    photographs.get_by_label("说明").first.fill("新厂房的工地")
    photographs.get_by_label("作者或来源").first.fill("li老师 摄")
    photographs.get_by_text("裁剪").first.click()
    photographs.get_by_label("右").first.fill("25")
    li.get_by_role("button", name="保存为新的一版").click()
    li.wait_for_url(draft, timeout=120_000)
    expect(li.get_by_role("heading", name="本地先做起来的事").first).to_be_visible()
    loaded(li)
    li.get_by_role("link", name="修改").first.click()
    expect(li.get_by_role("group", name="照片").get_by_label("右").first).to_have_value("25")
    shot(li, "cropped")
    li.goto(draft)
    li.get_by_role("link", name="比较").first.click()
    expect(li.locator("ins").first).to_be_visible()
    shot(li, "compare")


def loaded(page: Page) -> None:
    """The photograph is there and can be seen."""
    shown = page.get_by_role("img", name="新厂房的工地")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("naturalWidth", 1200)  # a quarter is cut off


def published(li: Page, wang: Page, zhao: Page, zhou: Page, draft: str) -> str:
    """Three reviews by three people, and the address of the article."""
    step(li, draft, "提交初审")
    shot(wang, "home-reviewer")
    step(wang, draft, "初审通过", "引文都对过")
    wang.goto(draft)
    expect(wang.get_by_text("同一个人只能审一道").first).to_be_visible()
    step(zhao, draft, "复审通过")
    step(zhou, draft, "终审通过")
    step(zhou, draft, "发布")
    zhou.wait_for_url(draft, timeout=120_000)
    shot(zhou, "draft-published")
    zhou.get_by_role("link", name="看发布的文章").click()
    article = zhou.url
    expect(zhou.get_by_text("编辑：li老师").first).to_be_visible()
    loaded(zhou)
    return article


def test_from_upload_to_correction(enter: Callable[..., Page]) -> None:
    li = enter("li")
    draft = composed(li)
    edited(li, draft)
    wang, zhao, zhou = enter("wang"), enter("zhao"), enter("zhou")
    article = published(li, wang, zhao, zhou, draft)

    step(zhou, draft, "更正", "第一章的章题不准确")
    li.goto(f"{draft}/edit")
    li.locator("[data-chapter]").first.get_by_label("另拟章题").fill("改准确了的章题")
    li.get_by_role("button", name="保存为新的一版").click()
    li.wait_for_url(draft, timeout=120_000)
    for page, name in (
        (li, "提交初审"),
        (wang, "初审通过"),
        (zhao, "复审通过"),
        (zhou, "终审通过"),
        (zhou, "发布"),
    ):
        step(page, draft, name)
    zhou.wait_for_url(draft, timeout=120_000)
    zhou.goto(article)
    expect(zhou.get_by_text("第一章的章题不准确").first).to_be_visible()
    expect(zhou.get_by_role("heading", name="改准确了的章题").first).to_be_visible()
    zhou.get_by_role("link", name="改了什么").first.click()
    expect(zhou.locator("ins").get_by_text("改准确了的章题").first).to_be_visible()
    shot(zhou, "changes")
    zhou.goto("/desk/audit")
    expect(zhou.get_by_text("首尾相接，没有改动")).to_be_visible()
    shot(zhou, "audit")
    zhou.goto("/desk/account")
    shot(zhou, "account")
    zhou.goto("/desk")
    shot(zhou, "home")


def test_without_javascript(enter: Callable[..., Page]) -> None:
    page = enter("li", java_script_enabled=False)
    page.goto("/desk/new?place=四会市")
    folder = example_path()
    page.get_by_label("或粘贴全文").fill((folder / "report.txt").read_text("utf-8") + "\n")
    page.get_by_label("或粘贴一份").fill("四会市工作动态\n四会市去年新建道路12公里，四会市玉器产值增长5%。")
    page.get_by_role("button", name="生成初稿").click()
    page.wait_for_url("**/desk/drafts/*", timeout=120_000)
    draft = page.url
    page.get_by_role("link", name="修改").click()
    page.get_by_label("总标题").fill("四会去年修了98765公里路")
    page.get_by_role("button", name="只核对数字").click()
    expect(page.get_by_text("来源里没有：98765").first).to_be_visible(timeout=20_000)
    page.get_by_label("总标题").fill("四会去年修了12公里路")
    page.get_by_role("button", name="保存为新的一版").click()
    page.wait_for_url(draft, timeout=120_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("四会去年修了12公里路")
