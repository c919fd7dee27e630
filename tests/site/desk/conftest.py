"""A desk with an account of every role, and a brief that was composed once for all tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("starlette")

from argon2 import PasswordHasher
from starlette.testclient import TestClient

from duibiao.examples import path as example_path
from duibiao.site.app import create_app
from duibiao.site.desk import making, steps
from duibiao.site.desk.making import Compose, Composed, File
from duibiao.site.desk.state import Desk
from duibiao.site.desk.worker import Worker
from duibiao.site.desk.workflow import State, step_of
from duibiao.site.security import forms, passwords
from duibiao.site.security.roles import Role
from duibiao.site.security.uploads import checked
from duibiao.site.settings import Settings

PASSWORD = "four plain words here"
NAMES = {"reader": Role.READER, "editor": Role.EDITOR, "reviewer": Role.REVIEWER, "second": Role.REVIEWER,
         "chief": Role.CHIEF, "admin": Role.ADMIN}  # fmt: skip
MOST = 32 * 1024 * 1024


@dataclass
class Office:
    """A desk under test. ``client``: a browser that follows nothing by itself."""

    desk: Desk
    worker: Worker
    client: TestClient
    held: str = ""

    def enter(self, name: str) -> Office:
        """Log in without the page for it."""
        self.client.cookies.clear()
        self.held = self.desk.people.log_in(name)
        self.client.cookies.set("duibiao_session", self.held, path="/desk")
        return self

    @property
    def mark(self) -> dict[str, str]:
        """What a form of this browser carries."""
        return {forms.FIELD: forms.mark(self.desk.secret, self.held)}

    def put(self, composed: Composed, who: str = "editor") -> int:
        """A draft of a brief that was composed before."""
        folder = example_path()
        for file in [folder / "report.txt", *sorted((folder / "evidence").iterdir())]:
            self.desk.uploads.put([checked(file.name, file.read_bytes(), MOST)], who)
        with self.desk.store.writing() as connection:
            return self.desk.drafts.create(
                connection, composed.slug, composed.adcode, composed.material,
                {"year": None, "trusted": False}, composed.written, who,
            )  # fmt: skip

    def take(self, who: str, step: str, draft: int = 1, why: str = "") -> None:
        """A step of the workflow, on the newest revision."""
        found = step_of(step)
        assert found is not None
        user, now = self.desk.people.get(who), self.desk.drafts.get(draft)
        steps.take(self.desk, user, draft, found, why, now.revision)

    def to_ready(self, draft: int = 1) -> None:
        """Through the three reviews."""
        for who, step in (
            ("editor", "submit"), ("reviewer", "pass_first"), ("second", "pass_second"),
            ("chief", "pass_final"),
        ):  # fmt: skip
            self.take(who, step, draft)
        assert self.desk.drafts.get(draft).state == State.READY

    def publish(self, draft: int = 1, why: str = "") -> None:
        """As the worker does it."""
        number = self.desk.jobs.submit(
            "chief",
            {"kind": "publish", "draft": draft, "revision": self.desk.drafts.get(draft).revision, "why": why},
            draft,
        )
        self.worker.do_all()
        assert self.desk.jobs.get(number).state == "done", self.desk.jobs.get(number).said


class Inside:
    """Does in this process what the child does: the child has tests of its own."""

    def run(self, asked: object, tell: making.Tell) -> object:
        return making.work(asked, tell)

    def close(self) -> None:
        pass


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    with opened(str(tmp_path / "ledger.sqlite"), monkeypatch) as made:
        yield made


@contextmanager
def opened(where: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office over the ledger at ``where``, with passwords that cost nothing."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    monkeypatch.setattr(passwords, "_DUMMY", [])
    app = create_app(Settings(where))
    desk: Desk = app.state.desk
    worker: Worker = app.state.worker
    monkeypatch.setattr(worker, "child", Inside())
    for name, role in NAMES.items():
        desk.people.add(name, f"{name}氏", role, PASSWORD, by="test")
    yield Office(desk, worker, TestClient(app, follow_redirects=False, raise_server_exceptions=False))
    desk.site.close()


@pytest.fixture(scope="session")
def files() -> Callable[[], tuple[File, tuple[File, ...]]]:
    """The bundled example."""
    import hashlib  # noqa: PLC0415

    def load(file: Path) -> File:
        data = file.read_bytes()
        return File(hashlib.sha256(data).hexdigest(), file.name, data)

    folder = example_path()
    return lambda: (load(folder / "report.txt"), tuple(map(load, sorted((folder / "evidence").iterdir()))))


@pytest.fixture(scope="session")
def composed(files: Callable[[], tuple[File, tuple[File, ...]]]) -> Composed:
    report, material = files()
    asked = Compose(report, "肇庆市", material, None, False, "", "某报", "editor氏")
    return making.compose(asked, lambda *_: None)
