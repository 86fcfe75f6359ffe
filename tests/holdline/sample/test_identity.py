"""Numbers that pass every test and are nobody's."""

from datetime import date

import numpy as np
import polars as pl

from holdline.sample.county import County
from holdline.sample.identity import birthdays, numbers
from holdline.sample.tables import Tables

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def check_digit(number: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return "10X98765432"[total % 11]


def everyone(tables: Tables) -> list[str]:
    """All identity numbers in the tables that hold one of a person's own."""
    columns = [
        tables["member"]["id_number"],
        tables["kin_link"]["child_id_number"],
        tables["kin_link"]["spouse_id_number"].drop_nulls(),
        tables["responsible"]["responsible_id_number"].unique(),
    ]
    return [number[:18] for column in columns for number in column]


def test_check_digits_are_right(xuecheng: Tables) -> None:
    assert [number for number in everyone(xuecheng) if check_digit(number) != number[17]] == []


def test_the_area_is_one_that_was_never_assigned(xuecheng: Tables) -> None:
    assert {"370499"} == {number[:6] for number in everyone(xuecheng)}


def test_nobody_shares_a_number(xuecheng: Tables) -> None:
    found = everyone(xuecheng)

    assert len(found) == len(set(found))


def test_birthday_and_sex_are_in_the_number(xuecheng: Tables) -> None:
    member = xuecheng["member"]
    number = member["id_number"]

    assert member["birth_on"].dt.to_string("%Y%m%d").to_list() == number.str.slice(6, 8).to_list()
    odd = number.str.slice(16, 1).cast(pl.Int8) % 2
    assert member["sex"].to_list() == (2 - odd).cast(pl.String).to_list()


def test_counties_of_a_city_never_meet() -> None:
    born = np.full(40, np.datetime64("1950-05-05"))
    sex = np.full(40, 1)
    found = [
        number
        for code in ("370402", "370481")
        for number in numbers(County(code, 7, date(2022, 12, 31)), born, sex)
    ]

    assert len(set(found)) == 80


def test_a_crowded_birthday_is_moved_within_its_month() -> None:
    county = County("370403", 7, date(2022, 12, 31))
    born = np.full(500, np.datetime64("1950-05-05"))
    moved = birthdays(county, born, np.full(500, 2))

    assert {np.datetime64("1950-05")} == set(moved.astype("datetime64[M]"))
    assert numbers(county, moved, np.full(500, 2)).n_unique() == 500


def test_the_last_hundred_serials_are_left_to_the_faults(xuecheng: Tables) -> None:
    assert max(int(number[14:17]) for number in everyone(xuecheng)) < 900
