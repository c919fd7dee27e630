"""Bringing the site's tables to this version, with Alembic; the version stands in ``site_version``."""

from __future__ import annotations

from importlib.resources import files

from sqlalchemy import inspect, text

from duibiao.errors import WrongVersion
from duibiao.ledger.store import Store
from duibiao.site.store.bodies import fill

VERSION = "0005"
"""The newest migration in ``migrations/versions``; a test compares."""
WORDS = "0005"
"""The migration since which articles are indexed as they are published."""
TABLE = "site_version"


def version(store: Store) -> str | None:
    """The migration that the site's tables stand at, ``None`` where there are none."""
    with store.reading() as connection:
        if TABLE not in inspect(connection).get_table_names():
            return None
        found: str | None = connection.scalar(text(f"SELECT version_num FROM {TABLE}"))
        return found


def ready(store: Store) -> None:
    """Make the site's tables, or run the migrations that they lack. Raises ``WrongVersion``."""
    found = version(store)
    if found == VERSION:
        return
    if found is not None and found > VERSION:
        raise WrongVersion(store.where, found, VERSION)
    from alembic import command  # noqa: PLC0415 - Alembic takes 0.1 s to import
    from alembic.config import Config  # noqa: PLC0415

    made = Config()
    made.set_main_option("script_location", str(files("duibiao.site.store") / "migrations"))
    with store.writing() as connection:
        made.attributes["connection"] = connection
        command.upgrade(made, "head")
        if found is not None and found < WORDS:
            fill(connection)
