"""What was planted: one row a fault."""

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from holdline.sample.faults.catalogue import severity_of
from holdline.sample.tables import schema

if TYPE_CHECKING:
    from holdline.sample.faults.scene import Row

SCHEMA = pl.Schema(
    dict.fromkeys(
        (
            "check",
            "severity",
            "household_id",
            "person_id",
            "case_id",
            "table",
            "field",
            "value",
            "expected",
        ),
        pl.String(),
    )
)


def text(value: Any) -> str:
    """A cell as one reads it: codes joined by commas, dates in ISO form, missing as ""."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ",".join(value)
    return str(value)


class Truth:
    """Faults as they are planted."""

    def __init__(self) -> None:
        """Begin with none."""
        self._rows: list[tuple[str, Row, str, str, str]] = []

    def add(self, check: str, row: "Row", field: str, expected: Any, *, severity: str) -> None:
        """Record that *field* of *row* is a fault under *check*; its value is read at the end."""
        self._rows.append((check, row, field, text(expected), severity))

    def count(self, check: str) -> int:
        """Faults recorded under *check*."""
        return sum(row[0] == check for row in self._rows)

    def frame(self) -> pl.DataFrame:
        """One row a fault: by check, then as they were planted."""
        return pl.DataFrame([_flat(*row) for row in self._rows], schema=SCHEMA, orient="row").sort(
            "check", maintain_order=True
        )


def _flat(
    check: str, row: "Row", field: str, expected: str, severity: str
) -> tuple[str | None, ...]:
    kept = schema(row.table)
    ids = (
        text(row[name]) or None if name in kept else None
        for name in ("household_id", "person_id", "case_id")
    )
    value = text(row[field])
    return (check, severity or severity_of(check), *ids, row.table, field, value, expected)
