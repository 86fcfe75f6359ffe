"""Dated figures: which value is in force where, and that each says where it is from."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import polars as pl
import pytest

from holdline import paths
from holdline.errors import ParameterMalformed, ParameterMissing
from holdline.reference import parameters
from holdline.reference.divisions import shipped
from holdline.reference.parameters import deadlines, names, parameter

DUTIES = {
    "division_backfill",
    "self_report_backlog",
    "suspected_correction",
    "annotation_street",
    "annotation_county",
    "annotation_city",
    "sweep",
    "collection",
    "assessment",
}


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of parameters of the test's own, with the incomes' headers only."""
    folder = tmp_path / "parameters"
    folder.mkdir()
    for name in parameters.INCOMES:
        (folder / f"{name}.csv").write_text("income_year\n", "utf-8")
    monkeypatch.setattr(paths, "REFERENCE", tmp_path)
    parameters._parameters.cache_clear()
    parameters._deadlines.cache_clear()
    yield folder
    parameters._parameters.cache_clear()
    parameters._deadlines.cache_clear()


def test_the_value_of_the_nearest_superior_holds() -> None:
    in_shandong = parameter("monitoring_line", date(2021, 6, 1), "370403002")
    elsewhere = parameter("monitoring_line", date(2021, 6, 1), "410101")

    assert (in_shandong.value, in_shandong.jurisdiction) == (6500, "37")
    assert (elsewhere.value, elsewhere.jurisdiction) == (6000, "")


def test_a_value_holds_from_its_first_day_until_the_next() -> None:
    on = (date(2021, 12, 31), date(2022, 1, 1), date(2030, 1, 1))

    assert [parameter("monitoring_line", day, "37").value for day in on] == [6500, 7200, 9500]


def test_there_is_no_value_before_the_first_and_none_for_another_name() -> None:
    with pytest.raises(ParameterMissing, match="2019-12-31"):
        parameter("monitoring_line", date(2019, 12, 31), "37")
    with pytest.raises(ParameterMissing, match="no_such"):
        parameter("no_such", date(2021, 1, 1), "37")


def test_a_county_without_an_income_does_not_get_its_citys() -> None:
    """Criterion 1 is unknown then; a zone has no figure of its own either."""
    assert parameter("county_rural_income", date(2021, 12, 31), "370403").value == 19822.0
    with pytest.raises(ParameterMissing):
        parameter("county_rural_income", date(2021, 12, 31), "370471")


def test_every_figure_has_a_source_and_says_that_it_is_a_sample() -> None:
    held = [
        one
        for figure in parameters._parameters().values()
        for values in figure.values()
        for one in values
    ]

    set_by_notice, to_be_checked = "文件规定", "待核对"
    assert {"示例参数，非官方数据", set_by_notice, to_be_checked} >= {one.status for one in held}
    assert all("鲁乡振字" in one.source for one in held if one.status == set_by_notice)
    assert all(one.source and one.unit for one in held)
    assert all(
        one.at_least <= one.value <= one.at_most
        for one in held
        if one.at_least is not None and one.at_most is not None and not isinstance(one.value, tuple)
    )


def test_departments_warn_at_figures_that_can_be_tried() -> None:
    assert parameter("alert_house_grades", date(2021, 1, 1), "37").value == ("C", "D")
    assert sum(name.startswith("alert_") for name in names()) == 13


def test_every_county_has_an_income_in_every_year_near_its_citys() -> None:
    """Six years for 136 counties, each 0.85 to 1.12 of its city."""
    folder = paths.REFERENCE / "parameters"
    text = {"county_code": pl.String, "division_code": pl.String}
    counties = pl.read_csv(folder / "county_rural_income.csv", schema_overrides=text)
    cities = pl.read_csv(folder / "city_rural_income.csv", schema_overrides=text)
    kinds = ["district", "county", "county_city"]
    known = shipped().filter(pl.col("division_kind").is_in(kinds))["division_code"]
    ratio = (
        counties.with_columns(division_code=pl.col("county_code").str.slice(0, 4))
        .join(cities, on=["income_year", "division_code"])
        .select(pl.col("county_income_per_head_yuan") / pl.col("income_per_head_yuan"))
        .to_series()
    )

    assert len(ratio) == 6 * 136
    assert set(range(2019, 2025)) == set(counties["income_year"])
    assert set(known) == set(counties["county_code"])
    assert 0.8499 <= ratio.min() <= ratio.max() <= 1.1201


def test_the_zone_has_the_whole_ladder_and_the_province_its_own_rungs() -> None:
    zone, city, province = (deadlines(code) for code in ("370471", "3704", "37"))

    assert {one.duty for one in zone} == DUTIES
    assert DUTIES - {one.duty for one in city} == {"annotation_street"}
    assert DUTIES - {one.duty for one in province} == {"annotation_street", "annotation_county"}
    assert deadlines("41") == ()


def test_a_street_that_the_zone_manages_is_bound_by_the_zones_deadline() -> None:
    managed = {one.duty for one in deadlines("370403002")}
    other = {one.duty for one in deadlines("370403001")}

    assert {"annotation_street"} == managed - other


def test_deadlines_come_in_order_with_their_hour_and_both_languages() -> None:
    ladder = deadlines("370471")
    street = next(one for one in ladder if one.duty == "annotation_street")

    assert [one.date for one in ladder] == sorted(one.date for one in ladder)
    assert (date(2021, 11, 15), time(11, 30)) == (street.date, street.time)
    assert all(
        one.who(language) and one.what(language) for one in ladder for language in ("zh", "en")
    )
    assert len(ladder) == len({one.id for one in ladder})


def test_a_figure_without_its_source_is_refused_by_name(elsewhere: Path) -> None:
    (elsewhere / "line.toml").write_text(
        '[line]\nunit = "yuan"\nvalues = [{ value = 1, jurisdiction = "" }]\n', "utf-8"
    )

    with pytest.raises(ParameterMalformed, match=r"line.toml: \[line\]"):
        parameter("line", date(2021, 1, 1), "")


def test_a_file_that_is_not_toml_is_refused_by_name(elsewhere: Path) -> None:
    (elsewhere / "deadlines.toml").write_text("[[deadlines]\n", "utf-8")

    with pytest.raises(ParameterMalformed, match=r"deadlines\.toml"):
        deadlines("37")
