"""An import from beginning to end: take files in, ask about headers, plan, check, build."""

import json
import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from holdline.access import audit
from holdline.access.identity import Person
from holdline.build import batches, building, merging, rejected
from holdline.build.batches import Batch
from holdline.build.building import Built, Progress
from holdline.build.headers import bare
from holdline.build.importing import imported
from holdline.build.mending import mended
from holdline.build.plan import Plan
from holdline.build.receiving import received, refusal
from holdline.build.recognising import recognised
from holdline.build.report import ImportReport, SourceReport
from holdline.build.sources import about, find
from holdline.errors import (
    HoldlineError,
    ImportAnswerMalformed,
    ImportFilesMissing,
    ImportHeadersUnanswered,
    ImportNeedsWhole,
    SnapshotMissing,
    SnapshotUnreadable,
)
from holdline.reference import columns
from holdline.settings import settings
from holdline.state import mappings
from holdline.state.store import store
from holdline.warehouse import snapshot

PROGRESS = "progress.json"
CHECKED = "checked.duckdb"
Told = building.Told


def taken_in(
    given: Sequence[Path],
    person: Person,
    *,
    source: str = "",
    as_of: str = "",
    adds: bool = False,
    is_sample: bool = False,
) -> Batch:
    """Take the files at *given* in, and recognise what they hold; nothing is imported yet.

    Args:
        given: files, folders and archives.
        person: who brings them.
        source: the name under which answers about headers are remembered.
        as_of: the day they show, ISO; "" to take it from about.toml or the data.
        adds: whether their tables are added to those held instead of replacing them.
        is_sample: their households are invented; about.toml may say so too.

    Raises:
        NotPermitted, ImportNeedsWhole: *person* may not import, or not see all there is.
        ImportFilesMissing: there is nothing at *given*.
        AboutMalformed: about.toml cannot be read.
    """
    person.must("act.import")
    if not sees_all(person):
        raise ImportNeedsWhole
    begun = batches.begun(person.account, source=source, as_of=as_of, adds=adds)
    try:
        came = received(given, begun.folder)
        told = about(came.about) if came.about else None
    except HoldlineError:
        shutil.rmtree(begun.folder)
        raise
    kept = begun.kept(
        files=came.files,
        refused=came.refused,
        ignored=came.ignored,
        is_sample=is_sample or bool(told and told.is_sample),
        as_of=as_of or (told.as_of.isoformat() if told and told.as_of else ""),
    )
    audit.record(person, "import.received", kept.number, files=len(kept.files))
    return looked_through(kept)


def sees_all(person: Person) -> bool:
    """Whether *person* sees all this installation holds: a snapshot is of all of it."""
    held = settings().jurisdiction
    return all(any(code.startswith(own) for own in person.divisions) for code in held)


def looked_through(batch: Batch) -> Batch:
    """The *batch* with what its files hold, by the answers remembered for its source."""
    sheets, refused = recognised(batch.files, remembered(batch.source))
    names = {one.label for one in batch.files} | {one.name for one in batch.sheets}
    kept = tuple(one for one in batch.refused if one.name not in names)
    return batch.kept(sheets=sheets, refused=(*kept, *refused))


def remembered(source: str) -> dict[str, dict[str, str]]:
    """What headers mean to *source*, by table and bare header."""
    with store().reading() as db:
        return mappings.answers(db, source)


def answer(person: Person, source: str, table: str, header: str, identifier: str) -> None:
    """Remember that *header* means the column *identifier* of *table* to *source*; "" for none.

    Raises:
        NotPermitted: *person* may not import.
        ImportAnswerMalformed: the table has no such column.
    """
    person.must("act.import")
    if identifier and identifier not in {one.identifier for one in columns.table(table)}:
        raise ImportAnswerMalformed(answer=f"{header}={identifier}")
    with store().writing() as db:
        mappings.remember(
            db, source, table, bare(header), header=header, identifier=identifier,
            account=person.account,
        )  # fmt: skip


def planned(batch: Batch) -> Plan:
    """The plan of *batch* laid over the data in use, written into its folder.

    Raises:
        ImportHeadersUnanswered: a header must be asked about first.
        ImportFilesMissing: no file holds a table.
        ImportRowsGone: rows are mended of files that are not held.
    """
    if batch.questions:
        asked = [one.header for _, one in batch.questions]
        raise ImportHeadersUnanswered(count=len(asked), headers=", ".join(asked))
    bad = {one.name for one in batch.refused}
    sheets = [one for one in batch.sheets if one.name not in bad]
    parts = merging.parts_of(batch.number, batch.files, sheets, remembered(batch.source))
    if not parts:
        raise ImportFilesMissing(paths=", ".join(one.label for one in batch.files))
    corrections = {one.name for one in sheets if one.is_correction}
    rows = mended([one for one in parts if one.name in corrections])
    ignored = (*batch.ignored, *(one.name for one in sheets if not one.table))
    new = Plan(batch.number, batch.day, batch.is_sample, parts, ignored)
    plan = merging.merged(new, _current(new, rows), mended=rows, adds=batch.adds)
    plan.written(batch.folder)
    return plan


def checked(batch: Batch, *, progress: Told | None = None) -> Batch:
    """Read all rows of the *batch* and what it is laid over, as a build does, and publish nothing.

    The rejected rows are kept in its folder; holdline.build.rejected reads them.

    Raises:
        HoldlineError: as `planned` and holdline.build.importing.imported.
    """
    planned(batch)
    file, scratch = batch.folder / CHECKED, batch.folder / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    file.unlink(missing_ok=True)
    scratch.mkdir()
    try:
        found = find(batch.folder)
        steps = _Steps(len(found.found) + 1, progress)
        with duckdb.connect(file) as db:
            report, _ = imported(db, found, scratch, as_of=batch.day, begun=steps.begin)
        rejected.kept(file, batch.folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        file.unlink(missing_ok=True)
    return batch.kept(state="checked", report=report.sources)


def built(
    batch: Batch, person: Person, *, acknowledged: str = "", progress: Told | None = None
) -> tuple[Batch, Built]:
    """Build *batch* into a snapshot, and publish it unless the gate stops it.

    Raises:
        HoldlineError: as `planned` and holdline.build.building.build; the batch is kept as failed.
    """
    try:
        planned(batch)
        under_way = batch.kept(state="building", failure=None)
        made = building.build(
            batch.folder, as_of=batch.day, progress=progress, person=person,
            acknowledged=acknowledged,
        )  # fmt: skip
    except HoldlineError as fault:
        batch.kept(state="failed", failure=refusal(batch.number, fault))
        raise
    rejected.kept(snapshot.named(made.manifest.snapshot_id).warehouse, batch.folder)
    report = made.report.sources if made.report else _told_before(made.manifest.snapshot_id)
    done = under_way.kept(state=made.state, snapshot_id=made.manifest.snapshot_id, report=report)
    counts = totals(ImportReport(done.report, ()))
    snapshot_id = made.manifest.snapshot_id
    audit.record(person, "import.published", batch.number, snapshot=snapshot_id, **counts)
    return done, made


class _Steps:
    """The steps of a check, told as those of a build are."""

    def __init__(self, total: int, told: Told | None) -> None:
        self.total, self.told, self.done, self.began = total, told, 0, time.perf_counter()

    def begin(self, step: str) -> None:
        """Tell that *step* is begun."""
        if self.told:
            since = time.perf_counter() - self.began
            self.told(Progress(step, self.done, self.total, since))
        self.done += 1


def totals(report: ImportReport) -> dict[str, int]:
    """Rows read, accepted and rejected, of all parts."""
    return {
        "read": sum(one.read for one in report.sources),
        "accepted": sum(one.accepted for one in report.sources),
        "rejected": report.quarantined,
    }


def note_progress(folder: Path, progress: Progress) -> None:
    """Write how far the build of the import in *folder* is, for whoever looks at it."""
    told = {"step": progress.step, "done": progress.done, "total": progress.total}
    draft = folder / f"{PROGRESS}.tmp"
    draft.write_text(json.dumps(told | {"seconds": round(progress.seconds, 1)}), "utf-8")
    draft.replace(folder / PROGRESS)


def _told_before(snapshot_id: str) -> tuple[SourceReport, ...]:
    """What became of the rows of the equal import that made the snapshot before."""
    made = (one.report for one in batches.batches() if one.snapshot_id == snapshot_id)
    return next(made, ())


def _current(new: Plan, mending: Mapping[str, object]) -> Plan | None:
    """The plan of the snapshot in use; None when real data would be laid over invented ones."""
    try:
        in_use = snapshot.current().id
    except (SnapshotMissing, SnapshotUnreadable):
        return None
    made = next((one for one in batches.batches() if one.snapshot_id == in_use), None)
    plan = Plan.read(made.folder) if made else None
    is_mixed = plan is not None and plan.is_sample != new.is_sample and not mending
    return None if is_mixed else plan
