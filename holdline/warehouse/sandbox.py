"""Run a reader's own SQL over copies of what they may see, in a process of its own.

The copies are made by whoever knows what may be seen; this process never has the snapshot, so no
SQL can step round a view to it. What runs too long, or takes too much, ends with that process.
"""

import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow as pa

from holdline.errors import SqlNotOneSelect, SqlRefused, SqlStopped, SqlTooLarge

ALONE = Path(__file__).with_name("sandboxed.py")
SECONDS = 15
ROWS, BYTES = 10_000, 32 << 20
LONGEST = 400  # characters of a problem that are told


@dataclass(frozen=True)
class Answer:
    """Rows, and whether there were more than are given."""

    rows: pl.DataFrame
    is_more: bool


def run(sql: str, tables: Mapping[str, pl.DataFrame], *, seconds: int = SECONDS) -> Answer:
    """The answer of one SELECT over *tables*.

    Args:
        sql: as the reader wrote it.
        tables: all there is, by name.
        seconds: after which it is stopped, reading the tables included.

    Raises:
        SqlNotOneSelect, SqlRefused, SqlTooLarge: it is something else, cannot be run, or gives
            more than BYTES.
        SqlStopped: it took longer than it may, or more memory.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder) / f"{at}.arrow" for at, name in enumerate(tables)}
        for name, rows in tables.items():
            rows.write_ipc(files[name], compat_level=pl.CompatLevel.oldest())
        job = {
            "sql": sql, "rows": ROWS, "bytes": BYTES, "seconds": seconds,
            "tables": {name: str(file) for name, file in files.items()},
        }  # fmt: skip
        try:
            done = subprocess.run(  # noqa: S603  our own file, by our own interpreter
                [sys.executable, "-I", str(ALONE)], input=json.dumps(job).encode(), env={},
                capture_output=True, timeout=seconds, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as problem:
            raise SqlStopped(seconds=seconds) from problem
    return _read(done.stdout, seconds)


def _read(told: bytes, seconds: int) -> Answer:
    head, _, body = told.partition(b"\n")
    if not head:
        raise SqlStopped(seconds=seconds)
    about = json.loads(head)
    if (fault := about.get("fault")) == "statement":
        raise SqlNotOneSelect
    if fault == "size":
        raise SqlTooLarge(megabytes=BYTES >> 20)
    if fault:
        raise SqlRefused(problem=about["problem"][:LONGEST])
    with pa.ipc.open_stream(io.BytesIO(body)) as stream:
        rows = pl.from_arrow(stream.read_all())
    assert isinstance(rows, pl.DataFrame)  # noqa: S101  a table is none other
    whole = [  # what a sum of whole numbers is
        pl.col(name).cast(pl.Int128)
        for name, kind in rows.schema.items()
        if isinstance(kind, pl.Decimal) and kind.scale == 0
    ]
    return Answer(rows.with_columns(whole), bool(about["is_more"]))
