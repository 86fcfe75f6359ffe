"""The analysts' copy of a snapshot: what each of its tables keeps of the table copied.

Names, identity numbers, telephones, addresses and points are not hidden in it: they are not there.
Households, people and cases go by pseudonyms, HMAC-SHA-256 under a key of this installation and of
this snapshot, and stand in their township. Whoever holds the copy without the key cannot tell whom
a pseudonym is; that a rare combination of facts may still point at somebody is why no row of it is
shown, and why its counts are published by holdline.access.suppression.
"""

import hashlib
import hmac
import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any

from holdline.access.masking import marked, withheld
from holdline.access.scope import POINTS
from holdline.reference import columns

WORDS = Path(__file__).with_name("deidentified.toml")
ROWS = frozenset({"household_id", "person_id", "case_id"})
SHORTEST, BLOCK = 16, 64
TEXTS = ("VARCHAR", "VARCHAR[]")
MARKED = ("name", "id_number", "phone", "address", "point", "birth")
TREES = frozenset({"division_tree", "division_path", "source_division"})
PLACES = ("division_code", "leaf_code")


def key_of(secret: bytes, snapshot: str) -> bytes:
    """The key of one snapshot's pseudonyms: those of two snapshots cannot be joined."""
    return hmac.new(secret, snapshot.encode(), hashlib.sha256).digest()


def pseudonym(key: bytes, number: str) -> str:
    """What *number* is called in the copy, as the SQL of `selects` makes it."""
    return "H-" + hmac.new(key, number.encode(), hashlib.sha256).hexdigest()[:SHORTEST]


def selects(tables: Mapping[str, Mapping[str, str]], key: bytes, source: str) -> dict[str, str]:
    """The select that fills each table of the copy, by its name.

    Args:
        tables: the columns of each table with their types.
        key: from `key_of`.
        source: the catalogue and schema of the snapshot itself.
    """
    return {name: _select(name, held, key, source) for name, held in tables.items()}


def _select(name: str, held: Mapping[str, str], key: bytes, source: str) -> str:
    told = _words()
    is_of_rows = (name.startswith("source_") and name not in TREES) or bool(ROWS & set(held))
    shown = (
        ", ".join(_column(column, held[column], name, key) for column in held)
        if is_of_rows or columns.masks().keys() & set(held)
        else "*"
    )
    return f'select {shown} from {source}."{name}"' + _where(name, held, told, is_of_rows)


def _where(name: str, held: Mapping[str, str], told: Mapping[str, Any], is_of_rows: bool) -> str:  # noqa: FBT001
    if any(fnmatchcase(name, one) for one in told["emptied"]):
        return " where false"
    place = next((one for one in PLACES if one in held), None)
    if place is None or is_of_rows:
        return ""
    return f' where coalesce(length("{place}"), 0) <= {told["digits"]}'


def _column(column: str, kind: str, table: str, key: bytes) -> str:
    expression = _shown(column, kind, table, key)
    return f'{expression} as "{column}"' if expression else f'"{column}"'


def _shown(column: str, kind: str, table: str, key: bytes) -> str | None:
    """SQL for *column*; None to copy it as it is."""
    mask = columns.masks().get(column, "")
    if f"{table}.{column}" in _words()["coded"]:
        return None
    if column in _words()["dropped"] or (mask == "point" and table.startswith(POINTS)):
        return withheld(column)
    if mask in MARKED:
        return marked(column, mask)
    return _text(column, table, mask, key) if kind in TEXTS else None


def _text(column: str, table: str, mask: str, key: bytes) -> str | None:
    told = _words()
    if column in told["kept"] or _is_coded(table, column):
        return None
    if column.endswith("_code"):
        return f'left("{column}", {told["digits"]})'
    if mask == "pseudonym" or column.endswith("_id"):
        return _hmac(column, key)
    is_free = table.startswith("source_") or mask == "health" or column in FREE
    return f"case when \"{column}\" is not null then '*' end" if is_free else None


# Texts of tables of the build that are somebody's own words, or a place smaller than a village.
FREE = ("hamlet", "work_place", "reason")


def _is_coded(table: str, column: str) -> bool:
    name = table.removeprefix("source_")
    if name not in columns.tables():
        return columns.masks().get(column) == "health"
    return any(one.identifier == column and one.codes for one in columns.table(name))


def _hmac(column: str, key: bytes) -> str:
    """HMAC-SHA-256 written with the one digest DuckDB has; `pseudonym` is the same in Python."""
    padded = key.ljust(BLOCK, b"\0")
    inner = bytes(byte ^ 0x36 for byte in padded).hex()
    outer = bytes(byte ^ 0x5C for byte in padded).hex()
    digest = f"from_hex(sha256(from_hex('{inner}') || encode(\"{column}\")))"
    return f"'H-' || left(sha256(from_hex('{outer}') || {digest}), {SHORTEST})"


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text("utf-8"))
