"""Triage of suspected records, its history, and the task files sent out."""

import sqlalchemy as sa
from alembic import op

from holdline.state.moments import Moment

revision = "triage_0001"
down_revision = None
branch_labels = ("triage",)
depends_on = None


def upgrade() -> None:
    """Make the tables; the history can only be added to."""
    _items()
    _steps()
    _tasks()
    _keep_steps()


def _items() -> None:
    op.create_table(
        "triage_item",
        sa.Column("mark", sa.String(32), primary_key=True),
        sa.Column("check_id", sa.String(8), nullable=False),
        sa.Column("village_code", sa.String(12), nullable=False),
        sa.Column("household_id", sa.String(40), nullable=False),
        sa.Column("snapshot", sa.String(80), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("due_on", sa.Date),
        sa.Column("verdict", sa.String(12)),
        sa.Column("is_corrected", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("scope", sa.String(12), nullable=False),
        sa.Column("expires_on", sa.Date),
        sa.Column("verdict_by", sa.String(200)),
        sa.Column("reviewed_by", sa.String(200)),
        sa.Column("closed_at", Moment),
        sa.CheckConstraint(
            "reviewed_by is null or "
            "(verdict_by is not null and lower(trim(reviewed_by)) <> lower(trim(verdict_by)))",
            name=op.f("ck_triage_item_maker_is_not_checker"),
        ),
        sa.CheckConstraint(
            "state not in ('reviewing', 'closed') "
            "or (reviewed_by is not null and verdict is not null)",
            name=op.f("ck_triage_item_closed_is_checked"),
        ),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at is not null)",
            name=op.f("ck_triage_item_closed_has_a_day"),
        ),
    )
    op.create_index(op.f("ix_triage_item_village_code"), "triage_item", ["village_code"])


def _steps() -> None:
    op.create_table(
        "triage_step",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("account", sa.String(200), nullable=False),
        sa.Column("act", sa.String(12), nullable=False),
        sa.Column("before", sa.String(12), nullable=False),
        sa.Column("after", sa.String(12), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
    )
    op.create_index(op.f("ix_triage_step_mark"), "triage_step", ["mark"])


def _tasks() -> None:
    op.create_table(
        "task_file",
        sa.Column("file", sa.String(40), primary_key=True),
        sa.Column("division_code", sa.String(12), nullable=False),
        sa.Column("snapshot", sa.String(80), nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("due_on", sa.Date),
    )
    op.create_index(op.f("ix_task_file_division_code"), "task_file", ["division_code"])
    op.create_table(
        "task_row",
        sa.Column("file", sa.String(40), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("came_back_at", Moment),
    )
    op.create_index(op.f("ix_task_row_mark"), "task_row", ["mark"])


def _keep_steps() -> None:
    """A stop for mistakes, as for the audit chain."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("update", "delete"):
            op.execute(
                f"create trigger triage_step_no_{act} before {act} on triage_step "
                "begin select raise(abort, 'the history is append-only'); end"
            )
        return
    op.execute(
        "create function triage_step_is_kept() returns trigger language plpgsql as "
        "$$ begin raise exception 'the history is append-only'; end $$"
    )
    op.execute(
        "create trigger triage_step_append_only before update or delete or truncate "
        "on triage_step execute function triage_step_is_kept()"
    )


def downgrade() -> None:
    """Never: what was decided is not unmade."""
    raise NotImplementedError
