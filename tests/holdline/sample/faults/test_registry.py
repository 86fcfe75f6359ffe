"""All 172 checks of domain.md §7 are accounted for."""

from collections import Counter

import pytest

from holdline.sample.faults import NOT_PLANTABLE, checks, extras, planters
from holdline.sample.faults.registry import plants

SIZES = {"A": 14, "B": 17, "C": 14, "D": 13, "E": 17, "F": 19, "G": 12, "H": 32, "J": 14, "K": 20}


def test_there_are_172_checks_in_their_groups() -> None:
    """The list is that of domain.md §7: 68 errors, 98 suspicions, 6 pieces of information."""
    assert Counter(check[0] for check in checks()) == SIZES
    assert Counter(one.severity for one in checks().values()) == {"E": 68, "W": 98, "I": 6}


def test_each_check_is_planted_or_says_why_not() -> None:
    """Neither forgotten nor both."""
    assert {*planters()} & {*NOT_PLANTABLE} == set()
    assert {*planters()} | {*NOT_PLANTABLE} == {*checks(), *extras()}
    assert all(NOT_PLANTABLE.values())


@pytest.mark.parametrize("check", sorted(planters()))
def test_a_planter_says_which_check_it_breaks(check: str) -> None:
    """Its docstring begins with the id."""
    assert (planters()[check].act.__doc__ or "").startswith(check)


def test_a_check_is_planted_once() -> None:
    """A second planter of one id is refused."""
    with pytest.raises(KeyError, match="A01"):
        plants("A01")(lambda _scene: None)
