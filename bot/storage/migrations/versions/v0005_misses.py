"""What was offered and taken instead of an answer, what staff made of a question, and the digests that were sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NEW = ("chosen", "offered", "gist", "taken", "handled", "handled_at", "staff_person")


def upgrade() -> None:
    """Questions that are there already were typed, and nothing was made of them."""
    op.add_column("questions", sa.Column("chosen", sa.Boolean, nullable=False, server_default=sa.false()))
    for name in ("offered", "gist", "handled"):
        op.add_column("questions", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.add_column("questions", sa.Column("taken", sa.Double))
    op.add_column("questions", sa.Column("handled_at", sa.Double))
    op.add_column("questions", sa.Column("staff_person", sa.BigInteger))
    op.add_column("relays", sa.Column("number", sa.BigInteger, nullable=False, server_default=sa.text("0")))
    op.create_table(
        "drafts",
        sa.Column("staff_chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("staff_message", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("questions", sa.Text, nullable=False),
        sa.Column("written", sa.BigInteger),
        sa.Column("text", sa.Text, nullable=False, server_default=""),
        sa.Column("made", sa.Double, nullable=False),
    )
    op.create_index("ix_drafts_made", "drafts", ["made"])
    op.create_table(
        "digests",
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("changed", sa.Double, nullable=False),
    )


def downgrade() -> None:
    """Take all back."""
    op.drop_table("digests")
    op.drop_table("drafts")
    op.drop_column("relays", "number")
    with op.batch_alter_table("questions") as changed:
        for name in NEW:
            changed.drop_column(name)
