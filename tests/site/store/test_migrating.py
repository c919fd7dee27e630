"""Migrations of the site make exactly the tables that the code uses, beside those of the ledger."""

from __future__ import annotations

from importlib.resources import files

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from duibiao.errors import WrongVersion
from duibiao.ledger.store.store import VERSION as LEDGER_VERSION
from duibiao.site.state import Site
from duibiao.site.store.migrating import VERSION, ready, version
from duibiao.site.store.schema import METADATA


def test_migrations_make_the_tables_of_the_schema(fresh: Site) -> None:
    options = {
        "include_name": lambda name, kind, _: kind != "table" or (name or "").startswith("site_"),
        "version_table": "site_version",
    }
    with fresh.store.reading() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []


def test_the_version_is_the_newest_migration(fresh: Site) -> None:
    made = Config()
    made.set_main_option("script_location", str(files("duibiao.site.store") / "migrations"))
    assert ScriptDirectory.from_config(made).get_current_head() == VERSION
    assert version(fresh.store) == VERSION
    assert fresh.store.version() == LEDGER_VERSION


def test_tables_of_a_newer_version_are_left_alone(fresh: Site) -> None:
    with fresh.store.writing() as connection:
        connection.execute(text("UPDATE site_version SET version_num = '9999'"))
    with pytest.raises(WrongVersion):
        ready(fresh.store)
