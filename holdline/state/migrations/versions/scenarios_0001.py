"""Named scenarios."""

import sqlalchemy as sa
from alembic import op

from holdline.state.moments import Moment

revision = "scenarios_0001"
down_revision = None
branch_labels = ("scenarios",)
depends_on = None


def upgrade() -> None:
    """Make the table; a name is of one live scenario of a pack and rule set."""
    op.create_table(
        "saved_scenario",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("pack", sa.String(40), nullable=False),
        sa.Column("ruleset", sa.String(40), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("dropped_by", sa.String(200)),
        sa.Column("dropped_at", Moment),
    )
    live = sa.text("dropped_at is null")
    op.create_index(
        "ix_saved_scenario_name",
        "saved_scenario",
        ["pack", "ruleset", "name"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )


def downgrade() -> None:
    """Never: what people kept is not lost."""
    raise NotImplementedError
