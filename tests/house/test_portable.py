"""Every build file is SQL that DuckDB and Spark run alike, or says why DuckDB alone runs it."""

import tomllib

import pytest

from holdline.build import steps
from holdline.build.engine.opening import HOME, kept_home
from holdline.build.engine.portable import faults
from holdline.queries.sqlfile import SqlFile

FILES = {steps.table_of(file): file for file in steps.all_steps()}


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_a_build_file_is_portable(file: SqlFile) -> None:
    """To put it right: each line says what to write; docs/decisions/0072 says why.

    What no engine but DuckDB can do is listed in holdline/build/engine/home.toml with its reason.
    """
    told = [f"queries/{file.name}.sql:{one.line}: {one.told}" for one in faults(file)]

    assert bool(told) == (file.path.stem in kept_home()), "\n".join(
        told or [f"{file.path.stem} is portable: take it out of {HOME.name}"]
    )


def test_what_stays_at_home_is_a_build_file_and_says_why() -> None:
    """To put it right: take out the line of a file that is gone, or give it its reason."""
    listed = tomllib.loads(HOME.read_text("utf-8"))

    assert set(listed) <= set(FILES)
    assert [name for name, reason in listed.items() if len(reason) < 20] == []
