"""The case runner fails when a query gives anything but what is expected."""

from pathlib import Path

import pytest

from holdline import paths
from holdline.errors import MalformedCase
from holdline.queries import cases
from holdline.queries.sqlfile import SqlFile, parse

QUERY = """\
-- Households and people of each village.
--
-- grain:   village_code
-- reads:   household, source_member
-- inputs:
--     division  VARCHAR  the division
-- columns:
--     village_code  VARCHAR        the village
--     households    BIGINT         households  [户]
--     share         DOUBLE         of all; null without a division
--     spent_yuan    DECIMAL(12,2)  spent
-- order:   village_code

select
    household.village_code,
    count(distinct household.household_id) as households,
    if($division is null, null, count(*) / 3) as share,
    sum(household.spent_yuan)::decimal(12, 2) as spent_yuan
from household
left join source_member using (household_id)
where starts_with(household.village_code, coalesce(cast($division as varchar), ''))
group by household.village_code
order by household.village_code
"""
TABLE = """\
-- Households.
--
-- grain:   household_id
-- reads:   nothing
-- columns:
--     household_id  VARCHAR        the household
--     village_code  VARCHAR        its village
--     spent_yuan    DECIMAL(12,2)  spent
--     seen_on       DATE           seen
-- order:   household_id

select 1
"""
CASE = """\
[[case]]
expects = "households are counted once"
inputs = { division = "3704" }
given.household = [
    { household_id = "h1", village_code = "370401", spent_yuan = 1.25 },
    { household_id = "h2", village_code = "370402" },
    { household_id = "h3", village_code = "370501", seen_on = 2021-10-01 },
]
given.source_member = [{ person_id = "p1", household_id = "h1" }]
rows = [
    { village_code = "370401", households = 1, share = 0.3333333333333, spent_yuan = 1.25 },
    { village_code = "370402", households = 1, share = 0.3333333333333 },
]
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SqlFile:
    """A query, and the build file whose header types a table it reads."""
    made = tmp_path / "build" / "core" / "household.sql"
    made.parent.mkdir(parents=True)
    made.write_text(TABLE, "utf-8")
    monkeypatch.setattr(paths, "QUERIES", tmp_path)
    return parse(QUERY, name="page/villages", path=tmp_path / "page" / "villages.sql")


def read(tmp_path: Path, text: str) -> cases.Case:
    twin = tmp_path / "twin.toml"
    twin.write_text(text, "utf-8")
    return cases.read(twin)[0]


def test_a_case_that_holds_has_no_differences(tmp_path: Path, file: SqlFile) -> None:
    """Columns left out are null, and numbers are compared to a billionth."""
    assert cases.differences(file, read(tmp_path, CASE)) == []


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        (
            "households = 1, share = 0.3333333333333 },\n]",
            "households = 2, share = 0.3333333333333 },\n]",
            "row 2: households is 1, expected 2",
        ),
        ("share = 0.3333333333333, s", "share = 0.3333, s", "row 1: share is 0.333"),
        (", spent_yuan = 1.25 },\n    { village_code", " },\n    { village_code",
         "row 1: spent_yuan is Decimal('1.25'), expected None"),
        (", households = 1, share", ", homes = 1, share", "row 1: homes is None, expected 1"),
        ('inputs = { division = "3704" }', "", "row 1: share is None, expected 0.33"),
        ('division = "3704"', 'division = "370401"', "1 rows, expected 2"),
        ('division = "3704"', 'division = "37"', "3 rows, expected 2"),
    ],
)  # fmt: skip
def test_a_case_that_fails_says_where(
    tmp_path: Path, file: SqlFile, old: str, new: str, difference: str
) -> None:
    assert old in CASE
    found = cases.differences(file, read(tmp_path, CASE.replace(old, new, 1)))

    assert any(difference in one for one in found), found


def test_rows_in_another_order_differ(tmp_path: Path, file: SqlFile) -> None:
    first, second = CASE.split("rows = [\n")[1].splitlines()[:2]
    swapped = CASE.replace(f"{first}\n{second}", f"{second}\n{first}")
    found = cases.differences(file, read(tmp_path, swapped))

    assert [one.split(" is ")[0] for one in found] == [
        "row 1: village_code", "row 1: spent_yuan", "row 2: village_code", "row 2: spent_yuan",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("village_code = ", "town_code = ", "household has no column town_code"),
        ("given.source_member", "given.region", "given.region is not among `reads:`"),
    ],
)
def test_given_rows_that_fit_no_table_are_refused(
    tmp_path: Path, file: SqlFile, old: str, new: str, problem: str
) -> None:
    with pytest.raises(MalformedCase, match=problem):
        cases.differences(file, read(tmp_path, CASE.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", r"it holds no \[\[case\]\]"),
        ("[[case]]\nrows = []\n", "lacks `expects` or `rows`"),
        ('[[case]]\nexpects = "x"\n', "lacks `expects` or `rows`"),
        ('[[case]]\nexpects = "x"\nrows = []\nexpected = 1\n', "a case has expected"),
    ],
)  # fmt: skip
def test_a_case_out_of_shape_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(MalformedCase, match=problem):
        read(tmp_path, text)


def test_types_come_from_the_dictionary_for_source_tables() -> None:
    types = cases.types_of("source_member", [])

    assert types["birth_on"] == "DATE"
    assert types["health_status"] == "VARCHAR[]"
    assert types["gender" if "gender" in types else "person_id"] == "VARCHAR"
    assert types["source_line"] == "BIGINT"


def test_types_of_a_table_nobody_describes_come_from_its_rows() -> None:
    rows = [{"a": 1, "b": 0.5}, {"c": True, "d": ["x"], "e": "text"}]

    assert cases.types_of("unheard_of", rows) == {
        "a": "BIGINT", "b": "DOUBLE", "c": "BOOLEAN", "d": "VARCHAR[]", "e": "VARCHAR",
    }  # fmt: skip
