"""The six digits identity numbers begin with: codes of GB/T 2260, in force or withdrawn."""

import csv
from functools import lru_cache

from holdline import paths


@lru_cache(maxsize=1)
def areas() -> dict[str, str]:
    """The last name of every area code ever in force, by code."""
    file = paths.REFERENCE / "area_codes.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        return {row["area_code"]: row["area_name"] for row in csv.DictReader(rows)}
