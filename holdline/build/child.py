"""The reader's own process: opens what others made, within limits, and answers line by line.

`python -m holdline.build.child`: each line of standard input is a job as JSON, each line of
standard output its answer. What exhausts it ends this process alone; its parent goes on.
"""

import gc
import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from holdline.build import workbook
from holdline.errors import HoldlineError, ImportFileTooLarge, ImportFileUnreadable

MEMORY, WRITTEN = 4 << 30, 8 << 30
CPU_SECONDS = 90
MOST_ROWS, MOST_COLUMNS = 50_000_000, 2_000


def main() -> int:
    """Answer jobs until the input ends."""
    _limit(resource.RLIMIT_AS, MEMORY)
    _limit(resource.RLIMIT_FSIZE, WRITTEN)
    _limit(resource.RLIMIT_CORE, 0)
    gc.disable()  # cells hold no circles; looking for some among millions costs a tenth
    for line in sys.stdin:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + CPU_SECONDS)
        sys.stdout.write(json.dumps(answer(json.loads(line)), ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return 0


def answer(job: dict[str, Any]) -> dict[str, Any]:
    """What *job* gives, under `given`; or the name and facts of the error that refuses it."""
    try:
        return {"given": JOBS[job["act"]](job)}
    except HoldlineError as refused:
        facts = {name: str(fact) for name, fact in refused.facts.items()}
        return {"error": type(refused).__name__, "facts": facts}
    except (MemoryError, ArithmeticError, LookupError, ValueError, TypeError, OSError) as problem:
        fault = ImportFileUnreadable(file=Path(job["file"]).name, problem=problem)
        return {"error": type(fault).__name__, "facts": {k: str(v) for k, v in fault.facts.items()}}


def _sheets(job: dict[str, Any]) -> list[dict[str, Any]]:
    return [asdict(one) for one in workbook.sheets(Path(job["file"]))]


def _converted(job: dict[str, Any]) -> dict[str, Any]:
    file, target = Path(job["file"]), Path(job["parquet"])
    return asdict(workbook.converted(file, job["sheet"], job["table"], target, job["answers"]))


def _parquet(job: dict[str, Any]) -> list[str]:
    file = Path(job["file"])
    try:
        metadata = pq.read_metadata(file)
    except (pa.ArrowException, OSError) as damage:
        raise ImportFileUnreadable(file=file.name, problem=damage) from damage
    if metadata.num_rows > MOST_ROWS or metadata.num_columns > MOST_COLUMNS:
        size = f"{metadata.num_rows} × {metadata.num_columns}"
        raise ImportFileTooLarge(file=file.name, size=size)
    return list(metadata.schema.to_arrow_schema().names)


def _limit(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


JOBS: Final[dict[str, Callable[[dict[str, Any]], object]]] = {
    "sheets": _sheets,
    "converted": _converted,
    "parquet": _parquet,
}

if __name__ == "__main__":
    sys.exit(main())
