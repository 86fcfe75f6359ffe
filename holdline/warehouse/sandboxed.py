"""The process a reader's own SQL runs in: it holds copies of the views asked for, and nothing else.

Run by its path, alone, with an empty environment: a job as JSON on standard input; on standard
output one line of JSON, then the answer as an Arrow stream. Once the views are read, files can no
longer be opened, by DuckDB or by anybody in this process.
"""

import json
import resource
import sys
from typing import Any

import duckdb
import pyarrow as pa

MEMORY, STATEMENT = 4 << 30, duckdb.StatementType.SELECT
LOCKED = {
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "max_temp_directory_size": "'0B'",
    "memory_limit": "'1GB'",
    "threads": "2",
    "lock_configuration": "true",
}


def main() -> int:
    """Answer the one job."""
    job = json.load(sys.stdin)
    _limit(resource.RLIMIT_AS, MEMORY)
    _limit(resource.RLIMIT_CPU, job["seconds"] + 5)
    _limit(resource.RLIMIT_CORE, 0)
    with duckdb.connect(":memory:", config={"python_enable_replacements": "false"}) as db:
        for name, file in job["tables"].items():
            with pa.memory_map(file) as mapped:
                db.register("read", pa.ipc.open_file(mapped).read_all())
                db.execute(f'create table "{name}" as select * from read')
                db.unregister("read")
        for name, value in LOCKED.items():
            db.execute(f"set {name} = {value}")
        _told(db.execute("select 1 as x").to_arrow_table(), is_more=False, out=None)
        _limit(resource.RLIMIT_FSIZE, 0)
        _limit(resource.RLIMIT_NOFILE, 0)
        return _answered(db, job)


def _answered(db: duckdb.DuckDBPyConnection, job: dict[str, Any]) -> int:
    try:
        statements = db.extract_statements(job["sql"])
        if len(statements) != 1 or statements[0].type != STATEMENT:
            return _fault("statement", "")
        db.execute("begin transaction read only")
        reader: Any = db.execute(statements[0]).to_arrow_reader(1000)
        if twice := sorted(
            {one for one in reader.schema.names if reader.schema.names.count(one) > 1}
        ):
            return _fault("sql", f"two columns are called {', '.join(twice)}")
        table = _first(reader, job["rows"] + 1)
        is_more = table.num_rows > job["rows"]
        table = table.slice(0, job["rows"])
        if table.nbytes > job["bytes"]:
            return _fault("size", "")
    except (duckdb.Error, pa.ArrowException, MemoryError) as problem:
        return _fault("sql", str(problem))
    _told(table, is_more=is_more, out=sys.stdout.buffer)
    return 0


def _first(reader: pa.RecordBatchReader, rows: int) -> pa.Table:
    """As many rows as there are, or a batch more than *rows*."""
    batches, held = [], 0
    for batch in reader:
        batches.append(batch)
        held += batch.num_rows
        if held >= rows:
            break
    return pa.Table.from_batches(batches, schema=reader.schema)


def _told(table: pa.Table, *, is_more: bool, out: Any) -> None:
    """Write the answer; with no *out* only what writing it needs is brought in."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    if out is not None:
        out.write(json.dumps({"is_more": is_more}).encode() + b"\n")
        out.write(sink.getvalue())
        out.flush()


def _fault(kind: str, problem: str) -> int:
    sys.stdout.write(json.dumps({"fault": kind, "problem": problem}) + "\n")
    return 0


def _limit(what: int, most: int) -> None:
    resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    sys.exit(main())
