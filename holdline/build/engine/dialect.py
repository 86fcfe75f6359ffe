"""Bring a build file's statement from DuckDB's SQL into Spark's."""

from holdline.errors import BuildStepFailed
from holdline.queries.sqlfile import SqlFile


def spark_sql(file: SqlFile) -> str:
    """The statement of *file* as Spark takes it, without the order of its rows.

    The order is given to the rows where they are stored; sorting them on the cluster as well
    would be work for nothing. What DuckDB is told not to keep of a subquery, Spark never keeps.

    Raises:
        BuildStepFailed: it cannot be brought over.
    """
    import sqlglot
    from sqlglot import exp
    from sqlglot.errors import ErrorLevel, SqlglotError

    try:
        tree = sqlglot.parse_one(file.statement, read="duckdb")
        tree.set("order", None)
        for part in tree.find_all(exp.CTE):
            part.set("materialized", None)
        return tree.sql(dialect="spark", unsupported_level=ErrorLevel.RAISE)
    except SqlglotError as problem:
        raise BuildStepFailed(path=f"queries/{file.name}.sql", problem=problem) from problem
