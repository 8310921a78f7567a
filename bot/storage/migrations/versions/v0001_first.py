"""The first shape: updates, chats, conversations, replies, questions, subscriptions, relays, phrases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Big = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "chats",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False, server_default=""),
        sa.Column("mode", sa.Text, nullable=False, server_default=""),
        sa.Column("topic", sa.BigInteger),
        sa.Column("reachable", sa.Boolean, nullable=False, server_default=sa.true()),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.Column("first_seen", sa.Double, nullable=False),
        sa.Column("last_seen", sa.Double, nullable=False),
    )
    op.create_table(
        "conversations",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("person", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("thread", sa.Text, nullable=False),
        sa.Column("changed", sa.Double, nullable=False),
    )
    op.create_index("ix_conversations_changed", "conversations", ["changed"])
    op.create_table(
        "keys",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "phrases",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("used", sa.Double, nullable=False),
    )
    op.create_index("ix_phrases_used", "phrases", ["used"])
    op.create_table(
        "questions",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False, server_default=""),
        sa.Column("asked", sa.Double, nullable=False),
    )
    op.create_index("ix_questions_asked", "questions", ["asked"])
    op.create_index("ix_questions_who", "questions", ["who"])
    op.create_table(
        "relays",
        sa.Column("staff_chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("staff_message", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("question", sa.BigInteger, nullable=False),
        sa.Column("sent", sa.Double, nullable=False),
        sa.Column("answered", sa.Double),
    )
    op.create_index("ix_relays_chat", "relays", ["chat"])
    op.create_index("ix_relays_sent", "relays", ["sent"])
    op.create_table(
        "replies",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("question", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("messages", sa.Text, nullable=False),
        sa.Column("sent", sa.Double, nullable=False),
    )
    op.create_index("ix_replies_sent", "replies", ["sent"])
    op.create_table(
        "subscriptions",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("program", sa.Text, primary_key=True),
        sa.Column("since", sa.Double, nullable=False),
    )
    op.create_table(
        "updates",
        sa.Column("number", Big, primary_key=True, autoincrement=True),
        sa.Column("update_id", sa.BigInteger, nullable=False, unique=True),
        sa.Column("lane", sa.BigInteger, nullable=False),
        sa.Column("received", sa.Double, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False, server_default="waiting"),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.Column("owner", sa.Text, nullable=False, server_default=""),
        sa.Column("finished", sa.Double),
    )
    op.create_index("ix_updates_state_number", "updates", ["state", "number"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("updates")
    op.drop_table("subscriptions")
    op.drop_table("replies")
    op.drop_table("relays")
    op.drop_table("questions")
    op.drop_table("phrases")
    op.drop_table("keys")
    op.drop_table("conversations")
    op.drop_table("chats")
