"""Build a snapshot from a folder of import files, and publish it."""

import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb
from sqlalchemy.exc import DBAPIError

from holdline.access.identity import Person, operator
from holdline.build import (
    checking,
    dating,
    deciding,
    digests,
    going_on,
    indexing,
    naming,
    parameters,
    positions,
    publish,
    sources,
    steps,
    versions,
)
from holdline.build.engine.opening import Chosen, opened
from holdline.build.gate import Verdict
from holdline.build.importing import imported
from holdline.build.report import ImportReport
from holdline.build.sources import Sources
from holdline.errors import BuildDiskFull, BuildMemoryMalformed, HoldlineError
from holdline.quality.checks import all_checks
from holdline.settings import settings
from holdline.state.imports import State
from holdline.warehouse import snapshot
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
AMOUNT = re.compile(r"[0-9]+(\.[0-9]+)? *[KMGT]i?B", re.IGNORECASE)
FULL = ("No space left on device", "database or disk is full")


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
        manifest: of the snapshot made.
        report: what became of every row; None when an equal snapshot was held already.
        state: published, or waiting at the gate; CURRENT has not moved then.
        verdict: what the gate found against the snapshot that served before.
    """

    manifest: Manifest
    report: ImportReport | None
    state: State
    verdict: Verdict


Told = Callable[[Progress], None]


def build(
    folder: Path,
    *,
    as_of: date | None = None,
    progress: Told | None = None,
    person: Person | None = None,
    acknowledged: str = "",
    engine: Chosen | None = None,
) -> Built:
    """Build the import files of *folder* into a snapshot, and publish it unless the gate stops it.

    Args:
        folder: holds the files, as the contract names them.
        as_of: the day the import shows; None to take it from about.toml, else from the data.
        progress: told every step before it is taken, and the end.
        person: who imports; None for whoever types commands on this machine.
        acknowledged: a reason to publish it whatever the gate says; "" without one.
        engine: what runs queries/build; None for what this installation is set to.

    Raises:
        NotPermitted, ReasonWanted: *person* may not, or the reason says nothing.
        BuildMemoryShort: memory is short; building again goes on from there.
        HoldlineError: a file is refused, a statement fails, or another build is under way; no
            snapshot is published then, and the current one stays.
    """
    person = person or operator()
    person.must("act.import")
    found = sources.find(folder)
    data_hash = versions.data_hash(found, as_of)
    held = publish.equal_to(data_hash, besides=deciding.withdrawn())
    if held:
        with publish.alone():
            return Built(held.manifest, None, *deciding.settle(person, held, acknowledged))
    with publish.building(data_hash[:8]) as place:
        try:
            build = _Build(found, place, as_of, progress, engine or Chosen.set())
            manifest, report = build.run(data_hash)
            made = snapshot.named(manifest.snapshot_id)
            indexing.prepared(made)
            settled = deciding.settle(person, made, acknowledged)
            build.begin("")
            return Built(manifest, report, *settled)
        except (OSError, duckdb.Error, DBAPIError, HoldlineError) as problem:
            if not any(full in str(problem) for full in FULL):
                raise
            raise BuildDiskFull(folder=place.parent) from problem


class _Build:
    """One build under way: its database, and how far it is."""

    def __init__(
        self,
        found: Sources,
        place: Path,
        as_of: date | None,
        progress: Told | None,
        engine: Chosen,
    ) -> None:
        self.found, self.place, self.as_of, self.progress = found, place, as_of, progress
        self.engine = engine
        self.files: tuple[SqlFile, ...] = steps.all_steps()
        self.total = len(found.found) + len(self.files) + len(all_checks()) + 2
        self.done = 0
        self.began = time.perf_counter()

    def run(self, data_hash: str) -> tuple[Manifest, ImportReport]:
        """Import, derive, and put the snapshot in its place."""
        scratch = self.place / "scratch"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        with (
            opened(self.engine, scratch) as engine,
            duckdb.connect(self.place / WAREHOUSE, config=_settings(scratch)) as db,
        ):
            report, day = going_on.kept(self.place) or self._imported(db, scratch)
            before, after = steps.around(checking.TABLE, self.files)
            steps.derive(db, before, self.begin, engine)
            if {steps.table_of(file) for file in after}.isdisjoint(steps.held(db)):
                checking.run(db, day, self.begin)
            steps.derive(db, after, self.begin, engine)
            digests.load(db)
            self.begin(PUBLISH)
            manifest = self._manifest(db, day, data_hash)
            db.execute("checkpoint")
        shutil.rmtree(scratch)
        going_on.forget(self.place)
        return publish.published(self.place, manifest), report

    def _imported(self, db: duckdb.DuckDBPyConnection, scratch: Path) -> tuple[ImportReport, date]:
        report, day = imported(db, self.found, scratch, as_of=self.as_of, begun=self.begin)
        dating.inform(db, day, is_sample=self.found.about.is_sample)
        parameters.load(db, day)
        positions.load(db)
        naming.load(db)
        db.execute("checkpoint")
        going_on.keep(self.place, report, day)
        return report, day

    def _manifest(self, db: duckdb.DuckDBPyConnection, as_of: date, data_hash: str) -> Manifest:
        tables = publish.row_counts(db, steps.held(db))
        return Manifest(
            snapshot_id=publish.free_id(f"{as_of:%Y%m%d}-{data_hash[:8]}", deciding.burnt()),
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

    def begin(self, step: str) -> None:
        """Tell that *step* is begun."""
        if self.progress:
            since = time.perf_counter() - self.began
            self.progress(Progress(step, self.done, self.total, since))
        self.done += 1


def _settings(scratch: Path) -> dict[str, str | bool | int | float | list[str]]:
    """How the build's database is opened: what does not fit into memory goes to *scratch*."""
    chosen = SETTINGS | {"temp_directory": str(scratch / "spilled")}
    memory = settings().build_memory
    if memory and not AMOUNT.fullmatch(memory):
        raise BuildMemoryMalformed(value=memory)
    return chosen | {"memory_limit": memory} if memory else chosen
