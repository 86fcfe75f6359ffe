"""Comments on views."""

import sqlalchemy as sa
from alembic import op

from holdline.state.moments import Moment

revision = "comments_0001"
down_revision = None
branch_labels = ("comments",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "view_comment",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column(
            "answers",
            sa.Integer,
            sa.ForeignKey("view_comment.number", name="fk_view_comment_answers"),
        ),
        sa.Column("page", sa.String(40), nullable=False),
        sa.Column("division_code", sa.String(20), nullable=False),
        sa.Column("household_id", sa.String(40), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("sight", sa.String(10), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("resolved_by", sa.String(200)),
        sa.Column("resolved_at", Moment),
        sa.CheckConstraint("answers is null or resolved_at is null", name="only_first_resolved"),
    )
    op.create_index("ix_view_comment_answers", "view_comment", ["answers"], unique=False)
    op.create_index(
        "ix_view_comment_division_code", "view_comment", ["division_code"], unique=False
    )


def downgrade() -> None:
    """Never: what people said is not unsaid."""
    raise NotImplementedError
