"""Migrations make exactly the tables that the code uses; facts go into rows and come back."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from duibiao.ledger.store import Store
from duibiao.ledger.store.migrating import config
from duibiao.ledger.store.schema import METADATA
from duibiao.ledger.store.store import VERSION


def test_migrations_make_the_tables_of_the_schema(store: Store) -> None:
    with store.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []


def test_the_version_is_the_newest_migration(store: Store) -> None:
    with store.reading() as connection:
        assert ScriptDirectory.from_config(config(connection)).get_current_head() == VERSION
    assert store.version() == VERSION
