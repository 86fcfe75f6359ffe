"""Acknowledged guards."""

import sqlalchemy as sa
from alembic import op

from holdline.state.moments import Moment

revision = "acknowledgements_0001"
down_revision = None
branch_labels = ("acknowledgements",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "guard_acknowledgement",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("snapshot_id", sa.String(80), nullable=False),
        sa.Column("division_code", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("found", sa.String(64), nullable=False),
        sa.Column("guards", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
    )
    op.create_index(
        "ix_guard_acknowledgement_subject", "guard_acknowledgement", ["subject"], unique=False
    )


def downgrade() -> None:
    """Never: what people decided is not unmade."""
    raise NotImplementedError
