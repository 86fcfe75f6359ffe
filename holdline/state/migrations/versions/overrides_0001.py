"""Overrides of the rules, made by one person and checked by another."""

import sqlalchemy as sa
from alembic import op

from holdline.state.moments import Moment

revision = "overrides_0001"
down_revision = None
branch_labels = ("overrides",)
depends_on = None


def upgrade() -> None:
    """Make the table; one live override for a household and rule set."""
    op.create_table(
        "rule_override",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("household_id", sa.String(40), nullable=False),
        sa.Column("village_code", sa.String(20), nullable=False),
        sa.Column("pack", sa.String(40), nullable=False),
        sa.Column("ruleset", sa.String(40), nullable=False),
        sa.Column("snapshot_id", sa.String(80), nullable=False),
        sa.Column("was", sa.String(20), nullable=False),
        sa.Column("decision", sa.String(20), nullable=False),
        sa.Column("clauses", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("checked_by", sa.String(200)),
        sa.Column("checked_at", Moment),
        sa.Column("withdrawn_by", sa.String(200)),
        sa.Column("withdrawn_at", Moment),
        sa.CheckConstraint("checked_by is null or checked_by <> made_by", name="two_people"),
        sa.CheckConstraint(
            "state not in ('standing', 'refused') or checked_by is not null", name="checked"
        ),
        sa.CheckConstraint(
            "state in ('waiting', 'standing', 'refused', 'withdrawn')", name="state_known"
        ),
        sa.CheckConstraint("decision in ('kept', 'proposed') and decision <> was", name="decides"),
    )
    live = sa.text("state in ('waiting', 'standing')")
    op.create_index(
        "ix_rule_override_live",
        "rule_override",
        ["ruleset", "household_id"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )


def downgrade() -> None:
    """Never: what people decided is not unmade."""
    raise NotImplementedError
