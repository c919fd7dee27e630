"""Alembic's migrations: ``versions`` has one file a change of the tables."""
