"""What headers mean."""

import sqlalchemy as sa
from alembic import op

from holdline.state.moments import Moment

revision = "mappings_0001"
down_revision = None
branch_labels = ("mappings",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "header_mapping",
        sa.Column("source", sa.String(200), primary_key=True),
        sa.Column("table_name", sa.String(40), primary_key=True),
        sa.Column("bare_header", sa.String(400), primary_key=True),
        sa.Column("header", sa.Text, nullable=False),
        sa.Column("identifier", sa.String(80), nullable=False),
        sa.Column("answered_by", sa.String(200), nullable=False),
        sa.Column("answered_at", Moment, nullable=False),
    )


def downgrade() -> None:
    """Never: what people answered is not unmade."""
    raise NotImplementedError
