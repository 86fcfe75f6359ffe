"""What texts mean as codes, and as yes or no."""

import pytest

from holdline.build.coding import cleaned, code_of, codes_of, truth_of
from holdline.reference import codes


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("01", "risk_type", "01"),
        ("1", "risk_type", "01"),
        ("1.0", "risk_type", "01"),
        ("因病", "risk_type", "01"),
        ("因灾", "risk_type", "02"),
        ("illness", "risk_type", "01"),
        ("其它", "risk_type", "99"),
        ("08", "risk_type", None),
        ("8", "risk_type", None),
        ("因疫情", "risk_type", None),
        ("201", "disaster_kind", "0201"),
        ("0", "subsistence_type", "00"),
        ("无", "subsistence_type", "00"),
        ("脱贫户(不享受政策)", "household_type", "HT_POV_NOT_ENJOY"),
        ("脱贫户（不享受政策）", "household_type", "HT_POV_NOT_ENJOY"),
        ("ht_ordinary", "household_type", "HT_ORDINARY"),
        ("弱（半）劳动力", "labour_capacity", "03"),
        ("12317", "self_report_channel", "hotline_12317"),
        ("5", "division_level", "5"),
        ("社区", "division_level", "5"),
    ],
)
def test_a_text_means_a_code(text: str, name: str, code: str | None) -> None:
    """A code, a label, another label, or a code that lost the zeros it began with."""
    assert code == code_of(text, name)


def test_every_label_of_every_list_is_read() -> None:
    """A label that two codes share belongs to the one whose own label it is."""
    for name in codes.lists():
        for code, one in codes.labels(name).items():
            assert code == code_of(code, name)
            assert code == code_of(one.label_zh, name), (name, one.label_zh)


@pytest.mark.parametrize("separator", [",", "，", "、", ";", "；", " ， "])
def test_several_codes_are_separated(separator: str) -> None:
    """Labels and codes may be mixed; each counts once."""
    text = separator.join(["长期慢性病", "4", "残疾", "怪病"])

    assert codes_of(text, "health_status") == (["02", "04"], ["怪病"])


@pytest.mark.parametrize(
    ("text", "truth"),
    [("是", True), ("有", True), ("1", True), ("TRUE", True), ("Y", True), ("Ｙ", True),
     ("否", False), ("无", False), ("0", False), ("false", False), ("n", False),
     ("未知", None), ("2", None)],
)  # fmt: skip
def test_yes_and_no(text: str, *, truth: bool | None) -> None:
    """No is known; anything else is not."""
    assert truth is truth_of(text)


@pytest.mark.parametrize("text", ["", " ", "-", " - ", "/", "NULL", r"\N", "\u3000", "\t"])
def test_texts_for_an_empty_cell(text: str) -> None:
    """They are missing: unknown, not no."""
    assert cleaned(text) == ""
