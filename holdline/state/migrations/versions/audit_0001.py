"""The audit chain."""

import sqlalchemy as sa
from alembic import op

from holdline.state.moments import Moment

revision = "audit_0001"
down_revision = None
branch_labels = ("audit",)
depends_on = None


def upgrade() -> None:
    """Make the chain, and forbid changing it: a stop for mistakes, not for a file's owner."""
    op.create_table(
        "audit_event",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("account", sa.String(200), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("action", sa.String(80), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
    )
    op.create_table(
        "audit_head",
        sa.Column(
            "slot",
            sa.Integer,
            sa.CheckConstraint("slot = 1", name="one"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        for act in ("update", "delete"):
            op.execute(
                f"create trigger audit_event_no_{act} before {act} on audit_event "
                "begin select raise(abort, 'the audit chain is append-only'); end"
            )
    else:
        op.execute(
            "create function audit_is_append_only() returns trigger language plpgsql as "
            "$$ begin raise exception 'the audit chain is append-only'; end $$"
        )
        op.execute(
            "create trigger audit_event_append_only before update or delete or truncate "
            "on audit_event execute function audit_is_append_only()"
        )


def downgrade() -> None:
    """Never: what people did is not unmade."""
    raise NotImplementedError
