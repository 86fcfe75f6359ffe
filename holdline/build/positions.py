"""Let the coordinate doctor look at every household's position, and keep what it finds."""

import duckdb
import polars as pl

from holdline.geo import doctor
from holdline.geo.outlines import county_outlines
from holdline.geo.village_cores import cores_of
from holdline.reference.divisions import ground_of

PROVINCES = "select distinct left(placed_code, 2) as code from source_household order by code"
HOMES = """
select household_id, placed_code as village_code, longitude, latitude, coordinate_system,
    collector_id as batch
from source_household where starts_with(placed_code, $province)
order by placed_code, household_id
"""
DIVISIONS = """
select division_code, office_longitude, office_latitude, coordinate_system
from source_division where starts_with(division_code, $province) order by division_code
"""
TABLES = """
create table position_finding as
select household_id, village_code, kind, distance_km, together, longitude, latitude
from examined order by village_code, household_id;
create table position_repair as
select household_id, village_code, proposed_longitude as longitude, proposed_latitude as latitude
from examined where proposed_longitude is not null order by village_code, household_id;
"""


def load(db: duckdb.DuckDBPyConnection) -> None:
    """Make the tables position_finding and position_repair.

    Both name their columns longitude and latitude, so that readers shown blurred points see
    these blurred too; a distance is told to 100 m. Outlines are those built on this machine:
    without them a position in another county is told by its distance alone.
    """
    codes = [row[0] for row in db.execute(PROVINCES).fetchall()]
    # One province at a time: a nation's points and their datums would take ten gigabytes.
    found = pl.concat([_examined(db, code) for code in codes or [""]])
    examined = found.with_columns(distance_km=(pl.col("distance_m") / 1000).round(1))
    db.register("examined", examined.to_arrow())
    db.execute(TABLES)
    db.unregister("examined")


def _examined(db: duckdb.DuckDBPyConnection, province: str) -> pl.DataFrame:
    homes, divisions = _frame(db, HOMES, province), _frame(db, DIVISIONS, province)
    outlines = county_outlines()
    towns = homes["village_code"].drop_nulls().str.slice(0, 9).unique()
    places = doctor.Places(
        cores_of(divisions, homes),
        {} if outlines.is_schematic else outlines.polygons,
        {town: ground_of(town) for town in towns.to_list()},
    )
    return doctor.examined(homes, places)


def _frame(db: duckdb.DuckDBPyConnection, statement: str, province: str) -> pl.DataFrame:
    frame = pl.from_arrow(db.execute(statement, {"province": province}).to_arrow_table())
    assert isinstance(frame, pl.DataFrame)  # noqa: S101
    return frame
