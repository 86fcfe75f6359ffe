"""Tell which import table a file or sheet holds: by its names, else by its headers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from holdline.build.derived_keys import DERIVED_KEYS
from holdline.build.headers import bare, meaning
from holdline.build.layout import Layout, Merged, layout
from holdline.reference import columns

PART = re.compile(r"(?P<stem>.+?)[-_](?P<number>\d+)")
LEAST = 3
Answers = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Look:
    """What a sheet or text file shows before it is read.

    Attributes:
        names: what may name its table, the surest first: the sheet's name, the file's stem.
        top: its first rows as text.
        merged: corners of merged cells.
    """

    names: tuple[str, ...]
    top: Sequence[Sequence[str]]
    merged: Sequence[Merged] = field(default=())


def table_named(name: str) -> str:
    """The table a file's stem or a sheet's name is the name of, with or without a part's number."""
    part = PART.fullmatch(name.strip())
    return _table(name.strip()) or (_table(part["stem"]) if part else "")


def table_of(look: Look, answers: Answers | None = None) -> str:
    """The table that *look* is of; "" when it is none, or could be either of two.

    A whole name decides. Where names only hold a table's name, as 2022年户信息表 does, the headers
    choose among these; else among all tables.
    """
    for name in look.names:
        named = table_named(name)
        if named:
            return named
    held = _within(look.names)
    return _best(look, held, answers or {}, 1) or _best(
        look, columns.tables(), answers or {}, LEAST
    )


def _table(name: str) -> str:
    names = {table.sheet_zh: table.name for table in columns.tables().values()}
    return name if name in columns.tables() else names.get(name, "")


def _within(names: Sequence[str]) -> list[str]:
    plain = [bare(name) for name in names]
    return [
        table.name
        for table in columns.tables().values()
        if any(bare(table.sheet_zh) in name or table.name in name for name in plain)
    ]


def _best(look: Look, tables: Iterable[str], answers: Answers, least: int) -> str:
    """The table whose columns most of the headers are; "" when two are equally good."""
    scores = {table: _score(look, table, answers.get(table, {}), least) for table in tables}
    best = max(scores.values(), default=0)
    first, *others = [table for table, score in scores.items() if score == best] or [""]
    return first if best and not others else ""


def _score(look: Look, table: str, answers: Mapping[str, str], least: int) -> int:
    found = layout(look.top, table, answers, look.merged)
    if found is None or found.known < least or not _holds_key(found, table, answers):
        return 0
    return found.known


def _holds_key(found: Layout, table: str, answers: Mapping[str, str]) -> bool:
    means = {meaning(header, table, answers) for header in found.headers}
    keys = {one.identifier for one in columns.table(table) if one.required == "key"}
    return bool(keys - DERIVED_KEYS <= means)
