"""SIGKILL while publishing: afterwards everything is published or nothing, and the next start goes on."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from duibiao.site.app import create_app
from duibiao.site.desk.making import Composed
from duibiao.site.settings import Settings
from duibiao.site.store import audit
from tests.site.desk.conftest import Inside, Office

PROGRAM = """
import os, signal, sys
from duibiao.site.app import create_app
from duibiao.site.desk import making, steps
from duibiao.site.settings import Settings
from duibiao.site.store.articles import Articles
from duibiao.site.store.drafts import Drafts

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

class Inside:
    def run(self, asked, tell):
        return making.work(asked, tell)

where, point = sys.argv[1:]
app = create_app(Settings(where))
places = {
    "documents": (steps, "write"),
    "article": (Articles, "publish"),
    "event": (Drafts, "happened"),
    "log": (steps, "note"),
    "job": (app.state.desk.jobs, "change"),
    "page": (app.state.desk.site, "changed"),
}
holder, name = places[point]
if point in ("documents", "article", "event"):  # done first, then the power goes
    real = getattr(holder, name)
    setattr(holder, name, lambda *a, **k: (real(*a, **k), die()))
elif point == "job":
    real = app.state.desk.jobs.change
    app.state.desk.jobs.change = lambda c, n, **v: die() if v.get("state") == "done" else real(c, n, **v)
else:
    setattr(holder, name, die)
app.state.worker.child = Inside()
app.state.worker.do_all()
"""
POINTS = {"documents": False, "article": False, "event": False, "log": False, "job": False, "page": True}
"""Where the power goes -> whether it was published by then."""


def state_of(path: Path) -> dict[str, int]:
    with sqlite3.connect(path) as connection:
        count = {
            "articles": "SELECT count(*) FROM site_articles",
            "versions": "SELECT count(*) FROM site_versions",
            "documents": "SELECT count(*) FROM documents",
            "events": "SELECT count(*) FROM site_events WHERE step = 'publish'",
            "log": "SELECT count(*) FROM site_audit WHERE action = 'draft.publish'",
            "drafts": "SELECT count(*) FROM site_drafts WHERE state = 'published'",
        }
        found = {name: connection.execute(asked).fetchone()[0] for name, asked in count.items()}
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    return found


@pytest.mark.slow
def test_killed_while_publishing(office: Office, composed: Composed, tmp_path: Path) -> None:
    office.put(composed)
    office.to_ready()
    office.desk.jobs.submit("chief", {"kind": "publish", "draft": 1, "revision": 1, "why": ""}, 1)
    office.desk.store.close()
    for point, published in POINTS.items():
        path = tmp_path / point / "ledger.sqlite"
        path.parent.mkdir()
        shutil.copy(office.desk.store.where, path)
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(path), point], capture_output=True, check=False
        )
        assert done.returncode == -signal.SIGKILL, done.stderr.decode()
        documents = len(composed.written.edition.documents)
        whole = dict.fromkeys(("articles", "versions", "events", "log", "drafts"), 1) | {
            "documents": documents
        }
        assert state_of(path) == (whole if published else dict.fromkeys(whole, 0)), point
        app = create_app(Settings(str(path)))
        app.state.worker.child = Inside()
        app.state.desk.jobs.again()
        app.state.worker.do_all()
        assert state_of(path) == whole, point
        assert audit.verified(app.state.desk.store).broken == 0
        app.state.site.close()
