"""A cursor sees its reader's scope and nothing else, from many threads at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from holdline.access.scope import Scope
from holdline.errors import SnapshotUnreadable
from holdline.warehouse import connection
from holdline.warehouse.connection import Warehouse, open_snapshot
from holdline.warehouse.snapshot import Snapshot

Publish = Callable[[str], Snapshot]
EVERYTHING = Scope(is_masked=False)
COUNTY = Scope(("370403",))


@pytest.fixture
def warehouse(publish: Publish) -> Iterator[Warehouse]:
    """A thousand households in ten counties."""
    opened = Warehouse(publish("s1"))
    yield opened
    opened.close()


def value(warehouse: Warehouse, scope: Scope, sql: str) -> object:
    with warehouse.reading(scope) as cursor:
        row = cursor.execute(sql).fetchone()
    return row[0] if row else None


@pytest.mark.parametrize(
    ("table", "everyone", "county"),
    [
        ("household", 1000, 100),
        ("member_presence", 1000, 100),
        ("case_people", 1000, 0),
        ("household_count", 1 + 1 + 10 + 10 + 10, 3),
        ("division_tree", 32, 32),
        ("snapshot_info", 1, 1),
        ("quarantine", 1, 0),
    ],
)
def test_rows_are_those_of_the_scope(
    warehouse: Warehouse, table: str, everyone: int, county: int
) -> None:
    count = f"select count(*) from {table}"

    assert value(warehouse, EVERYTHING, count) == everyone
    assert value(warehouse, COUNTY, count) == county


def test_cells_are_masked_unless_the_reader_may_see_them(warehouse: Warehouse) -> None:
    cells = (
        "select [head_name, head_id_number, phone, address, longitude::varchar, household_id] "
        "from household where household_id = 'h3'"
    )

    assert value(warehouse, EVERYTHING, cells) == [
        "张三丰", "370499199001011234", "13812341234", "东街3", "117.123456", "h3",
    ]  # fmt: skip
    assert value(warehouse, COUNTY, cells) == [
        "张**", "370499************", "138****1234", None, "117.12", "h3",
    ]  # fmt: skip


def test_rows_set_aside_are_counted_but_not_quoted_to_masked_readers(warehouse: Warehouse) -> None:
    quoted = "select [column_name, value, cast(row_json is null as varchar)] from quarantine"

    assert value(warehouse, EVERYTHING, quoted) == ["head_name", "张三丰", "false"]
    assert value(warehouse, Scope(), quoted) == ["head_name", None, "true"]
    assert value(warehouse, COUNTY, quoted) is None


def test_a_reader_cannot_search_for_what_is_masked(warehouse: Warehouse) -> None:
    found = "select count(*) from household where head_id_number = '370499199001011234'"

    assert value(warehouse, EVERYTHING, found) == 1000
    assert value(warehouse, Scope(), found) == 0


def test_masking_keeps_names_order_and_types(warehouse: Warehouse) -> None:
    described = "select list(column_name || ' ' || column_type) from (describe household)"

    assert value(warehouse, COUNTY, described) == value(warehouse, EVERYTHING, described)


def test_a_cursor_is_kept_for_an_equal_scope_only(warehouse: Warehouse) -> None:
    with warehouse.reading(COUNTY) as first:
        pass
    with warehouse.reading(Scope(("370403",))) as second, warehouse.reading(COUNTY) as third:
        assert second is first
        assert third is not first
    with warehouse.reading(EVERYTHING) as fourth:
        assert fourth not in (first, third)


def test_a_cursor_that_met_an_error_is_not_used_again(warehouse: Warehouse) -> None:
    with pytest.raises(duckdb.Error), warehouse.reading(COUNTY) as first:
        first.execute("select nothing from household")
    with warehouse.reading(COUNTY) as second:
        assert second is not first


def test_idle_cursors_are_few(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "IDLE", 2)
    for county in range(5):
        with warehouse.reading(Scope((f"37040{county}",))):
            pass

    assert [key[0].divisions for key in warehouse._idle] == [("370403",), ("370404",)]


@pytest.mark.parametrize(
    "sql",
    [
        "create table x as select 1",
        "delete from warehouse.main.household",
        "select * from read_csv('/etc/passwd')",
        "select * from '/etc/passwd'",
        "copy household to '/tmp/x.csv'",
        "attach '/tmp/x.duckdb' as x",
        "install httpfs",
        "load spatial",
        "set enable_external_access = true",
        "set memory_limit = '100GB'",
        "set threads = 64",
        "reset lock_configuration",
        "select * from warehouse",
    ],
)
def test_nothing_outside_can_be_reached_or_turned_on(warehouse: Warehouse, sql: str) -> None:
    """The last one would read the Python variable `warehouse` as a table."""
    with pytest.raises(duckdb.Error), warehouse.reading(EVERYTHING) as cursor:
        cursor.execute(sql)


def test_many_threads_at_once_each_get_their_own_answer(warehouse: Warehouse) -> None:
    """16 threads × 200 queries over 12 scopes; every answer is its scope's."""
    scopes = [Scope((f"37040{county}",)) for county in range(10)]
    scopes += [EVERYTHING, Scope(("370401", "370402", "370403"))]

    def asked(thread: int) -> list[tuple[Scope, object]]:
        chosen = [scopes[(thread * 7 + turn) % len(scopes)] for turn in range(200)]
        sql = "select [count(*), count(distinct village_code), sum(people)] from household"
        return [(scope, value(warehouse, scope, sql)) for scope in chosen]

    with ThreadPoolExecutor(16) as pool:
        answers = [one for found in pool.map(asked, range(16)) for one in found]
    counties = {scope: 10 if scope.is_everywhere else len(scope.divisions) for scope in scopes}
    wrong = [
        (scope, answer)
        for scope, answer in answers
        if answer != [counties[scope] * 100, counties[scope], counties[scope] * 100]
    ]

    assert len(answers) == 3200
    assert wrong == []


def test_a_snapshot_is_opened_once(publish: Publish) -> None:
    found = publish("s1")

    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: open_snapshot(found), range(8)))
    assert len(set(map(id, opened))) == 1
    assert opened[0].tables["snapshot_info"] == ["as_of_on"]


@pytest.mark.parametrize("damage", [b"", b"not a database"])
def test_a_file_that_is_no_warehouse_is_said_to_be_unreadable(
    publish: Publish, damage: bytes
) -> None:
    found = publish("s1")
    found.warehouse.write_bytes(damage)

    with pytest.raises(SnapshotUnreadable, match="s1 cannot be read"):
        Warehouse(found)
