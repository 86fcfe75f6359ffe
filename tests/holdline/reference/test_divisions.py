"""Division codes, and the divisions shipped with the project."""

import polars as pl
import pytest

from holdline.errors import DivisionCodeMalformed
from holdline.reference.divisions import (
    ancestors,
    ground_of,
    level_of,
    manager_of,
    normalise,
    shipped,
)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("370000", "37"),
        ("370400", "3704"),
        ("370403", "370403"),
        ("370403000000", "370403"),
        ("370403002000", "370403002"),
        ("370400000000", "3704"),
        ("370403000", "370403"),
        (" 370403002201 ", "370403002201"),
        ("370471", "370471"),
        ("37", "37"),
        ("0", "0"),
        ("000000", "0"),
    ],
)
def test_padding_is_dropped_and_nothing_else(written: str, code: str) -> None:
    assert code == normalise(written)


def test_every_shipped_code_stays_as_it_is_but_the_four_that_end_in_zeros() -> None:
    """They become their parents, which cover the same ground."""
    codes = pl.concat([shipped(), shipped(())])["division_code"].unique()
    changed = sorted(code for code in codes if normalise(code) != code)

    assert changed == ["350527000", "441900", "442000", "460400"]


@pytest.mark.parametrize("code", ["", "3", "37040", "37040a", "3704030", "\u0663\u0667"])
def test_what_is_not_a_code_has_no_level(code: str) -> None:
    with pytest.raises(DivisionCodeMalformed):
        level_of(code)


def test_ancestors_run_from_near_to_far_and_end_with_the_nation() -> None:
    assert ancestors("370403002") == ("370403002", "370403", "3704", "37", "")


def test_shandong_is_whole() -> None:
    """16 cities, 136 counties, 15 zones and the local one, 1,853 townships, 62,074 villages."""
    kinds = dict(shipped().group_by("division_kind").len().iter_rows())

    assert dict(shipped().group_by("level").len().sort("level").iter_rows()) == {
        1: 1,
        2: 16,
        3: 152,
        4: 1853,
        5: 62074,
    }
    assert kinds["district"] + kinds["county"] + kinds["county_city"] == 136
    assert (kinds["zone"], kinds["zone_local"]) == (15, 1)


def test_the_tree_holds_together() -> None:
    """Codes are unique and in order, parents are a level up, zones stand on a county."""
    rows = shipped()
    levels = dict(rows.select("division_code", "level").iter_rows())
    children = rows.filter(pl.col("parent_code").is_not_null())
    zones = rows.filter(pl.col("division_kind").str.starts_with("zone"))

    assert rows["division_code"].is_unique().all()
    assert rows["division_code"].is_sorted()
    assert all(
        levels[parent] == level - 1
        for level, parent in children.select("level", "parent_code").iter_rows()
    )
    assert all(level == level_of(code) for code, level in levels.items())
    assert set(zones["host_code"]) <= set(levels)
    assert zones["host_code"].null_count() == 0


def test_short_names_tell_siblings_apart() -> None:
    rows = shipped().filter(
        ~pl.struct("parent_code", "division_name").is_duplicated()
        & pl.struct("parent_code", "division_short_name").is_duplicated()
    )

    assert rows.height == 0


def test_the_local_zone_manages_three_streets_coded_under_their_county() -> None:
    rows = shipped().filter(pl.col("manager_code") == "370471")

    assert rows["division_code"].to_list() == ["370403002", "370403003", "370403004"]
    assert {"370403"} == set(rows["parent_code"])
    assert manager_of("370403002201") == "370471"
    assert manager_of("370403001") is None
    assert shipped().filter(division_code="370471")["code_source"].to_list() == ["local"]


def test_a_coded_zone_stands_on_the_ground_of_its_host() -> None:
    assert ground_of("370176001001") == "370112"
    assert ground_of("370403002201") == "370403"


def test_the_nation_goes_to_the_township_and_shandong_on_request_to_the_village() -> None:
    assert shipped(()).get_column("level").max() == 4
    assert shipped(()).height == 44704
    both = shipped(("35", "37"))
    assert both["division_code"].is_sorted()
    assert shipped().height + shipped(("35",)).height == both.height
