"""Open a snapshot for reading: one hardened connection a process, a scoped cursor a reader."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import duckdb

from holdline import paths
from holdline.access.scope import Scope, views
from holdline.errors import SnapshotUnreadable
from holdline.warehouse import deidentified, narrowing
from holdline.warehouse.snapshot import Snapshot

# Nothing outside the file can be read or written, and nothing here can be turned back on.
HARDENED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
    "max_temp_directory_size": "0B",
    "memory_limit": "2GB",
    "threads": "2",
    "lock_configuration": "true",
}
COLUMNS = """
    select table_name, list(column_name order by column_index)
    from duckdb_columns() where schema_name = 'main' and database_name = current_database()
    group by table_name
"""
IDLE = 64


class Warehouse:
    """A snapshot open for reading; safe to use from many threads."""

    def __init__(self, snapshot: Snapshot, file: Path | None = None) -> None:
        """Open *snapshot*; use `open_snapshot`, as DuckDB opens a file once in a process.

        *file* is another file to read in the place of its warehouse: the analysts' copy.

        Raises:
            SnapshotUnreadable: the file is missing, damaged or of another DuckDB.
        """
        self.snapshot = snapshot
        self._lock = threading.Lock()
        self._idle: OrderedDict[tuple[Scope, int], duckdb.DuckDBPyConnection] = OrderedDict()
        self._made = 0
        self._file = file or snapshot.warehouse
        try:
            self._connection = duckdb.connect(self._file, read_only=True, config=HARDENED)
            self._tables = dict(self._connection.execute(COLUMNS).fetchall())
        except duckdb.Error as problem:
            raise SnapshotUnreadable(
                snapshot=snapshot.id, problem=problem, folder=paths.snapshots()
            ) from problem
        self._source = f'"{self._file.stem}".main'

    @property
    def tables(self) -> dict[str, list[str]]:
        """The columns of every table, by its name."""
        return {name: list(held) for name, held in self._tables.items()}

    @contextmanager
    def reading(self, scope: Scope) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor on which every table's name means what *scope* may see of it.

        It is this reader's alone until the block ends; then it is kept for the next reader of an
        equal scope. One that met an error is closed instead. Who is shown no rows reads
        the copy that has no personal data.

        Raises:
            DeidentifiedUnready: there is no such copy yet; it is being written.
            DeidentifiedUnwritten: there is none, and none can be written.
        """
        if not scope.shows_rows and self._file == self.snapshot.warehouse:
            with _copy(self.snapshot).reading(scope) as cursor:
                yield cursor
            return
        cursor = self._taken(scope)
        try:
            yield cursor
        except BaseException:
            cursor.close()
            raise
        self._put_back(scope, cursor)

    def close(self) -> None:
        """Close every cursor and the connection."""
        with self._lock:
            for cursor in self._idle.values():
                cursor.close()
            self._idle.clear()
            self._connection.close()

    def _taken(self, scope: Scope) -> duckdb.DuckDBPyConnection:
        with self._lock:
            key = next((key for key in reversed(self._idle) if key[0] == scope), None)
            if key is not None:
                return self._idle.pop(key)
            cursor = self._connection.cursor()
        shown = views(scope, self._tables, self._source)
        if scope.area:
            narrowing.choose(cursor, scope.area, shown.get("point", f"from {self._source}.point"))
            shown = narrowing.narrow(cursor, shown, self._tables, self._source)
        for table, select in shown.items():
            cursor.execute(f'create or replace temp view "{table}" as {select}')
        return cursor

    def _put_back(self, scope: Scope, cursor: duckdb.DuckDBPyConnection) -> None:
        with self._lock:
            self._made += 1
            self._idle[scope, self._made] = cursor
            oldest = self._idle.popitem(last=False)[1] if len(self._idle) > IDLE else None
        if oldest is not None:
            oldest.close()


def open_snapshot(snapshot: Snapshot) -> Warehouse:
    """The warehouse of *snapshot*; the same one for every caller in this process.

    Raises:
        SnapshotUnreadable: as `Warehouse`.
    """
    with _OPENING:
        return _opened(snapshot)


def _copy(snapshot: Snapshot) -> Warehouse:
    with _COPYING:
        return _copied(snapshot, deidentified.awaited(snapshot))


_OPENING, _COPYING = threading.Lock(), threading.Lock()
_opened = lru_cache(maxsize=8)(Warehouse)
_copied = lru_cache(maxsize=8)(Warehouse)
