"""What may be said of a view, who reads it, and how it is kept; the drawing is `comments`.

Who reads a comment sees its place. Whoever sees published figures only reads none by those who see
exact ones, whose words would tell small counts; one on a household's card is of those who open it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from holdline.access import audit
from holdline.errors import CommentNamesPeople, CommentNotThere, CommentWanted, StateUnavailable
from holdline.exports import leaks
from holdline.messages.catalogue import text
from holdline.messages.dates import month_key
from holdline.shell import selection
from holdline.shell.view import View
from holdline.state import comments as kept
from holdline.state.comments import Comment, Draft
from holdline.state.store import store

ACT = "act.comment"
LEAST, MOST = 2, 500
SIGHTS = ("records", "lists", "figures")
ADDRESS = 4000  # characters
# Illnesses and banks are what views are about; their numbers are not.
FORBIDDEN = frozenset({"identity_number", "telephone", "bank_account", "mail_address"})
HAN = re.compile(r"[\u3400-\u9fff\u00b7]{2,}")
SHORTEST, LONGEST = 2, 12


@dataclass(frozen=True)
class Thread:
    """A comment with its answers, the first first."""

    first: Comment
    answers: tuple[Comment, ...]


def may(view: View) -> bool:
    """Whether the reader may read comments, and make them."""
    return view.person.may(ACT) and view.scope.sight in SIGHTS


def keep(view: View, said: str, answers: int | None = None) -> int:
    """Keep *said* of the view, or as an answer; its number.

    Raises:
        NotPermitted: the role makes no comments.
        CommentWanted: it is too short or too long.
        CommentNamesPeople: somebody is named in it, or a number of theirs stands in it.
        CommentNotThere: it answers one that is not there, or that the reader may not see.
        StateUnavailable: it could not be kept.
    """
    view.person.must(ACT)
    place = _place(view)
    draft = Draft(
        page=view.page,
        division_code=place,
        household_id=view.selection.household,
        month=month_key(view.month),
        address=_address(view),
        sight=view.scope.sight,
        text=checked(view, said),
        answers=answers,
    )
    if answers is not None:
        _seen(view, answers)
    with store().writing() as db:
        number = kept.add(db, draft, view.person.account)
        audit.within(db, view.person, "comment.made", place, page=view.page, number=number)
    return number


def settle(view: View, number: int, *, is_resolved: bool) -> None:
    """Mark a comment that the reader sees as resolved, or open it again.

    Raises:
        NotPermitted, CommentNotThere, StateUnavailable: it could not be.
    """
    view.person.must(ACT)
    first = _seen(view, number)
    action = "comment.resolved" if is_resolved else "comment.reopened"
    with store().writing() as db:
        if is_resolved:
            kept.resolve(db, number, view.person.account)
        else:
            kept.reopen(db, number)
        audit.within(db, view.person, action, first.division_code, number=number)


def here(view: View, *, is_all: bool = False) -> list[Thread]:
    """The threads on this very view: its page, its division, its household."""
    place, household = _place(view), view.selection.household
    return [
        one
        for one in threads(view, is_all=is_all, page=view.page)
        if one.first.division_code == place and one.first.household_id == household
    ]


def threads(view: View, *, is_all: bool = False, page: str = "") -> list[Thread]:
    """All that the reader may read, the latest first; none when the store cannot be read."""
    if not may(view):
        return []
    sights = SIGHTS if view.scope.shows_rows else SIGHTS[-1:]
    try:
        with store().reading() as db:
            held = kept.listed(db, view.scope.divisions, sights, is_all=is_all, page=page)
    except StateUnavailable:
        return []
    return list(_threaded(one for one in held if _is_shown(view, one)))


def checked(view: View, said: str) -> str:
    """*said* without blanks at its ends, once it names nobody.

    Raises:
        CommentWanted, CommentNamesPeople: as `keep`.
    """
    told = said.strip()
    if not LEAST <= len(told) <= MOST:
        raise CommentWanted(least=LEAST, most=MOST)
    kinds = sorted({one.kind for one in leaks.scan([told]) if one.kind in FORBIDDEN})
    found = [text(view.language, f"exports.leaks.{kind}") for kind in kinds]
    found += _names(view, told)
    if found:
        raise CommentNamesPeople(found=text(view.language, "common.values.joint").join(found))
    return told


def _names(view: View, told: str) -> list[str]:
    words = sorted({
        run[at : at + length]
        for run in HAN.findall(told)
        for length in range(SHORTEST, LONGEST + 1)
        for at in range(len(run) - length + 1)
    })  # fmt: skip
    if not words or not view.scope.shows_rows:
        return []
    chosen = {"household": view.selection.household, "words": tuple(words)}
    rows = view.query("comments/named", **view.chosen("division"), **chosen).rows
    return [str(one) for one in rows["word"]]


def _place(view: View) -> str:
    """The chosen division; of a household's card its village, so that only who sees it reads."""
    household = view.selection.household
    if not household or view.scope.sight != "records":
        return view.selection.division
    facts = view.query("household/facts", view=view.selection.tree, household_id=household).rows
    return str(facts["village_code"][0]) if facts.height else view.selection.division


def _address(view: View) -> str:
    """The view's address without what was searched for, which may be a name."""
    told = selection.written(view.selection.with_change(words="", page=view.selection.page))
    return urlencode(told)[:ADDRESS]


def _is_shown(view: View, one: Comment) -> bool:
    return view.scope.covers(one.division_code) and (
        not one.household_id or view.scope.sight == "records"
    )


def _seen(view: View, number: int) -> Comment:
    for one in threads(view, is_all=True):
        if one.first.number == number:
            return one.first
    raise CommentNotThere(number=number)


def _threaded(held: Iterator[Comment]) -> Iterator[Thread]:
    told = list(held)
    for one in told:
        if one.answers is None:
            answers = [other for other in reversed(told) if other.answers == one.number]
            yield Thread(one, tuple(answers))
