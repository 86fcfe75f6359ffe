"""A drawn area narrows every table and every cube to the same households."""

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest
import shapely

from holdline.access.area import Outline
from holdline.access.scope import Scope
from holdline.queries import catalogue
from holdline.queries.runner import run
from holdline.warehouse import narrowing
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

DRAWN: Outline = ((117.2, 34.7), (117.32, 34.72), (117.25, 34.8), (117.3, 34.9), (117.18, 34.85))
CUBES = sorted(file.name.rpartition("/")[2] for file in catalogue.all("build/cubes"))


@pytest.fixture
def inside(snapshot: Snapshot) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_snapshot(snapshot).reading(Scope(is_masked=False, area=DRAWN)) as cursor:
        yield cursor


@pytest.fixture
def plain(snapshot: Snapshot) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_snapshot(snapshot).reading(Scope(is_masked=False)) as cursor:
        yield cursor


def rows(cursor: duckdb.DuckDBPyConnection, sql: str) -> list[Any]:
    return cursor.execute(sql).fetchall()


def test_chosen_are_those_shapely_finds_inside(
    inside: duckdb.DuckDBPyConnection, plain: duckdb.DuckDBPyConnection
) -> None:
    polygon = shapely.Polygon(DRAWN)
    drawn = "select household_id, longitude, latitude from point where state = 'drawn'"
    points = rows(plain, drawn)
    expected = {one for one, x, y in points if shapely.contains_xy(polygon, x, y)}

    assert expected == {one for (one,) in rows(inside, "select household_id from household")}
    assert len(expected) > 100


def test_every_table_of_households_holds_the_chosen_only(
    snapshot: Snapshot, inside: duckdb.DuckDBPyConnection
) -> None:
    """Build a table with a household's number, and it is narrowed without a word."""
    for table, held in open_snapshot(snapshot).tables.items():
        if "household_id" in held and table not in CUBES:
            others = f"""select count(*) from {table} where household_id is null
                or household_id not in (select household_id from household)"""
            assert rows(inside, others) == [(0,)], table


def test_cubes_are_counted_again_from_the_chosen(inside: duckdb.DuckDBPyConnection) -> None:
    """What a cube says of the whole is what the rows behind it say."""
    cube = "select sum(open_households), sum(open_people) from monitoring_change"
    behind = """select count(distinct household_id), sum(people) from spell
        where closing = 'open'"""
    registered = "select sum(households) from household_count where view = 'legal' and level = 1"

    assert rows(inside, f"{cube} where view = 'legal' and level = 1") == rows(inside, behind)
    assert rows(inside, registered) == rows(inside, "select count(*) from household")


@pytest.mark.parametrize("cube", [one for one in CUBES if one not in narrowing.UNTOLD])
def test_no_cube_is_left_as_it_was_built(
    inside: duckdb.DuckDBPyConnection, plain: duckdb.DuckDBPyConnection, cube: str
) -> None:
    """Each holds something of the area, and less than the whole."""
    counted = f"select count(*) from {cube}"

    assert 0 < rows(inside, counted)[0][0] < rows(plain, counted)[0][0]


def test_tables_without_a_household_are_counted_again_too(
    inside: duckdb.DuckDBPyConnection, plain: duckdb.DuckDBPyConnection
) -> None:
    """Told by case or by village only: still of the households chosen."""
    others = "select count(*) from spell_facet where case_id not in (select case_id from spell)"
    items = "select sum(items) from monitor_exception where kind = $kind"
    (kind,) = rows(plain, "select min(kind) from monitor_exception")[0]

    assert rows(inside, others) == [(0,)]
    assert rows(inside, "select count(distinct case_id) from spell_facet")[0][0] > 0
    counts = [one.execute(items, {"kind": kind}).fetchall()[0][0] for one in (inside, plain)]
    assert (counts[0] or 0) <= counts[1]


def test_masks_do_not_change_what_is_counted(
    snapshot: Snapshot, plain: duckdb.DuckDBPyConnection
) -> None:
    """An age told by a masked birth would be wrong: counts are of the rows behind the mask."""
    facets = "select case_id, dimension, value from spell_facet order by all"
    with open_snapshot(snapshot).reading(Scope(area=DRAWN)) as masked:
        told = rows(masked, facets)
    cases = sorted({case for case, _, _ in told})
    stored = f"select * from ({facets}) where case_id in (select unnest($cases)) order by all"

    assert told == plain.execute(stored, {"cases": cases}).fetchall()
    assert told


def test_figures_of_a_page_are_those_of_its_list(inside: duckdb.DuckDBPyConnection) -> None:
    """The subjects' table, which reads a cube, against the list, which reads rows."""
    month = rows(inside, "select last_month from snapshot_info")[0][0]
    asked = {"view": "management", "division": "370403", "month": month}
    asked |= {"monitor_type": "", "main_risk": "", "measure": "open"}
    counted = run(inside, catalogue.query("households/counted"), asked).rows
    told = {name: asked[name] for name in ("view", "division", "month", "main_risk", "measure")}
    by_month = run(inside, catalogue.query("subjects/by_month"), told).rows.row(0, named=True)
    kinds = ("unstable", "marginal", "severe", "untold")

    assert by_month["month"] == month
    assert counted.row(0)[0] == sum(by_month[f"{kind}_households"] for kind in kinds) > 0


def test_bases_of_whole_divisions_are_not_told(inside: duckdb.DuckDBPyConnection) -> None:
    told = "select count(rural_people), count(rural_households) from division_base"

    assert rows(inside, told) == [(0, 0)]
    assert narrowing.whole(["source_project", "household"]) == {"source_project"}


def test_blurred_points_choose_for_readers_shown_blurred_points(snapshot: Snapshot) -> None:
    """An outline of metres round one house tells a masked reader nothing: the grid decides."""
    with open_snapshot(snapshot).reading(Scope(is_masked=False)) as cursor:
        place = "select longitude, latitude from point where state = 'drawn' limit 1"
        x, y = rows(cursor, place)[0]
    tiny = tuple((x + a, y + b) for a, b in ((-1e-4, -1e-4), (1e-4, -1e-4), (1e-4, 1e-4)))
    near = round(x, 2), round(y, 2)
    with open_snapshot(snapshot).reading(Scope(area=tiny)) as cursor:
        seen = rows(cursor, "select count(*) from household")[0][0]

    assert seen == 0 or shapely.contains_xy(shapely.Polygon(tiny), *near)
