"""The sessions of people who signed in: when each was last seen, and whether it has ended."""

from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Column, Connection, String, Table, insert, select, update

from holdline.state.moments import Moment
from holdline.state.schema import METADATA

SIGN_IN = Table(
    "sign_in",
    METADATA,
    Column("token", String(64), primary_key=True),
    Column("account", String(200), nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("ended_at", Moment),
)
State = Literal["new", "open", "idle", "ended"]


def seen(db: Connection, token: str, account: str, at: datetime, idle: timedelta) -> State:
    """Note that the session was seen; how it stood before. One left idle longer than *idle* ends.

    Args:
        db: writing.
        token: tells the sign-in from others.
        account: who signed in.
        at: now.
        idle: the longest a session may rest.
    """
    found = db.execute(select(SIGN_IN).where(SIGN_IN.c.token == token)).one_or_none()
    if found is None:
        db.execute(insert(SIGN_IN).values(token=token, account=account, began_at=at, seen_at=at))
        return "new"
    if found.ended_at is not None:
        return "ended"
    if at - found.seen_at > idle:
        end(db, token, at)
        return "idle"
    db.execute(update(SIGN_IN).where(SIGN_IN.c.token == token).values(seen_at=at))
    return "open"


def end(db: Connection, token: str, at: datetime) -> None:
    """End the session, known here or not: its cookie may not come back."""
    done = db.execute(
        update(SIGN_IN).where(SIGN_IN.c.token == token, SIGN_IN.c.ended_at.is_(None)).values(
            ended_at=at
        )
    )  # fmt: skip
    if done.rowcount == 0:
        is_known = db.execute(select(SIGN_IN.c.token).where(SIGN_IN.c.token == token)).first()
        if is_known is None:
            db.execute(
                insert(SIGN_IN).values(
                    token=token, account="", began_at=at, seen_at=at, ended_at=at
                )
            )
