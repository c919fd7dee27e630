"""Photographs, and the articles that show them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "site_photographs",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "site_shown",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("photograph", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("slug", "photograph"),
    )
    op.create_index("site_shown_by_photograph", "site_shown", ["photograph"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("site_shown")
    op.drop_table("site_photographs")
