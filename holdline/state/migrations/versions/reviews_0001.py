"""Changes between snapshots that somebody signed."""

import sqlalchemy as sa
from alembic import op

from holdline.state.moments import Moment

revision = "reviews_0001"
down_revision = None
branch_labels = ("reviews",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "review",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("old_id", sa.String(80), nullable=False),
        sa.Column("new_id", sa.String(80), nullable=False),
        sa.Column("division_code", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("change", sa.String(20), nullable=False),
        sa.Column("operator", sa.String(200), nullable=False),
        sa.Column("cell", sa.String(80), nullable=False),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.Column("imported_by", sa.String(200), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.CheckConstraint("verdict in ('approved', 'questioned', 'rejected')", name="is_verdict"),
        sa.CheckConstraint(
            "verdict <> 'approved' or made_by <> imported_by", name="approver_is_another"
        ),
        sa.CheckConstraint("verdict = 'approved' or length(reason) > 0", name="doubt_has_reason"),
    )
    op.create_index("ix_review_pair", "review", ["old_id", "new_id"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("review")
