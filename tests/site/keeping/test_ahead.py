"""Pages are made before they are asked for, and heavy ones elsewhere."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from duibiao.ledger.adding import add
from duibiao.site.keeping.ahead import make, read_names
from duibiao.site.settings import Settings
from duibiao.site.state import Site
from tests.ledger import made

httpx = pytest.importorskip("httpx")


ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    found = Site.open(Settings(str(tmp_path / "ledger.sqlite"), address=ADDRESS))
    yield found
    found.close()


@pytest.fixture
def example(published: Path, tmp_path: Path) -> Iterator[Site]:
    found = Site.open(Settings(shutil.copy(published, tmp_path), address=ADDRESS))
    yield found
    found.close()


def test_what_is_not_on_disk_is_made_once(example: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    card = example.articles.latest(1)[0]
    report = card.report[:12]
    wanted = [f"/articles/{card.slug}", "/places/441200", f"/reports/{report}", "/projects"]
    monkeypatch.setattr("duibiao.site.keeping.ahead.addresses", lambda _: iter(wanted))
    assert make(example, lambda: None) == len(wanted)
    assert all(example.shelf.version(f"{ADDRESS}{address}?") for address in wanted)
    assert make(example, lambda: None) == 0


def test_it_stops_where_it_is_told(example: Site) -> None:
    def stop() -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        make(example, stop)


def test_names_are_read_behind(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["duibiao.ledger.adding.add"], "DEEP_MOST", 0)
    add(site.store, [made.write(tmp_path, "a.txt", made.report(2031))], workers=0)
    site.changed()
    assert site.reading == 1
    read_names(site, lambda *_: None)
    site.changed()
    assert site.reading == 0


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_the_served_site_ends_with_all_its_processes(tmp_path: Path, end: signal.Signals) -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    ledger = tmp_path / "ledger.sqlite"
    command = [sys.executable, "-m", "duibiao", "serve", "--ledger", str(ledger), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _until(lambda: httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=60).status_code == 200, 120)
        assert httpx.get(f"http://127.0.0.1:{port}/places/441200", timeout=120).status_code == 200
        _until(lambda: len(_children(server.pid)) >= 2, 60)  # one makes pages ahead, one heavy ones
        report = httpx.get(f"http://127.0.0.1:{port}/api/v1/reports").json()["items"][0]["sha256"]
        assert httpx.get(f"http://127.0.0.1:{port}/reports/{report[:12]}", timeout=60).status_code == 200
        findings = f"http://127.0.0.1:{port}/api/v1/documents/{report}/findings"
        _until(lambda: httpx.get(findings, timeout=60).json()["ready"], 60)
        children = [child for one in _children(server.pid) for child in (one, *_children(one))]
        assert len(children) >= 5  # the one that others are forked from, those of the lanes, the auditor
    finally:
        server.send_signal(end)
        server.wait(60)
    _until(lambda: not any(Path(f"/proc/{child}").exists() for child in children), 30)


def _until(true: object, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if true():  # type: ignore[operator]
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise AssertionError("it took too long")


def _children(pid: int) -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if _parent(entry) == pid]


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text("ascii").rpartition(")")[2].split()[1])
    except OSError:  # no process, or one that has ended
        return 0
