"""A finding in words, in both languages."""

import pytest

from holdline.quality.checks import chosen
from holdline.quality.wording import field_name, reason, shown


def test_codes_are_shown_by_their_labels() -> None:
    check = chosen(["C11"])[0]
    zh, en = (
        reason(check, "labour_capacity", "01", "05", language, is_missing=False)
        for language in ("zh", "en")
    )

    assert zh == "16岁以下劳动技能不是无劳动力：劳动技能为“普通劳动力”，应为“无劳动力”"
    assert en.startswith("Child with labour capacity: labour capacity is ")
    assert en.endswith('"ordinary labour", expected "no labour"')


def test_a_missing_cell_is_told_from_a_hidden_one() -> None:
    check = chosen(["A02"])[0]

    assert (
        reason(check, "id_number", None, None, "zh", is_missing=True)
        == "身份证校验码错误：证件号码为“空”"
    )
    assert (
        reason(check, "id_number", None, None, "zh", is_missing=False)
        == "身份证校验码错误：证件号码（不显示）"
    )


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("health_status", "02,04", "长期慢性病、残疾"),
        ("labour_capacity", "03|05", "弱劳动力或半劳动力、无劳动力"),
        ("has_resident_medical", "false", "否"),
        ("work_months", "13", "13"),
        ("net_income_per_head_yuan", "≥ 7200.00", "≥ 7200.00"),
        ("relation_to_head", "2 heads", "2 heads"),
    ],
)
def test_a_cell_is_shown_as_a_reader_reads_it(field: str, value: str, expected: str) -> None:
    assert expected == shown(field, value, "zh")


def test_a_field_has_its_header_in_chinese_and_its_name_in_english() -> None:
    assert (field_name("phone", "zh"), field_name("phone", "en")) == ("联系电话", "phone")
    assert (field_name("age", "zh"), field_name("age", "en")) == ("年龄", "age")
    assert field_name("net_income_per_head_yuan", "en") == "net income per head"
