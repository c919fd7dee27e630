"""Backup and restore: one consistent copy while others read and write."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from duibiao.errors import StoreError, system_words
from duibiao.ledger.store.engine import WAIT_SECONDS, is_file, shown, told
from duibiao.ledger.store.store import Store

_PAGES = 4096
"""Pages copied at a time: other programs get their turn in between."""


def backup(store: Store, to: Path) -> None:
    """Write a copy of ``store`` to the file ``to``, whole or not at all. Raises ``StoreError``."""
    path = is_file(store.where)
    if path is not None and path.absolute() == to.absolute():
        # whoever has the ledger open would go on writing into a file that nobody finds again
        raise StoreError("备份不能写在账本自己的位置上", where=str(to), hint="请换一个文件名")
    aside = _aside(to)
    try:
        if path is None:
            _run(["pg_dump", "--format=custom", "--no-owner", f"--file={aside}", _plain(store.where)])
        else:
            with told(str(to)):
                _copy(path, aside)
        aside.replace(to)
    except OSError as error:
        raise StoreError(f"写不了备份：{system_words(error)}", where=str(to)) from error
    finally:
        aside.unlink(missing_ok=True)


def restore(where: str, source: Path) -> None:
    """Put the backup ``source`` in the place of the ledger ``where``, in one transaction.

    Raises ``StoreError`` when it is no backup of a ledger or damaged; the ledger is then as it was.
    """
    if not source.is_file():
        raise StoreError("没有这个备份文件", where=str(source))
    path = is_file(where)
    if path is None:
        clean = ["--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error"]
        _run(["pg_restore", *clean, f"--dbname={_plain(where)}", str(source)])
        return
    with told(str(source)):
        _sound(source)
    with Store.open(str(source)):
        pass  # of this version
    with told(shown(where)):
        path.absolute().parent.mkdir(parents=True, exist_ok=True)
        _copy(source, path)


def _copy(source: Path, to: Path) -> None:
    # SQLite's own copying sees one state of the source, and is one transaction of the target
    with _opened(source) as here, _opened(to) as there:
        here.backup(there, pages=_PAGES)


def _opened(path: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(path, timeout=WAIT_SECONDS))


def _sound(path: Path) -> None:
    """Every page of the file, and every reference between tables."""
    with _opened(path) as connection:
        said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if said != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise StoreError("备份文件已经损坏", where=str(path), hint="请换一个备份")


def _aside(to: Path) -> Path:
    try:
        to.absolute().parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{to.name}.", dir=to.absolute().parent)
    except OSError as error:
        raise StoreError(f"写不了备份：{system_words(error)}", where=str(to)) from error
    os.close(handle)
    return Path(name)


def _plain(where: str) -> str:
    """The address as PostgreSQL's own programs take it."""
    return make_url(where).set(drivername="postgresql").render_as_string(hide_password=False)


def _run(command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        raise StoreError(f"没有找到 {command[0]}", hint="请安装 PostgreSQL 的客户端程序")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        line = next(iter(done.stderr.strip().splitlines()), "")
        raise StoreError(f"{command[0]} 没有成功：{line}")
