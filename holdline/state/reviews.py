"""Changes between two snapshots that somebody signed: approved, questioned or rejected.

What is signed is a cluster: the rows of a table in a division that changed in one way, by one
operator, in one column; an empty part is all of them. A later signature over the same rows stands.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Index,
    Integer,
    String,
    Table,
    Text,
    insert,
    select,
)

from holdline.state.clock import now
from holdline.state.moments import Moment
from holdline.state.schema import METADATA

Verdict = Literal["approved", "questioned", "rejected"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
REVIEW = Table(
    "review",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("old_id", String(80), nullable=False),
    Column("new_id", String(80), nullable=False),
    Column("division_code", String(20), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("change", String(20), nullable=False),
    Column("operator", String(200), nullable=False),
    Column("cell", String(80), nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("imported_by", String(200), nullable=False),
    Column("made_at", Moment, nullable=False),
    CheckConstraint("verdict in ('approved', 'questioned', 'rejected')", name="is_verdict"),
    CheckConstraint("verdict <> 'approved' or made_by <> imported_by", name="approver_is_another"),
    CheckConstraint("verdict = 'approved' or length(reason) > 0", name="doubt_has_reason"),
)
Index("ix_review_pair", REVIEW.c.old_id, REVIEW.c.new_id)


@dataclass(frozen=True)
class Cluster:
    """Which changes: of a table in a division, by way, operator and column; "" is all of them."""

    division_code: str
    kind: str
    change: str = ""
    operator: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Review:
    """A signature as it is kept; the moment in UTC."""

    number: int
    cluster: Cluster
    verdict: Verdict
    reason: str
    made_by: str
    made_at: datetime


def add(
    db: Connection, pair: tuple[str, str], cluster: Cluster, verdict: Verdict, reason: str,
    *, made_by: str, imported_by: str,
) -> None:  # fmt: skip
    """Keep a signature; *db* must be writing."""
    db.execute(
        insert(REVIEW).values(
            old_id=pair[0], new_id=pair[1], **vars(cluster), verdict=verdict, reason=reason,
            made_by=made_by, imported_by=imported_by, made_at=now(),
        )
    )  # fmt: skip


def listed(db: Connection, pair: tuple[str, str]) -> list[Review]:
    """Every signature over the changes of *pair*, the first first."""
    asked = select(REVIEW).where(REVIEW.c.old_id == pair[0], REVIEW.c.new_id == pair[1])
    return [
        Review(
            row.number,
            Cluster(row.division_code, row.kind, row.change, row.operator, row.cell),
            row.verdict, row.reason, row.made_by, row.made_at,
        )
        for row in db.execute(asked.order_by(REVIEW.c.number))
    ]  # fmt: skip
