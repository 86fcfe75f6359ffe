"""The thresholds of the checks: dated figures of data/reference/parameters/checks.toml."""

from datetime import date

from holdline.queries.sqlfile import SqlFile
from holdline.reference.parameters import Value, parameter


def inputs(file: SqlFile, on: date, jurisdiction: str) -> dict[str, Value | list[str]]:
    """A value for each input of a check: the figure of the input's name in force *on* a day.

    Args:
        file: the check's.
        on: the day the data show.
        jurisdiction: the division whose figures hold; "" for the nation's.

    Raises:
        ParameterMissing: no figure of an input's name was set by that day.
    """
    found = {one.name: parameter(one.name, on, jurisdiction).value for one in file.inputs}
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in found.items()
    }
