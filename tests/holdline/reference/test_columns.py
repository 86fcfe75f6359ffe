"""The dictionary says what the contract says."""

import csv

import pytest

from holdline import paths
from holdline.reference import codes, columns


def test_every_table_of_the_dictionary_has_its_row() -> None:
    with (paths.REFERENCE / "columns.csv").open(encoding="utf-8") as file:
        expected = list(dict.fromkeys(row["table"] for row in csv.DictReader(file)))

    assert sorted(columns.tables()) == sorted(expected)
    assert len(columns.tables()) == 18


def test_keys_and_references_name_columns_and_tables_there_are() -> None:
    for name, table in columns.tables().items():
        held = {column.identifier for column in columns.table(name)}

        assert set(table.key) <= held
        for reference in table.references:
            assert set(reference.columns) <= held
            assert reference.table in columns.tables()


def test_key_cells_belong_to_the_key_or_must_be_found_or_say_what_a_row_is() -> None:
    """A table's own number is a key cell; the rest of the key may be filled in on import."""
    for name, table in columns.tables().items():
        required = {one.identifier for one in columns.table(name) if one.required == "key"}

        assert table.key[0] in required


def test_required_shipped_and_optional_tables_are_told_apart() -> None:
    needs = {name: table.need for name, table in columns.tables().items()}

    assert [name for name, need in needs.items() if need == "R"] == [
        "household", "member", "monitor_case",
    ]  # fmt: skip
    assert [name for name, need in needs.items() if need == "S"] == ["division"]


def test_aliases_and_mask_are_parted_from_the_meaning() -> None:
    first = columns.table("household")[0]

    assert (first.identifier, first.header_zh, first.required) == ("household_id", "户编号", "key")
    assert first.aliases == ("户编码",)
    assert first.mask == "pseudonym"
    assert first.meaning == "16 to 20 characters, text; unique in the file"


def test_several_aliases_are_split() -> None:
    county = next(one for one in columns.table("household") if one.identifier == "county_name")

    assert county.aliases == ("区县", "县(市、区)")
    assert county.meaning == "as city_name"


def test_an_alias_alone_leaves_no_meaning_and_a_mask_alone_no_alias() -> None:
    found = {one.identifier: one for one in columns.table("household")}

    assert (found["collector_name"].aliases, found["collector_name"].mask) == (("填表人",), "name")
    assert found["collector_name"].meaning == ""
    assert (found["address"].aliases, found["address"].mask) == ((), "address")


def test_a_mask_is_the_same_wherever_an_identifier_stands() -> None:
    for name in columns.tables():
        for column in columns.table(name):
            assert columns.masks().get(column.identifier, "") == column.mask


def test_every_code_list_named_is_there() -> None:
    named = {one.codes for name in columns.tables() for one in columns.table(name) if one.codes}

    assert named <= set(codes.lists())


def test_an_unknown_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        columns.table("nothing")
