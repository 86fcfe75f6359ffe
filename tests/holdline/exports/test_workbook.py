"""Workbooks: text is text, numbers are numbers, every sheet says where it comes from."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from holdline.exports.provenance import Batch, Provenance
from holdline.exports.workbook import Field, Sheet, Value, workbook

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "|calc", "http://x.example", "{=1}", "\t=1", "％1"]


def _opened(stands: Provenance, batch: Batch, *values: Value) -> openpyxl.Workbook:
    sheet = Sheet("Data", "Households", [Field("value")], [[value] for value in values])
    return openpyxl.load_workbook(io.BytesIO(workbook(stands, batch, [sheet])))


@pytest.mark.parametrize("value", HOSTILE)
def test_no_text_becomes_a_formula_or_a_link(stands: Provenance, batch: Batch, value: str) -> None:
    cell = _opened(stands, batch, value)["Data"]["A4"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", value, None)


def test_an_identity_number_keeps_every_digit(stands: Provenance, batch: Batch) -> None:
    cell = _opened(stands, batch, "370199196304123776")["Data"]["A4"]
    assert (cell.value, cell.number_format) == ("370199196304123776", "@")


def test_numbers_and_days_stay_numbers_and_days(stands: Provenance, batch: Batch) -> None:
    page = _opened(stands, batch, 12, Decimal("3.50"), date(2022, 12, 31), None)["Data"]
    assert [page[f"A{row}"].value for row in (4, 5)] == [12, 3.5]
    assert page["A6"].value.date() == date(2022, 12, 31)
    assert page["A7"].value is None


def test_every_page_is_marked_and_the_last_sheet_is_the_certificate(
    stands: Provenance, batch: Batch
) -> None:
    book = _opened(stands, batch, 1)
    told = {row[0].value: row[1].value for row in book.worksheets[-1].iter_rows(min_row=4)}
    for page in book.worksheets:
        assert "zhang" in page["A2"].value
        assert batch.number in page["A2"].value
    assert stands.snapshot in told.values()
    assert (told["month"], told["monitored"]) == ("2022-12", "open spells")


def test_equal_contents_give_equal_bytes(stands: Provenance, batch: Batch) -> None:
    sheet = Sheet("Data", "Households", [Field("value")], [[1]])
    assert workbook(stands, batch, [sheet]) == workbook(stands, batch, [sheet])
