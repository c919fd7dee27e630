"""From a draft through three reviews to an article, its correction and its withdrawal."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from duibiao.errors import UsageError
from duibiao.ledger.asking.documents import documents
from duibiao.site.desk import steps
from duibiao.site.desk.making import Composed
from duibiao.site.security.roles import Role
from duibiao.site.store import audit
from duibiao.site.store.desk_schema import DRAFTS
from duibiao.site.store.schema import ARTICLES, VERSIONS
from tests.site.desk.conftest import Office


@pytest.fixture
def put(office: Office, composed: Composed) -> Office:
    office.put(composed)
    return office


def test_the_whole_way(put: Office) -> None:
    office, slug = put, put.desk.drafts.get(1).slug
    assert office.client.get(f"/articles/{slug}").status_code == 404
    assert documents(office.desk.store) == []  # nothing that was uploaded is public yet
    office.to_ready()
    assert office.client.get(f"/articles/{slug}").status_code == 404
    office.publish()
    page = office.client.get(f"/articles/{slug}")
    assert page.status_code == 200
    assert "编辑：editor氏" in page.text
    used = office.desk.drafts.revision(1, 1).edition.documents
    assert sorted(held.origin.sha256 for held in documents(office.desk.store)) == sorted(used)
    events = office.desk.drafts.events(1)
    assert [(e.who, e.role, e.step, e.before, e.after) for e in events] == [
        ("editor", "editor", "submit", "draft", "first"),
        ("reviewer", "reviewer", "pass_first", "first", "second"),
        ("second", "reviewer", "pass_second", "second", "final"),
        ("chief", "chief", "pass_final", "final", "ready"),
        ("chief", "chief", "publish", "ready", "published"),
    ]
    assert all(
        e.at and e.revision == 1 and e.proof["unsupported"] == 0 and e.proof["figures"] > 0 for e in events
    )
    assert audit.verified(office.desk.store).broken == 0


def test_a_correction_goes_the_whole_way_and_is_shown_openly(put: Office) -> None:
    office, slug = put, put.desk.drafts.get(1).slug
    office.to_ready()
    office.publish()
    with pytest.raises(UsageError, match="原因"):
        office.take("chief", "correct")
    office.take("chief", "correct", why="第二章的里程写错了")
    assert office.client.get(f"/articles/{slug}").status_code == 200  # what was published stands meanwhile
    office.to_ready()
    office.publish()
    page = office.client.get(f"/articles/{slug}").text
    assert "第二章的里程写错了" in page
    assert [v.number for v in office.desk.site.articles.history(slug)] == [2, 1]
    assert office.desk.drafts.get(1).note == ""


def test_a_withdrawn_article_says_so(put: Office) -> None:
    office, slug = put, put.desk.drafts.get(1).slug
    office.to_ready()
    office.publish()
    office.take("chief", "withdraw", why="来源已经更正")
    page = office.client.get(f"/articles/{slug}")
    assert "来源已经更正" in page.text
    assert slug not in office.client.get("/").text
    for step in ("correct", "withdraw", "publish", "drop"):
        with pytest.raises(UsageError):
            office.take("chief", step, why="x")


def test_what_goes_back_is_reviewed_anew(put: Office) -> None:
    office = put
    office.take("editor", "submit")
    office.take("reviewer", "pass_first")
    office.take("second", "back", why="第三章没有写清楚")
    office.take("editor", "submit")
    office.take("reviewer", "pass_first")  # may again: it is a new round
    with pytest.raises(UsageError, match="同一个人"):
        office.take("reviewer", "pass_second")


def test_nobody_reviews_what_they_wrote(office: Office, composed: Composed) -> None:
    office.put(composed, "reviewer")
    office.take("reviewer", "submit")
    with pytest.raises(UsageError, match="自己写的"):
        office.take("reviewer", "pass_first")
    office.take("second", "pass_first")


def test_a_step_is_taken_on_what_was_seen(put: Office, composed: Composed) -> None:
    office = put
    user = office.desk.people.get("editor")
    with office.desk.store.writing() as connection:
        office.desk.drafts.revise(connection, 1, composed.written, "second")
    submit = next(
        s for s, _ in steps.possible(office.desk, user, office.desk.drafts.get(1)) if s.id == "submit"
    )
    with pytest.raises(UsageError, match="刚刚被别人改过"):
        steps.take(office.desk, user, 1, submit, "", 1)
    assert office.desk.drafts.get(1).state == "draft"


def test_one_report_and_place_has_one_draft(put: Office, composed: Composed) -> None:
    with pytest.raises(UsageError, match="已经有一稿"):
        put.put(composed)


def test_over_an_article_of_another_hand_publishing_is_a_correction(put: Office, composed: Composed) -> None:
    office = put
    articles, edition = office.desk.site.articles, composed.written.edition
    articles.publish(composed.slug, edition.documents[0], composed.adcode, edition)
    office.to_ready()
    number = office.desk.jobs.submit("chief", {"kind": "publish", "draft": 1, "revision": 1, "why": ""}, 1)
    office.worker.do_all()
    assert "写明改了什么" in office.desk.jobs.get(number).said
    office.publish(why="由编辑部重新审定")
    assert [v.note for v in articles.history(composed.slug)] == ["由编辑部重新审定", ""]


def test_publishing_at_a_time(put: Office) -> None:
    office = put
    office.to_ready()
    office.enter("chief")
    data = {**office.mark, "revision": "1", "at": "2020-01-01T08:00"}
    assert office.client.post("/desk/drafts/1/schedule", data=data).status_code == 409
    data |= {"at": "nonsense"}
    assert office.client.post("/desk/drafts/1/schedule", data=data).status_code == 400
    soon = datetime.now(UTC) + timedelta(hours=9)
    data |= {"at": f"{soon:%Y-%m-%dT%H:%M}"}
    assert office.client.post("/desk/drafts/1/schedule", data=data).status_code == 303
    assert office.desk.drafts.get(1).publish_at == f"{soon - timedelta(hours=8):%Y-%m-%dT%H:%M}:00+00:00"
    office.worker.do_all()
    assert office.desk.drafts.get(1).state == "ready"  # not due
    past = (datetime.now(UTC) - timedelta(seconds=2)).isoformat(timespec="seconds")
    with office.desk.store.writing() as connection:
        connection.execute(update(DRAFTS).values(publish_at=past))
    office.worker.do_all()
    assert office.desk.drafts.get(1).state == "published"
    assert [(e.step, e.who) for e in office.desk.drafts.events(1)][-2:] == [
        ("schedule", "chief"),
        ("publish", "chief"),
    ]


def test_what_came_due_and_failed_is_tried_once(put: Office) -> None:
    office = put
    office.to_ready()
    office.desk.people.set_role("chief", Role.EDITOR, by="test")
    past = (datetime.now(UTC) - timedelta(seconds=2)).isoformat(timespec="seconds")
    with office.desk.store.writing() as connection:
        draft = office.desk.drafts.get(1, connection)
        office.desk.drafts.happened(
            connection, draft, who="chief", role="chief", step="schedule", after="ready", why=past,
            revision=1, proof={"quotes": 1, "figures": 1, "sources": 1, "unsupported": 0}, publish_at=past,
        )  # fmt: skip
    for _ in range(3):
        office.worker.do_all()
    assert office.desk.drafts.get(1).state == "ready"
    failed = office.desk.jobs.failed_of("chief")
    assert [job.said for job in failed] == ["第1号稿: 你的角色不能做这一步"]
    assert "没有做成" in office.enter("chief").client.get("/desk").text


def test_a_step_takes_the_time_back(put: Office) -> None:
    office = put
    office.to_ready()
    at = (datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="seconds")
    steps.schedule(office.desk, office.desk.people.get("chief"), 1, at, 1)
    office.take("second", "back", why="再看看")
    assert office.desk.drafts.get(1).publish_at == ""


def test_all_or_nothing(put: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office = put
    office.to_ready()
    monkeypatch.setattr(steps, "note", lambda *_: (_ for _ in ()).throw(RuntimeError("power is off")))
    number = office.desk.jobs.submit("chief", {"kind": "publish", "draft": 1, "revision": 1, "why": ""}, 1)
    office.worker.do_all()
    assert office.desk.jobs.get(number).state == "failed"
    assert documents(office.desk.store) == []
    with office.desk.store.reading() as connection:
        assert connection.execute(select(ARTICLES)).all() == connection.execute(select(VERSIONS)).all() == []
    assert office.desk.drafts.get(1).state == "ready"


@pytest.mark.parametrize("kind", ["docx", "wechat", "md", "json"])
def test_exports_are_what_the_guard_checked(put: Office, composed: Composed, kind: str) -> None:
    put.enter("reader")
    answer = put.client.get(f"/desk/drafts/1/export/{kind}")
    assert answer.content == composed.written.renderings[kind]
    assert answer.headers["content-disposition"].startswith('attachment; filename="2024-')
    assert put.client.get(f"/desk/drafts/1/export/{kind}?revision=9").status_code == 404
    assert put.client.get("/desk/drafts/1/export/exe").status_code == 404


def test_the_pages_of_a_draft(put: Office) -> None:
    put.enter("editor")
    page = put.client.get("/desk/drafts/1").text
    assert re.search(r"逐字核对：引文\d+处、数字\d+个、来源13份，全部有出处", page)
    assert 'aria-current="step">起草' in page
    assert put.client.get("/desk/drafts/1/compare").status_code == 200
    assert put.client.get("/desk/drafts/1/sources/12").status_code == 200
    assert put.client.get("/desk/drafts/1/sources/13").status_code == 404
    for path in (
        "/desk/drafts/7",
        "/desk/drafts/99999999999999999999",
        "/desk/drafts/1?revision=5",
        "/desk/jobs/4",
    ):
        assert put.client.get(path).status_code == 404, path
