"""What the desk's worker is to do, does and did. A job outlives the process: it is taken up again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from duibiao.errors import NotFound, UsageError
from duibiao.ledger.store import Store
from duibiao.site.store.articles import now
from duibiao.site.store.desk_schema import JOBS

OPEN = ("waiting", "running")
OPEN_MOST = 20
"""Jobs that may wait; more are refused, so that nobody fills the queue."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job. ``state``: waiting | running | done | failed; ``said``: what it does now, or why it failed;
    ``draft``: what came of it, 0 for nothing yet."""

    number: int
    state: str
    who: str
    at: str
    asked: Mapping[str, Any]
    done: int
    steps: int
    said: str
    draft: int

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in OPEN


class Jobs:
    """The jobs of a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def submit(self, who: str, asked: Mapping[str, object], draft: int = 0) -> int:
        """Returns its number. Raises ``UsageError`` when too many wait."""
        with self.store.writing() as connection:
            waiting = select(func.count()).select_from(JOBS).where(JOBS.c.state.in_(OPEN))
            if int(connection.scalar(waiting) or 0) >= OPEN_MOST:
                raise UsageError("排队的任务太多", hint="请等前面的做完再提交")
            number = int(connection.scalar(select(func.coalesce(func.max(JOBS.c.number), 0) + 1)) or 1)
            values = {"number": number, "state": "waiting", "who": who, "at": now(), "said": "排队等候"}
            values |= {"asked": json.dumps(asked, ensure_ascii=False), "done": 0, "steps": 1, "draft": draft}
            connection.execute(insert(JOBS).values(values))
        return number

    def get(self, number: int) -> Job:
        """Raises ``NotFound``."""
        found = self._jobs(JOBS.c.number == number, limit=1)
        if not found:
            raise NotFound("没有这个任务", where=str(number))
        return found[0]

    def open(self) -> list[Job]:
        """Waiting or running, the oldest first."""
        return self._jobs(JOBS.c.state.in_(OPEN))[::-1]

    def failed_of(self, who: str, limit: int = 5) -> list[Job]:
        """Those of a person that failed, the newest first."""
        return self._jobs(JOBS.c.who == who, JOBS.c.state == "failed", limit=limit)

    def take(self) -> Job | None:
        """The one that has waited longest, now running."""
        with self.store.writing() as connection:
            asked = select(JOBS.c.number).where(JOBS.c.state == "waiting").order_by(JOBS.c.number).limit(1)
            number = connection.scalar(asked)
            if number is None:
                return None
            self.change(connection, number, state="running")
        return self.get(number)

    def again(self) -> None:
        """What was running when the process ended waits again."""
        with self.store.writing() as connection:
            running = update(JOBS).where(JOBS.c.state == "running")
            connection.execute(running.values(state="waiting", done=0, said="服务重启，重新排队"))

    def tell(self, number: int, done: int, steps: int, said: str) -> None:
        """How far it is."""
        with self.store.writing() as connection:
            self.change(connection, number, done=done, steps=steps, said=said)

    def fail(self, number: int, why: str) -> None:
        """It cannot be done."""
        with self.store.writing() as connection:
            self.change(connection, number, state="failed", said=why)

    @staticmethod
    def change(connection: Connection, number: int, **values: object) -> None:
        """In the transaction of what it made."""
        connection.execute(update(JOBS).where(JOBS.c.number == number).values(**values))

    def _jobs(self, *where: Any, limit: int = 100) -> list[Job]:
        asked = select(JOBS).where(*where).order_by(JOBS.c.number.desc()).limit(limit)
        with self.store.reading() as connection:
            rows = connection.execute(asked).all()
        return [Job(**dict(row._mapping) | {"asked": json.loads(row.asked)}) for row in rows]
