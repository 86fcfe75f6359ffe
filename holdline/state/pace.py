"""How often each account opened what: by minute, for as long as thresholds look back."""

from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, Integer, String, Table, delete, func, insert, select
from sqlalchemy import update as change

from holdline.state.moments import Moment
from holdline.state.schema import METADATA

PACE = Table(
    "pace",
    METADATA,
    Column("account", String(200), primary_key=True),
    Column("act", String(40), primary_key=True),
    Column("minute", Moment, primary_key=True),
    Column("openings", Integer, nullable=False),
)
KEPT = timedelta(days=1)


def add(db: Connection, account: str, act: str, at: datetime) -> None:
    """Count one opening at *at*, and forget those of a day ago; *db* must be writing."""
    minute = at.replace(second=0, microsecond=0)
    is_it = (PACE.c.account == account, PACE.c.act == act, PACE.c.minute == minute)
    more = change(PACE).where(*is_it).values(openings=PACE.c.openings + 1)
    if not db.execute(more).rowcount:
        db.execute(delete(PACE).where(PACE.c.account == account, PACE.c.minute < at - KEPT))
        db.execute(insert(PACE).values(account=account, act=act, minute=minute, openings=1))


def since(db: Connection, account: str, act: str, moment: datetime) -> int:
    """How many openings there were after *moment*, to the minute."""
    asked = select(func.coalesce(func.sum(PACE.c.openings), 0)).where(
        PACE.c.account == account, PACE.c.act == act, PACE.c.minute > moment
    )
    return int(db.execute(asked).scalar_one())
