"""Which column a header means."""

import pytest

from holdline.build.headers import bare, matched, meaning
from holdline.errors import ImportColumnsMissing, ImportColumnsRepeated
from holdline.reference import columns


@pytest.mark.parametrize(
    ("header", "identifier"),
    [
        ("户编号", "household_id"),
        ("户编码", "household_id"),
        ("household_id", "household_id"),
        ("HOUSEHOLD_ID", "household_id"),
        (" 户 编号* ", "household_id"),
        ("＊户编号", "household_id"),
        ("县（市、区）", "county_name"),
        ("区县", "county_name"),
        ("县(市、区)", "county_name"),
        ("与村主干路距离（公里）", "road_km"),
        ("工资性收入（元）", "wage_income_yuan"),
        ("工资性收入(元)", "wage_income_yuan"),
        ("工资性收入（万元）", ""),
        ("户编", ""),
        ("", ""),
    ],
)
def test_a_header_means_its_column(header: str, identifier: str) -> None:
    """By any of its names; spaces, asterisks and brackets do not matter, units must be its own."""
    assert identifier == meaning(header, "household")


def test_no_two_columns_of_a_table_share_a_name() -> None:
    """Else a header could mean either."""
    for table in columns.tables():
        names = [
            (bare(name), one.identifier)
            for one in columns.table(table)
            for name in {one.header_zh, one.identifier, *one.aliases}
        ]

        assert len(dict(names)) == len({*names}), table


def test_unknown_and_absent_columns_are_told() -> None:
    """Unknown ones are left out of the import; absent ones are missing for every row."""
    headers = [
        "人编号",
        "户编号",
        "姓名",
        "性别",
        "证件号码",
        "与户主关系",
        "健康状况",
        "劳动能力",
        "血型",
    ]
    found = matched(headers, "member", "member.csv", derived=frozenset())

    assert found.unknown == ("血型",)
    assert found.positions["labour_capacity"] == 7
    assert "birth_on" in found.absent


def test_two_headers_of_one_meaning_refuse_the_file() -> None:
    """Both are named."""
    with pytest.raises(ImportColumnsRepeated, match="household_id: 户编号, 户编码"):
        matched(["户编号", "户编码"], "household", "household.csv", derived=frozenset())


def test_columns_that_must_be_there_are_asked_for() -> None:
    """By both their names; those that can be made up are not asked for."""
    with pytest.raises(ImportColumnsMissing) as raised:
        matched(["户编号"], "monitor_case", "cases.csv", derived=frozenset({"case_id"}))

    assert "risk_1" in str(raised.value)
    assert "识别来源 (source_channel)" in str(raised.value)
    assert "case_id" not in str(raised.value)
