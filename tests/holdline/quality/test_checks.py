"""The checks as a whole: what every file of queries/checks must be."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from holdline import paths
from holdline.errors import CheckMalformed, CheckUnknown
from holdline.quality import thresholds
from holdline.quality.checks import COLUMNS, DIMENSIONS, SEVERITIES, Check, all_checks, chosen
from holdline.quality.listing import markdown
from holdline.reference import columns
from holdline.sample.faults.catalogue import checks as listed

CHECK = """\
-- Members without a name.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null
--     village_code  VARCHAR  its village
--     field         VARCHAR  name
--     value         VARCHAR  null
--     expected      VARCHAR  null
-- order:     person_id
-- source:    A99; design
-- severity:  warning
-- dimension: completeness
-- title:     姓名为空
-- title_en:  Name missing
-- remedy:    补录姓名。
-- remedy_en: Enter the name.

select 1
"""


@pytest.fixture
def queries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder of queries."""
    monkeypatch.setattr(paths, "QUERIES", tmp_path)
    (tmp_path / "checks" / "completeness").mkdir(parents=True)
    return tmp_path / "checks" / "completeness"


# Those of domain.md §7; linkage adds group L.
RULED = [check for check in all_checks() if check.id[0] != "L"]


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.id)
def test_a_check_says_what_it_must_in_both_languages(check: Check) -> None:
    told = [check.title("zh"), check.title("en"), check.remedy("zh"), check.remedy("en")]

    assert all(told)
    assert check.severity in SEVERITIES
    assert check.dimension in DIMENSIONS
    assert check.basis


@pytest.mark.parametrize("check", RULED, ids=lambda check: check.id)
def test_a_check_is_as_severe_as_its_rule(check: Check) -> None:
    """Whoever holds the list of domain.md §7, here the sample's faults, must agree."""
    severity = {"E": "error", "W": "warning", "I": "information"}[listed()[check.id].severity]

    assert severity == check.severity


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.id)
def test_every_threshold_has_a_dated_figure(check: Check) -> None:
    """To put it right: add the input's name to data/reference/parameters."""
    values = thresholds.inputs(check.file, date(2022, 12, 31), "37")

    assert [one.name for one in check.file.inputs] == list(values)
    assert all(value is not None for value in values.values())


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.id)
def test_a_check_names_columns_of_the_dictionary(check: Check) -> None:
    """By its name a masked cell is hidden; a literal field must be one, or the word age."""
    known = {one.identifier for table in columns.tables() for one in columns.table(table)}
    named = {
        line.split("'")[1]
        for line in check.file.statement.splitlines()
        if line.strip().removesuffix(",").endswith("as field") and "'" in line
    }

    assert named - known - {"age"} == set()


def test_the_list_in_the_documentation_is_current() -> None:
    """To put it right: python -m holdline check --list > docs/reference/checks.md."""
    assert (paths.ROOT / "docs" / "reference" / "checks.md").read_text("utf-8") == markdown()


def test_checks_are_chosen_by_id_in_any_case() -> None:
    assert [check.id for check in chosen(["b01", " A02"])] == ["A02", "B01"]
    assert chosen([]) == chosen([""]) == all_checks()


def test_an_unknown_id_is_refused() -> None:
    with pytest.raises(CheckUnknown, match="Z98, Z99"):
        chosen(["A01", "Z99", "z98"])


def test_a_whole_file_is_a_check(queries: Path) -> None:
    (queries / "name_missing.sql").write_text(CHECK, "utf-8")

    assert [(check.id, check.name, check.basis) for check in all_checks()] == [
        ("A99", "name_missing", "design")
    ]
    assert tuple(column.name for column in all_checks()[0].file.columns) == COLUMNS


@pytest.mark.parametrize(
    ("written", "instead", "problem"),
    [
        ("A99; design", "design", "does not begin with the check's id"),
        ("severity:  warning", "severity:  grave", "none of error, warning, information"),
        ("dimension: completeness", "dimension: accuracy", "not the folder"),
        ("-- title_en:  Name missing\n", "", "`title_en:` is missing"),
        ("--     case_id       VARCHAR  null\n", "", "its columns are not"),
        ("value         VARCHAR", "value         INTEGER", "each VARCHAR"),
    ],
)
def test_a_file_that_lacks_something_is_refused(
    queries: Path, written: str, instead: str, problem: str
) -> None:
    (queries / "name_missing.sql").write_text(CHECK.replace(written, instead), "utf-8")

    with pytest.raises(CheckMalformed, match=problem):
        all_checks()


def test_two_checks_of_one_id_are_refused(queries: Path) -> None:
    (queries / "name_missing.sql").write_text(CHECK, "utf-8")
    (queries / "no_name.sql").write_text(CHECK, "utf-8")

    with pytest.raises(CheckMalformed, match="is A99 too"):
        all_checks()
