"""Groups that got another id, and whose words a phrase is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Phrases that are there already count as the bot's own; their limit of 30 days forgets them."""
    op.create_table(
        "moves",
        sa.Column("old", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("new", sa.BigInteger, nullable=False),
    )
    op.add_column("phrases", sa.Column("who", sa.Text, nullable=False, server_default=""))
    op.create_index("ix_phrases_who", "phrases", ["who"])


def downgrade() -> None:
    """Take both back."""
    op.drop_index("ix_phrases_who", "phrases")
    op.drop_column("phrases", "who")
    op.drop_table("moves")
