"""Thresholds are the dated figures of their inputs' names."""

from datetime import date
from pathlib import Path

import pytest

from holdline.errors import ParameterMissing
from holdline.quality import thresholds
from holdline.queries.catalogue import query
from holdline.queries.sqlfile import parse

TEXT = """\
-- It.
--
-- grain:   a
-- reads:   nothing
-- inputs:
--     {name}  INTEGER  a figure
-- columns:
--     a  INTEGER  a
-- order:   none

select ${name} as a
"""


def test_an_input_takes_the_figure_of_its_name() -> None:
    file = query("checks/accuracy/spouse_age_unlikely")
    inputs = thresholds.inputs(file, date(2022, 12, 31), "3704")

    assert inputs == {"spouse_years": 25, "marriage_age_woman": 20, "marriage_age_man": 22}


def test_a_name_without_a_figure_is_an_error() -> None:
    file = parse(TEXT.format(name="nobody_set_this"), name="x", path=Path("x.sql"))

    with pytest.raises(ParameterMissing, match="nobody_set_this"):
        thresholds.inputs(file, date(2022, 12, 31), "37")


def test_a_figure_is_taken_as_of_the_day() -> None:
    file = query("checks/accuracy/spouse_age_unlikely")

    with pytest.raises(ParameterMissing):
        thresholds.inputs(file, date(2013, 12, 31), "37")
