"""Dated figures and days set by a jurisdiction, each with its source: data/reference/parameters."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from holdline import paths
from holdline.errors import ParameterMalformed, ParameterMissing
from holdline.reference.divisions import ancestors, manager_of

Value = bool | int | float | str | tuple[str, ...]

DEADLINES = "deadlines"
INCOMES = {
    "county_rural_income": ("county_code", "county_income_per_head_yuan"),
    "city_rural_income": ("division_code", "income_per_head_yuan"),
}


@dataclass(frozen=True)
class Parameter:
    """A figure as it stood on a day.

    jurisdiction: the division that set it, "" for the nation; not always the one asked about.
    at_least, at_most: the range a reader may try; None where the figure is not to be tried.
    """

    name: str
    value: Value
    unit: str
    jurisdiction: str
    valid_from: date
    source: str
    status: str
    at_least: float | None = None
    at_most: float | None = None


@dataclass(frozen=True)
class Deadline:
    """The last day of a duty, and the time of that day if one is set."""

    id: str
    duty: str
    date: date
    time: time | None
    jurisdiction: str
    source: str
    words: Mapping[str, str]

    def who(self, language: str) -> str:
        """Who must have done it."""
        return self.words[f"who_{language}"]

    def title(self, language: str) -> str:
        """What is due, in few words: zh or en."""
        return self.words[f"title_{language}"]

    def what(self, language: str) -> str:
        """What must be done."""
        return self.words[f"what_{language}"]


def parameter(name: str, on: date, jurisdiction: str) -> Parameter:
    """The figure *name* in force *on* a day for *jurisdiction*, or for its nearest superior.

    Raises:
        ParameterMissing: neither the division nor any above it had set one by that day.
    """
    held = _parameters().get(name, {})
    for code in ancestors(jurisdiction):
        in_force = [one for one in held.get(code, ()) if one.valid_from <= on]
        if in_force:
            return in_force[-1]
    raise ParameterMissing(name=name, jurisdiction=jurisdiction, on=on)


def names() -> tuple[str, ...]:
    """The names of all figures, in order."""
    return tuple(sorted(_parameters()))


def deadlines(jurisdiction: str) -> tuple[Deadline, ...]:
    """The deadlines that bind *jurisdiction*: its own and its superiors', by date, time and id.

    A township that a functional zone manages is bound by the zone's as well.
    """
    manager = manager_of(jurisdiction)
    above = {*ancestors(jurisdiction), *(ancestors(manager) if manager else ())}
    bound = [one for one in _deadlines() if one.jurisdiction in above]
    return tuple(sorted(bound, key=lambda one: (one.date, one.time or time.max, one.id)))


@lru_cache(maxsize=1)
def _parameters() -> dict[str, dict[str, tuple[Parameter, ...]]]:
    """Figures by name, then jurisdiction, oldest first."""
    found: dict[str, dict[str, tuple[Parameter, ...]]] = {}
    every = sorted([*_from_toml(), *_from_csv()], key=lambda one: one.valid_from)
    for one in every:
        held = found.setdefault(one.name, {})
        held[one.jurisdiction] = (*held.get(one.jurisdiction, ()), one)
    return found


def _folder() -> Path:
    return paths.REFERENCE / "parameters"


def _from_toml() -> Iterator[Parameter]:
    for file in sorted(_folder().glob("*.toml")):
        if file.stem == DEADLINES:
            continue
        for name, figure in _read(file).items():
            try:
                yield from (_figure(name, figure["unit"], row) for row in figure["values"])
            except (KeyError, TypeError) as fault:
                raise ParameterMalformed(file=file.name, problem=f"[{name}]: {fault}") from fault


def _figure(name: str, unit: str, row: Mapping[str, Any]) -> Parameter:
    value = row["value"]
    return Parameter(
        name=name,
        value=tuple(value) if isinstance(value, list) else value,
        unit=unit,
        jurisdiction=row["jurisdiction"],
        valid_from=row["valid_from"],
        source=row["source"],
        status=row["status"],
        at_least=row.get("at_least"),
        at_most=row.get("at_most"),
    )


def _from_csv() -> Iterator[Parameter]:
    for name, (code, value) in INCOMES.items():
        file = _folder() / f"{name}.csv"
        with file.open(encoding="utf-8-sig", newline="") as rows:
            for row in csv.DictReader(rows):
                try:
                    yield Parameter(
                        name=name,
                        value=float(row[value]),
                        unit="yuan",
                        jurisdiction=row[code],
                        valid_from=date(int(row["income_year"]), 1, 1),
                        source=row["source"],
                        status=row["status"],
                    )
                except (KeyError, ValueError) as fault:
                    raise ParameterMalformed(file=file.name, problem=str(fault)) from fault


@lru_cache(maxsize=1)
def _deadlines() -> tuple[Deadline, ...]:
    file = _folder() / f"{DEADLINES}.toml"
    try:
        return tuple(_deadline(row) for row in _read(file)["deadlines"])
    except (KeyError, TypeError) as fault:
        raise ParameterMalformed(file=file.name, problem=str(fault)) from fault


def _deadline(row: Mapping[str, Any]) -> Deadline:
    words = {
        key: row[key] for key in ("who_zh", "who_en", "what_zh", "what_en", "title_zh", "title_en")
    }
    return Deadline(
        id=row["id"],
        duty=row["duty"],
        date=row["date"],
        time=row.get("time"),
        jurisdiction=row["jurisdiction"],
        source=row["source"],
        words=MappingProxyType(words),
    )


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise ParameterMalformed(file=file.name, problem=str(fault)) from fault
