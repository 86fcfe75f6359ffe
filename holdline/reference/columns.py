"""The dictionary: the import tables, and every column of them (data/reference)."""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache

from holdline import paths

ALIASES = re.compile(r"aka: (?P<names>[^;]*)(?:;\s*|$)")
MASK = re.compile(r"\s*\(mask=(?P<mask>\w+)\)$")


@dataclass(frozen=True)
class Column:
    """A column of an import table.

    Attributes:
        type: VARCHAR, INTEGER, DECIMAL(12,2), DOUBLE, BOOLEAN, DATE, TIMESTAMP, MONTH,
            CODE(list) or CODES(list).
        unit: as the dictionary writes it; "" when it has none.
        required: key, yes or no.
        codes: the code list; "" when the column holds no code.
        aliases: other headers accepted.
        meaning: without its aliases and mask.
        mask: how it is hidden from readers without the right; "" when it is not.
    """

    table: str
    position: int
    header_zh: str
    identifier: str
    type: str
    unit: str
    required: str
    codes: str
    aliases: tuple[str, ...]
    meaning: str
    mask: str


@dataclass(frozen=True)
class Reference:
    """Columns that name rows of another table.

    Attributes:
        columns: usually one.
        table: the table they name rows of.
        is_owner: a row whose reference is not found is quarantined.
    """

    columns: tuple[str, ...]
    table: str
    is_owner: bool


@dataclass(frozen=True)
class Table:
    """An import table.

    Attributes:
        sheet_zh: its Chinese name, also a file's stem or a sheet's name.
        need: R required, S shipped, o optional.
        key: the columns that tell its rows apart.
    """

    name: str
    sheet_zh: str
    need: str
    key: tuple[str, ...]
    references: tuple[Reference, ...]


@lru_cache(maxsize=1)
def tables() -> dict[str, Table]:
    """Every import table by name, in the contract's order."""
    with (paths.REFERENCE / "tables.csv").open(encoding="utf-8", newline="") as file:
        return {row["table"]: _table(row) for row in csv.DictReader(file)}


def table(name: str) -> tuple[Column, ...]:
    """The columns of the import table *name*, in their order.

    Raises:
        KeyError: there is no such table.
    """
    return _columns()[name]


@lru_cache(maxsize=1)
def masks() -> dict[str, str]:
    """The mask of every column that has one, by identifier; a column's mask is its name's."""
    found = (column for columns in _columns().values() for column in columns)
    return {column.identifier: column.mask for column in found if column.mask}


@lru_cache(maxsize=1)
def _columns() -> dict[str, tuple[Column, ...]]:
    with (paths.REFERENCE / "columns.csv").open(encoding="utf-8-sig", newline="") as file:
        read = [_column(row) for row in csv.DictReader(file)]
    return {name: tuple(one for one in read if one.table == name) for name in tables()}


def _column(row: dict[str, str]) -> Column:
    meaning = row["meaning"]
    aliases = ALIASES.match(meaning)
    mask = MASK.search(meaning)
    return Column(
        table=row["table"],
        position=int(row["position"]),
        header_zh=row["header_zh"],
        identifier=row["identifier"],
        type=row["type"],
        unit=row["unit"],
        required=row["required"],
        codes=row["codes"],
        aliases=split_aliases(meaning),
        meaning=MASK.sub("", meaning[aliases.end() if aliases else 0 :]).strip(),
        mask=mask["mask"] if mask else "",
    )


def split_aliases(note: str) -> tuple[str, ...]:
    """The names a meaning or note begins with, as in `aka: a|b; the rest`; () without any."""
    found = ALIASES.match(MASK.sub("", note))
    return tuple(name.strip() for name in found["names"].split("|")) if found else ()


def _table(row: dict[str, str]) -> Table:
    return Table(
        name=row["table"],
        sheet_zh=row["sheet_zh"],
        need=row["need"],
        key=tuple(row["key"].split(";")),
        references=tuple(_reference(one) for one in row["references"].split(";") if one),
    )


def _reference(written: str) -> Reference:
    names, target = written.removeprefix("*").split(">")
    return Reference(tuple(names.split("+")), target, written.startswith("*"))
