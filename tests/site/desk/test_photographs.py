"""Photographs at the desk: taken with the form, looked at in the draft, public with the article."""

from __future__ import annotations

import json
import re

import pytest
from PIL import Image

from duibiao.briefing.editing import read_edits
from duibiao.site.desk.making import Composed
from tests.briefing.editing.test_photographs import photograph
from tests.site.desk.conftest import Office
from tests.site.desk.test_editing import fields, ids, save

JPEG = photograph(1600, 900)
CAPTION, CREDIT = "新厂房的工地", "李四 摄"


@pytest.fixture
def put(office: Office, composed: Composed) -> Office:
    office.put(composed)
    return office.enter("editor")


def send(office: Office, name: str, data: bytes, **said: str) -> object:
    """The form with a photograph in its first free row. Returns the answer."""
    page = office.client.get("/desk/drafts/1/edit").text
    given = {**fields(page), **{f"photo.new0.{key}": value for key, value in said.items()}}
    given.pop("photo.new0", None)
    return office.client.post("/desk/drafts/1/edit", data=given, files={"photo.new0": (name, data)})


def hang(office: Office, **said: str) -> str:
    """A photograph in a new revision. Returns its id."""
    answer = send(office, "../工地 1.jpg", JPEG, **{"caption": CAPTION, "credit": CREDIT} | said)
    assert answer.status_code == 303, answer.text
    office.worker.do_all()
    draft = office.desk.drafts.get(1)
    made = json.loads(office.desk.drafts.revision(1, draft.revision).edition.brief)
    return str(made["photographs"][0]["id"])


def test_a_photograph_is_seen_at_the_desk_and_not_yet_by_readers(put: Office) -> None:
    id_ = hang(put)
    page = put.client.get("/desk/drafts/1").text
    assert f'src="/desk/photographs/{id_}.jpg"' in page
    assert CAPTION in page
    assert "data:image/jpeg" not in page
    inside = put.client.get(f"/desk/photographs/{id_}.jpg")
    assert inside.headers["content-type"] == "image/jpeg"
    assert inside.headers["cache-control"] == "no-store"
    assert Image.open(__import__("io").BytesIO(inside.content)).size == (1280, 720)
    assert put.client.get(f"/photographs/{id_}.jpg").status_code == 404
    put.client.cookies.clear()
    assert put.client.get(f"/desk/photographs/{id_}.jpg").status_code == 303


def test_it_is_public_with_the_article_and_goes_with_it(put: Office) -> None:
    id_ = hang(put, chapter="")
    put.to_ready()
    put.publish()
    slug = put.desk.drafts.get(1).slug
    page = put.client.get(f"/articles/{slug}").text
    assert re.search(rf'<img src="/photographs/{id_}\.jpg" alt="{CAPTION}" width="1280" height="720"', page)
    assert f"/photographs/{id_}.jpg" in re.search(r'"image": ?\[[^\]]*\]', page)[0]  # type: ignore[index]
    shown = put.client.get(f"/photographs/{id_}.jpg")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert "max-age" in shown.headers["cache-control"]
    put.enter("chief").take("chief", "withdraw", why="图片有误")
    assert put.client.get(f"/photographs/{id_}.jpg").status_code == 404


def test_it_stays_in_the_form_is_moved_and_taken_off(put: Office) -> None:
    id_ = hang(put)
    page = put.client.get("/desk/drafts/1/edit").text
    assert f'src="/desk/photographs/{id_}.jpg"' in page
    assert "工地 1.jpg" in page
    assert ".._" not in page
    draft = put.desk.drafts.get(1)
    first = ids(json.loads(put.desk.drafts.revision(1, draft.revision).edition.brief))[0]
    assert save(put, **{"photo.0.chapter": first, "photo.0.caption": "新厂房的内景"}) == "已存为第3版"
    made = json.loads(put.desk.drafts.revision(1, 3).edition.brief)["photographs"]
    assert [(one["id"], one["chapter"], one["caption"]["text"]) for one in made] == [
        (id_, first, "新厂房的内景")
    ]
    assert save(put, **{"photo.0.drop": "1"}) == "已存为第4版"
    assert json.loads(put.desk.drafts.revision(1, 4).edition.brief)["photographs"] == []
    assert "新厂房的内景" in put.client.get("/desk/drafts/1/compare?old=2&new=3").text


def test_it_is_cropped_and_the_original_is_kept(put: Office) -> None:
    id_ = hang(put)
    page = put.client.get("/desk/drafts/1/edit").text
    assert 'name="photo.0.left"' in page
    (upload,) = [one.sha256 for one in put.desk.uploads.all() if one.name.endswith(".jpg")]
    assert save(put, **{"photo.0.left": "25", "photo.0.bottom": "50"}) == "已存为第3版"
    (made,) = json.loads(put.desk.drafts.revision(1, 3).edition.brief)["photographs"]
    assert made["id"] != id_
    shown = put.client.get(f"/desk/photographs/{made['id']}.jpg").content
    assert Image.open(__import__("io").BytesIO(shown)).size == (1200, 450)
    assert read_edits(put.desk.drafts.revision(1, 3).sheet).photographs[0].crop == (25, 0, 0, 50)
    assert put.desk.uploads.get(upload).data == JPEG
    # what was cut off comes back with the numbers
    assert save(put, **{"photo.0.left": "", "photo.0.bottom": "0"}) == "已存为第4版"
    assert json.loads(put.desk.drafts.revision(1, 4).edition.brief)["photographs"][0]["id"] == id_


@pytest.mark.parametrize("said", ["-1", "91", "x", "1.5", "100"])
def test_a_crop_that_is_none_is_told(put: Office, said: str) -> None:
    hang(put)
    page = put.client.get("/desk/drafts/1/edit").text
    given = {**fields(page), "photo.0.left": said}
    answer = put.client.post("/desk/drafts/1/edit", data=given)
    assert answer.status_code == 400
    assert "没有裁" in answer.text
    assert put.desk.drafts.get(1).revision == 2


def test_figures_of_a_caption_need_a_source(put: Office) -> None:
    hang(put, caption="总投资98765亿元的工地")
    assert put.desk.drafts.revision(1, 2).unsupported
    page = put.client.get("/desk/drafts/1/edit").text
    assert "来源里没有：98765" in page
    answer = put.client.post("/desk/drafts/1/steps", data={**put.mark, "step": "submit", "revision": "2"})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("name", "data", "caption", "words"),
    [
        ("a.jpg", JPEG, "", "没有写说明"),
        ("a.jpg", b"%PDF-1.7 not a picture", CAPTION, "不是照片"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", CAPTION, "不是照片"),
        ("a.html", b"<html><body>hello</body></html>", CAPTION, "不是照片"),
    ],
)
def test_what_cannot_be_used_is_told_and_other_edits_stay(
    put: Office, name: str, data: bytes, caption: str, words: str
) -> None:
    answer = send(put, name, data, caption=caption)
    assert answer.status_code in (400, 409)
    assert words in answer.text
    assert put.desk.drafts.get(1).revision == 1


def test_a_picture_that_cannot_be_decoded_fails_the_job_alone(put: Office) -> None:
    answer = send(put, "半张.jpg", JPEG[:3000], caption=CAPTION)
    assert answer.status_code == 303
    put.worker.do_all()
    job = put.desk.jobs.get(int(answer.headers["location"].rsplit("/", 1)[1]))
    assert (job.state, "不是照片" in job.said, "半张.jpg" in job.said) == ("failed", True, True)
    assert put.desk.drafts.get(1).revision == 1
    again = put.client.get(f"/desk/drafts/1/edit?job={job.number}")
    assert CAPTION in again.text  # what was typed is there to go on with


def test_an_upload_that_a_draft_shows_is_not_deleted(put: Office) -> None:
    hang(put)
    sheet = put.desk.drafts.revision(1, 2).sheet
    sha256 = read_edits(sheet).photographs[0].file.partition("/")[0]
    answer = put.client.post("/desk/uploads/delete", data={**put.mark, "sha256": sha256})
    assert answer.status_code == 409
    assert "有稿件用着它" in answer.text
