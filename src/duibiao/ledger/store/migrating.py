"""Bringing a store's tables to this version, with Alembic."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

if TYPE_CHECKING:
    from duibiao.ledger.store.store import Store


def config(connection: Connection) -> Config:
    """Alembic's configuration for the migrations of this package on a connection."""
    made = Config()
    made.set_main_option("script_location", str(files("duibiao.ledger.store") / "migrations"))
    made.attributes["connection"] = connection
    return made


def upgrade(store: Store) -> None:
    """Run the migrations that are missing, all or none."""
    with store.writing() as connection:
        command.upgrade(config(connection), "head")
