"""The indexes of the snapshots in use, one a snapshot and fact table in a process."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from holdline.access.scope import Scope
from holdline.rules import store
from holdline.rules.index import Index
from holdline.rules.places import Places
from holdline.rules.ruleset import RuleSet
from holdline.rules.store import Store
from holdline.warehouse import snapshot as snapshots
from holdline.warehouse.connection import Warehouse, open_snapshot

WHOLE = Scope(is_masked=False)


@dataclass(frozen=True, eq=False)
class Opened:
    """An index and the divisions it counts by.

    It knows every household, so whoever answers a reader with it keeps to the reader's divisions.
    """

    index: Index
    places: Places
    find: Callable[[tuple[str, ...]], dict[str, int]]

    def rows(self, households: Sequence[str]) -> dict[str, int]:
        """The row of each of *households* that the index has, by its number."""
        return self.find(tuple(sorted(households))) if households else {}


def opened(snapshot_id: str, rules: RuleSet) -> Opened:
    """The index of *rules*' fact table in a snapshot; built once, then mapped from disk."""
    return _opened(snapshot_id, rules.table, rules.scope, str(store.folder_of(snapshot_id)))


@lru_cache(maxsize=8)
def _opened(snapshot_id: str, table: str, scope: str, _folder: str) -> Opened:
    warehouse = open_snapshot(snapshots.named(snapshot_id))

    def read(text: str) -> Any:
        with warehouse.reading(WHOLE) as cursor:
            return cursor.execute(text).fetchnumpy()

    index = Index(Store(read, store.folder_of(snapshot_id)), table, scope)
    return Opened(index, Places(index), lru_cache(maxsize=8)(_finding(warehouse, table)))


def _finding(warehouse: Warehouse, table: str) -> Callable[[tuple[str, ...]], dict[str, int]]:
    text = f"select household_id, place from {table} where household_id in (select unnest($ids))"

    def find(households: tuple[str, ...]) -> dict[str, int]:
        with warehouse.reading(WHOLE) as cursor:
            return dict(cursor.execute(text, {"ids": list(households)}).fetchall())

    return find
