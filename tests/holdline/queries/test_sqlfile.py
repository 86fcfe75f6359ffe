"""A SQL file's header is read strictly, and a mistake in it is named."""

from pathlib import Path

import pytest

from holdline.errors import MalformedHeader
from holdline.queries.sqlfile import Field, SqlFile, parse, read

GOOD = """\
-- Monitored households at the end of a month,
-- one row for each division.
--
-- grain:   division_code
-- reads:   household_month, region
-- inputs:
--     division  VARCHAR  its children are listed
--     month     DATE     first day of the month
-- columns:
--     division_code  VARCHAR        child division
--     monitored      BIGINT         households monitored at month end,
--                                   those without members too  [户]
--     paid_yuan      DECIMAL(12,2)  paid  [元]
--     risks          VARCHAR[]      codes of list risk_type
-- order:   monitored desc, division_code
-- source:  notice, part 2

with

-- a comment in the statement stays
children as (select 1)

select 1;
"""


def parsed(text: str, name: str = "overview/by_region") -> SqlFile:
    return parse(text, name=name, path=Path(f"queries/{name}.sql"))


def test_a_whole_header_is_read() -> None:
    file = parsed(GOOD)

    assert file.summary == (
        "Monitored households at the end of a month, one row for each division."
    )
    assert file.grain == ("division_code",)
    assert file.reads == ("household_month", "region")
    assert file.inputs[1] == Field("month", "DATE", "first day of the month", "")
    assert [one.type for one in file.columns] == ["VARCHAR", "BIGINT", "DECIMAL(12,2)", "VARCHAR[]"]
    assert file.order == "monitored desc, division_code"
    assert dict(file.extras) == {"source": "notice, part 2"}


def test_a_meaning_goes_on_below_and_ends_with_its_unit() -> None:
    monitored = parsed(GOOD).columns[1]

    assert monitored.meaning == "households monitored at month end, those without members too"
    assert monitored.unit == "户"


def test_the_statement_begins_after_the_header_and_has_no_semicolon() -> None:
    statement = parsed(GOOD).statement

    assert statement.startswith("with\n\n-- a comment in the statement stays")
    assert statement.endswith("select 1")


def test_one_row_and_no_table_are_said_in_words() -> None:
    text = GOOD.replace("grain:   division_code", "grain:   one row")
    file = parsed(text.replace("household_month, region", "nothing"))

    assert (file.grain, file.reads) == ((), ())


def test_a_file_is_named_by_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "overview" / "by_region.sql"
    path.parent.mkdir()
    path.write_text(GOOD, "utf-8")

    assert read(path, tmp_path).name == "overview/by_region"


def test_files_can_be_keys_of_a_cache() -> None:
    assert {parsed(GOOD): 1}[parsed(GOOD)] == 1


def test_a_check_has_its_words() -> None:
    words = "-- severity: error\n-- dimension: uniqueness\n"
    words += "-- title: 重复\n-- remedy: 核对\n--   更正。\n"
    file = parsed(GOOD.replace("\n\nwith", f"\n{words}\nwith", 1), "checks/uniqueness/twice")

    assert file.extras["severity"] == "error"
    assert file.extras["remedy"] == "核对 更正。"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("-- grain:   division_code\n", "", "`grain:` is missing"),
        ("-- grain:   division_code\n", "-- grain:\n", "`grain:` is missing or empty"),
        ("-- order:   monitored desc, division_code\n", "", "`order:` is missing"),
        ("-- source:  notice, part 2\n", "-- grain: month\n", "`grain:` stands twice"),
        ("-- source:  notice", "-- sauce: notice", "there is no section `sauce:`"),
        (
            "-- grain:   division_code\n-- reads:   household_month, region\n",
            "-- reads:   household_month, region\n-- grain:   division_code\n",
            "`grain:` is out of order",
        ),
        ("VARCHAR  its children", "STRING  its children", "type STRING, which is not known"),
        ("month     DATE     first day of the month", "month DATE", "is not `name TYPE meaning"),
        ("grain:   division_code", "grain:   town_code", "names town_code, which is not among"),
        ("grain:   division_code", "grain:   a division", "'a division' is not a name"),
        ("--     monitored      BIGINT", "--     division_code      BIGINT", "stands twice"),
        ("-- order:   monitored", "-- and so on\n-- order:   monitored", "neither a section nor"),
        ("-- source:  notice, part 2", "-- severity: error", "belongs to checks"),
        (
            "-- Monitored households at the end of a month,\n-- one row for each division.\n",
            "",
            "does not begin with a sentence",
        ),
    ],
)
def test_a_mistake_is_named_with_the_file(old: str, new: str, problem: str) -> None:
    assert old in GOOD

    with pytest.raises(MalformedHeader, match=r"queries/overview/by_region\.sql: .*") as found:
        parsed(GOOD.replace(old, new, 1))
    assert problem in str(found.value)


def test_a_check_without_its_words_is_refused() -> None:
    with pytest.raises(MalformedHeader, match="`severity:` is missing"):
        parsed(GOOD, "checks/uniqueness/twice")


def test_a_header_alone_is_refused() -> None:
    with pytest.raises(MalformedHeader, match="no statement follows"):
        parsed(GOOD.split("\n\nwith", maxsplit=1)[0] + "\n")
