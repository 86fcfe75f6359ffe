"""Spells whose steps follow the rules."""

from datetime import date

import polars as pl

from holdline.sample.tables import Tables

STEPS = (
    "clue_on",
    "visited_on",
    "appraised_on",
    "publicity_from_on",
    "publicity_to_on",
    "town_reviewed_on",
    "county_reviewed_on",
)


def test_steps_follow_each_other(xuecheng: Tables) -> None:
    pairs = zip(STEPS, (*STEPS[1:], "identified_on"), strict=True)
    wrong = pl.any_horizontal(pl.col(first) > pl.col(then) for first, then in pairs)

    assert xuecheng["monitor_case"].filter(wrong).height == 0


def test_public_notices_last_five_days(xuecheng: Tables) -> None:
    lasted = pl.col("publicity_to_on") - pl.col("publicity_from_on")

    assert xuecheng["monitor_case"].select(
        lasted.dt.total_days()
    ).to_series().unique().to_list() == [5]


def test_nobody_is_out_through_support_within_a_year(xuecheng: Tables) -> None:
    early = pl.col("eliminated_on") < pl.col("identified_on").dt.offset_by("1y")
    supported = pl.col("elimination_type") == "ELIM_BY_SUPPORT"

    assert xuecheng["monitor_case"].filter(supported & early).height == 0


def test_a_natural_end_leaves_nobody(xuecheng: Tables) -> None:
    ended = xuecheng["monitor_case"].filter(pl.col("elimination_type") == "ELIM_NATURAL")
    left = ended.join(xuecheng["household"], on="household_id")

    assert left.height > 0
    assert left["member_count"].unique().to_list() == [0]


def test_whole_households_without_labour_stay(xuecheng: Tables) -> None:
    out = xuecheng["monitor_case"].filter(pl.col("elimination_type") == "ELIM_BY_SUPPORT")
    helpless = out.join(xuecheng["household"], on="household_id").filter("is_whole_no_labour")

    assert helpless.height == 0


def test_second_spells_name_the_first(xuecheng: Tables) -> None:
    cases = xuecheng["monitor_case"]
    again = cases.filter(pl.col("previous_case_id").is_not_null())
    first = again.join(cases, left_on="previous_case_id", right_on="case_id", suffix="_before")

    assert again.height == first.height
    assert first.filter(pl.col("identified_on") <= pl.col("eliminated_on_before")).height == 0


def test_the_autumn_rain_brought_cases_to_xuecheng(xuecheng: Tables) -> None:
    flooded = xuecheng["monitor_case"].filter(pl.col("disaster_kind") == "0201")

    assert flooded.height > 0
    assert flooded["identified_on"].is_between(date(2021, 10, 8), date(2021, 11, 30)).all()
    tagged = flooded.join(xuecheng["household"], on="household_id")
    assert tagged["disaster_tag"].null_count() == 0


def test_risks_are_borne_by_someone(xuecheng: Tables) -> None:
    cases = xuecheng["monitor_case"].filter(pl.col("elimination_type") != "ELIM_NATURAL")
    here = xuecheng["member"].filter(pl.col("member_status") == "active")
    borne = here.group_by("household_id").agg(
        ill=(pl.col("health_status").list.first() != "01").any(),
        disabled=pl.col("health_status").list.contains("04").any(),
        pupil=(pl.col("school_status") > "01").any(),
        hands=pl.col("labour_capacity").is_in(["01", "02"]).any(),
    )
    risks = pl.concat_list(f"risk_{place}" for place in range(1, 6))
    found = cases.join(borne, on="household_id").with_columns(risks=risks)
    needs = (("01", "ill"), ("03", "disabled"), ("09", "pupil"), ("07", "hands"))
    wrong = pl.any_horizontal(
        pl.col("risks").list.contains(code) & ~pl.col(name).fill_null(value=False)
        for code, name in needs
    )

    assert found.filter(wrong).height == 0
