"""Comments are open until resolved, and read within divisions and by sight."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from holdline.errors import CommentNotThere
from holdline.state import comments
from holdline.state.comments import Draft
from holdline.state.store import Store

DRAFT = Draft("briefing", "370403001", "", "2021-11", "division=370403001", "records", "look here")
ALL = ("records", "lists", "figures")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    made = Store(f"sqlite:///{tmp_path / 'state.sqlite'}")
    yield made
    made.close()


@pytest.mark.parametrize(
    ("divisions", "is_read"),
    [(("370403001",), True), (("370403",), True), (("",), True), (("370404", "3704030"), True),
     (("370403002",), False), (("370403001001",), False), ((), False)],
)  # fmt: skip
def test_those_above_read_it_and_those_beside_and_below_do_not(
    store: Store, divisions: tuple[str, ...], *, is_read: bool
) -> None:
    with store.writing() as db:
        comments.add(db, DRAFT, "anna")
        held = comments.listed(db, divisions, ALL)

    assert bool(held) is is_read


def test_words_of_those_nearer_are_not_read_by_those_further(store: Store) -> None:
    with store.writing() as db:
        first = comments.add(db, replace(DRAFT, sight="figures"), "fig")
        comments.add(db, DRAFT, "anna")
        comments.add(db, replace(DRAFT, answers=first), "anna")
        held = comments.listed(db, ("",), ("figures",))

    assert [(one.made_by, one.number) for one in held] == [("fig", first)]


def test_a_resolved_one_is_read_when_asked_for_and_can_be_opened_again(store: Store) -> None:
    with store.writing() as db:
        number = comments.add(db, DRAFT, "anna")
        comments.add(db, replace(DRAFT, answers=number, text="done"), "ben")
        comments.resolve(db, number, "ben")
        assert comments.listed(db, ("",), ALL) == []
        both = comments.listed(db, ("",), ALL, is_all=True)
        assert [(one.text, one.resolved_by) for one in both] == [
            ("done", None),
            ("look here", "ben"),
        ]
        comments.reopen(db, number)
        assert len(comments.listed(db, ("",), ALL)) == 2


def test_what_is_not_there_is_refused(store: Store) -> None:
    with store.writing() as db:
        number = comments.add(db, DRAFT, "anna")
        answer = comments.add(db, replace(DRAFT, answers=number), "ben")
        for act in (
            lambda: comments.add(db, replace(DRAFT, answers=answer), "c"),
            lambda: comments.resolve(db, answer, "c"),
            lambda: comments.reopen(db, number),
            lambda: comments.resolve(db, 99, "c"),
        ):
            with pytest.raises(CommentNotThere):
                act()
