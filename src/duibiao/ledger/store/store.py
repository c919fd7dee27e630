"""The store: documents and what was read from them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, inspect, text

from duibiao.errors import StoreError, WrongVersion, system_words
from duibiao.ledger.store.engine import engine_of, is_file, shown, told

VERSION = "0004"
"""The newest migration in ``migrations/versions``; a test compares."""
LOCK = 0x647562
"""The advisory lock that writers of one PostgreSQL store take in turn."""


class Store:
    """One ledger. Use as a context manager, or ``close`` it."""

    def __init__(self, where: str, engine: Engine) -> None:
        self.where = where
        self.engine = engine
        self.deepens = True
        """Whether who asks for names and projects waits until they are read of all documents."""

    @staticmethod
    def open(where: str, *, create: bool = False) -> Store:
        """Open the ledger at ``where``, a path or an address; ``create``: make it where there is none.

        Raises ``StoreError`` where there is none, or it is damaged, and ``WrongVersion``.
        """
        path = is_file(where)
        if path is not None and not create and not path.exists():
            raise StoreError("还没有账本", where=shown(where), hint="先用 duibiao ledger add 收入文件")
        if path is not None and create:
            _make_folder(path)
        store = Store(where, engine_of(where))
        try:
            store._check(create)
        except BaseException:
            store.close()
            raise
        return store

    @staticmethod
    def upgraded(where: str) -> tuple[str, str]:
        """Run the migrations that a ledger lacks. Returns its version before and now.

        Raises ``StoreError``.
        """
        from duibiao.ledger.store.migrating import upgrade  # noqa: PLC0415 - Alembic takes 0.1 s to import

        with Store(where, engine_of(where)) as store:
            found = store.version() if is_file(where) is None or Path(where).exists() else None
            if found is None:
                raise StoreError("这里没有账本", where=shown(where), hint="先用 duibiao ledger add 收入文件")
            if found > VERSION:
                raise WrongVersion(shown(where), found, VERSION)
            upgrade(store)
            return found, VERSION

    def _check(self, create: bool) -> None:
        version = self.version()
        if version == VERSION:
            return
        if version is not None:
            raise WrongVersion(shown(self.where), version, VERSION)
        if not create:
            raise StoreError("这里没有账本", where=shown(self.where), hint="先用 duibiao ledger add 收入文件")
        from duibiao.ledger.store.migrating import upgrade  # noqa: PLC0415 - Alembic takes 0.1 s to import

        upgrade(self)

    def version(self) -> str | None:
        """The migration that the database stands at, ``None`` for an empty one.

        Raises ``StoreError`` for a database of something else.
        """
        with self.reading() as connection:
            tables = set(inspect(connection).get_table_names())
            if "alembic_version" in tables and "documents" in tables:
                version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
                return version
        if tables - {"alembic_version"}:
            raise StoreError(
                "这个数据库是别的程序的，不是账本", where=shown(self.where), hint="请另给一个路径"
            )
        return None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store throughout."""
        # SQLite's transactions are so of themselves
        options = {"isolation_level": "REPEATABLE READ"} if self.engine.name == "postgresql" else {}
        with told(self.where), self.engine.connect() as connection:
            yield connection.execution_options(**options)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept together at the end, or not at all."""
        options = {"duibiao_writes": True}
        with told(self.where), self.engine.connect() as plain:
            connection = plain.execution_options(**options)
            with connection.begin():
                if connection.dialect.name == "postgresql":  # one writer at a time, as SQLite has it
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
                yield connection

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _make_folder(path: Path) -> None:
    try:
        path.absolute().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"建不了文件夹：{system_words(error)}", where=str(path)) from error
