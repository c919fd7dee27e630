"""What is told of a place is looked up together: an indicator at a time took 854 look-ups."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_index("statements_of_place", "statements", ["adcode", "standard", "kind", "period"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("statements_of_place", "statements")
