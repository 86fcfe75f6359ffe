"""When the analysts' copy is written: as a snapshot is published, and never while one waits."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from holdline.access.identity import operator
from holdline.access.scope import Scope
from holdline.build import deciding, publish
from holdline.errors import DeidentifiedUnready
from holdline.settings import settings
from holdline.warehouse import deidentified
from holdline.warehouse import snapshot as snapshots
from holdline.warehouse.connection import Warehouse
from holdline.warehouse.snapshot import Snapshot

ANALYST = Scope(sight="figures")


@pytest.fixture
def fresh(built_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Snapshot]:
    """A snapshot just built, whose copy nobody has written, where copies are made at publishing."""
    folder = tmp_path / "snapshots"
    folder.mkdir()
    held = snapshots.pointed()
    for one in (built_home / "snapshots").iterdir():
        if one.is_dir() and not one.name.startswith("."):
            (folder / one.name).symlink_to(one)
            held = one.name
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path))
    monkeypatch.delenv("HOLDLINE_ANALYSTS_COPY")
    settings.cache_clear()
    yield snapshots.named(held)
    settings.cache_clear()


def test_it_stands_when_a_snapshot_is_published(fresh: Snapshot) -> None:
    """The first analyst waits for nothing."""
    with publish.alone():
        state, _ = deciding.settle(operator(), fresh)

    assert state == "published"
    assert deidentified.place_of(fresh).is_file()


def test_who_comes_before_it_stands_is_told_so_and_it_is_begun(fresh: Snapshot) -> None:
    """Nobody is kept waiting, no half of it is read, and the next visit finds it."""
    warehouse = Warehouse(fresh)
    with pytest.raises(DeidentifiedUnready), warehouse.reading(ANALYST):
        pass
    place = deidentified.place_of(fresh)
    deidentified._under_way[place].join(60)

    assert [place.name] == [one.name for one in place.parent.glob("*.duckdb")]
    with warehouse.reading(ANALYST) as cursor:
        assert cursor.execute("select count(*) from household").fetchall()[0][0] > 0
    warehouse.close()
