"""Claims of a provider become a person, or nobody; and sessions end."""

from datetime import UTC, datetime, timedelta

import pytest

from holdline.access.claims import ends, person
from holdline.access.identity import Person
from holdline.access.rules import Rules

RULES = Rules(
    claims={"account": "sub", "name": "name", "role": "roles", "divisions": "area"},
    roles={"grid-leader": "leader", "grid-data": "data_team", "boss": "operator"},
    divisions={"Zaozhuang": ("3704",), "Everything": ("",)},
)
WANG = {"sub": "wang", "name": "Wang", "roles": ["grid-data", "mail-user"], "area": "370403"}
NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def test_one_known_role_and_a_division_make_a_person() -> None:
    assert person(WANG, RULES) == Person("wang", "Wang", "data_team", ("370403",))


def test_words_for_places_become_codes() -> None:
    found = person({**WANG, "area": ["Zaozhuang", "370502"]}, RULES)

    assert found is not None
    assert found.divisions == ("3704", "370502")


@pytest.mark.parametrize(
    "change",
    [
        {"roles": ["mail-user"]},
        {"roles": []},
        {"roles": None},
        {"roles": ["grid-data", "grid-leader"]},
        {"roles": ["data_team"]},
        {"roles": ["boss"]},
        {"roles": {"grid-data": True}},
        {"area": ""},
        {"area": None},
        {"area": "Atlantis"},
        {"area": "37' or true"},
        {"area": "３７"},
        {"sub": ""},
        {"sub": 7},
    ],
)
def test_anything_less_is_nobody(change: dict[str, object]) -> None:
    """Also our own names for roles, the operator's, and a role that is not one."""
    assert person({**WANG, **change}, RULES) is None


def test_without_rules_nobody_comes_in() -> None:
    assert person(WANG, Rules()) is None


def at(moment: datetime) -> float:
    return moment.timestamp()


def test_a_session_ends_by_the_earlier_of_its_hours_and_the_tokens_end() -> None:
    begun = {"iat": at(NOW), "exp": at(NOW + timedelta(hours=1))}

    assert ends(begun, RULES, NOW) == NOW + timedelta(hours=1)
    assert ends({**begun, "exp": at(NOW + timedelta(days=9))}, RULES, NOW) == NOW + timedelta(
        hours=8
    )
    assert ends(begun, Rules(is_until_expiry=False), NOW) == NOW + timedelta(hours=8)


def test_it_began_when_the_person_showed_who_they_are() -> None:
    """A token made anew from an old sign-in does not make it new."""
    old = {"auth_time": at(NOW - timedelta(hours=8)), "iat": at(NOW), "exp": at(NOW + timedelta(9))}

    assert ends(old, RULES, NOW) == NOW


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"iat": None, "exp": at(NOW)},
        {"iat": "now", "exp": at(NOW)},
        {"iat": True, "exp": at(NOW)},
        {"iat": at(NOW)},
        {"iat": at(NOW + timedelta(hours=1)), "exp": at(NOW + timedelta(hours=2))},
    ],
)
def test_claims_that_do_not_say_when_end_at_once(claims: dict[str, object]) -> None:
    """Also claims from the future."""
    assert ends(claims, RULES, NOW) is None
