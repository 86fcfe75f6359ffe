"""Derive the core tables and cubes: every SQL file of queries/build, after the tables it reads."""

from collections.abc import Callable, Collection, Iterable, Sequence
from graphlib import CycleError, TopologicalSorter

import duckdb

from holdline.build.engine.here import Here
from holdline.build.engine.making import Engine
from holdline.errors import BuildOrderCircular, BuildReadsUnknown
from holdline.queries import catalogue
from holdline.queries.sqlfile import SqlFile

STAGES = ("build/core", "build/linkage", "build/cubes")


def all_steps() -> tuple[SqlFile, ...]:
    """The SQL files of core and cubes, in the order to run them.

    Raises:
        BuildOrderCircular: some of them read one another.
        MalformedHeader: a header cannot be read.
    """
    return ordered([file for stage in STAGES for file in catalogue.all(stage)])


def ordered(files: Sequence[SqlFile]) -> tuple[SqlFile, ...]:
    """*files*, each after those whose tables it reads; by name where that leaves a choice.

    Raises:
        BuildOrderCircular: some of them read one another.
    """
    made = {table_of(file): file for file in files}
    reads = {name: sorted(made.keys() & set(file.reads)) for name, file in made.items()}
    sorter = TopologicalSorter(reads)
    try:
        sorter.prepare()
    except CycleError as circle:
        raise BuildOrderCircular(tables=" → ".join(reversed(circle.args[1]))) from circle
    order: list[SqlFile] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order += [made[name] for name in ready]
        sorter.done(*ready)
    return tuple(order)


def around(table: str, files: Iterable[SqlFile]) -> tuple[tuple[SqlFile, ...], tuple[SqlFile, ...]]:
    """*files* that can run before *table* is made, and those that need it, each in their order.

    Args:
        table: what a step between them makes.
        files: in the order to run them.
    """
    needing = {table}
    before: list[SqlFile] = []
    after: list[SqlFile] = []
    for file in files:
        if needing.isdisjoint(file.reads):
            before.append(file)
        else:
            after.append(file)
            needing.add(table_of(file))
    return tuple(before), tuple(after)


def table_of(file: SqlFile) -> str:
    """The table a build file makes: its stem."""
    return file.path.stem


def derive(
    db: duckdb.DuckDBPyConnection,
    files: Iterable[SqlFile],
    begun: Callable[[str], None],
    engine: Engine | None = None,
) -> None:
    """Run *files* in their order, each making its table; one that stands already is left.

    Args:
        db: the build, with its source tables.
        files: in the order to run them.
        begun: told each table before it is made.
        engine: what runs them; None for *db* itself.

    Raises:
        BuildReadsUnknown: a file reads a table that neither the import nor a file makes.
        BuildMemoryShort, BuildStepFailed, EngineStepFailed: a statement fails.
    """
    files, engine = tuple(files), engine or Here()
    there = held(db)
    _refuse_unknown(files, there)
    for file in files:
        begun(table_of(file))
        if table_of(file) not in there:
            engine.make(db, file)


def held(db: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The tables of the build that are kept, by name."""
    rows = db.execute(
        "select table_name from duckdb_tables() where not temporary order by table_name"
    ).fetchall()
    return tuple(row[0] for row in rows)


def _refuse_unknown(files: Sequence[SqlFile], tables: Collection[str]) -> None:
    known = {*tables, *map(table_of, files)}
    for file in files:
        unknown = sorted(set(file.reads) - known)
        if unknown:
            raise BuildReadsUnknown(path=f"queries/{file.name}.sql", tables=", ".join(unknown))
