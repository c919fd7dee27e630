"""How far a job is, as it changes; uploads that nothing was made from are deleted, the log keeps the fact."""

from __future__ import annotations

import asyncio
import json

import pytest

from duibiao.errors import NotFound, UsageError
from duibiao.examples import path as example_path
from duibiao.site.desk import progress
from duibiao.site.desk.making import Composed
from duibiao.site.security.uploads import checked
from duibiao.site.store import audit
from tests.site.desk.conftest import MOST, Office


async def first(office: Office, number: int, most: int) -> list[str]:
    """The first events of a job, which goes on with each that was read."""
    found: list[str] = []
    async for event in progress.events(office.desk.jobs, number):
        found.append(event)
        if len(found) == most:
            break
        if len(found) == 2:
            office.desk.jobs.fail(number, "读不了")
        else:
            office.desk.jobs.tell(number, len(found), 9, "读取")
    return found


def said(event: str) -> dict[str, object]:
    assert event.startswith("data: ")
    assert event.endswith("\n\n")
    return dict(json.loads(event[6:]))


def test_events_tell_what_changed_until_the_job_ends(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "LOOK_SECONDS", 0.0)
    number = office.desk.jobs.submit("editor", {"kind": "compose"})
    assert [(e["state"], e["done"], e["said"]) for e in map(said, asyncio.run(first(office, number, 9)))] == [
        ("waiting", 0, "排队等候"),
        ("waiting", 1, "读取"),
        ("failed", 1, "读不了"),
    ]


def test_a_stream_beats_and_has_an_end(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(progress, "BEAT_SECONDS", 0.05)
    monkeypatch.setattr(progress, "STREAM_SECONDS", 0.3)
    number = office.desk.jobs.submit("editor", {"kind": "compose"})

    async def every() -> list[str]:
        return [event async for event in progress.events(office.desk.jobs, number)]

    found = asyncio.run(every())
    assert said(found[0])["state"] == "waiting"
    assert 1 <= found.count(":\n\n") == len(found) - 1


def test_the_stream_is_sent_as_one(office: Office) -> None:
    number = office.desk.jobs.submit("editor", {"kind": "compose"})
    office.desk.jobs.fail(number, "读不了")
    answer = office.enter("reader").client.get(f"/desk/jobs/{number}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    assert "content-security-policy" in answer.headers
    assert said(answer.text)["said"] == "读不了"
    assert office.client.get("/desk/jobs/99/events").status_code == 404
    assert office.desk.streams == set()
    office.desk.streams |= set(range(progress.STREAMS_MOST))
    assert office.client.get(f"/desk/jobs/{number}/events").status_code == 503


@pytest.fixture
def spare(office: Office) -> str:
    """The hash of an upload that nothing was made from."""
    upload = checked("多余.txt", "某市去年建成道路12公里。".encode(), MOST)
    return office.desk.uploads.put([upload], "editor")[0]


def delete(office: Office, who: str, sha256: str) -> int:
    office.enter(who)
    data = {**office.mark, "sha256": sha256}
    return office.client.post("/desk/uploads/delete", data=data).status_code


def test_an_upload_is_deleted_and_the_log_keeps_the_fact(office: Office, spare: str) -> None:
    page = office.enter("editor").client.get("/desk/uploads").text
    assert "多余.txt" in page
    assert f'value="{spare}"' in page
    assert delete(office, "editor", spare) == 303
    assert "多余.txt" not in office.client.get("/desk/uploads").text
    with pytest.raises(NotFound):
        office.desk.uploads.get(spare)
    entry = audit.entries(office.desk.store, 1)[0]
    assert (entry.who, entry.action, entry.object) == ("editor", "upload.delete", "多余.txt")
    assert entry.told["sha256"] == spare
    assert audit.verified(office.desk.store).broken == 0
    assert "删除上传" in office.enter("chief").client.get("/desk/audit").text
    assert delete(office, "editor", spare) == 409


def test_what_others_uploaded_the_chief_deletes(office: Office, spare: str) -> None:
    page = office.enter("reviewer").client.get("/desk/uploads").text
    assert f'value="{spare}"' not in page
    assert delete(office, "reviewer", spare) == 409
    assert office.desk.uploads.get(spare)
    assert delete(office, "chief", spare) == 303


def test_what_a_draft_was_made_from_stays(office: Office, composed: Composed, spare: str) -> None:
    office.put(composed)
    used = office.desk.uploads.put(
        [checked("report.txt", (example_path() / "report.txt").read_bytes(), MOST)], "editor"
    )[0]
    assert delete(office, "chief", used) == 409
    assert "第1号稿" in office.client.get("/desk/uploads").text
    office.desk.jobs.submit("editor", {"kind": "compose", "report": spare, "material": []})
    with pytest.raises(UsageError, match="用着它"):
        office.desk.uploads.delete(spare, "editor", others=False)
