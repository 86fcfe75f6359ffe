"""How often each account opened what."""

import sqlalchemy as sa
from alembic import op

from holdline.state.moments import Moment

revision = "pace_0001"
down_revision = None
branch_labels = ("pace",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "pace",
        sa.Column("account", sa.String(200), primary_key=True),
        sa.Column("act", sa.String(40), primary_key=True),
        sa.Column("minute", Moment, primary_key=True),
        sa.Column("openings", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("pace")
