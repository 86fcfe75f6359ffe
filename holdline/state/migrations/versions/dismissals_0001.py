"""Dismissed findings."""

import sqlalchemy as sa
from alembic import op

from holdline.state.moments import Moment

revision = "dismissals_0001"
down_revision = None
branch_labels = ("dismissals",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "dismissal",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("tree", sa.String(12), nullable=False),
        sa.Column("division_code", sa.String(20), nullable=False),
        sa.Column("found", sa.String(64), nullable=False),
        sa.Column("items", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("ends_at", Moment, nullable=False),
        sa.Column("withdrawn_by", sa.String(200)),
        sa.Column("withdrawn_at", Moment),
        sa.CheckConstraint("ends_at > made_at", name="lasts"),
    )
    op.create_index("ix_dismissal_division_code", "dismissal", ["division_code"], unique=False)


def downgrade() -> None:
    """Never: what people decided is not unmade."""
    raise NotImplementedError
