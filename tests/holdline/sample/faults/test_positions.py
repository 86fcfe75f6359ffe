"""Positions: which kinds of fault are planted, and by how much they are off."""

import numpy as np
import polars as pl

KINDS = {
    "K17": {"missing", "zero", "swapped", "outside", "other_county"},
    "K18": {"office_copy"},
    "K19": {"other_village", "other_county"},
    "X01": {"gcj02"},
    "X02": {"bd09"},
    "X03": {"low_precision"},
}


def told(sample, check: str) -> pl.DataFrame:
    """Faults of a check, with kind and true point, beside the point planted."""
    rows = sample.truth.filter(pl.col("check") == check).with_columns(
        kind=pl.col("expected").str.extract(r"^(\w+):"),
        true_lon=pl.col("expected").str.extract(r": (\S+) ").cast(pl.Float64),
        true_lat=pl.col("expected").str.extract(r" (\S+)$").cast(pl.Float64),
    )
    points = sample.planted["household"].select("household_id", "longitude", "latitude")
    return rows.join(points, on="household_id")


def metres(rows: pl.DataFrame) -> np.ndarray:
    """How far the planted point is from the true one."""
    east = (rows["longitude"] - rows["true_lon"]).to_numpy() * 111_320 * np.cos(np.radians(35))
    north = (rows["latitude"] - rows["true_lat"]).to_numpy() * 111_320
    return np.hypot(east, north)


def test_every_kind_is_planted(sample) -> None:
    """As geo.md §4 lists them."""
    found = {check: set(told(sample, check)["kind"]) for check in KINDS}

    assert found == KINDS


def test_a_gcj02_batch_is_off_by_half_a_kilometre(sample) -> None:
    """And comes from one collector."""
    rows = told(sample, "X01")
    people = rows.join(sample.planted["household"], on="household_id")["collector_id"]

    assert rows.height >= 10
    assert people.n_unique() == 1
    assert 300 < metres(rows).min() <= metres(rows).max() < 700


def test_a_bd09_batch_is_off_by_a_kilometre(sample) -> None:
    """GCJ-02 and Baidu's own shift together."""
    distance = metres(told(sample, "X02"))

    assert 700 < distance.min() <= distance.max() < 1700


def test_a_missing_point_of_a_new_case_is_an_error(sample) -> None:
    """After 2021-11-30 a case must have its position."""
    rows = told(sample, "K17").filter(pl.col("kind") == "missing")

    assert set(rows["severity"]) == {"E"}
    assert rows["longitude"].null_count() == rows.height
