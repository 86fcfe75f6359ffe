"""Find SQL files by name: the path below queries/ without its suffix."""

import os
from functools import lru_cache
from pathlib import Path

from holdline import paths
from holdline.errors import UnknownQuery
from holdline.queries.sqlfile import SqlFile, read


def query(name: str) -> SqlFile:
    """The SQL file called *name*, such as "briefing/headline"; read once.

    With HOLDLINE_RELOAD=1 it is read again when the file changes.

    Raises:
        UnknownQuery: no file of that name lies below queries/.
        MalformedHeader: its header cannot be read.
    """
    path = paths.QUERIES / f"{name}.sql"
    stamp = 0
    if os.environ.get("HOLDLINE_RELOAD") == "1" and path.exists():
        stamp = path.stat().st_mtime_ns
    return _read(name, path, paths.QUERIES, stamp)


def all(folder: str = "") -> tuple[SqlFile, ...]:  # noqa: A001  # read as catalogue.all
    """Every SQL file below *folder* ("" is queries/ itself), by name.

    Raises:
        MalformedHeader: a header cannot be read.
    """
    files = (paths.QUERIES / folder).rglob("*.sql")
    names = sorted(file.relative_to(paths.QUERIES).with_suffix("").as_posix() for file in files)
    return tuple(query(name) for name in names)


@lru_cache(maxsize=2048)
def _read(name: str, path: Path, root: Path, stamp: int) -> SqlFile:
    del stamp  # only tells one reading from another
    inside = path.resolve().is_relative_to(root.resolve())
    if not inside or not path.is_file():
        raise UnknownQuery(query=name, path=f"queries/{name}.sql")
    return read(path, root)
