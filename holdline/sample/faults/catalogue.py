"""The checks faults are planted for, as `checks.csv` and `extras.csv` list them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Check:
    """A check of domain.md §7, or a case planted beside them; severity is E, W or I."""

    id: str
    severity: str
    title_zh: str
    basis: str


@cache
def checks() -> Mapping[str, Check]:
    """The 172 checks of domain.md §7, by id, in its order."""
    return MappingProxyType(_read("checks.csv"))


@cache
def extras() -> Mapping[str, Check]:
    """What is planted beside the 172: import-level awkwardness and position batches, by id."""
    return MappingProxyType(_read("extras.csv"))


def severity_of(check: str) -> str:
    """The severity of a check of either list.

    Raises:
        KeyError: neither list has it.
    """
    return (checks().get(check) or extras()[check]).severity


def _read(name: str) -> dict[str, Check]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return {row["id"]: Check(**row) for row in csv.DictReader(file)}
