"""Opening a store: SQLite in one file, or PostgreSQL; errors of either told in one line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from duibiao.errors import StoreError, UsageError

WAIT_SECONDS = 60
"""How long a writer waits for another one."""

_TOLD: tuple[tuple[str, str, str], ...] = (
    ("database or disk is full", "磁盘满了，没有写进去", "腾出空间后再运行一次，已经收下的不会重复"),
    ("no space left on device", "磁盘满了，没有写进去", "腾出空间后再运行一次，已经收下的不会重复"),
    ("disk i/o error", "读写磁盘出错", "请检查磁盘空间和权限"),
    ("database is locked", "账本正被别的程序占用", "等它结束后再运行一次"),
    ("file is not a database", "这不是账本文件", "请检查 --ledger 的路径"),
    ("malformed", "账本文件已经损坏", "请用 duibiao ledger restore 从备份恢复"),
    ("readonly database", "账本文件是只读的", "请检查文件权限"),
    ("unable to open database file", "打不开账本文件", "请检查路径和权限"),
    ("connection refused", "连不上数据库服务器", "请检查地址和端口"),
    ("password authentication failed", "数据库的用户名或密码不对", "请检查连接地址"),
    ("does not exist", "数据库里没有要找的东西", "请检查连接地址，或先运行 duibiao ledger upgrade"),
)


def url_of(where: str) -> str:
    """The address of a store: a path is a SQLite file."""
    return where if "://" in where else f"sqlite:///{where}"


def shown(where: str) -> str:
    """The address without a password."""
    return make_url(where).render_as_string(hide_password=True) if "://" in where else where


def engine_of(where: str) -> Engine:
    """An engine for a path or an address. Raises ``UsageError`` for an address of another kind."""
    try:
        url = make_url(url_of(where))
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")
        if url.get_backend_name() not in ("sqlite", "postgresql"):
            raise UsageError("账本只能放在 SQLite 文件或 PostgreSQL 里", where=shown(where))
        if url.get_backend_name() == "postgresql":
            return create_engine(url, pool_pre_ping=True)
        engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False})
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        hint = "PostgreSQL 需要安装 duibiao[postgres]" if isinstance(error, ModuleNotFoundError) else ""
        raise UsageError("看不懂账本的地址", where=where, hint=hint) from error
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "cache_size=-65536"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # a writer takes its turn at once: one that begins to read and then writes would fail when another wrote
    writes = connection.get_execution_options().get("duibiao_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def told(where: str) -> Iterator[None]:
    """Errors of the database as ``StoreError``, for people."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        said = str(getattr(error, "orig", None) or error)
        for sign, what, hint in _TOLD:
            if sign in said.lower():
                raise StoreError(what, where=shown(where), hint=hint) from error
        raise StoreError(f"数据库出错：{said.splitlines()[0]}", where=shown(where)) from error


def is_file(where: str) -> Path | None:
    """The file of a SQLite store, ``None`` for a server."""
    url = make_url(url_of(where))
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
