"""Read what others made in a process of its own: one that dies or dawdles takes nothing with it."""

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from holdline import errors, paths
from holdline.build.workbook import Converted, Sheet
from holdline.errors import ImportReaderStopped

SECONDS = 120.0
COMMAND = (sys.executable, "-m", "holdline.build.child")


def sheets(file: Path) -> list[Sheet]:
    """The sheets of the workbook *file*; as `workbook.sheets`, in the reader's process."""
    return [
        Sheet(**one | {"merged": [_corners(range_) for range_ in one["merged"]]})
        for one in _ask(file, act="sheets")
    ]


def converted(
    file: Path, sheet: str, table: str, parquet: Path, answers: Mapping[str, str]
) -> Converted:
    """Turn a sheet to Parquet; as `workbook.converted`, in the reader's process."""
    asked = {"sheet": sheet, "table": table, "parquet": str(parquet), "answers": dict(answers)}
    given = _ask(file, act="converted", **asked)
    places = {name: tuple(tuple(one) for one in given[name]) for name in ("formulas", "errors")}
    return Converted(tuple(given["headers"]), given["above"], tuple(given["kinds"]), **places)


def parquet_columns(file: Path) -> list[str]:
    """The columns of a Parquet file whose description is sound.

    Raises:
        ImportFileUnreadable: it is damaged, or has more rows than any honest one.
    """
    return list(_ask(file, act="parquet"))


@contextmanager
def kept() -> Iterator[None]:
    """Keep the reader's process for all that is read within; it ends with the block."""
    try:
        yield
    finally:
        _reader.stop()


class Reader:
    """The process, started when first asked, and anew after it died."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self.process: subprocess.Popen[str] | None = None
        self.lock = Lock()

    def ask(self, job: dict[str, Any], seconds: float) -> dict[str, Any] | None:
        """The answer to *job*; None when the process died or took longer than *seconds*."""
        with self.lock:
            process = self._started()
            line = ""
            if process.stdin and process.stdout:
                try:
                    process.stdin.write(json.dumps(job, ensure_ascii=False) + "\n")
                    process.stdin.flush()
                except BrokenPipeError:
                    self._end()
                    return None
                ready, _, _ = select.select([process.stdout], [], [], seconds)
                line = process.stdout.readline() if ready else ""
            if not line.endswith("\n"):
                self._end()
                return None
            answer: dict[str, Any] = json.loads(line)
            return answer

    def stop(self) -> None:
        """End the process, if there is one."""
        with self.lock:
            self._end()

    def _started(self) -> subprocess.Popen[str]:
        if self.process is None or self.process.poll() is not None:
            self._end()
            self.process = subprocess.Popen(  # noqa: S603  our own module
                COMMAND,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=paths.ROOT,
                env=os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(paths.ROOT)},
                encoding="utf-8",
            )
        return self.process

    def _end(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe:
                    pipe.close()
        self.process = None


_reader = Reader()


def _ask(file: Path, **job: Any) -> Any:
    answer = _reader.ask({**job, "file": str(file.resolve())}, SECONDS)
    if answer is None:
        raise ImportReaderStopped(file=file.name)
    if "error" in answer:
        raise getattr(errors, answer["error"])(**answer["facts"])
    return answer["given"]


def _corners(range_: list[list[int]]) -> tuple[tuple[int, int], tuple[int, int]]:
    (top, left), (bottom, right) = range_
    return (top, left), (bottom, right)
