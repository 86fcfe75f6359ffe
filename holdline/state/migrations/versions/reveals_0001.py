"""Cells that were revealed."""

import sqlalchemy as sa
from alembic import op

from holdline.state.moments import Moment

revision = "reveals_0001"
down_revision = None
branch_labels = ("reveals",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "reveal",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("account", sa.String(200), nullable=False),
        sa.Column("snapshot_id", sa.String(80), nullable=False),
        sa.Column("household_id", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("until", Moment, nullable=False),
        sa.CheckConstraint("length(purpose) > 0 and length(reason) > 0", name="has_purpose"),
        sa.CheckConstraint("until > at", name="ends"),
    )
    op.create_index("ix_reveal_account", "reveal", ["account", "until"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("reveal")
