"""The demonstration: any role over an invented sample, for this machine alone."""

import pytest

from holdline.access import demonstration
from holdline.errors import DemonstrationNeedsSample, DemonstrationNotLocal


def test_it_begins_as_the_data_team_everywhere() -> None:
    found = demonstration.person()

    assert (found.role, found.divisions, found.is_demonstration) == ("data_team", ("",), True)


def test_any_role_and_reach_may_be_tried() -> None:
    found = demonstration.person("leader", "370403")

    assert (found.role, found.divisions) == ("leader", ("370403",))


def test_what_one_of_the_data_team_judged_another_can_check() -> None:
    """A record can be closed in the demonstration, though nobody closes their own verdict."""
    first, second = demonstration.person("data_team"), demonstration.person("data_team_second")

    assert first.role == second.role == "data_team"
    assert first.account != second.account


@pytest.mark.parametrize(("role", "division"), [("operator", "x"), ("root", "37' or true")])
def test_what_there_is_not_is_passed_over(role: str, division: str) -> None:
    found = demonstration.person(role, division)

    assert (found.role, found.divisions) == ("data_team", ("",))


def test_real_households_are_not_shown_to_whoever_sits_here() -> None:
    demonstration.check_sample("s", is_sample=True)
    with pytest.raises(DemonstrationNeedsSample):
        demonstration.check_sample("s", is_sample=False)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "localhost", "127.8.9.1"])
def test_this_machine_is_local(address: str) -> None:
    demonstration.check_local(address)


@pytest.mark.parametrize(
    "address",
    ["", "0.0.0.0", "::", "10.0.0.7", "example.org", "127.0.0.1.evil"],  # noqa: S104
)
def test_anything_else_is_not(address: str) -> None:
    with pytest.raises(DemonstrationNotLocal):
        demonstration.check_local(address)


def test_a_proxy_speaks_for_others() -> None:
    with pytest.raises(DemonstrationNotLocal):
        demonstration.check_local("127.0.0.1", forwarded=True)
