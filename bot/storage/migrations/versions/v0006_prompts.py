"""What staff were asked to write, who of them wrote an answer, and to whom it was on its way."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Answers that are being written go: which words they answer was not kept, and those may be others by now."""
    op.execute(sa.text("DELETE FROM drafts"))
    op.add_column("drafts", sa.Column("person", sa.BigInteger))
    op.add_column("drafts", sa.Column("sending", sa.Text, nullable=False, server_default="[]"))
    op.create_table(
        "prompts",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("said", sa.Text, primary_key=True),
        sa.Column("asked", sa.Double, nullable=False),
    )
    op.create_index("ix_prompts_asked", "prompts", ["asked"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("prompts")
    with op.batch_alter_table("drafts") as changed:
        changed.drop_column("person")
        changed.drop_column("sending")
