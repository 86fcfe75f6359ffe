"""A division is compared with its likes."""

import polars as pl

from holdline.quality.peers import FEATURES, alike, peers, shares

MIX = pl.DataFrame(
    [
        ("a", 1000, 0.9, 0.05, 0.2, 2.5),
        ("b", 1100, 0.9, 0.05, 0.2, 2.5),
        ("c", 90000, 0.9, 0.05, 0.2, 2.5),
        ("d", 1000, 0.2, 0.30, 0.2, 2.5),
    ],
    schema=["division_code", "households", "lifted", "monitored", "no_labour", "people"],
    orient="row",
)


def test_the_most_alike_come_first() -> None:
    """By size and mix; what is equal everywhere does not count."""
    assert peers(MIX, "a", most=2)[0] == "b"
    assert set(peers(MIX, "a", most=9)) == {"b", "c", "d"}


def test_a_division_without_households_has_no_peers() -> None:
    assert peers(MIX, "z", most=5) == ()


def test_the_order_of_rows_does_not_matter() -> None:
    assert peers(MIX.reverse(), "d", most=3) == peers(MIX, "d", most=3)


def test_likeness_says_how_far_and_in_what() -> None:
    """Of two equal in everything but size, size is what they differ in, and which way."""
    first, *_ = alike(MIX, "a", most=3)
    far = next(one for one in alike(MIX, "a", most=3) if one.division == "c")

    assert (first.division, first.widest) == ("b", "size")
    assert 0 < first.distance < far.distance
    assert far.widest == "size"
    assert far.gap > 0
    assert next(one for one in alike(MIX, "c", most=3) if one.division == "a").gap < 0


def test_shares_are_of_the_households_and_a_hidden_division_is_left_out() -> None:
    """Published counts hide small divisions as nought: they are like nobody."""
    counts = pl.DataFrame({
        "division_code": ["a", "b"], "households": [200, 0], "people": [500, 0],
        "lifted_households": [100, 0], "monitored_households": [10, 0],
        "no_labour_households": [40, 0],
    })  # fmt: skip
    told = shares(counts)

    assert told.select("division_code", *FEATURES[1:]).rows() == [("a", 0.5, 0.05, 0.2, 2.5)]
