"""``duibiao serve``: the first look is a real site; what cannot be served is told in one line."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from duibiao.cli.serve import command
from duibiao.errors import JobError, StoreError, UsageError

pytest.importorskip("uvicorn", reason="the extra duibiao[site] is not installed")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_a_fresh_ledger_gets_the_example_and_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[dict[str, object]] = []
    monkeypatch.setattr("uvicorn.run", lambda app, **how: served.append({"app": app, **how}))
    path, port = tmp_path / "ledger.sqlite", free_port()
    asked = ["--ledger", str(path), "--port", str(port)]
    done = CliRunner().invoke(command, asked, catch_exceptions=False)
    assert done.exit_code == 0
    assert f"http://127.0.0.1:{port}/" in done.output
    assert served[0]["host"] == "127.0.0.1"
    site = served[0]["app"].state.site  # type: ignore[attr-defined]
    assert [card.place for card in site.articles.latest()] == ["肇庆市"]
    site.close()
    again = CliRunner().invoke(command, asked, catch_exceptions=False)
    assert "示例" not in again.output
    assert served[1]["app"].state.site.articles.counted() == 1  # type: ignore[attr-defined]


def test_a_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "duibiao.site.serve", None)
    with pytest.raises(UsageError, match=r"duibiao\[site\]"):
        CliRunner().invoke(command, ["--ledger", str(tmp_path / "x")], catch_exceptions=False)


def test_what_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    path.write_bytes(b"no database" * 100)
    asked = ["--ledger", str(path), "--port", str(free_port())]
    with pytest.raises(StoreError):
        CliRunner().invoke(command, asked, catch_exceptions=False)
    assert path.read_bytes() == b"no database" * 100


@pytest.mark.parametrize(("host", "words"), [("127.0.0.1", "端口已被占用"), ("999.1.1.1", "不认识这个地址")])
def test_an_address_that_nobody_can_listen_on_is_told_first(host: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        asked = ["--ledger", str(path), "--host", host, "--port", str(taken.getsockname()[1])]
        with pytest.raises(JobError, match=words):
            CliRunner().invoke(command, asked, catch_exceptions=False)
    assert not path.exists()
