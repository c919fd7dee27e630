"""Articles, their versions, what they are about, how often they are read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "site_articles",
        sa.Column("slug", sa.Text(), nullable=False, comment="its address; never used again for another"),
        sa.Column("report", sa.Text(), nullable=False, comment="sha256 of the report"),
        sa.Column("adcode", sa.Text(), nullable=False, comment="of the place that it is written for"),
        sa.Column("current", sa.Integer(), nullable=False, comment="number of the version that is shown"),
        sa.Column("first_at", sa.Text(), nullable=False, comment="ISO-8601, UTC"),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.Text(), nullable=False, comment="'' while it stands"),
        sa.Column("withdrawn_why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("slug"),
    )
    op.create_index("site_articles_by_time", "site_articles", ["first_at"])
    op.create_index("site_articles_of_place", "site_articles", ["adcode"])
    op.create_index("site_articles_of_report", "site_articles", ["report"])
    op.create_table(
        "site_versions",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="from 1; a version is never changed"),
        sa.Column("at", sa.Text(), nullable=False, comment="ISO-8601, UTC"),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("title", "summary", "place", "report_title", "origin", "editor", "note")
        ),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("head", "body", "brief", "documents")),
        sa.Column("pictures", sa.Integer(), nullable=False, comment="1 when it has charts or a map"),
        sa.ForeignKeyConstraint(["slug"], ["site_articles.slug"]),
        sa.PrimaryKeyConstraint("slug", "number"),
    )
    op.create_table(
        "site_terms",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False, comment="what the current version is about"),
        sa.PrimaryKeyConstraint("slug", "term"),
    )
    op.create_index("site_terms_by_term", "site_terms", ["term"])
    op.create_table(
        "site_reads",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False, comment="ISO-8601 date in China"),
        sa.Column("readers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("slug", "day"),
    )


def downgrade() -> None:
    """Take it back."""
    for table in ("site_reads", "site_terms", "site_versions", "site_articles"):
        op.drop_table(table)
