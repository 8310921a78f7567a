"""Announcements: who gets them and how, their texts, and one row for each chat."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NEW = ("deliveries", "renderings", "rounds", "announcements", "sightings", "departures", "reminders", "preferences")


def upgrade() -> None:
    """Nothing of it was there before, but what people subscribe to."""
    op.add_column("chats", sa.Column("title", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "preferences",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("language", sa.Text, nullable=False, server_default=""),
        sa.Column("topic", sa.BigInteger),
        sa.Column("lost_topic", sa.Text, nullable=False, server_default="stop"),
        sa.Column("quiet_from", sa.Integer),
        sa.Column("quiet_until", sa.Integer),
        sa.Column("zone", sa.Text, nullable=False, server_default=""),
        sa.Column("weekly_most", sa.Integer),
        sa.Column("paused", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("paused_until", sa.Double),
        sa.Column("changed", sa.Double, nullable=False),
    )
    op.create_table(
        "reminders",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("program", sa.Text, primary_key=True),
        sa.Column("since", sa.Double, nullable=False),
    )
    op.create_table(
        "departures",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("programs", sa.Text, nullable=False),
        sa.Column("reminders", sa.Text, nullable=False),
        sa.Column("left", sa.Double, nullable=False),
    )
    op.create_index("ix_departures_left", "departures", ["left"])
    op.create_table(
        "sightings",
        sa.Column("edition", sa.Text, primary_key=True),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("changed", sa.Double, nullable=False),
    )
    op.create_table(
        "announcements",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("origin", sa.Text),
        sa.UniqueConstraint("origin", name="uq_announcements_origin"),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("draft", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False, server_default=""),
        sa.Column("facts", sa.Text, nullable=False, server_default=""),
        sa.Column("person", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False, server_default=""),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("corrects", sa.BigInteger),
        sa.Column("previewed", sa.Text, nullable=False, server_default=""),
        sa.Column("seconded", sa.BigInteger),
        sa.Column("seconder", sa.Text, nullable=False, server_default=""),
        sa.Column("made", sa.Double, nullable=False),
        sa.Column("changed", sa.Double, nullable=False),
    )
    op.create_index("ix_announcements_state", "announcements", ["state"])
    op.create_index("ix_announcements_changed", "announcements", ["changed"])
    op.create_table(
        "rounds",
        sa.Column("announcement", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("due", sa.Double, nullable=False),
        sa.Column("expires", sa.Double, nullable=False),
        sa.Column("alive", sa.Double, nullable=False),
        sa.Column("approved", sa.Double, nullable=False),
        sa.Column("approvers", sa.Text, nullable=False, server_default=""),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.Column("finished", sa.Double),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("shown", sa.Text, nullable=False, server_default=""),
        sa.Column("forgotten", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("tally", sa.Text, nullable=False, server_default=""),
    )
    op.create_index("ix_rounds_stage", "rounds", ["stage"])
    op.create_table(
        "renderings",
        sa.Column("announcement", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("language", sa.Text, primary_key=True),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "deliveries",
        sa.Column("announcement", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("topic", sa.BigInteger),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.Column("told", sa.Text, nullable=False, server_default=""),
        sa.Column("messages", sa.Text, nullable=False, server_default="[]"),
        sa.Column("text", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("attempts", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("not_before", sa.Double, nullable=False, server_default=sa.text("0")),
        sa.Column("owner", sa.Text, nullable=False, server_default=""),
        sa.Column("changed", sa.Double, nullable=False),
        sa.Column("sent", sa.Double),
    )
    op.create_index(
        "ix_deliveries_announcement_round_state_position", "deliveries", ["announcement", "round", "state", "position"]
    )
    op.create_index("ix_deliveries_chat_sent", "deliveries", ["chat", "sent"])


def downgrade() -> None:
    """Take all back."""
    for name in NEW:
        op.drop_table(name)
    with op.batch_alter_table("chats") as changed:
        changed.drop_column("title")
