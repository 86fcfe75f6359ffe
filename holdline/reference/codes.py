"""The code lists: every code a column may hold, with its label in both languages."""

import csv
from dataclasses import dataclass
from functools import lru_cache

from holdline import paths
from holdline.reference.columns import split_aliases


@dataclass(frozen=True)
class Code:
    """One code of a list; *aliases* are other labels accepted on import."""

    code: str
    label_zh: str
    label_en: str
    aliases: tuple[str, ...]
    note: str


def lists() -> tuple[str, ...]:
    """The names of all code lists, in the file's order."""
    return tuple(_lists())


def labels(name: str) -> dict[str, Code]:
    """The codes of the list *name*, in the file's order.

    Raises:
        KeyError: there is no such list.
    """
    return _lists()[name]


def label(name: str, code: str | None, language: str) -> str | None:
    """The label of *code* of the list *name*; None when the list has no such code."""
    found = _lists()[name].get(code) if code is not None else None
    if found is None:
        return None
    return found.label_zh if language == "zh" else found.label_en


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, Code]]:
    found: dict[str, dict[str, Code]] = {}
    with (paths.REFERENCE / "codes.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["list"], {})[row["code"]] = _code(row)
    return found


def _code(row: dict[str, str]) -> Code:
    return Code(
        code=row["code"],
        label_zh=row["label_zh"],
        label_en=row["label_en"],
        aliases=split_aliases(row["note"]),
        note=row["note"],
    )
