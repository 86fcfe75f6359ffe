"""What differs between two snapshots, exactly; and households known again under another number."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from holdline import paths
from holdline.access.scope import Scope
from holdline.build import building, comparing, digests, publish, versions
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.warehouse import snapshot
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

Write = Callable[..., Path]
ID = "3701020010020001"
HEAD = "370199198001011239"
OTHER = "370199197002022233"
BOOKS = """
select count(*) from compared_place
where old_rows + added - removed + moved_in - moved_out <> new_rows
"""


@pytest.fixture
def made(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Snapshot]:
    """A snapshot of a small import, without core tables."""
    monkeypatch.setattr(versions, "code_version", lambda: "code")
    monkeypatch.setattr(versions, "rule_pack", lambda: "rules")
    monkeypatch.setattr(building.steps, "all_steps", lambda: ())
    monkeypatch.setattr(building, "all_checks", lambda: ())
    monkeypatch.setattr(building.checking, "all_checks", lambda: ())
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / "home"))

    def making(**tables: list[dict[str, str]]) -> Snapshot:
        folder = write(**tables)
        built = building.build(folder, as_of=date(2022, 12, 31), acknowledged="as the test says")
        return snapshot.named(built.manifest.snapshot_id)

    return making


def rows(one: Snapshot, asked: str) -> list[tuple[object, ...]]:
    """The rows of a query of a comparison."""
    with open_snapshot(one).reading(Scope(is_masked=False)) as cursor:
        return cursor.execute(asked).fetchall()


def changes(one: Snapshot) -> list[tuple[object, ...]]:
    """Each row that differs: table, key, key before, what happened."""
    asked = "select table_name, row_key, old_key, change from compared_row order by all"
    return rows(one, asked)


def test_what_came_went_and_changed_is_told_cell_by_cell(made: Callable[..., Snapshot]) -> None:
    """A row that is as it was is not mentioned, and every village's books close."""
    old = made(household=[{"户编号": "a"}, {"户编号": "b"}, {"户编号": "c", "户主证件号码": OTHER}],
               member=[{"户编号": "a"}], monitor_case=[{"户编号": "a"}])  # fmt: skip
    new = made(household=[{"户编号": "a"}, {"户编号": "b", "户主姓名": "示例乙"},
                          {"户编号": "d", "户主证件号码": "370199196003033212"}],
               member=[{"户编号": "a"}], monitor_case=[{"户编号": "a"}])  # fmt: skip
    found = comparing.comparison(old, new)

    assert changes(found) == [
        ("household", "b", "b", "changed"),
        ("household", "c", "c", "removed"),
        ("household", "d", None, "added"),
    ]
    assert rows(found, "select column_name, old_value, new_value from compared_field") == [
        ("head_name", "示例甲", "示例乙")
    ]
    assert rows(found, BOOKS) == [(0,)]


def test_a_household_with_another_number_is_known_again(made: Callable[..., Snapshot]) -> None:
    """With its member and its case: nothing is removed or added, and the reason is told."""
    old = made()
    new = made(
        household=[{"户编号": "n"}], member=[{"人编号": "n1", "户编号": "n"}],
        monitor_case=[{"监测编号": "J9", "户编号": "n"}],
    )  # fmt: skip
    found = comparing.comparison(old, new)
    evidence = "select table_name, evidence from compared_row order by all"

    assert changes(found) == [
        ("household", "n", ID, "renamed"),
        ("member", "n1", "3701020010020001001", "renamed"),
        ("monitor_case", "J9", "J1", "renamed"),
    ]
    assert rows(found, evidence) == [
        ("household", "head_number,all_members,same_place"),
        ("member", "household_renamed"),
        ("monitor_case", "household_renamed"),
    ]
    assert rows(found, "from compared_field") == []
    assert rows(found, BOOKS) == [(0,)]


def test_a_member_that_only_follows_its_household_has_not_changed(
    made: Callable[..., Snapshot],
) -> None:
    """Its own number is as before; that of its household says nothing new."""
    old = made()
    new = made(
        household=[{"户编号": "n"}], member=[{"户编号": "n"}], monitor_case=[{"户编号": "n"}]
    )

    assert changes(comparing.comparison(old, new)) == [("household", "n", ID, "renamed")]


def test_of_two_with_the_same_head_the_one_with_the_member_is_it(
    made: Callable[..., Snapshot],
) -> None:
    """The better evidence decides."""
    old = made()
    new = made(household=[{"户编号": "m"}, {"户编号": "n"}], member=[{"户编号": "n"}],
               monitor_case=[{"户编号": "n"}])  # fmt: skip
    found = [row for row in changes(comparing.comparison(old, new)) if row[0] == "household"]

    assert found == [("household", "m", None, "added"), ("household", "n", ID, "renamed")]


def test_heads_alone_that_two_share_are_not_guessed(made: Callable[..., Snapshot]) -> None:
    """No members tell them apart."""
    old = made(household=[{}, {"户编号": "k", "户主证件号码": OTHER}], member=[{"户编号": "k"}],
               monitor_case=[{"户编号": "k"}])  # fmt: skip
    new = made(household=[{"户编号": "m"}, {"户编号": "n"}, {"户编号": "k", "户主证件号码": OTHER}],
               member=[{"户编号": "k"}], monitor_case=[{"户编号": "k"}])  # fmt: skip
    found = [row for row in changes(comparing.comparison(old, new)) if row[0] == "household"]

    assert found == [
        ("household", ID, ID, "removed"),
        ("household", "m", None, "added"),
        ("household", "n", None, "added"),
    ]


def test_digests_of_another_making_are_made_again(
    made: Callable[..., Snapshot], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else every row would seem to differ after an update of DuckDB."""
    old = made()
    with monkeypatch.context() as patch:
        patch.setattr(digests, "made_by", lambda: "another")
        patch.setattr(digests, "selected", lambda *_: (
            "select 'household' as table_name, 'v' as village_code, "
            "1::ubigint as row_key, 2::ubigint as digest"
        ))  # fmt: skip
        new = made(household=[{"户主姓名": "示例乙"}])
    shutil.rmtree(paths.derived())

    assert changes(comparing.comparison(old, new)) == [("household", ID, ID, "changed")]


def test_a_comparison_is_made_once_and_again_when_harmed(made: Callable[..., Snapshot]) -> None:
    """It is read through a digest like a snapshot."""
    old, new = made(), made(household=[{"户主姓名": "示例乙"}])
    first = comparing.comparison(old, new)
    made_at = first.warehouse.stat().st_mtime_ns

    assert comparing.comparison(old, new).warehouse.stat().st_mtime_ns == made_at
    first.warehouse.write_bytes(first.warehouse.read_bytes()[:-1])
    assert changes(comparing.comparison(old, new)) == [("household", ID, ID, "changed")]


def test_masks_and_scope_hold_in_a_comparison(compared: Snapshot) -> None:
    """A masked reader sees that a telephone differs, not what it was; another county nothing."""
    with open_snapshot(compared).reading(Scope()) as cursor:
        masked = cursor.execute("select column_name, old_value, new_value from compared_field")
        assert masked.fetchall() == [("phone", None, None)] * 2
        inputs = {"view": "management", "division": "37", "kind": "household", "operator": ""}
        emptied = run(cursor, query("compared/fields"), inputs).rows["emptied"].to_list()
        assert emptied == [0]
    with open_snapshot(compared).reading(Scope(is_masked=False)) as cursor:
        full = cursor.execute("select distinct new_value from compared_field").fetchall()
        assert full == [("13900000000",)]
    with open_snapshot(compared).reading(Scope(divisions=("99",))) as cursor:
        inputs = {"view": "management", "division": ""}
        assert run(cursor, query("compared/totals"), inputs).rows.is_empty()
        assert cursor.execute("from compared_row").fetchall() == []


def test_the_edited_sample_is_told_exactly(compared: Snapshot) -> None:
    """One household gone, one renamed with its members, two with another telephone."""
    asked = "select change, count(*) from compared_row where table_name = 'household' group by all"

    assert sorted(rows(compared, asked)) == [("changed", 2), ("removed", 1), ("renamed", 1)]
    assert rows(compared, "select count(*) from compared_row where change = 'added'") == [(0,)]
    assert rows(compared, BOOKS) == [(0,)]


def test_names_of_comparisons_are_never_those_of_snapshots() -> None:
    """A free id has no two full stops."""
    assert comparing.BETWEEN not in publish.free_id("20221231-abc")


def test_the_oldest_comparisons_are_forgotten(
    made: Callable[..., Snapshot], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They can be made again; snapshots themselves are kept."""
    monkeypatch.setattr(comparing, "KEPT", 1)
    old, new = made(), made(household=[{"户主姓名": "示例乙"}])
    there, back = comparing.comparison(old, new), comparing.comparison(new, old)

    assert back.folder.is_dir()
    assert not there.folder.is_dir()
    assert old.folder.is_dir()
