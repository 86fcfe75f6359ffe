"""The SQL that turns a cell as written into a value of its dictionary type."""

from dataclasses import dataclass

from holdline.build.quoting import identifier, literals
from holdline.reference.columns import Column

WHOLE = frozenset({
    "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT",
    "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT",
})  # fmt: skip
REAL = frozenset({"FLOAT", "DOUBLE"})
ZONED = "TIMESTAMP WITH TIME ZONE"
MOMENTS = frozenset({"TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP_MS", "TIMESTAMP_S", ZONED})
CODED = ("CODE", "CODES", "BOOLEAN")
IDENTIFYING = frozenset({"id_number", "pseudonym", "phone"})
SHARES = frozenset({"share_rate"})
TYPES = {"MONTH": "DATE", "CODE": "VARCHAR", "CODES": "VARCHAR[]"}
FROM_TEXT = {
    "INTEGER": "whole_number({})",
    "DECIMAL": "amount({})",
    "DOUBLE": "real_number({})",
    "DATE": "date_cell({})",
    "MONTH": "month_cell({})",
    "TIMESTAMP": "time_cell({})",
}
FAULTS = {
    "VARCHAR": "digits_lost",
    "INTEGER": "number_unreadable",
    "DECIMAL": "number_unreadable",
    "DOUBLE": "number_unreadable",
    "DATE": "date_impossible",
    "MONTH": "date_impossible",
    "TIMESTAMP": "date_impossible",
    "BOOLEAN": "label_unknown",
    "CODE": "label_unknown",
    "CODES": "label_unknown",
}


@dataclass(frozen=True)
class Cell:
    """How one column of a source is read.

    Attributes:
        column: what the dictionary says of it.
        name: its name in the raw relation.
        shown: SQL of the cell as text, null when it is empty.
        value: SQL of the typed value.
        is_safe: every cell that is not empty becomes a value.
        half_read: texts of which a part becomes a value and a part does not.
    """

    column: Column
    name: str
    shown: str
    value: str
    is_safe: bool
    half_read: tuple[str, ...] = ()

    @property
    def fault(self) -> str:
        """What is found when a cell is not empty and becomes no value."""
        return FAULTS[family(self.column.type)]

    @property
    def is_faulty(self) -> str:
        """SQL of whether a cell is not empty and is not wholly read."""
        lost = f"({self.shown} is not null and {self.value} is null)"
        return f"{lost} or {self.shown} in ({literals(self.half_read)})" if self.half_read else lost


def family(type_: str) -> str:
    """A dictionary type without its parameters, such as DECIMAL or CODE."""
    return type_.partition("(")[0]


def stored(type_: str) -> str:
    """The DuckDB type a dictionary type is kept as."""
    return TYPES.get(family(type_), type_)


def is_read_often(column: Column, found: str) -> bool:
    """Whether reading a cell names it several times, so that it is better cleaned before."""
    return found == "VARCHAR" and family(column.type) not in {*CODED, "VARCHAR"}


def cell(column: Column, name: str, found: str, *, is_clean: bool) -> Cell:
    """How to read a column; coded columns get no value here yet.

    Args:
        column: what the dictionary says of it.
        name: its name in the raw relation.
        found: its DuckDB type there.
        is_clean: texts have no spaces around them, and empty ones are null.
    """
    quoted = identifier(name)
    shown = quoted if is_clean and found == "VARCHAR" else _shown(quoted, found)
    kind = family(column.type)
    if kind in CODED:
        is_typed = kind == "BOOLEAN" == found
        return Cell(column, name, shown, quoted if is_typed else "null", is_typed)
    if kind == "VARCHAR":
        return _text_cell(column, name, found, shown)
    kept = _kept(kind, quoted, found)
    if kept:
        is_safe = kept == quoted or kind in {"DATE", "MONTH", "TIMESTAMP"}
        value = f"as_share({kept})" if column.identifier in SHARES else kept
        return Cell(column, name, shown, value, is_safe)
    form = "share({})" if column.identifier in SHARES else FROM_TEXT[kind]
    return Cell(column, name, shown, form.format(shown), is_safe=False)


def _text_cell(column: Column, name: str, found: str, shown: str) -> Cell:
    if found in WHOLE or not _identifies(column):
        return Cell(column, name, shown, shown, is_safe=True)
    quoted = identifier(name)
    value = f"whole_cell({quoted})" if shown == f"cleaned({quoted})" else f"whole_text({shown})"
    return Cell(column, name, shown, value, is_safe=False)


def _shown(quoted: str, found: str) -> str:
    if found == "VARCHAR":
        return f"cleaned({quoted})"
    if found == "VARCHAR[]":
        return f"cleaned(array_to_string({quoted}, ','))"
    if found in REAL:
        return f"number_shown({quoted})"
    if found == ZONED:
        return f"beijing({quoted})::varchar"
    return f"{quoted}::varchar"


def _kept(kind: str, quoted: str, found: str) -> str:
    """The value of a column that needs no reading of text; "" when it does."""
    is_number = found in WHOLE or found in REAL or found.startswith("DECIMAL")
    if found == {"DECIMAL": "DECIMAL(12,2)"}.get(kind, kind):
        return f"case when isfinite({quoted}) then {quoted} end" if found in REAL else quoted
    if kind == "INTEGER" and is_number:
        return f"case when {quoted} = trunc({quoted}) then try_cast({quoted} as integer) end"
    if kind == "DECIMAL" and is_number:
        return f"try_cast({quoted} as decimal(12, 2))"
    if kind == "DOUBLE" and is_number:
        return f"{quoted}::double"
    return _day_kept(kind, quoted, found)


def _day_kept(kind: str, quoted: str, found: str) -> str:
    local = f"beijing({quoted})" if found == ZONED else quoted
    if kind == "MONTH" and (found == "DATE" or found in MOMENTS):
        return f"date_trunc('month', {local})::date"
    if kind == "DATE" and found in MOMENTS:
        return f"{local}::date"
    if kind == "TIMESTAMP" and (found == "DATE" or found in MOMENTS):
        return f"{local}::timestamp"
    return ""


def _identifies(column: Column) -> bool:
    is_number = column.identifier.endswith(("_id", "_code", "_codes", "_plate"))
    return is_number or column.mask in IDENTIFYING or column.required == "key"
