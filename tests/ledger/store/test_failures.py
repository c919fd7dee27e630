"""What goes wrong with a database is told in one line, and loses nothing."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from duibiao.errors import StoreError, UsageError, WrongVersion
from duibiao.ledger.adding import add
from duibiao.ledger.asking.documents import documents
from duibiao.ledger.asking.search import search
from duibiao.ledger.store import Store, backup, restore
from duibiao.ledger.store.schema import DOCUMENTS, PASSAGES, STATEMENTS
from tests.ledger.conftest import new_database
from tests.ledger.made import many, report, write


def test_no_ledger_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="ledger add"):
        Store.open(str(tmp_path / "none.sqlite"))


def test_an_address_of_another_kind_is_wrong_usage() -> None:
    for address in ("mysql://a/b", "nonsense://", "sqlite+what://x"):
        with pytest.raises(UsageError):
            Store.open(address)


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    pytest.importorskip("pg8000")
    with pytest.raises(StoreError) as error:
        Store.open("postgresql://a:secret@127.0.0.1:1/b")
    assert "secret" not in error.value.line


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="别的程序"):
        Store.open(str(path), create=True)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]
    assert len(before) == path.stat().st_size


@pytest.mark.parametrize(("version", "said"), [("9999", "更新版本"), ("0000", "旧版本")])
def test_a_ledger_of_another_version(where: str, version: str, said: str) -> None:
    with Store.open(where, create=True) as store, store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    with pytest.raises(WrongVersion, match=said):
        Store.open(where)


def test_files_that_are_no_database_or_damaged(tmp_path: Path) -> None:
    junk = tmp_path / "junk.sqlite"
    junk.write_bytes(b"no database " * 1000)
    with pytest.raises(StoreError, match="不是账本"):
        Store.open(str(junk))
    path = tmp_path / "cut.sqlite"
    with Store.open(str(path), create=True) as store:
        add(store, many(tmp_path / "files", 30), workers=1)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError):
        _read_through(str(path))


def _read_through(where: str) -> None:
    with Store.open(where) as store:
        search(store, "工程")
        documents(store)
        with store.reading() as connection:
            connection.scalar(select(func.count()).select_from(STATEMENTS))


def test_a_read_only_ledger_answers_and_refuses_to_write(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root writes everywhere")
    path = tmp_path / "l.sqlite"
    with Store.open(str(path), create=True) as store:
        add(store, many(tmp_path / "files", 1))
    path.chmod(0o444)
    with Store.open(str(path)) as store, pytest.raises(StoreError, match="只读"):
        add(store, many(tmp_path / "more", 2))


def test_a_full_disk_is_told_and_what_was_kept_stays(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(small)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small file system")
    try:
        path = small / "l.sqlite"
        first = many(tmp_path / "files", 2)
        with Store.open(str(path), create=True) as store:
            assert add(store, first).added == 2
            with pytest.raises(StoreError, match="磁盘满了"):
                add(store, many(tmp_path / "more", 400)[2:], workers=1)
            assert len(documents(store)) >= 2
            assert search(store, "第1号工程").total == 1
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_two_writers_at_once(where: str, tmp_path: Path) -> None:
    sources = many(tmp_path, 24)
    halves = [sources[:16], sources[8:]]
    Store.open(where, create=True).close()
    errors: list[BaseException] = []

    def work(mine: list[object]) -> None:
        try:
            with Store.open(where) as store:
                for source in mine:
                    add(store, [source])  # type: ignore[list-item]
        except BaseException as error:  # noqa: BLE001 - told to the test
            errors.append(error)

    threads = [threading.Thread(target=work, args=(half,)) for half in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with Store.open(where) as store:
        assert len(documents(store)) == 24
        assert search(store, "第12号工程").total == 1


_ADDS = """
import sys
from pathlib import Path
from duibiao.ledger.adding import add, Source
from duibiao.ledger.store import Store
if __name__ == "__main__":
    where, folder = sys.argv[1:]
    sources = [Source(p, p.name) for p in sorted(Path(folder).iterdir())]
    with Store.open(where, create=True) as store:
        for at in range(0, len(sources), 3):
            add(store, sources[at : at + 3], workers=1)
            print(at + 3, flush=True)
"""


def test_killed_at_any_moment_nothing_acknowledged_is_lost(where: str, tmp_path: Path) -> None:
    files = tmp_path / "files"
    sources = many(files, 90)
    script = tmp_path / "adds.py"
    script.write_text(_ADDS, encoding="utf-8")
    draw = random.Random(7)
    acknowledged = 0
    for _ in range(8):
        run = [sys.executable, str(script), where, str(files)]
        process = subprocess.Popen(run, stdout=subprocess.PIPE, text=True)
        lines: list[str] = []
        reader = threading.Thread(target=lambda p=process, to=lines: to.extend(p.stdout or ()))
        reader.start()
        time.sleep(0.6 + draw.random())
        process.send_signal(signal.SIGKILL)
        process.wait()
        reader.join()
        acknowledged = max([acknowledged, *(int(line) for line in lines if line.strip().isdigit())])
        if where.startswith("postgres"):
            time.sleep(0.2)
        if not lines and acknowledged == 0 and not _there(where):
            continue
        with Store.open(where, create=True) as store:
            _is_whole(store, acknowledged)
    with Store.open(where, create=True) as store:
        add(store, sources)
        _is_whole(store, 90)


def _there(where: str) -> bool:
    return "://" in where or Path(where).exists()


def _is_whole(store: Store, least: int) -> None:
    """At least so many documents, each with all its statements, passages and index."""
    with store.reading() as connection:
        held = connection.execute(select(DOCUMENTS.c.number, DOCUMENTS.c.name)).all()
        statements = _counts(connection, STATEMENTS)
        passages = _counts(connection, PASSAGES)
    assert len(held) >= least
    assert {statements.get(n) for n, _ in held} <= {statements.get(held[0][0])} if held else True
    assert {passages.get(n) for n, _ in held} <= {passages.get(held[0][0])} if held else True
    for _number, name in held[:: max(1, len(held) // 5)]:
        words = f"第{int(name[:5])}号工程"
        assert search(store, words).total == 1, words


def _counts(connection, table) -> dict[int, int]:  # type: ignore[no-untyped-def]
    asked = select(table.c.document, func.count()).group_by(table.c.document)
    return dict(tuple(row) for row in connection.execute(asked))


def test_backup_and_restore(store: Store, where: str, tmp_path: Path) -> None:
    if "://" in where and not shutil.which("pg_dump"):
        pytest.skip("PostgreSQL's client programs are not installed")
    add(store, many(tmp_path / "files", 6))
    copy = tmp_path / "backup"
    backup(store, copy)
    add(store, [write(tmp_path, "later.txt", report(2090))])
    assert len(documents(store)) == 7
    store.close()
    restore(where, copy)
    with Store.open(where) as again:
        assert len(documents(again)) == 6
        assert search(again, "第3号工程").total == 1
        add(again, [write(tmp_path, "later.txt", report(2090))])
        assert len(documents(again)) == 7


def test_a_backup_is_never_the_ledger_itself(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with Store.open(str(path), create=True) as store:
        before = path.stat().st_ino
        with pytest.raises(StoreError, match="换一个文件名"):
            backup(store, path)
    assert path.stat().st_ino == before


def test_restoring_into_an_empty_place(where: str, store: Store, tmp_path: Path) -> None:
    if "://" in where and not shutil.which("pg_dump"):
        pytest.skip("PostgreSQL's client programs are not installed")
    add(store, many(tmp_path / "files", 2))
    copy = tmp_path / "backup"
    backup(store, copy)
    other = new_database(where) if "://" in where else str(tmp_path / "fresh" / "other.sqlite")
    restore(other, copy)
    with Store.open(other) as again:
        assert len(documents(again)) == 2


def test_a_damaged_backup_is_refused_and_the_ledger_stays(tmp_path: Path) -> None:
    where = str(tmp_path / "l.sqlite")
    with Store.open(where, create=True) as store:
        add(store, many(tmp_path / "files", 30), workers=1)
        backup(store, tmp_path / "b")
    whole = (tmp_path / "b").read_bytes()
    (tmp_path / "b").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError):
        restore(where, tmp_path / "b")
    with pytest.raises(StoreError, match="没有这个备份"):
        restore(where, tmp_path / "none")
    with Store.open(where) as store:
        assert len(documents(store)) == 30
