"""Comments on views: open until somebody resolves them, and answered below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    false,
    func,
    insert,
    or_,
    select,
    update,
)

from holdline.errors import CommentNotThere
from holdline.state.clock import now
from holdline.state.moments import Moment
from holdline.state.schema import METADATA

COMMENT = Table(
    "view_comment",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("answers", Integer, ForeignKey("view_comment.number"), index=True),
    Column("page", String(40), nullable=False),
    Column("division_code", String(20), nullable=False, index=True),
    Column("household_id", String(40), nullable=False),
    Column("month", String(7), nullable=False),
    Column("address", Text, nullable=False),
    Column("sight", String(10), nullable=False),
    Column("text", Text, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("resolved_by", String(200)),
    Column("resolved_at", Moment),
    CheckConstraint("answers is null or resolved_at is null", name="only_first_resolved"),
)
LATEST = 500


@dataclass(frozen=True)
class Draft:
    """A comment as it is asked for.

    Attributes:
        page: which page it is on.
        division_code: what it is of: the chosen division, or the village of a household's card.
        household_id: the household whose card is open; "" without one.
        month: 2021-10.
        address: the view's, as it stands behind the page's name.
        sight: how near its author comes to households.
        text: the words; checked by whoever makes the draft.
        answers: number of the comment it answers; None for a first one.
    """

    page: str
    division_code: str
    household_id: str
    month: str
    address: str
    sight: str
    text: str
    answers: int | None = None


@dataclass(frozen=True)
class Comment:
    """One as it stands; moments in UTC, the resolution of a first one only."""

    number: int
    answers: int | None
    page: str
    division_code: str
    household_id: str
    month: str
    address: str
    sight: str
    text: str
    made_by: str
    made_at: datetime
    resolved_by: str | None
    resolved_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether nobody has resolved it."""
        return self.resolved_at is None


def add(db: Connection, draft: Draft, account: str) -> int:
    """Keep *draft*; its number.

    Raises:
        CommentNotThere: it answers one that is not there, or that answers another itself.
    """
    if draft.answers is not None and _first(db, draft.answers) is None:
        raise CommentNotThere(number=draft.answers)
    row = {**vars(draft), "made_by": account, "made_at": now()}
    return int(db.execute(insert(COMMENT).values(**row).returning(COMMENT.c.number)).scalar_one())


def resolve(db: Connection, number: int, account: str) -> None:
    """Mark a first comment as resolved.

    Raises:
        CommentNotThere: there is no such open one.
    """
    _mark(db, number, is_open=True, resolved_by=account, resolved_at=now())


def reopen(db: Connection, number: int) -> None:
    """Open a resolved one again.

    Raises:
        CommentNotThere: there is no such resolved one.
    """
    _mark(db, number, is_open=False, resolved_by=None, resolved_at=None)


def listed(
    db: Connection,
    divisions: Sequence[str],
    sights: Sequence[str],
    *,
    is_all: bool = False,
    page: str = "",
) -> list[Comment]:
    """First comments and their answers within *divisions* and of authors of *sights*.

    Args:
        db: the store.
        divisions: codes; "" is everywhere. Comments of each and of all below it.
        sights: of the authors whose words may be read.
        is_all: resolved ones too.
        page: on this page only; "" for every page.

    Returns:
        The latest first, at most LATEST; answers stand among them in the same order.
    """
    table = COMMENT.c
    first = select(table.number).where(
        table.answers.is_(None),
        table.sight.in_(sights),
        or_(
            false(), *(table.division_code.startswith(code, autoescape=True) for code in divisions)
        ),
    )
    if not is_all:
        first = first.where(table.resolved_at.is_(None))
    if page:
        first = first.where(table.page == page)
    first = first.order_by(table.number.desc()).limit(LATEST)
    names = [table[name] for name in Comment.__dataclass_fields__]
    asked = select(*names).where(
        table.sight.in_(sights), func.coalesce(table.answers, table.number).in_(first)
    )
    return [Comment(**row._asdict()) for row in db.execute(asked.order_by(table.number.desc()))]


def _first(db: Connection, number: int) -> int | None:
    asked = select(COMMENT.c.number).where(COMMENT.c.number == number, COMMENT.c.answers.is_(None))
    return db.execute(asked).scalar_one_or_none()


def _mark(db: Connection, number: int, *, is_open: bool, **values: object) -> None:
    table = COMMENT.c
    state = table.resolved_at.is_(None) if is_open else table.resolved_at.is_not(None)
    asked = update(COMMENT).where(table.number == number, table.answers.is_(None), state)
    if db.execute(asked.values(**values)).rowcount != 1:
        raise CommentNotThere(number=number)
