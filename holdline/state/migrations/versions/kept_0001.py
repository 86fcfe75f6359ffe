"""Kept definitions."""

import sqlalchemy as sa
from alembic import op

from holdline.state.moments import Moment

revision = "kept_0001"
down_revision = None
branch_labels = ("kept",)
depends_on = None


def upgrade() -> None:
    """Make the table; a maker has a name once, of a kind and division, while it is kept."""
    op.create_table(
        "kept_definition",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("division", sa.String(20), nullable=False),
        sa.Column("reach", sa.String(10), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("dropped_by", sa.String(200)),
        sa.Column("dropped_at", Moment),
    )
    live = sa.text("dropped_at is null")
    op.create_index(
        "ix_kept_definition_name",
        "kept_definition",
        ["kind", "division", "made_by", "name"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )


def downgrade() -> None:
    """Never: what people kept is not lost."""
    raise NotImplementedError
