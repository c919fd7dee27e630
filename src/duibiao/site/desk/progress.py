"""How far a job is: a page that reloads, an answer for a script, a stream of events."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from duibiao.site.answering import Page
from duibiao.site.desk.doors import Goto, Stream, Visit
from duibiao.site.store.jobs import Job, Jobs

LOOK_SECONDS = 0.4
"""Between two looks at a job: a step of it takes about as long."""
BEAT_SECONDS = 15.0
"""What stands between may close a connection on which nothing is sent."""
STREAM_SECONDS = 600.0
"""Longest stream; the browser asks for another, and must show who it is then."""
STREAMS_MOST = 50
"""At a time; each looks at its job."""
_KIND_WORDS = {"compose": "生成初稿", "edit": "保存修改", "publish": "发布"}


def described(job: Job) -> str:
    """What a job is, in words."""
    name = _KIND_WORDS.get(str(job.asked.get("kind")), "任务")
    return f"{name}：第{job.draft}号稿" if job.draft else f"{name}：{job.asked.get('for', '')}"


def job_page(visit: Visit) -> Page | Goto:
    """``GET /desk/jobs/{number}``: reloads by itself while it works, goes on when it is done."""
    job = visit.desk.jobs.get(visit.number)
    if job.state == "done":
        return Goto(f"/desk/drafts/{job.draft}")
    retry = f"/desk/drafts/{job.draft}/edit?job={job.number}" if job.asked.get("kind") == "edit" else ""
    if job.state == "failed" and not retry:
        retry = f"/desk/drafts/{job.draft}" if job.draft else "/desk/new"
    return visit.page("job.html", title=described(job), job=job, retry=retry)


def job_state(visit: Visit) -> Page:
    """``GET /desk/jobs/{number}/state``: the same for a script."""
    return visit.data(_told(visit.desk.jobs.get(visit.number)))


def job_events(visit: Visit) -> Stream:
    """``GET /desk/jobs/{number}/events``: the same whenever it changes, as server-sent events."""
    jobs, number = visit.desk.jobs, visit.desk.jobs.get(visit.number).number
    if len(visit.desk.streams) >= STREAMS_MOST:
        raise HTTPException(503)  # the page asks by itself then
    return Stream(_counted(visit.desk.streams, events(jobs, number)))


async def _counted(streams: set[object], told: AsyncIterator[str]) -> AsyncIterator[str]:
    mark = object()
    streams.add(mark)
    try:
        async for event in told:
            yield event
    finally:
        streams.discard(mark)


async def events(jobs: Jobs, number: int) -> AsyncIterator[str]:
    """What a job says, each time that it says something else, until it has ended."""
    begun = told_at = time.monotonic()
    before = ""
    while time.monotonic() - begun < STREAM_SECONDS:
        job = await run_in_threadpool(jobs.get, number)
        told, moment = json.dumps(_told(job), ensure_ascii=False), time.monotonic()
        if told != before:
            before, told_at = told, moment
            yield f"data: {told}\n\n"
        elif moment - told_at > BEAT_SECONDS:
            told_at = moment
            yield ":\n\n"
        if not job.open:
            return
        await asyncio.sleep(LOOK_SECONDS)


def _told(job: Job) -> dict[str, object]:
    return {"state": job.state, "done": job.done, "steps": job.steps, "said": job.said}
