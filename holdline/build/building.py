"""Build a snapshot from a folder of import files, and publish it."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb

from holdline.build import (
    checking,
    dating,
    parameters,
    positions,
    publish,
    sources,
    steps,
    versions,
)
from holdline.build.importing import imported
from holdline.build.report import ImportReport
from holdline.build.sources import Sources
from holdline.errors import BuildDiskFull, HoldlineError
from holdline.quality.checks import all_checks
from holdline.warehouse.manifest import Manifest
from holdline.warehouse.snapshot import WAREHOUSE

if TYPE_CHECKING:
    from holdline.queries.sqlfile import SqlFile

SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "storage_compatibility_version": "v1.5.0",
    "preserve_insertion_order": "true",
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
}
PUBLISH = "publish"
FULL = "No space left on device"


@dataclass(frozen=True)
class Progress:
    """How far a build is.

    Attributes:
        step: what is begun: a source's name, "place", a table's name, "publish"; "" at the end.
        done: steps finished before it.
        total: steps in all.
        seconds: since the build began.
    """

    step: str
    done: int
    total: int
    seconds: float


@dataclass(frozen=True)
class Built:
    """What a build gave.

    Attributes:
        manifest: of the snapshot CURRENT now points at.
        report: what became of every row; None when an equal snapshot was held already.
    """

    manifest: Manifest
    report: ImportReport | None


Told = Callable[[Progress], None]


def build(folder: Path, *, as_of: date | None = None, progress: Told | None = None) -> Built:
    """Build the import files of *folder* into a snapshot, and publish it.

    Args:
        folder: holds the files, as the contract names them.
        as_of: the day the import shows; None to take it from about.toml, else from the data.
        progress: told every step before it is taken, and the end.

    Raises:
        HoldlineError: a file is refused, a statement fails, or another build is under way; no
            snapshot is published then, and the current one stays.
    """
    found = sources.find(folder)
    data_hash = versions.data_hash(found, as_of)
    held = publish.equal_to(data_hash)
    if held:
        publish.point(held.snapshot_id)
        return Built(held, None)
    with publish.building(data_hash[:8]) as place:
        try:
            return _Build(found, place, as_of, progress).run(data_hash)
        except (OSError, duckdb.Error, HoldlineError) as problem:
            if FULL not in str(problem):
                raise
            raise BuildDiskFull(folder=place.parent) from problem


class _Build:
    """One build under way: its database, and how far it is."""

    def __init__(
        self, found: Sources, place: Path, as_of: date | None, progress: Told | None
    ) -> None:
        self.found, self.place, self.as_of, self.progress = found, place, as_of, progress
        self.files: tuple[SqlFile, ...] = steps.all_steps()
        self.total = len(found.found) + len(self.files) + len(all_checks()) + 2
        self.done = 0
        self.began = time.perf_counter()

    def run(self, data_hash: str) -> Built:
        """Import, derive, and publish."""
        scratch = self.place / "scratch"
        scratch.mkdir()
        settings = SETTINGS | {"temp_directory": str(scratch / "spilled")}
        with duckdb.connect(self.place / WAREHOUSE, config=settings) as db:
            report, day = imported(db, self.found, scratch, as_of=self.as_of, begun=self._begin)
            dating.inform(db, day, is_sample=self.found.about.is_sample)
            parameters.load(db, day)
            positions.load(db)
            before, after = steps.around(checking.TABLE, self.files)
            steps.derive(db, before, self._begin)
            checking.run(db, day, self._begin)
            steps.derive(db, after, self._begin)
            self._begin(PUBLISH)
            manifest = self._manifest(db, day, data_hash)
            db.execute("checkpoint")
        shutil.rmtree(scratch)
        whole = publish.published(self.place, manifest)
        self._begin("")
        return Built(whole, report)

    def _manifest(self, db: duckdb.DuckDBPyConnection, as_of: date, data_hash: str) -> Manifest:
        tables = publish.row_counts(db, steps.held(db))
        return Manifest(
            snapshot_id=publish.free_id(f"{as_of:%Y%m%d}-{data_hash[:8]}"),
            created_at=datetime.now(UTC).isoformat(timespec="seconds"),
            as_of_on=as_of,
            is_sample=self.found.about.is_sample,
            code_version=versions.code_version(),
            rule_pack=versions.rule_pack(),
            data_hash=data_hash,
            files={},
            tables=tables,
            sources=self.found.digests,
            quarantined=tables["quarantine"],
            findings=tables["import_finding"],
        )

    def _begin(self, step: str) -> None:
        if self.progress:
            since = time.perf_counter() - self.began
            self.progress(Progress(step, self.done, self.total, since))
        self.done += 1
