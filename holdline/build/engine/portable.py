"""The part of SQL that both engines run alike, and what of a build file lies outside it."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from holdline.queries.sqlfile import SqlFile

SUBSET = Path(__file__).with_name("portable.toml")
PARTS: Final = ("YEAR", "MONTH", "DAY", "QUARTER")
ABSENT_TYPES: Final = ("HUGEINT", "TINYINT")
ARITHMETIC: Final = (exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Paren, exp.Neg, exp.Nullif)


@dataclass(frozen=True)
class Fault:
    """Something of a build file that Spark does not do as DuckDB does.

    Attributes:
        line: of the file, from 1; where it begins.
        rule: which rule of portable.toml, such as "denominator".
        told: what to write instead.
    """

    line: int
    rule: str
    told: str


def faults(file: SqlFile) -> tuple[Fault, ...]:
    """What of *file* lies outside the portable subset, by line; () when nothing does."""
    before = _lines_before(file)
    try:
        tree = sqlglot.parse_one(file.statement, read="duckdb")
    except SqlglotError as problem:
        return (_fault(before + 1, "not_read", str(problem).splitlines()[0]),)
    found = {
        _fault(before + _line(node), rule, _name(node))
        for node in tree.walk()
        for rule, broken in RULES.items()
        if broken(node)
    }
    found |= {_fault(1, rule, name) for rule, name in _of_header(file)}
    return tuple(sorted(found, key=lambda one: (one.line, one.rule)))


@cache
def _subset() -> dict[str, Any]:
    return tomllib.loads(SUBSET.read_text("utf-8"))


def _fault(line: int, rule: str, name: str) -> Fault:
    return Fault(line, rule, _subset()["instead"][rule].format(name=name))


def _lines_before(file: SqlFile) -> int:
    text = file.path.read_text("utf-8")
    return text[: text.index(file.statement)].count("\n")


def _line(node: exp.Expr) -> int:
    """The line of the statement where *node* begins, as near as the parser tells."""
    around: exp.Expr | None = node
    while around is not None:
        lines = [one.meta["line"] for one in around.walk() if "line" in one.meta]
        if lines:
            return int(min(lines))
        around = around.parent
    return 1


def _name(node: exp.Expr) -> str:
    if isinstance(node, exp.Anonymous):
        return str(node.name).upper()
    return node.sql_name().upper() if isinstance(node, exp.Func) else type(node).__name__


def _of_header(file: SqlFile) -> Iterator[tuple[str, str]]:
    for column in file.columns:
        if column.type.removesuffix("[]") in ABSENT_TYPES:
            yield "type", column.type
    if file.order == "none":
        return
    try:
        order = sqlglot.parse_one(f"select 1 order by {file.order}", read="duckdb")
    except SqlglotError:
        yield "order", ""
        return
    named = {one.name for one in order.find_all(exp.Column)}
    if not named or named - {column.name for column in file.columns}:
        yield "order", ""


def _is_function_unproved(node: exp.Expr) -> bool:
    return isinstance(node, exp.Func) and _name(node) not in _subset()["functions"]


def _is_list_unsorted(node: exp.Expr) -> bool:
    if not isinstance(node, exp.ArrayAgg):
        return False
    held = node.parent.parent if isinstance(node.parent, exp.Filter) else node.parent
    return not isinstance(held, exp.ArraySort)


def _is_other_unit(node: exp.Expr) -> bool:
    unit = str(node.args.get("unit") or "day").strip("'").upper()
    return isinstance(node, exp.DateDiff) and unit != "DAY"


def _has_reference(node: exp.Expr) -> bool:
    replacement = str(node.args.get("replacement") or "")
    return isinstance(node, exp.RegexpReplace) and bool(re.search(r"\\\d", replacement))


def _is_open(node: exp.Expr) -> bool:
    """Whether *node* divides by what may be zero."""
    if not isinstance(node, (exp.Div, exp.Mod, exp.IntDiv)):
        return False
    below = node.expression.unnest()
    if isinstance(below, exp.Literal):
        return float(below.name) == 0
    is_of_number = isinstance(below, exp.Func) and not list(below.find_all(exp.Column))
    return not (isinstance(below, exp.Nullif) or is_of_number)


def _is_of_unknown_type(node: exp.Expr) -> bool:
    if not isinstance(node, exp.Div):
        return False
    whole: exp.Expr = node
    while isinstance(whole.parent, ARITHMETIC):
        whole = whole.parent
    return not any(_is_double(one) for one in whole.walk())


def _is_double(node: exp.Expr) -> bool:
    if isinstance(node, exp.Cast):
        return bool(node.to.is_type(exp.DataType.Type.DOUBLE))
    return isinstance(node, exp.Func) and _name(node) in _subset()["doubles"]


def _is_date_sum(node: exp.Expr) -> bool:
    is_sum = isinstance(node, (exp.Add, exp.Sub)) and isinstance(node.expression, exp.Interval)
    return is_sum and not isinstance(node.parent, exp.Cast)


def _has_more_than_columns(node: exp.Expr) -> bool:
    more = ("except", "except_", "replace", "rename")
    return isinstance(node, exp.Star) and any(node.args.get(one) for one in more)


def _is_by_all(node: exp.Expr) -> bool:
    if isinstance(node, exp.Group):
        return bool(node.args.get("all"))
    ordered = node.this if isinstance(node, exp.Ordered) else None
    return isinstance(ordered, exp.Column) and ordered.name.lower() == "all"


def _is_not_in(node: exp.Expr) -> bool:
    within = node.this.unnest() if isinstance(node, exp.Not) else None
    return isinstance(within, exp.In) and bool(within.args.get("query"))


def _is_unquoted(node: exp.Expr) -> bool:
    is_plain = isinstance(node, exp.Identifier) and not node.args.get("quoted")
    return is_plain and not node.name.isascii()


def _is_table_function(node: exp.Expr) -> bool:
    return isinstance(node, exp.Table) and isinstance(node.this, exp.Func)


RULES: Final[dict[str, Callable[[exp.Expr], bool]]] = {
    "function": _is_function_unproved,
    "list_order": lambda node: isinstance(node, exp.ArrayAgg) and bool(node.find(exp.Order)),
    "list_unsorted": _is_list_unsorted,
    "months": _is_other_unit,
    "ordered_set": lambda node: isinstance(node, exp.WithinGroup),
    "date_part": lambda node: isinstance(node, exp.Extract) and node.name.upper() not in PARTS,
    "regexp_first": lambda node: (
        isinstance(node, exp.RegexpReplace) and "g" not in str(node.args.get("modifiers") or "")
    ),
    "regexp_reference": _has_reference,
    "join": lambda node: (
        isinstance(node, exp.Join) and (node.method or "").upper() in {"ASOF", "POSITIONAL"}
    ),
    "lateral": lambda node: isinstance(node, exp.Lateral),
    "window_filter": lambda node: (
        isinstance(node, exp.Window) and isinstance(node.this, exp.Filter)
    ),
    "ignore_nulls": lambda node: isinstance(node, exp.IgnoreNulls),
    "denominator": _is_open,
    "division": _is_of_unknown_type,
    "interval": lambda node: (
        isinstance(node, exp.Interval) and not isinstance(node.this, exp.Literal)
    ),
    "date_sum": _is_date_sum,
    "star": _has_more_than_columns,
    "columns": lambda node: isinstance(node, exp.Columns),
    "ascii": _is_unquoted,
    "by_all": _is_by_all,
    "pivot": lambda node: isinstance(node, exp.Pivot),
    "distinct_on": lambda node: isinstance(node, exp.Distinct) and bool(node.args.get("on")),
    "recursive": lambda node: isinstance(node, exp.With) and bool(node.recursive),
    "sample": lambda node: isinstance(node, exp.TableSample),
    "slice": lambda node: isinstance(node, exp.Slice),
    "table_function": _is_table_function,
    "by_name": lambda node: isinstance(node, exp.SetOperation) and bool(node.args.get("by_name")),
    "not_in": _is_not_in,
    "limit": lambda node: isinstance(node, exp.Limit),
}
