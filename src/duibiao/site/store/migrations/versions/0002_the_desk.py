"""The desk: accounts, sessions, tokens, audit log, uploads, drafts, revisions, events, jobs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FOR_GOOD = ("site_audit", "site_events", "site_revisions", "site_renderings")


def _make(name: str, keys: str, texts: str = "", numbers: str = "", blobs: str = "") -> None:
    """A table with the primary key ``keys`` (a name with # is a number); names are separated by spaces."""
    key_columns = [
        sa.Column(
            key.strip("#"), sa.Integer() if "#" in key else sa.Text(), nullable=False, autoincrement=False
        )
        for key in keys.split()
    ]
    op.create_table(
        name,
        *key_columns,
        *(sa.Column(column, sa.Text(), nullable=False) for column in texts.split()),
        *(sa.Column(column, sa.Integer(), nullable=False) for column in numbers.split()),
        *(sa.Column(column, sa.LargeBinary(), nullable=False) for column in blobs.split()),
        sa.PrimaryKeyConstraint(*(key.strip("#") for key in keys.split())),
    )


def upgrade() -> None:
    """Make the change."""
    _make("site_users", "name", "shown role password created_at disabled_at")
    _make("site_sessions", "mark", "user created_at seen_at")
    _make("site_attempts", "key", "since", "failures")
    _make("site_tokens", "mark", "label user scopes created_at expires_at revoked_at")
    _make("site_secrets", "name", "value")
    _make("site_audit", "number#", "at who action object detail before hash")
    _make("site_uploads", "sha256", "name who at", "size", "bytes")
    texts = "slug state report adcode place title material options note publish_at created_at changed_at"
    _make("site_drafts", "number#", texts, "revision published")
    _make("site_revisions", "draft# number#", "at who sheet told unsupported proof edition")
    _make("site_renderings", "draft# revision# kind", "", "", "bytes")
    _make("site_events", "number#", "at who role step before after why proof", "draft revision")
    _make("site_jobs", "number#", "state who at asked said", "done steps draft")
    op.create_index("site_drafts_slug", "site_drafts", ["slug"], unique=True)
    op.create_index("site_drafts_by_state", "site_drafts", ["state", "changed_at"])
    op.create_index("site_uploads_by_time", "site_uploads", ["at"])
    for table, column in (("sessions", "user"), ("tokens", "user"), ("events", "draft"), ("jobs", "state")):
        op.create_index(f"ix_site_{table}_{column}", f"site_{table}", [column])
    _forbid_changes()


def _forbid_changes() -> None:
    """What is kept for good: the database refuses to change or delete it, whoever asks."""
    if op.get_bind().dialect.name == "sqlite":
        for table in FOR_GOOD:
            for what in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'kept for good'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION site_kept_for_good() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'kept for good'; END $$"
    )
    for table in FOR_GOOD:
        op.execute(
            f"CREATE TRIGGER {table}_for_good BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION site_kept_for_good()"
        )


def downgrade() -> None:
    """Take it back."""
    names = "jobs events renderings revisions drafts uploads audit secrets tokens attempts sessions users"
    for name in names.split():
        op.drop_table(f"site_{name}")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION site_kept_for_good()")
