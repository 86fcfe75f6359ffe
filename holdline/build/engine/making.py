"""The boundary between the build and what runs its statements."""

from typing import Protocol

import duckdb

from holdline.queries.sqlfile import SqlFile


class Engine(Protocol):
    """Runs build files. Whatever runs them, their tables end up in the build, equal cell by cell.

    Attributes:
        told: what it is and which version, for whoever reads the report of a build.
    """

    told: str

    def make(self, db: duckdb.DuckDBPyConnection, file: SqlFile) -> None:
        """Make the table of *file* in the build *db*, which holds the tables that it reads.

        Raises:
            BuildStepFailed, EngineStepFailed: the statement fails.
        """
        ...
