"""What written numbers, days and times become, and what is refused."""

from collections.abc import Iterator

import duckdb
import pytest

from holdline.build.loading import MACROS


@pytest.fixture(scope="module")
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with the macros."""
    with duckdb.connect() as made:
        made.execute(MACROS.read_text("utf-8"))
        yield made


CASES = [
    ("cleaned(?)", {" a ": "a", "\u3000甲\u00a0": "甲", "\t01": "01", "a b": "a b", "NULL": None,
                    " - ": None, "": None, r"\N": None, "无": "无", "--": "--"}),
    ("whole_cell(?)", {"3.70402E+17": None, "3.7e+17": None, " 3.70402E+17 ": None, "5E10": "5E10",
                       "A+B": "A+B", " 37 ": "37", "/": None}),
    ("whole_number(?)", {"3": "3", "3.0": "3", "1,234": "1234", "１２": "12", "-5": "-5",
                         "3.7": None, "1,2": None, "1e3": None, "三": None, "12345678901": None}),
    ("amount(?)", {"3200": "3200.00", "1,234.5": "1234.50", "1，234.56": "1234.56", ".5": "0.50",
                   "-3,200.00": "-3200.00", "3.2万元": None, "1e5": None, "nan": None, "": None,
                   "1,23": None, "12345678901": None}),
    ("share(?)", {"25%": "0.25", "25": "0.25", "0.25": "0.25", "1": "1.0", "２５％": "0.25",
                  "一半": None}),
    ("date_cell(?)", dict.fromkeys(
        ["2021-10-13", "20211013", "2021/10/13", "2021.10.13", "2021年10月13日",
         "2021-10-13 00:00:00", "2021/10/13 0:00"], "2021-10-13") | {
        "2021/1/3": "2021-01-03", "2021-02-30": None, "2021-10": None, "21-10-13": None,
        "infinity": None, "44482": "2021-10-13", "2020-02-29": "2020-02-29", "2021-02-29": None}),
    ("month_cell(?)", dict.fromkeys(
        ["2021-10", "202110", "2021/10", "2021.10", "2021年10月", "2021-10-13", "20211013",
         "2021年10月13日"], "2021-10-01") | {
        "2021年3月": "2021-03-01", "2021-13": None, "2021-00": None, "2021": None}),
    ("time_cell(?)", dict.fromkeys(
        ["2021-10-13 08:09:00", "2021-10-13 8:09", "2021年10月13日 08:09", "20211013 08:09",
         "2021-10-13T00:09:00Z", "2021-10-13 00:09:00+00:00", "2021/10/13 08:09:00 +0800"],
        "2021-10-13 08:09:00") | {
        "2021-10-13": "2021-10-13 00:00:00", "2021-10-13 25:00": None, "08:09": None}),
    ("lengthened(?)", {"110105491231002": "11010519491231002X"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("macro", "text", "value"),
    [(macro, text, value) for macro, cases in CASES for text, value in cases.items()],
)
def test_a_text_becomes(
    db: duckdb.DuckDBPyConnection, macro: str, text: str, value: str | None
) -> None:
    """Null is a value that cannot be read, or an empty cell."""
    assert [(value,)] == db.execute(f"select ({macro})::varchar", [text]).fetchall()
