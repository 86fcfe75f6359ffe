"""Every case under tests/queries holds: the rows given make the rows expected."""

from pathlib import Path

import pytest

from holdline.errors import MalformedCase
from holdline.queries import cases, catalogue

FOLDER = Path(__file__).with_name("queries")


def found() -> list[object]:
    """One parameter a case; a file whose cases cannot be read is one too, and fails."""
    parameters: list[object] = []
    for path in sorted(FOLDER.rglob("*.toml")):
        name = path.relative_to(FOLDER).with_suffix("").as_posix()
        try:
            read = cases.read(path)
        except (MalformedCase, ValueError) as problem:
            parameters.append(pytest.param(name, problem, id=name))
            continue
        parameters += [pytest.param(name, case, id=f"{name}: {case.expects}") for case in read]
    return parameters


@pytest.mark.parametrize(("name", "case"), found())
def test_rows_given_make_the_rows_expected(name: str, case: cases.Case | Exception) -> None:
    if isinstance(case, Exception):
        pytest.fail(f"tests/queries/{name}.toml: {case}")
    differences = cases.differences(catalogue.query(name), case)

    assert not differences, f"tests/queries/{name}.toml: " + "\n".join(differences)
