"""Plans of visits and what was found."""

import sqlalchemy as sa
from alembic import op

from holdline.state.moments import Moment

revision = "visits_0001"
down_revision = None
branch_labels = ("visits",)
depends_on = None


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "visit_plan",
        sa.Column("plan", sa.String(64), primary_key=True),
        sa.Column("division_code", sa.String(12), nullable=False),
        sa.Column("snapshot", sa.String(80), nullable=False),
        sa.Column("week", sa.String(10), nullable=False),
        sa.Column("seed", sa.String(24), nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
    )
    op.create_index(op.f("ix_visit_plan_division_code"), "visit_plan", ["division_code"])
    op.create_table(
        "visit_home",
        sa.Column("plan", sa.String(64), primary_key=True),
        sa.Column("household_id", sa.String(40), primary_key=True),
        sa.Column("village_code", sa.String(12), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("chance", sa.Float, nullable=False),
        sa.Column("found", sa.String(8)),
        sa.Column("found_by", sa.String(200)),
        sa.Column("found_at", Moment),
        sa.CheckConstraint(
            "found is null or found in ('right', 'wrong')", name=op.f("ck_visit_home_found")
        ),
    )


def downgrade() -> None:
    """Never: what was found is not unmade."""
    raise NotImplementedError
