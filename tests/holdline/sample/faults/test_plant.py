"""How faults are planted: the same again, few, and without harm to anything else."""

from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from holdline.sample.faults import checks, extras, plant
from holdline.sample.faults.truth import SCHEMA
from holdline.sample.tables import Tables, empty, names, schema
from tests.holdline.sample.faults.given import AS_OF, COUNTY, SEED, county

FEW = 0.06
REFERENCES = [
    ("member", "household_id", "household"),
    ("monitor_case", "household_id", "household"),
    ("support_measure", "household_id", "household"),
    ("support_measure", "case_id", "monitor_case"),
    ("support_measure", "person_id", "member"),
    ("dept_match", "household_id", "household"),
    ("dept_match", "person_id", "member"),
    ("kin_link", "household_id", "household"),
    ("annotation", "household_id", "household"),
    ("annotation_file", "household_id", "household"),
    ("member_change", "household_id", "household"),
    ("micro_credit", "household_id", "household"),
    ("work_monitor", "person_id", "member"),
    ("responsible", "household_id", "household"),
    ("responsible", "case_id", "monitor_case"),
    ("self_report", "case_id", "monitor_case"),
    ("warning", "case_id", "monitor_case"),
]
KEYS = {
    "household": "household_id",
    "member": "person_id",
    "monitor_case": "case_id",
    "support_measure": "measure_id",
    "dept_match": "match_id",
    "work_monitor": "work_id",
    "responsible": "responsible_id",
    "micro_credit": "loan_id",
    "self_report": "report_id",
    "division": "division_code",
}


def test_is_the_same_for_the_same_seed_and_county(sample) -> None:
    """Tables and truth, to the last cell."""
    planted, truth = plant(sample.clean, seed=SEED, chunk=COUNTY, as_of=AS_OF)

    assert_frame_equal(sample.truth, truth)
    for name in names():
        assert_frame_equal(sample.planted[name], planted[name])


def test_differs_with_the_seed(sample) -> None:
    """Another seed, other households."""
    _, truth = plant(sample.clean, seed=SEED + 1, chunk=COUNTY, as_of=AS_OF)

    assert not truth.equals(sample.truth)


def test_leaves_the_clean_tables_alone() -> None:
    """What was given is given back unchanged."""
    clean = county("370404")
    plant(clean, seed=SEED, chunk="370404", as_of=AS_OF)

    again = county("370404")
    for name in names():
        assert_frame_equal(again[name], clean[name])


def test_keeps_the_tables_shape(sample) -> None:
    """Every table of the contract, each with its columns and types."""
    assert {name: frame.schema for name, frame in sample.planted.items()} == {
        name: schema(name) for name in names()
    }


def test_truth_has_its_columns_and_known_severities(sample) -> None:
    """E, W or I as the check says, unless raised to E."""
    known = {one.id: one.severity for one in (*checks().values(), *extras().values())}
    pairs = sample.truth.select("check", "severity").unique().rows()

    assert sample.truth.schema == SCHEMA
    assert [pair for pair in pairs if pair[1] not in (known[pair[0]], "E")] == []


@pytest.mark.parametrize(("table", "column", "target"), REFERENCES)
def test_refers_to_rows_that_are_there(table: str, column: str, target: str, sample) -> None:
    """Nothing planted sends a row to quarantine."""
    rows = sample.planted[table].filter(pl.col(column).is_not_null())
    known = sample.planted[target].select(pl.col(KEYS[target]).alias(column))

    assert rows.join(known, on=column, how="anti").rows() == []


@pytest.mark.parametrize(("table", "key"), sorted(KEYS.items()))
def test_keys_stay_unique(table: str, key: str, sample) -> None:
    """New rows have keys of their own."""
    rows = sample.planted[table]

    assert rows.height == rows[key].n_unique()


def test_a_household_carries_one_fault(sample) -> None:
    """Faults that trip further checks are recorded under those too, never more than four."""
    per_home = sample.truth.filter(pl.col("household_id").is_not_null()).group_by("household_id")
    several = per_home.agg(pl.col("check").unique().sort()).filter(pl.col("check").list.len() > 1)
    together = {tuple(checks) for checks in several["check"].to_list()}

    assert together <= {
        ("A02", "X21"),
        ("A04", "B13"),
        ("B03", "B04"),
        ("B03", "B04", "J09"),
        ("D12", "K07"),
        ("F04", "F19"),
        ("F13", "K12"),
        ("H05", "H06"),
        ("H06", "H07"),
        ("H08", "H09"),
        ("H13", "H21"),
        ("J01", "J02"),
        ("J01", "J02", "J03"),
        ("K04", "K06"),
        ("K17", "K19"),
    }


def test_the_value_is_as_planted(sample) -> None:
    """The truth quotes the cell as it stands in the planted tables."""
    told = sample.truth.filter((pl.col("table") == "household") & (pl.col("check") == "F12"))
    income = pl.col("previous_net_income_per_head_yuan")
    cells = told.join(sample.planted["household"], on="household_id").select(income)

    assert told["value"].cast(pl.Float64).to_list() == cells.to_series().to_list()


def test_few_households_are_touched_where_not_every_check_is_wanted(sample) -> None:
    """A county of a province carries its share alone."""
    _, truth = plant(sample.clean, seed=SEED, chunk=COUNTY, as_of=AS_OF, every=False)
    share = truth["household_id"].n_unique() / sample.clean["household"].height

    assert 0.01 < share < FEW


def test_an_empty_county_stays_empty() -> None:
    """Nothing to break."""
    tables: Tables = {name: empty(name) for name in names()}
    planted, truth = plant(tables, seed=SEED, chunk="370199", as_of=date(2022, 12, 31))

    assert truth.is_empty()
    assert planted["household"].is_empty()


def test_a_county_of_few_households_is_no_stumbling_block() -> None:
    """Planters that find nothing plant nothing."""
    clean = county("370602")
    _, truth = plant(clean, seed=SEED, chunk="370602", as_of=AS_OF)

    homes = truth["household_id"].drop_nulls().unique()
    assert homes.len() <= clean["household"].height
