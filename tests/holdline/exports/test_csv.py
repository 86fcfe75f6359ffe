"""CSV: Chinese that Excel reads, and no text that a spreadsheet runs."""

import pytest

from holdline.exports.csv import csv, safe
from holdline.exports.provenance import Batch, Provenance
from holdline.exports.workbook import Field, Sheet


@pytest.mark.parametrize(
    "value", ["=1+1", " =1", "\u200b=1", "+1", "-1", "@A1", "\uff1d1", "\t|x", "%x"]
)
def test_a_text_that_would_run_is_made_harmless(value: str) -> None:
    assert safe(value) == f"'{value}"


@pytest.mark.parametrize("value", ["370199196304123776", "1+1", "", "\u5f20\u4e09"])
def test_a_harmless_text_is_left_alone(value: str) -> None:
    assert safe(value) == value


def test_a_negative_number_stays_a_number() -> None:
    assert safe(-5) == "-5"


def test_the_heads_stand_first_behind_a_byte_order_mark(stands: Provenance, batch: Batch) -> None:
    sheet = Sheet("Data", "", [Field("name"), Field("count")], [["\u5f20", 3], [None, None]])
    lines = csv(stands, batch, sheet).decode("utf-8").split("\r\n")
    assert lines[:4] == ["\ufeffname,count", "\u5f20,3", ",", ""]
    assert batch.number in lines[4]
