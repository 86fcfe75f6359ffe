"""Group K, and the extras beside the 172 checks."""

from datetime import date

import polars as pl

from tests.holdline.sample.faults.detectors.world import (
    LIFTED,
    LOW,
    Frame,
    World,
    detects,
    line,
    within,
    without,
)

BOX = (114.8, 122.7, 34.4, 38.4)
LON, LAT = pl.col("longitude"), pl.col("latitude")
DEGREE = 111.2
EACH = pl.col("net_income_per_head_yuan")
HIT = pl.col("match_result") == "hit"
ITEM = pl.col("match_item")


def helped(w: World) -> Frame:
    """Members on subsistence or destitute support."""
    return w.member.filter(
        pl.col("subsistence_type").is_in(LOW) | (pl.col("destitute_type").fill_null("00") != "00")
    )


def found(w: World, item: str) -> Frame:
    """Hits of a department about a member, not yet refuted."""
    role = pl.col("holder_role").fill_null("member") == "member"
    true = pl.col("verify_result").fill_null("pending") != "false"
    return w["dept_match"].filter(HIT & (item == ITEM) & role & true)


@detects("K01")
def kept(w: World) -> Frame:
    allowance = w.member.filter(pl.col("subsistence_type").is_in(LOW))
    severe = w.member.filter(pl.col("disability_grade").is_in(["1", "2"]))
    income = w.home.select("household_id", "net_income_yuan")
    cost = pl.col("medical_self_pay_yuan")
    ill = w.member.filter(pl.col("health_status").list.contains("03")).join(
        income, on="household_id"
    )
    ill = ill.filter((cost >= 10_000) | (cost >= 0.3 * pl.col("net_income_yuan")))
    hardship = w.home.filter(
        pl.col("is_hardship_confirmed")
        | (
            pl.col("hardship_event").is_not_null()
            & (pl.col("hardship_on") > w.ago(730))
            & (
                (pl.col("hardship_loss_yuan") >= 0.5 * pl.col("net_income_yuan"))
                | (line(pl.lit(w.as_of)) >= EACH)
            )
        )
    )
    homes = pl.concat(
        [frame.select("household_id") for frame in (allowance, severe, ill, hardship)]
    )
    return within(live(w), homes)


def live(w: World) -> Frame:
    """Annotations on their way or decided: not stopped, returned or refused."""
    refused = pl.any_horizontal(
        pl.col(name).is_in(["returned", "rejected"]).fill_null(value=False)
        for name in ("town_review_result", "county_review_result", "province_result")
    )
    return w["annotation"].filter(
        ~refused & (pl.col("annotation_stage").fill_null("screened") != "stopped")
    )


@detects("K02")
def monitored(w: World) -> Frame:
    return within(live(w), w.open)


@detects("K03")
def appendix(w: World) -> Frame:
    names = [
        "city_name",
        "county_name",
        "town_name",
        "village_name",
        "household_id",
        "head_name",
        "head_id_number",
        "lifted_out_year",
        "reason",
    ]
    return live(w).filter(pl.any_horizontal(pl.col(name).is_null() for name in names))


@detects("K04")
def procedure(w: World) -> Frame:
    steps = ["appraised_on", "town_reviewed_on", "publicity_from_on", "publicity_to_on"]
    missing = pl.any_horizontal(pl.col(name).is_null() for name in steps)
    days = (pl.col("publicity_to_on") - pl.col("publicity_from_on")).dt.total_days()
    return live(w).filter(missing | (days < 5))


@detects("K05")
def whole_village(w: World) -> Frame:
    villages = w.home.filter(pl.col("household_type").is_in(LIFTED)).select(
        "household_id", "village_code"
    )
    marked = live(w).select("household_id", "annotation_year")
    size = villages.group_by("village_code").agg(pl.len().alias("homes"))
    rows = marked.join(villages, on="household_id").join(size, on="village_code")
    count = pl.len().over("village_code", "annotation_year")
    return rows.filter((count >= 3) & (count / pl.col("homes") > 0.3))


@detects("K06")
def match_alone(w: World) -> Frame:
    return live(w).filter(
        pl.col("matched_on").is_not_null()
        & pl.col("visited_on").is_null()
        & pl.col("appraised_on").is_null()
    )


@detects("K07")
def gone(w: World) -> Frame:
    left = w["dept_match"].filter(HIT & ITEM.is_in(["death", "registration_cancelled"]))
    return within(w.member, left, "person_id")


@detects("K08")
def car(w: World) -> Frame:
    cars = found(w, "vehicle").filter(pl.col("vehicle_price_yuan") >= 100_000)
    poor = w.open.filter(pl.col("monitor_type").is_in(["MT1_UNSTABLE", "MT2_MARGINAL"]))
    return within(cars, poor)


@detects("K09")
def enterprise(w: World) -> Frame:
    return within(found(w, "enterprise"), helped(w))


@detects("K10")
def payroll(w: World) -> Frame:
    paid = found(w, "payroll").filter(
        pl.col("payroll_kind").is_in(["civil", "institution", "soe_middle"])
    )
    homes = pl.concat([helped(w).select("household_id"), w.open.select("household_id")])
    return within(paid, homes)


@detects("K11")
def town_house(w: World) -> Frame:
    homes = pl.concat([helped(w).select("household_id"), w.open.select("household_id")])
    return within(found(w, "house"), homes)


@detects("K12")
def missed(w: World) -> Frame:
    hard = w.member.filter(
        pl.col("disability_grade").is_in(["1", "2"]) | pl.col("health_status").list.contains("03")
    )
    poor = w.home.filter(line(pl.lit(w.as_of)) > EACH)
    return without(without(within(poor, hard), helped(w)), w.case)


@detects("K13")
def stopped(w: World) -> Frame:
    roll = w["dept_match"].filter((ITEM == "subsistence_roll") & pl.col("person_id").is_not_null())
    off = roll.filter((pl.col("match_result") == "none") | (HIT & (pl.col("ended_on") < w.ago(60))))
    return within(w.member.filter(pl.col("subsistence_type").is_in(LOW)), off, "person_id")


@detects("K14")
def loan(w: World) -> Frame:
    return w["micro_credit"].filter(pl.col("is_overdue") | (pl.col("balance_yuan") > 50_000))


@detects("K15")
def merged(w: World) -> Frame:
    old = w["division"].filter(
        pl.col("successor_code").is_not_null() & (pl.col("valid_to_on") <= w.as_of)
    )
    return within(w.home, old.select(village_code="division_code"), "village_code")


@detects("K16")
def not_entered(w: World) -> Frame:
    return (
        w["division"]
        .filter(
            (pl.col("level") == "5")
            & pl.col("system_entered_on").is_null()
            & (pl.col("valid_to_on").is_null() | (pl.col("valid_to_on") > w.as_of))
        )
        .select(value="division_code")
    )


def placed(w: World) -> Frame:
    """Households with a point, and whether it lies in the province's box."""
    west, east, south, north = BOX
    return w.home.filter(LON.is_not_null()).with_columns(
        is_inside=LON.is_between(west, east) & LAT.is_between(south, north)
    )


def far_from(unit: pl.Expr) -> pl.Expr:
    """Kilometres from the median point of the unit."""
    inside = pl.col("is_inside")
    lon = LON.filter(inside).median().over(unit)
    lat = LAT.filter(inside).median().over(unit)
    return (((LON - lon) * 0.82) ** 2 + (LAT - lat) ** 2).sqrt() * DEGREE


@detects("K17")
def nowhere(w: World) -> Frame:
    new = w.case.filter(pl.coalesce("identified_on", "identified_month") > date(2021, 10, 13))
    missing = within(w.home.filter(LON.is_null()), new)
    rows = placed(w)
    away = far_from(pl.col("village_code").str.slice(0, 6)) > 90
    outside = rows.filter(~pl.col("is_inside") | away)
    return pl.concat([missing.select("household_id"), outside.select("household_id")])


@detects("K18")
def one_point(w: World) -> Frame:
    rows = w.home.filter(LON.is_not_null() & (LON != 0)).with_columns(LON.round(6), LAT.round(6))
    return rows.filter(pl.len().over("longitude", "latitude") > 3)


@detects("K19")
def away(w: World) -> Frame:
    office = (
        w["division"]
        .filter(pl.col("office_longitude").is_not_null())
        .select("office_longitude", "office_latitude", village_code="division_code")
    )
    rows = placed(w).filter("is_inside").join(office, on="village_code")
    east = (LON - pl.col("office_longitude")) * 0.82
    north = LAT - pl.col("office_latitude")
    return rows.filter((east**2 + north**2).sqrt() * DEGREE > 5)


@detects("K20")
def codes(w: World) -> Frame:
    village = pl.col("village_code")
    managed = (
        w["division"]
        .filter(pl.col("manager_code").is_not_null())
        .select(town="division_code", manager="manager_code")
    )
    rows = w.home.with_columns(town=village.str.slice(0, 9)).join(managed, on="town", how="left")
    county = pl.col("county_code")
    return rows.filter(
        (pl.col("town_code") != pl.col("town"))
        | ((county != village.str.slice(0, 6)) & (county != pl.col("manager").fill_null("")))
        | (pl.col("city_code") != village.str.slice(0, 4))
        | (pl.col("province_code") != village.str.slice(0, 2))
    )


@detects("X03")
def coarse(w: World) -> Frame:
    rows = placed(w).filter("is_inside")
    return rows.filter((LON.round(3) == LON) & (LAT.round(3) == LAT))


@detects("X11")
def two_cases(w: World) -> Frame:
    return w.open.filter(pl.len().over("household_id") > 1)


@detects("X12")
def unknown_village(w: World) -> Frame:
    known = w["division"].select(village_code="division_code")
    return without(w.home, known, "village_code")


@detects("X13")
def negative(w: World) -> Frame:
    names = [
        name
        for name in w.home.columns
        if name.endswith(("_income_yuan", "_wage_yuan", "_cost_yuan"))
    ]
    names = [name for name in names if not name.startswith("net_")]
    return w.home.filter(pl.any_horizontal(pl.col(name) < 0 for name in names))
