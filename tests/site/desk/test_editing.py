"""The form for editing, brief.toml, and what the worker makes of it."""

from __future__ import annotations

import html
import json
import re

import pytest

from duibiao.briefing.editing import read_edits
from duibiao.site.comparing import compared, lines_of
from duibiao.site.desk import sheets
from duibiao.site.desk.making import Composed
from tests.site.desk.conftest import Office

Fields = dict[str, "str | list[str]"]


def fields(page: str) -> Fields:
    """What a browser would send for the form, untouched."""
    form = re.search(
        r'<form class="form" method="post"[^>]* action="/desk/drafts/1/edit".*?</form>', page, re.DOTALL
    )[0]
    found: Fields = {}
    for name, value, _ in re.findall(r'<input[^>]*name="([^"]+)"(?: value="([^"]*)")?([^>]*)>', form):
        if "checkbox" in form[form.index(f'name="{name}"') - 30 : form.index(f'name="{name}"')]:
            continue
        if 'type="file"' not in form[form.index(f'name="{name}"') - 30 : form.index(f'name="{name}"')]:
            found[html.unescape(name)] = html.unescape(value)
    for name, value in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', form):
        found[name] = html.unescape(value)
    return found


@pytest.fixture
def put(office: Office, composed: Composed) -> Office:
    office.put(composed)
    return office.enter("editor")


def save(office: Office, **changes: str | list[str]) -> str:
    """Send the form with changes. Returns how the job ended."""
    page = office.client.get("/desk/drafts/1/edit").text
    answer = office.client.post("/desk/drafts/1/edit", data={**fields(page), **changes})
    assert answer.status_code == 303, answer.text
    office.worker.do_all()
    job = office.desk.jobs.get(int(answer.headers["location"].rsplit("/", 1)[1]))
    return job.said


def brief(office: Office) -> dict[str, object]:
    draft = office.desk.drafts.get(1)
    return json.loads(office.desk.drafts.revision(1, draft.revision).edition.brief)


def ids(found: dict[str, object]) -> list[str]:
    return list(dict.fromkeys(row["chapter"]["id"] for row in found["chapters"]))


def test_an_untouched_form_changes_nothing(put: Office) -> None:
    before = brief(put)
    assert save(put) == "已存为第2版"
    assert brief(put) == before
    old, new = (list(lines_of(put.desk.drafts.rendering(1, n, "md").decode())) for n in (1, 2))
    assert compared(old, new) == []


def test_every_kind_of_edit(put: Office) -> None:
    before = brief(put)
    first, second, third, fourth = ids(before)[:4]
    gone = next(row for row in before["chapters"] if row["chapter"]["id"] == first)["evidence"][0]
    waiting = before["unanswered"][0]["chapter"]["id"]
    pin = next(row for row in before["chapters"] if row["chapter"]["id"] == fourth)["evidence"][0]
    said = save(
        put,
        **{
            "title": "省里的安排，我们的机会",
            "intro": "编者按写在这里。",
            f"{first}.place": "99",
            f"{second}.drop": "1",
            f"{third}.title": "另拟的章题",
            f"{third}.intro": "这一章说的是路。",
            f"{fourth}.merge": third,
            f"{first}.off": [f"{gone['doc']}：{' '.join(gone['text'].split())}"],
            f"{waiting}.pin": f"{pin['doc']}：{' '.join(pin['text'].split())}",
        },
    )
    assert said == "已存为第2版"
    after = brief(put)
    assert after["headline"]["text"] == "省里的安排，我们的机会"
    assert second not in ids(after)
    assert fourth not in ids(after)
    assert ids(after)[-1] == first or first in {r["chapter"]["id"] for r in after["unanswered"]}
    assert waiting in ids(after)
    row = next(row for row in after["chapters"] if row["chapter"]["id"] == third)
    assert row["chapter"]["headline"]["text"] == "另拟的章题"
    page = put.client.get("/desk/drafts/1/edit").text  # the form shows what was done
    assert re.search(rf'name="{first}.off"[^>]*checked', page)
    assert re.search(rf'name="{second}.drop"[^>]*checked', page)
    assert re.search(rf'<option value="{third}" selected', page)
    assert compared(*(list(lines_of(put.desk.drafts.rendering(1, n, "md").decode())) for n in (1, 2)))


def test_a_figure_without_a_source_is_found_and_stops_the_draft(put: Office) -> None:
    page = put.client.get("/desk/drafts/1/edit").text
    answer = put.client.post("/desk/drafts/1/figures", data={**put.mark, "text": "建成98765公里"})
    assert answer.json() == {"unsupported": ["98765公"]} or "98765" in answer.json()["unsupported"][0]
    data = {**fields(page), "intro": "建成98765公里。", "only_check": "1"}
    checked = put.client.post("/desk/drafts/1/edit", data=data)
    assert checked.status_code == 200
    assert "来源里没有：98765" in checked.text
    assert "还没有保存" in checked.text
    assert put.desk.drafts.get(1).revision == 1
    save(put, intro="建成98765公里。")
    answer = put.client.post("/desk/drafts/1/steps", data={**put.mark, "step": "submit", "revision": "2"})
    assert answer.status_code == 409
    assert "编者写的数字没有出处：98765" in answer.text
    save(put, intro="")
    answer = put.client.post("/desk/drafts/1/steps", data={**put.mark, "step": "submit", "revision": "3"})
    assert answer.status_code == 303


def test_two_who_edit_at_once(put: Office) -> None:
    page = put.client.get("/desk/drafts/1/edit").text
    save(put, title="先存的")
    answer = put.client.post("/desk/drafts/1/edit", data={**fields(page), "title": "后存的"})
    assert answer.status_code == 409
    assert "后存的" in answer.text  # what was typed is not lost
    assert put.desk.drafts.get(1).revision == 2


def test_edits_that_cannot_be_done_are_told_and_not_lost(put: Office) -> None:
    chapter = ids(brief(put))[0]
    said = save(put, **{f"{chapter}.pin": "没有这个文件.txt：随便几个字", "title": "我的标题"})
    assert "没有这个文件" in said
    job = put.desk.jobs.failed_of("editor")[0].number
    page = put.client.get(f"/desk/drafts/1/edit?job={job}").text
    assert "我的标题" in page
    assert "没有这个文件" in page


def test_only_a_draft_is_edited(put: Office) -> None:
    put.take("editor", "submit")
    assert put.client.get("/desk/drafts/1/edit").status_code == 400
    assert put.client.post("/desk/drafts/1/edit", data={**put.mark, "base": "1"}).status_code == 400


@pytest.mark.parametrize(
    "words", ['有"引号"和\\斜线', "两\n行", "'''", "\x7f\u0085末", '[[chapter]]\nid = "x"']
)
def test_whatever_is_typed_comes_back_from_the_sheet(words: str) -> None:
    text = {"title": words, "a.pin": f"文件：{words.splitlines()[0]}", "a.title": words}.get
    made = sheets.sheet_of({"a": "甲", "b": words}, "", lambda name: text(name) or "", lambda _: [])
    edits = read_edits(made)
    assert edits.title == words.strip()
    assert [chapter.id for chapter in edits.chapters] == ["a", "b"]
    assert edits.chapters[1].about == words


def test_fields_of_chapters_that_are_not_there_are_not_looked_at(put: Office) -> None:
    assert save(put, **{"evil.title": "x", "evil.drop": "1"}) == "已存为第2版"
    assert "evil" not in put.desk.drafts.revision(1, 2).sheet


EVIL = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "{{ site.secret }}{% raw %}",
)


@pytest.mark.parametrize("evil", EVIL)
def test_what_an_editor_writes_is_never_markup(put: Office, evil: str) -> None:
    chapter = ids(brief(put))[0]
    words = {"title": evil, "intro": evil, f"{chapter}.title": evil, f"{chapter}.intro": evil}
    assert save(put, **words) == "已存为第2版"
    put.take("editor", "submit", why=evil)
    slug = put.desk.drafts.get(1).slug
    pages = ["/desk", "/desk/drafts/1", "/desk/drafts/1/compare?old=1&new=2", "/desk/drafts/1/export/wechat"]
    for who, step in (("reviewer", "pass_first"), ("second", "pass_second"), ("chief", "pass_final")):
        put.take(who, step, why=evil)
    put.publish(why=evil)
    for path in (*pages, f"/articles/{slug}", "/", "/articles", "/feed.atom", "/search?q=肇庆"):
        text = put.client.get(path).text
        assert "<img src=x" not in text, path
        assert "<script>alert" not in text, path
        assert "<svg onload" not in text, path
    if evil.startswith("{{"):
        assert evil in put.enter("editor").client.get("/desk/drafts/1").text
