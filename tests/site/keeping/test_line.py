"""Nobody waits in a line that is too long to be answered."""

from __future__ import annotations

import asyncio

import pytest
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

from duibiao.site.keeping.line import ALWAYS, LONGEST_SECONDS, Line
from duibiao.site.state import Lane, Site


def test_who_would_wait_too_long_is_sent_away() -> None:
    async def run() -> None:
        line, go = Line(1), asyncio.Event()
        line._seconds = LONGEST_SECONDS / ALWAYS + 0.1

        async def one() -> None:
            async with line.turn():
                await go.wait()

        tasks = [asyncio.create_task(one()) for _ in range(ALWAYS + 1)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert line.waiting == ALWAYS
        with pytest.raises(HTTPException) as told:
            async with line.turn():
                pass
        assert told.value.headers == {"retry-after": "5"}
        go.set()
        await asyncio.gather(*tasks)
        assert line.waiting == 0
        assert line.seconds == 0
        async with line.turn():
            pass

    asyncio.run(run())


def test_many_may_wait_for_what_is_quick() -> None:
    async def run() -> None:
        line = Line(2)

        async def one() -> None:
            async with line.turn():
                await asyncio.sleep(0)

        await asyncio.gather(*(one() for _ in range(300)))
        assert line.waiting == 0

    asyncio.run(run())


def test_a_page_for_people_says_that_too_many_ask(
    client: TestClient, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = site.lines[Lane.SLOW]
    site.cache.clear()  # what was asked for before waits in no line
    monkeypatch.setattr(line, "waiting", 1000)
    monkeypatch.setattr(line, "_seconds", 1.0)
    answer = client.get("/indicators/cpi")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert "过几秒再试" in answer.text
    assert "<h1>" in answer.text
    plain = client.get("/indicators/cpi", headers={"accept": "text/plain"})
    assert plain.status_code == 503
    assert plain.text.startswith("503 ")
