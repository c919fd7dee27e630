"""Articles: versions are kept, corrections open, what is withdrawn says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from duibiao.errors import NotFound, UsageError
from duibiao.site.app import create_app
from duibiao.site.asking.beside import related
from duibiao.site.settings import Settings
from duibiao.site.state import Site
from duibiao.site.store.articles import Edition

EDITION = Edition(
    title="《2031年某省政府工作报告》里的某市",
    summary="动工建设。",
    place="肇庆市",
    report_title="2031年某省政府工作报告",
    origin="某编辑部",
    editor="某人",
    head="<p>head</p>",
    body="<p>第一版</p>",
    brief="{}",
    documents=("a" * 64,),
    pictures=False,
    terms=("thing:某项目", "place:441200"),
)
CORRECTED = replace(EDITION, body="<p>第二版</p>", note="日期有误，已改正。", editor="另一人")


def test_a_correction_is_a_new_version_and_the_old_one_stays(fresh: Site) -> None:
    fresh.articles.publish("one", "a" * 64, "441200", EDITION)
    assert fresh.articles.correct("one", CORRECTED) == 2
    assert fresh.articles.card("one").number == 2
    assert fresh.articles.edition("one", 1).body == "<p>第一版</p>"
    assert fresh.articles.edition("one", 2).body == "<p>第二版</p>"
    assert [v.number for v in fresh.articles.history("one")] == [2, 1]


def test_what_cannot_be_done_changes_nothing(fresh: Site) -> None:
    fresh.articles.publish("one", "a" * 64, "441200", EDITION)
    with pytest.raises(UsageError):
        fresh.articles.publish("one", "b" * 64, "441200", EDITION)
    with pytest.raises(UsageError):
        fresh.articles.correct("one", replace(EDITION, note=" "))
    with pytest.raises(UsageError):
        fresh.articles.withdraw("one", "")
    for wrong in (
        lambda: fresh.articles.correct("two", CORRECTED),
        lambda: fresh.articles.withdraw("two", "x"),
    ):
        with pytest.raises(NotFound):
            wrong()
    assert fresh.articles.card("one").number == 1
    assert fresh.articles.counted() == 1


def test_what_is_about_the_same_is_related(fresh: Site) -> None:
    for name, terms in (
        ("a", ("thing:x", "thing:y")),
        ("b", ("thing:x", "thing:y")),
        ("c", ("thing:y",)),
        ("d", ("thing:z",)),
    ):
        fresh.articles.publish(name, "a" * 64, "441200", replace(EDITION, terms=terms))
    found = related(fresh, "a", 5)
    assert [(card.slug, words) for card, words in found] == [("b", ("x", "y")), ("c", ("y",))]
    assert related(fresh, "d", 5) == []


def test_pages_show_corrections_and_say_what_is_withdrawn(tmp_path: object) -> None:
    app = create_app(Settings(f"{tmp_path}/ledger.sqlite"))
    site: Site = app.state.site
    site.articles.publish("one", "a" * 64, "441200", EDITION)
    with TestClient(app) as client:
        assert "第一版" in client.get("/articles/one").text
        site.articles.correct("one", CORRECTED)
        site.changed()
        now = client.get("/articles/one").text
        assert "第二版</p>" in now
        assert "日期有误，已改正。（编辑：另一人）" in now
        old = client.get("/articles/one/versions/1").text
        assert "这是旧的一版" in old
        assert "第一版</p>" in old
        assert '<meta name="robots" content="noindex">' in old
        assert client.get("/articles/one/versions/3").status_code == 404
        changed = client.get("/articles/one/versions/2/changes").text
        assert "<del>第<b>一</b>版</del>" in changed
        assert "<ins>第<b>二</b>版</ins>" in changed
        assert "日期有误，已改正。" in changed
        assert all(client.get(f"/articles/one/versions/{n}/changes").status_code == 404 for n in (1, 3))
        assert "日期有误，已改正。" in client.get("/corrections").text
        site.articles.withdraw("one", "来源撤回")
        site.changed()
        listed = client.get("/corrections").text
        assert listed.index("来源撤回") < listed.index("日期有误，已改正。")
        assert "/changes" not in listed
        assert client.get("/corrections?page=2").status_code == 404
        gone = client.get("/articles/one")
        assert gone.status_code == 410
        assert "原因：来源撤回" in gone.text
        for lost in ("/versions/2/changes", "/card.png", "/code.svg"):
            assert client.get(f"/articles/one{lost}").status_code == 404
        assert "/articles/one" not in client.get("/").text
        assert "/articles/one" not in client.get("/sitemap.xml").text


def test_another_process_sees_what_was_published(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duibiao.site.state.LOOK_SECONDS", 0.0)
    settings = Settings(f"{tmp_path}/ledger.sqlite")
    app = create_app(settings)
    with TestClient(app) as client:
        assert "还没有发布简报" in client.get("/").text
        other = Site.open(settings)
        other.articles.publish("one", "a" * 64, "441200", EDITION)
        other.close()
        assert "/articles/one" in client.get("/").text
