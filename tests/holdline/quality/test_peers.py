"""A division is compared with its likes."""

import polars as pl

from holdline.quality.peers import peers

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
