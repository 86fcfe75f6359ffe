"""Prove that a SQL file is what its header says, and that it keeps the house's rules for SQL."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import duckdb

from holdline.queries.runner import run
from holdline.queries.sqlfile import SqlFile

LONGEST = 100
LONGEST_BUILD = 150
TABLE_FUNCTIONS = frozenset({"unnest", "range", "generate_series"})
SPECIMENS: dict[str, Callable[[], object]] = {
    "VARCHAR": lambda: "0",
    "BOOLEAN": lambda: True,
    "DOUBLE": lambda: 0.5,
    "DATE": lambda: date(2021, 10, 1),
    "TIMESTAMP": lambda: datetime(2021, 10, 1),  # noqa: DTZ001  # as DuckDB's TIMESTAMP
}


def prove(
    cursor: duckdb.DuckDBPyConnection,
    file: SqlFile,
    inputs: Mapping[str, object] | None = None,
) -> list[str]:
    """Find what is wrong with *file*, each as a sentence saying how to put it right.

    Args:
        cursor: on a warehouse that holds the tables the statement reads.
        file: the file.
        inputs: values to run it with, so that its grain can be seen to be unique; without them,
            a file that takes inputs is described but not run.

    Returns:
        The problems; [] for a file that is right. Only those of the text when it cannot be
        understood by DuckDB.
    """
    problems = list(_text_problems(file))
    tree = _tree(cursor, file)
    if tree is None or len(duckdb.extract_statements(file.statement)) != 1:
        return [*problems, "It is not one select statement; write one, as DuckDB reads it."]
    problems += _table_problems(file, tree)
    problems += _shape_problems(file, tree)
    try:
        unlike = list(_column_problems(cursor, file))
        problems += unlike
        if not unlike and (inputs is not None or not file.inputs):
            problems += _grain_problems(cursor, file, inputs or {})
    except duckdb.Error as problem:
        problems.append(f"DuckDB refuses it: {problem}")
    return problems


def specimens(file: SqlFile) -> dict[str, object]:
    """A value of the right type for each input, whatever it may find."""
    return {one.name: _specimen(one.type) for one in file.inputs}


def _specimen(declared: str) -> object:
    if declared.endswith("[]"):
        return [_specimen(declared.removesuffix("[]"))]
    return SPECIMENS.get(declared, lambda: 0)()


def _text_problems(file: SqlFile) -> Iterator[str]:
    limit = LONGEST_BUILD if file.name.startswith("build/") else LONGEST
    lines = [line for line in file.statement.splitlines() if line.strip()]
    if len(lines) > limit:
        yield f"It has {len(lines)} lines of SQL; keep to {limit}, as two files if need be."
    named = set().union(*(one.named_parameters for one in _statements(file)))
    declared = {one.name for one in file.inputs}
    for name in sorted(named - declared):
        yield f"It uses ${name}; declare it under `inputs:`."
    for name in sorted(declared - named):
        yield f"It declares the input {name} but does not use ${name}; drop one or use the other."
    loud = sorted(set(_loud_keywords(file.statement)))
    if loud:
        yield f"It shouts {', '.join(loud)}; write key words in lower case."


def _statements(file: SqlFile) -> list[duckdb.Statement]:
    try:
        return duckdb.extract_statements(file.statement)
    except duckdb.Error:
        return []


def _loud_keywords(statement: str) -> Iterator[str]:
    encoded = statement.encode()
    tokens = duckdb.tokenize(statement)
    ends = [at for at, _ in tokens[1:]] + [len(encoded)]
    for (start, kind), end in zip(tokens, ends, strict=True):
        word = encoded[start:end].decode().split()[0] if end > start else ""
        if kind == duckdb.token_type.keyword and word != word.lower():
            yield word


def _tree(cursor: duckdb.DuckDBPyConnection, file: SqlFile) -> dict[str, Any] | None:
    found = cursor.execute("select json_serialize_sql($text)", {"text": file.statement}).fetchone()
    read: dict[str, Any] = json.loads(found[0]) if found else {"error": True}
    return None if read["error"] else read["statements"][0]["node"]


def _table_problems(file: SqlFile, tree: dict[str, Any]) -> Iterator[str]:
    nodes = list(_nodes(tree))
    steps = {step["key"] for node in nodes for step in node.get("cte_map", {}).get("map", ())}
    read = {node["table_name"] for node in nodes if node.get("type") == "BASE_TABLE"} - steps
    for name in sorted(steps & set(file.reads)):
        yield f"Its step {name} hides the table it reads; name the step for what it holds."
    for name in sorted(read - set(file.reads)):
        yield f"It reads {name}; list it under `reads:`."
    for name in sorted(set(file.reads) - read - steps):
        yield f"It says it reads {name} but does not; drop it from `reads:`."
    for node in nodes:
        if node.get("type") == "BASE_TABLE" and (node["schema_name"] or node["catalog_name"]):
            yield f"It qualifies {node['table_name']}, past the reader's scope; name it alone."
        if node.get("type") == "TABLE_FUNCTION":
            name = node["function"]["function_name"]
            if name not in TABLE_FUNCTIONS:
                yield f"It calls {name}(); read tables that the build made instead."


def _shape_problems(file: SqlFile, tree: dict[str, Any]) -> Iterator[str]:
    if any(one["type"] == "STAR" for one in _last_select(tree)):
        yield "Its last select has a *; name the columns, as under `columns:`."
    ordered = any(one["type"] == "ORDER_MODIFIER" for one in tree["modifiers"])
    if file.order != "none" and file.grain and not ordered:
        yield "It has no order by at its end; order the rows as `order:` says, or write `none`."
    if file.name.startswith("build/cubes/"):
        for column in file.columns:
            if column.name.endswith(("_rate", "_share")) or column.type == "DOUBLE":
                yield f"Its column {column.name} is a ratio; a cube holds counts and sums."


def _last_select(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from node.get("select_list", ())
    for branch in [*node.get("children", ()), node.get("left"), node.get("right")]:
        if isinstance(branch, dict):
            yield from _last_select(branch)


def _nodes(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for below in value.values():
            yield from _nodes(below)
    elif isinstance(value, list):
        for below in value:
            yield from _nodes(below)


def _column_problems(cursor: duckdb.DuckDBPyConnection, file: SqlFile) -> Iterator[str]:
    described = cursor.execute(f"describe {file.statement}", specimens(file)).fetchall()
    actual = [(name, kind) for name, kind, *_ in described]
    declared = [(column.name, column.type) for column in file.columns]
    names, wanted = [name for name, _ in actual], [name for name, _ in declared]
    if names != wanted:
        yield f"Its columns are {', '.join(names)}; make `columns:` say so, or the select."
        return
    for (name, kind), (_, type_declared) in zip(actual, declared, strict=True):
        if kind != type_declared:
            yield f"Its column {name} is {kind}, declared {type_declared}; cast it or say so."


def _grain_problems(
    cursor: duckdb.DuckDBPyConnection, file: SqlFile, inputs: Mapping[str, object]
) -> Iterator[str]:
    rows = run(cursor, file, inputs).rows
    if not file.grain:
        if rows.height != 1:
            yield f"It gives {rows.height} rows, not one; name the columns that tell them apart."
        return
    grain = rows.select(file.grain)
    if grain.is_duplicated().any():
        first = rows.filter(grain.is_duplicated()).select(file.grain).row(0)
        yield f"Rows share {dict(zip(file.grain, first, strict=True))}; mend `grain:` or the join."
    empty = [name for name in file.grain if grain.get_column(name).null_count()]
    if empty:
        yield f"The grain column {', '.join(empty)} has nulls; give those rows a code of their own."
