"""What a chat had before it stopped all announcements at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody could stop all at once and take it back."""
    op.create_table(
        "departures",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("programs", sa.Text, nullable=False),
        sa.Column("reminders", sa.Text, nullable=False),
        sa.Column("left", sa.Double, nullable=False),
    )
    op.create_index("ix_departures_left", "departures", ["left"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("departures")
