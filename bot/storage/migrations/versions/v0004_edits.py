"""What staff are asked to type."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table that nothing older knows."""
    op.create_table(
        "edits",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("person", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("shown", sa.Text, nullable=False),
        sa.Column("asked", sa.Double, nullable=False),
    )
    op.create_index("ix_edits_asked", "edits", ["asked"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("edits")
