"""The words of articles in runs of pairs, the same on every database."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change. ``ready`` indexes what was published before."""
    op.execute("DROP TABLE IF EXISTS site_passages_text")
    op.execute("DELETE FROM site_passages")
    op.create_table(
        "site_passages_runs",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first", sa.Integer(), nullable=False, comment="number of its first passage"),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "site_passages_pairs",
        sa.Column(
            "cell",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
            comment="run, first pair of it",
        ),
        sa.Column("pairs", sa.LargeBinary(), nullable=False, comment="uint64, in order"),
        sa.Column("counts", sa.LargeBinary(), nullable=False, comment="uint32: passages of each pair"),
        sa.Column(
            "places", sa.LargeBinary(), nullable=False, comment="uint16: these passages, from the first"
        ),
        sa.PrimaryKeyConstraint("cell"),
    )


def downgrade() -> None:
    """Take it back, without the index of words of the version before."""
    op.drop_table("site_passages_pairs")
    op.drop_table("site_passages_runs")
