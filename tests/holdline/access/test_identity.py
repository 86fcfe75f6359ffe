"""Roles: what each may do, and how near each comes to households."""

import getpass
from pathlib import Path

import pytest

from holdline.access.identity import GIVEN, Person, operator, role_named
from holdline.errors import AccessUnreadable, NotPermitted
from holdline.shell import page


def somebody(role: str) -> Person:
    return Person("a", "A", role_named(role), ("3704",))


def test_the_four_roles_of_readers_see_as_they_should() -> None:
    assert {role: somebody(role).sight for role in GIVEN} == {
        "leader": "lists",
        "analyst": "figures",
        "data_team": "records",
        "administrator": "nobody",
    }


@pytest.mark.parametrize(
    ("act", "who"),
    [
        ("act.reveal", {"data_team"}),
        ("act.import", {"data_team"}),
        ("act.audit", {"administrator"}),
        ("act.export", {"leader", "analyst", "data_team"}),
        ("act.verify", {"data_team"}),
        ("act.roll_back", {"data_team", "administrator"}),
        ("view.households", {"leader", "data_team"}),
        ("view.what_if", {"leader", "data_team"}),
        ("view.access_log", {"administrator"}),
        ("act.nobody_has_ever_heard_of", {"data_team"}),
    ],
)
def test_an_act_is_allowed_to(act: str, who: set[str]) -> None:
    assert {role for role in GIVEN if somebody(role).may(act)} == who


def test_what_is_not_allowed_is_refused() -> None:
    with pytest.raises(NotPermitted):
        somebody("leader").must("act.reveal")


def test_everybody_has_a_home_page() -> None:
    """A reader whose role opens no page at all could not even be told so."""
    needs = [one.page.needs for one in page.discover()]

    assert [role for role in GIVEN if not any(somebody(role).may(one) for one in needs)] == []


def test_every_page_is_somebodys() -> None:
    """To put it right: give the page to a role in holdline/access/roles.toml."""
    closed = [
        one.name
        for one in page.discover()
        if not any(somebody(role).may(one.page.needs) for role in GIVEN)
    ]

    assert closed == []


def test_a_role_nobody_wrote_has_no_access() -> None:
    with pytest.raises(NotPermitted):
        role_named("root")


def test_whoever_types_commands_may_do_everything_unless_operators_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "zhang")
    assert operator().may("act.import")

    file = tmp_path / "access.toml"
    monkeypatch.setenv("HOLDLINE_ACCESS", str(file))
    file.write_text('[operators]\nzhang = { role = "analyst", divisions = ["3704"] }\n', "utf-8")
    listed = operator()

    assert (listed.role, listed.divisions, listed.may("run.decide")) == (
        "analyst",
        ("3704",),
        False,
    )
    monkeypatch.setattr(getpass, "getuser", lambda: "li")
    with pytest.raises(NotPermitted):
        operator()


@pytest.mark.parametrize("text", ["[roles", "[who]\nx = 1\n", "[operators]\nzhang = 1\n"])
def test_damaged_rules_let_nobody_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    file = tmp_path / "access.toml"
    file.write_text(text, "utf-8")
    monkeypatch.setenv("HOLDLINE_ACCESS", str(file))

    with pytest.raises(AccessUnreadable):
        operator()
