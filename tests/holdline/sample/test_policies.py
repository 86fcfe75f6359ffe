"""What the notice asks for, kept by clean data."""

from datetime import date
from itertools import pairwise

import polars as pl

from holdline.sample.tables import Tables

RISK_ANSWERS = {"01": ("45", "48", "52"), "09": ("46", "47", "52"), "11": ("50",), "12": ("51",)}
DEVELOPMENTAL = ("39", "40", "41", "42")


def annotated(tables: Tables) -> pl.DataFrame:
    return tables["annotation"].join(tables["household"], on="household_id", suffix="_home")


def test_nobody_with_a_kept_condition_is_proposed(xuecheng: Tables) -> None:
    people = xuecheng["member"].filter(pl.col("member_status") == "active")
    kept = people.filter(
        pl.col("subsistence_type").is_in(["01", "02"])
        | (pl.col("destitute_type") != "00")
        | pl.col("disability_grade").is_in(["1", "2"])
        | pl.col("health_status").list.contains("03")
    )
    found = annotated(xuecheng)

    assert found.height > 100
    assert found.join(kept, on="household_id", how="semi").is_empty()
    assert found.join(xuecheng["monitor_case"], on="household_id", how="semi").is_empty()


def test_no_village_is_proposed_wholesale(xuecheng: Tables) -> None:
    lifted = xuecheng["household"].filter("is_lifted_out")
    share = lifted.group_by("village_code").agg(
        pl.col("household_id").is_in(xuecheng["annotation"]["household_id"].implode()).mean()
    )

    assert share["household_id"].max() <= 0.3


def test_steps_of_a_proposal_follow_the_notice(xuecheng: Tables) -> None:
    steps = ("matched_on", "appraised_on", "town_reviewed_on", "publicity_from_on")
    wrong = pl.any_horizontal(pl.col(first) >= pl.col(then) for first, then in pairwise(steps))
    wrong |= (pl.col("publicity_to_on") - pl.col("publicity_from_on")).dt.total_days() < 5

    assert xuecheng["annotation"].filter(wrong).is_empty()


def test_most_lists_are_in_time_and_some_are_late(xuecheng: Tables) -> None:
    round_2021 = xuecheng["annotation"].filter(pl.col("annotation_year") == 2021)
    late = (round_2021["submitted_to_city_on"] > date(2021, 11, 17)).mean()

    assert 0 < late < 0.1


def test_each_criterion_of_a_proposal_is_met_by_the_data(xuecheng: Tables) -> None:
    found = annotated(xuecheng).with_columns(criterion=pl.col("exit_criteria").list.first())
    hits = xuecheng["dept_match"].filter(pl.col("match_result") == "hit")
    for criterion, item in (("3", "vehicle"), ("4", "house"), ("5", "enterprise")):
        mine = found.filter(pl.col("criterion") == criterion)
        held = hits.filter(pl.col("match_item") == item)
        assert mine.join(held, on="household_id", how="anti").is_empty()
    kin = xuecheng["kin_link"].filter(pl.col("is_on_payroll") | pl.col("is_spouse_on_payroll"))
    sixth = found.filter(pl.col("criterion") == "6")
    assert sixth.join(kin, on="household_id", how="anti").is_empty()


def test_measures_answer_the_risks(xuecheng: Tables) -> None:
    given = xuecheng["support_measure"].group_by("case_id").agg(classes="measure_class")
    found = xuecheng["monitor_case"].join(given, on="case_id", how="left")
    for risk, classes in RISK_ANSWERS.items():
        lacking = ~pl.col("classes").list.eval(pl.element().is_in(classes)).list.any()
        assert found.filter((pl.col("risk_1") == risk) & lacking.fill_null(value=True)).is_empty()


def test_no_spell_ends_through_support_without_development(xuecheng: Tables) -> None:
    given = xuecheng["support_measure"].filter(pl.col("measure_class").is_in(DEVELOPMENTAL))
    out = xuecheng["monitor_case"].filter(pl.col("elimination_type") == "ELIM_BY_SUPPORT")

    assert out.height > 0
    assert out.join(given, on="case_id", how="anti").is_empty()
    assert (out["developmental_status"] == "done").all()


def test_self_reports_are_closed_in_time(xuecheng: Tables) -> None:
    reports = xuecheng["self_report"]
    open_ = reports.filter(pl.col("closed_on").is_null())
    refused = reports.filter(pl.col("handling_result") != "included")

    assert (reports["closed_on"] - reports["reported_on"]).dt.total_days().max() <= 15
    assert open_.filter(pl.col("reported_on") < date(2022, 12, 16)).is_empty()
    assert refused["explained_on"].null_count() == 0


def test_the_zone_manages_its_streets(xuecheng: Tables) -> None:
    homes = xuecheng["household"]
    mine = homes.filter(pl.col("town_code").is_in(["370403002", "370403003", "370403004"]))
    zone = xuecheng["division"].filter(pl.col("division_code") == "370471")

    assert mine.height > 100
    assert set(mine["county_code"]) == {"370471"}
    assert set(homes.join(mine, on="household_id", how="anti")["county_code"]) == {"370403"}
    assert zone["host_code"].to_list() == ["370403"]
    borrowed = xuecheng["county_income"].filter(pl.col("county_code") == "370471")
    assert set(borrowed["borrowed_from_code"]) == {"370403"}


def test_every_case_has_a_position_near_its_village(xuecheng: Tables) -> None:
    cases = xuecheng["household"].join(xuecheng["monitor_case"], on="household_id", how="semi")
    placed = cases.join(
        xuecheng["division"], left_on="village_code", right_on="division_code", suffix="_village"
    )
    away = (placed["longitude"] - placed["office_longitude"]).abs().max()

    assert cases["longitude"].null_count() == 0
    assert away < 0.02


def test_references_lead_somewhere(xuecheng: Tables) -> None:
    ends = (
        ("member", "household_id", "household"),
        ("monitor_case", "report_id", "self_report"),
        ("monitor_case", "warning_id", "warning"),
        ("support_measure", "case_id", "monitor_case"),
        ("support_measure", "person_id", "member"),
        ("dept_match", "link_id", "kin_link"),
        ("dept_match", "person_id", "member"),
        ("responsible", "case_id", "monitor_case"),
        ("work_monitor", "person_id", "member"),
        ("household", "village_code", "division"),
    )
    for table, column, other in ends:
        key = "division_code" if other == "division" else column
        rows = xuecheng[table].filter(pl.col(column).is_not_null())
        lost = rows.join(xuecheng[other], left_on=column, right_on=key, how="anti")
        assert lost.is_empty(), (table, column)
