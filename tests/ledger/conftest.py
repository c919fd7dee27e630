"""A ledger of each kind: a SQLite file, and a database of a PostgreSQL server started for the tests."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from duibiao.ledger.store import Store

_HOMES = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]


def _server() -> Path | None:
    found = shutil.which("initdb")
    homes = [Path(found).parent] if found else _HOMES
    return next((home for home in homes if (home / "initdb").exists() and (home / "postgres").exists()), None)


def _as_nobody(command: list[str]) -> list[str]:
    """PostgreSQL does not run as root."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Address of the server's first database; ends with the name of it."""
    home = _server()
    if home is None:
        if os.environ.get("CI"):
            pytest.fail("CI installs PostgreSQL")
        pytest.skip("no PostgreSQL server is installed (Debian: postgresql)")
    pytest.importorskip("pg8000")
    folder = Path(tempfile.mkdtemp(prefix="ledger-pg-"))
    folder.chmod(0o777)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = folder / "data"
    make = [str(home / "initdb"), "-D", str(data), "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C"]
    subprocess.run(_as_nobody(make), check=True, capture_output=True, cwd=folder)
    run = [str(home / "postgres"), "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", str(folder)]
    run += ["-c", "fsync=off"]  # clients are killed in the tests, the machine is not
    server = subprocess.Popen(
        _as_nobody(run), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
    )
    try:
        _wait(port)
        yield f"postgresql://tester@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
        server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            _ask(f"postgresql://tester@127.0.0.1:{port}/postgres", "SELECT 1")
        except DBAPIError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the PostgreSQL server did not start")


def _ask(server: str, sql: str) -> int | None:
    """Outside any transaction: databases are not made inside one."""
    engine = create_engine(server.replace("postgresql:", "postgresql+pg8000:"), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            result = connection.execute(text(sql))
            return int(result.scalar_one()) if result.returns_rows else None
    finally:
        engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger of each kind may be made."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    return new_database(request.getfixturevalue("postgres"))


def new_database(server: str) -> str:
    """The address of a fresh database of the server."""
    number = _ask(server, "SELECT count(*) FROM pg_database")
    _ask(server, f"CREATE DATABASE ledger{number}")
    return f"{server.rsplit('/', 1)[0]}/ledger{number}"


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with Store.open(where, create=True) as opened:
        yield opened
