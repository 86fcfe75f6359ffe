"""A scope is digits, widened to its widest codes, and says what each table shows."""

from collections.abc import Iterator

import duckdb
import pytest

from holdline.access.masking import masked
from holdline.access.scope import Scope, views
from holdline.errors import ScopeMalformed

TABLES = {
    "household": ["household_id", "village_code", "head_name"],
    "member_presence": ["person_id", "household_id"],
    "case_people": ["case_id", "people"],
    "household_count": ["division_code", "households"],
    "division_tree": ["division_code", "division_name"],
    "monitoring_line": ["division_code", "line_year", "yuan"],
    "snapshot_info": ["as_of_on"],
    "quarantine": ["column_name", "value", "row_json"],
    "import_finding": ["household_id", "column_name", "value", "finding"],
    "source_household": ["household_id", "village_code", "placed_code"],
}


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB in memory."""
    with duckdb.connect() as found:
        yield found


def shown(connection: duckdb.DuckDBPyConnection, mask: str, value: object) -> object:
    found = connection.execute(f"select {masked('x', mask)} from (select $v as x)", {"v": value})
    row = found.fetchone()
    return row[0] if row else None


@pytest.mark.parametrize(
    ("mask", "value", "expected"),
    [
        ("name", "张三丰", "张**"),
        ("name", "王五", "王*"),
        ("name", "欧阳锋", "欧阳*"),
        ("name", "欧阳", "欧*"),
        ("name", "张", "*"),
        ("name", "", ""),
        ("id_number", "370499199001011234", "370499************"),
        ("id_number", "37049919900101123421", "370499**************"),
        ("id_number", "鲁D12345", "鲁D*****"),
        ("id_number", "1", "1"),
        ("phone", "13812341234", "138****1234"),
        ("phone", "3312345", "*******"),
        ("address", "东街1号", None),
        ("point", 117.327849, 117.33),
    ],
)
def test_a_cell_is_masked(
    connection: duckdb.DuckDBPyConnection, mask: str, value: object, expected: object
) -> None:
    assert shown(connection, mask, value) == expected


@pytest.mark.parametrize("mask", ["name", "id_number", "phone", "address"])
def test_a_missing_cell_stays_missing(connection: duckdb.DuckDBPyConnection, mask: str) -> None:
    assert shown(connection, mask, None) is None


def test_a_birth_is_shown_by_its_year(connection: duckdb.DuckDBPyConnection) -> None:
    expression = masked("x", "birth")
    row = connection.execute(
        f"select cast({expression} as varchar) from (select date '1990-05-17' as x)"
    ).fetchone()

    assert row == ("1990-01-01",)


def test_pseudonyms_and_health_are_left_for_now() -> None:
    assert masked("household_id", "pseudonym") is None
    assert masked("health_status", "health") is None


def test_equal_scopes_are_equal_however_written() -> None:
    one = Scope(("3705", "370402", "3704", "3704"))

    assert one == Scope(("3704", "3705"))
    assert hash(one) == hash(Scope(("3704", "3705")))
    assert one.key() == "3704,3705|masked|records"
    assert Scope(("", "37")) == Scope()


def test_keys_tell_scopes_apart() -> None:
    scopes = [
        Scope(),
        Scope(is_masked=False),
        Scope(("37",)),
        Scope(()),
        Scope(("37",), is_masked=False),
        *(Scope(("37",), sight=sight) for sight in ("lists", "figures", "nobody")),
    ]

    assert len({scope.key() for scope in scopes}) == len(scopes)


def test_a_division_is_covered_when_it_lies_within() -> None:
    scope = Scope(("3704", "370502"))

    assert [scope.covers(code) for code in ("3704", "370402", "370502001", "3705", "37", "")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    assert Scope().covers("37")
    assert not Scope(()).covers("37")


@pytest.mark.parametrize("code", ["37'", "37%", "37 or true", "３７", "a"])
def test_what_is_no_code_never_becomes_sql(code: str) -> None:
    with pytest.raises(ScopeMalformed):
        Scope((code,))


def test_everything_unmasked_needs_no_view() -> None:
    assert views(Scope(is_masked=False), TABLES) == {}


def test_everything_masked_hides_cells_only() -> None:
    assert set(views(Scope(), TABLES)) == {"household", "quarantine", "import_finding"}


def test_each_table_is_told_by_what_places_it() -> None:
    made = views(Scope(("37",), is_masked=False), TABLES, "w.main")

    assert made == {
        "household": (
            "select * from w.main.\"household\" where starts_with(village_code, '37')"
        ),
        "member_presence": (
            'select * from w.main."member_presence" where household_id in (select household_id '
            "from w.main.\"household\" where starts_with(village_code, '37'))"
        ),
        "case_people": 'select * from w.main."case_people" where false',
        "household_count": (
            "select * from w.main.\"household_count\" where starts_with(division_code, '37')"
        ),
        "quarantine": 'select * from w.main."quarantine" where false',
        "import_finding": (
            'select * from w.main."import_finding" where household_id in (select household_id '
            "from w.main.\"household\" where starts_with(village_code, '37'))"
        ),
        "source_household": (
            "select * from w.main.\"source_household\" where starts_with(placed_code, '37')"
        ),
    }  # fmt: skip


def test_no_division_at_all_shows_no_row_of_anyone() -> None:
    made = views(Scope(()), TABLES)

    assert made["household"].endswith("where false")
    assert made["household_count"].endswith("where false")
    assert "where false" in made["member_presence"]


def test_several_divisions_are_joined_by_or() -> None:
    made = views(Scope(("3704", "3705"), is_masked=False), {"household": ["village_code"]}, "w.m")

    assert made["household"].endswith(
        "where starts_with(village_code, '3704') or starts_with(village_code, '3705')"
    )


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("head_name", "张三丰", None),
        ("id_number", "370499900101123", None),
        ("longitude", "35.1", None),
        ("risk_1", "因疫情", "因疫情"),
        (None, "张三丰", None),
    ],
)
def test_a_masked_cell_is_not_quoted_either(
    connection: duckdb.DuckDBPyConnection, column: str | None, value: str, expected: str | None
) -> None:
    """What the import could not read may be anyone's name or number."""
    held = {"finding": ["column_name", "value", "row_json"]}
    select = views(Scope(), held, "held")["finding"].replace('held."finding"', "held")
    row = connection.execute(
        "with held as (select cast($column as varchar) as column_name, $value as value, "
        f"'all of it' as row_json) {select}",
        {"column": column, "value": value},
    ).fetchone()

    assert row == (column, expected, None)


def test_whoever_sees_no_records_sees_no_full_cell_either() -> None:
    assert Scope(is_masked=False, sight="lists").is_masked
    assert not Scope(sight="figures").shows_rows
    assert Scope(sight="lists").shows_rows


def test_lists_show_a_masked_name_and_nothing_else_of_anybody(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Of a number only that there is one, of an illness nothing, of a point no place."""
    held = {"person": ["household_id", "name", "id_number", "phone", "disease_name", "longitude"]}
    select = views(Scope(sight="lists"), held, "held")["person"].replace('held."person"', "held")
    row = connection.execute(
        "with held as (select 'h1' as household_id, '张三丰' as name, '370499199001011234' as "
        "id_number, cast(null as varchar) as phone, 'x' as disease_name, 117.36 as longitude) "
        + select
    ).fetchone()

    assert row == ("h1", "张**", "*", None, None, 120.0)


def test_the_other_side_of_a_pair_is_a_stranger_out_of_reach(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    held = {"pair": ["person_id", "village_code", "other_person_id", "other_village_code"]}
    scope = Scope(("3704",), is_masked=False)
    select = views(scope, held, "held")["pair"].replace('held."pair"', "held")
    rows = connection.execute(
        "with held as (select * from (values ('a', '370401', 'b', '370402'), ('c', '370401', 'd', "
        f"'3705')) as t (person_id, village_code, other_person_id, other_village_code)) {select}"
    ).fetchall()

    assert [row[2] for row in rows] == ["b", "*"]


def test_what_people_are_compared_by_is_shown_to_nobody_masked() -> None:
    held = {"link_person": ["person_id", "village_code", "name", "number"]}
    assert views(Scope(), held)["link_person"].endswith("where false")
    assert views(Scope(("37",)), held)["link_person"].endswith("where false")
    assert "link_person" not in views(Scope(is_masked=False), held)
