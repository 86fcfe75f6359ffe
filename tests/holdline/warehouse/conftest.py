"""Snapshots made by hand, small enough to make for each test."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from holdline.warehouse.manifest import Manifest
from holdline.warehouse.snapshot import Snapshot, digest_of, named

ROWS = """
    create table household as
    select
        'h' || i as household_id,
        '3704' || lpad((i % 10)::varchar, 2, '0') || '001001' as village_code,
        '张三丰' as head_name,
        '370499199001011234' as head_id_number,
        '13812341234' as phone,
        '东街' || i as address,
        117.123456::double as longitude,
        1 as people
    from range(1000) as numbers (i);
    create table member_presence as
    select household_id, 'p' || household_id as person_id from household;
    create table case_people as select household_id as case_id, 1 as people from household;
    create table household_count as
    select left(village_code, length) as division_code, count(*) as households
    from household, (values (2), (4), (6), (9), (12)) as lengths (length) group by all;
    create table division_tree as select distinct division_code from household_count;
    create table snapshot_info as select date '2022-12-31' as as_of_on;
    create table quarantine as
    select 'head_name' as column_name, '张三丰' as value, '{"head_name": "张三丰"}' as row_json;
"""


@pytest.fixture
def publish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Snapshot]:
    """Publish a snapshot of a thousand households in ten counties, and make it the current one."""
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path))

    def published(snapshot_id: str) -> Snapshot:
        folder = tmp_path / "snapshots" / snapshot_id
        folder.mkdir(parents=True)
        warehouse = folder / "warehouse.duckdb"
        with duckdb.connect(warehouse) as connection:
            connection.execute(ROWS)
        manifest = Manifest(
            snapshot_id=snapshot_id,
            created_at="2026-01-01T00:00:00Z",
            as_of_on=date(2022, 12, 31),
            is_sample=True,
            code_version="0",
            rule_pack="none",
            data_hash="",
            files={"warehouse.duckdb": digest_of(warehouse)},
            tables={"household": 1000},
            sources={},
            quarantined=0,
            findings=0,
        )
        (folder / "manifest.json").write_text(manifest.to_json(), "utf-8")
        (folder.parent / "CURRENT").write_text(f"{snapshot_id}\n", "utf-8")
        return named(snapshot_id)

    return published
