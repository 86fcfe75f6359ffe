"""The ledger of imports."""

import sqlalchemy as sa
from alembic import op

from holdline.state.moments import Moment

revision = "imports_0001"
down_revision = None
branch_labels = ("imports",)
depends_on = None


def upgrade() -> None:
    """Make the ledger and the decisions."""
    op.create_table(
        "import_entry",
        sa.Column("snapshot_id", sa.String(80), primary_key=True),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("account", sa.String(200), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("is_sample", sa.Boolean, nullable=False),
        sa.Column("as_of_on", sa.Date, nullable=False),
        sa.Column("before_id", sa.String(80), nullable=False),
        sa.Column("households", sa.Integer, nullable=False),
        sa.Column("rows_read", sa.Integer, nullable=False),
        sa.Column("rows_set_aside", sa.Integer, nullable=False),
        sa.Column("data_hash", sa.String(64), nullable=False),
        sa.Column("rule_pack", sa.String(80), nullable=False),
        sa.Column("code_version", sa.String(80), nullable=False),
        sa.Column("noticed", sa.Text, nullable=False),
    )
    op.create_table(
        "import_decision",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("snapshot_id", sa.String(80), nullable=False, index=True),
        sa.Column("decided_at", Moment, nullable=False),
        sa.Column("account", sa.String(200), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Never: the ledger says what figures stood on."""
    raise NotImplementedError
