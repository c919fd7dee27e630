"""Figures of a status in a passage are looked up; runs that the version before left small are joined."""

from __future__ import annotations

from alembic import op

from duibiao.ledger.store.schema import PASSAGES_INDEX

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_index("statements_of_passage", "statements", ["document", "start", "status"])
    PASSAGES_INDEX.tidy(op.get_bind())


def downgrade() -> None:
    """Take it back; joined runs stay as they are."""
    op.drop_index("statements_of_passage", "statements")
