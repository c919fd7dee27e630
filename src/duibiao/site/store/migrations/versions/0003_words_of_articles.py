"""The words of articles, to be searched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change. ``ready`` fills the table with what was published before; its index is of 0005."""
    op.create_table(
        "site_passages",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("filters", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("site_passages_of_article", "site_passages", ["slug"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("site_passages")
