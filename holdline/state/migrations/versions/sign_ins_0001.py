"""Sessions of people who signed in."""

import sqlalchemy as sa
from alembic import op

from holdline.state.moments import Moment

revision = "sign_ins_0001"
down_revision = None
branch_labels = ("sign_ins",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "sign_in",
        sa.Column("token", sa.String(64), primary_key=True),
        sa.Column("account", sa.String(200), nullable=False),
        sa.Column("began_at", Moment, nullable=False),
        sa.Column("seen_at", Moment, nullable=False),
        sa.Column("ended_at", Moment),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("sign_in")
