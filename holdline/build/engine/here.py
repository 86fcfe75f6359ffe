"""DuckDB in this process: the engine of a build, unless another is named."""

import duckdb

from holdline.build import going_on
from holdline.build.quoting import identifier
from holdline.errors import BuildStepFailed
from holdline.queries.sqlfile import SqlFile


class Here:
    """The build's own DuckDB."""

    told = f"DuckDB {duckdb.__version__}"

    def make(self, db: duckdb.DuckDBPyConnection, file: SqlFile) -> None:
        """Make the table of *file* where it is to stand.

        Raises:
            BuildMemoryShort: memory is short.
            BuildStepFailed: the statement fails.
        """
        try:
            going_on.run(
                db,
                f"queries/{file.name}.sql",
                f"create table {identifier(file.path.stem)} as {file.statement}",
            )
        except duckdb.Error as problem:
            raise BuildStepFailed(path=f"queries/{file.name}.sql", problem=problem) from problem
