"""The ledger's file is read once after a start, as much of it as there is room for, the last part first."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from duibiao.site.keeping import near
from duibiao.site.keeping.near import STEP, Near

pytestmark = pytest.mark.skipif(not hasattr(os, "posix_fadvise"), reason="the system cannot be asked to")


def _read(path: Path) -> int:
    one = Near(str(path))
    one.start()
    assert one._thread is not None
    one._thread.join(10)
    one.stop()
    return one.read


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(bytes(3 * STEP + 5))
    return path


def test_the_whole_file_is_read_where_there_is_room(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near, "free_bytes", lambda: 100 * STEP)
    assert _read(file) == 3 * STEP + 5


def test_no_more_than_a_share_of_what_is_free_is_taken(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(near, "free_bytes", lambda: 4 * STEP)
    monkeypatch.setattr(os, "pread", lambda _file, _size, at: asked.append(at) or b"x")
    assert _read(file) == 2 * STEP
    assert asked == sorted(asked, reverse=True)
    assert asked[0] == 3 * STEP + 4  # the last byte first
    monkeypatch.setattr(near, "free_bytes", lambda: 0)
    assert _read(file) == 0


def test_a_server_and_a_file_that_is_gone_are_left_alone(tmp_path: Path) -> None:
    one = Near("postgresql://somewhere/ledger")
    one.start()
    assert one._thread is None
    one.stop()
    assert _read(tmp_path / "none.sqlite") == 0


def test_it_ends_when_the_site_does(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near, "free_bytes", lambda: 100 * STEP)
    one = Near(str(file))
    monkeypatch.setattr(os, "pread", lambda *_: one._end.set() or b"x")
    one.start()
    one.stop()
    assert one.read <= STEP


def test_the_memory_that_is_free_is_what_the_system_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(near, "_MEMORY", tmp_path / "none")
    assert near.free_bytes() == 0
    (tmp_path / "meminfo").write_text("MemTotal: 100 kB\nMemAvailable:   40 kB\n")
    monkeypatch.setattr(near, "_MEMORY", tmp_path / "meminfo")
    assert near.free_bytes() == 40 * 1024
