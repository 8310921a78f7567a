"""What staff propose and publish, and the files that they were sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Three tables that nothing older knows."""
    op.create_table(
        "publications",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("person", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("message", sa.BigInteger, nullable=False),
        sa.Column("proposed", sa.Double, nullable=False),
        sa.Column("publisher", sa.Text, nullable=False, server_default=""),
        sa.Column("decided", sa.Double),
        sa.Column("version", sa.Text, nullable=False, server_default=""),
        sa.Column("undoes", sa.BigInteger),
        sa.Column("questions", sa.Text, nullable=False, server_default="[]"),
    )
    op.create_index("ix_publications_state", "publications", ["state"])
    op.create_index("ix_publications_proposed", "publications", ["proposed"])
    op.create_table(
        "publication_files",
        sa.Column("publication", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("file", sa.Text, primary_key=True),
        sa.Column("before", sa.LargeBinary),
        sa.Column("after", sa.LargeBinary),
    )
    op.create_table(
        "copies",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("sent", sa.Double, nullable=False),
    )
    op.create_index("ix_copies_sent", "copies", ["sent"])


def downgrade() -> None:
    """Take them back."""
    op.drop_table("copies")
    op.drop_table("publication_files")
    op.drop_table("publications")
