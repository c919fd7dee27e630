"""Run by Alembic: migrate on the connection that it was given."""

from __future__ import annotations

from alembic import context

from duibiao.site.store import desk_schema  # noqa: F401 - its tables belong to METADATA
from duibiao.site.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table="site_version",
    render_as_batch=True,
    include_name=lambda name, kind, _: kind != "table" or (name or "").startswith("site_"),
)
with context.begin_transaction():
    context.run_migrations()
