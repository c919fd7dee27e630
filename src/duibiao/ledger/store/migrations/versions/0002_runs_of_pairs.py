"""Full text in runs of pairs, the same on every database; no index of statements by their random ids."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from duibiao.ledger.store.schema import DOCUMENTS, PASSAGES, PASSAGES_INDEX

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

AT_ONCE = 10_000
"""Passages that are read and indexed together."""


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("statements", schema=None) as batch_op:
        batch_op.drop_index("statements_by_id")
    op.execute("DROP TABLE IF EXISTS passages_text")
    op.create_table(
        "passages_runs",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first", sa.Integer(), nullable=False, comment="number of its first passage"),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "passages_pairs",
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
    _fill()


def _fill() -> None:
    connection = op.get_bind()
    asked = sa.select(PASSAGES.c.number, DOCUMENTS.c.filters, PASSAGES.c.text).join(
        DOCUMENTS, DOCUMENTS.c.number == PASSAGES.c.document
    )
    last = 0
    while found := connection.execute(
        asked.where(PASSAGES.c.number > last).order_by(PASSAGES.c.number).limit(AT_ONCE)
    ).all():
        PASSAGES_INDEX.put(connection, [(number, filters, text) for number, filters, text in found])
        last = found[-1][0]


def downgrade() -> None:
    """Take it back, without the index of words of the version before."""
    op.drop_table("passages_pairs")
    op.drop_table("passages_runs")
    with op.batch_alter_table("statements", schema=None) as batch_op:
        batch_op.create_index("statements_by_id", ["id"], unique=False)
