"""Answers of the queries of the pages, each asked once, however many tests look at it."""

from collections.abc import Mapping

import duckdb
import polars as pl

from holdline.queries.catalogue import query
from holdline.queries.runner import run


class Asked:
    """Answers of the pages' queries; what is asked twice is answered once."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Of the snapshot that *cursor* reads."""
        self.cursor, self._kept = cursor, dict[str, pl.DataFrame]()

    def rows(self, name: str, choice: Mapping[str, object]) -> pl.DataFrame:
        """The rows of a query; inputs it does not take are left out."""
        file = query(name)
        given = {one.name: choice[one.name] for one in file.inputs}
        key = f"{name} {given}"
        if key not in self._kept:
            self._kept[key] = run(self.cursor, file, given).rows
        return self._kept[key]
