"""Codes have labels in both languages."""

import pytest

from holdline.reference import codes


def test_a_list_keeps_its_order_and_its_aliases() -> None:
    levels = codes.labels("division_level")

    assert list(levels) == ["1", "2", "3", "4", "5"]
    assert levels["4"].aliases == ("乡", "镇", "街道")


def test_a_label_is_that_of_the_language() -> None:
    assert codes.label("division_level", "3", "zh") == "县"
    assert codes.label("division_level", "3", "en") == "county"


def test_an_unknown_or_missing_code_has_no_label() -> None:
    assert codes.label("division_level", "9", "zh") is None
    assert codes.label("division_level", None, "zh") is None


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(KeyError):
        codes.label("nothing", "1", "zh")


def test_every_code_is_labelled_in_both_languages() -> None:
    bare = [
        (name, code)
        for name in codes.lists()
        for code, found in codes.labels(name).items()
        if not found.label_zh or not found.label_en
    ]

    assert bare == []
