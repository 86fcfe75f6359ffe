"""Group H."""

from datetime import date

import polars as pl

from tests.holdline.sample.faults.detectors.world import (
    HANDS,
    LABOUR,
    LIFTED,
    LOW,
    Frame,
    World,
    detects,
    has,
    within,
    without,
)

DEVELOPMENTAL = ["39", "40", "41", "42"]
STATUS = pl.col("developmental_status")
LABOURER = pl.col("labour_capacity").is_in(LABOUR)
HANDY = pl.col("labour_capacity").is_in(HANDS)
HEALTH = pl.col("health_status")
ALERT = 20_000


def of_people(w: World, cases: Frame) -> Frame:
    """Cases beside what their household's members are."""
    counted = w.count(
        labourers=LABOURER,
        handy=HANDY,
        unable=pl.col("labour_capacity").is_in(["03", "04", "05"]),
        disabled=HEALTH.list.contains("04"),
        healthy=pl.col("is_healthy"),
        students=pl.col("is_student"),
        low=pl.col("subsistence_type").is_in(LOW)
        | (pl.col("destitute_type").fill_null("00") != "00"),
    )
    return cases.join(counted, on="household_id")


@detects("H01")
def required(w: World) -> Frame:
    names = ["identified_month", "risk_1", "wage_income_when_identified_yuan"]
    names += [
        f"has_{name}_when_identified"
        for name in ("dropout", "house_problem", "water_problem", "uninsured")
    ]
    return w.case.filter(pl.any_horizontal(pl.col(name).is_null() for name in names))


@detects("H02")
def no_disabled(w: World) -> Frame:
    return of_people(w, w.open).filter(has("03") & (pl.col("disabled") == 0))


@detects("H03")
def all_healthy(w: World) -> Frame:
    return of_people(w, w.open).filter(has("01") & (pl.col("healthy") == pl.col("people")))


@detects("H04")
def no_student(w: World) -> Frame:
    return of_people(w, w.open).filter(has("09") & (pl.col("students") == 0))


@detects("H05")
def half_labour(w: World) -> Frame:
    share = pl.col("labourers") / pl.col("people")
    return of_people(w, w.open).filter(has("04") & (pl.col("people") >= 4) & (share >= 0.5))


@detects("H06")
def quarter_labour(w: World) -> Frame:
    share = pl.col("labourers") / pl.col("people")
    return of_people(w, w.open).filter(has("04") & (share > 0.25))


@detects("H07")
def all_labour(w: World) -> Frame:
    return of_people(w, w.open).filter(has("04") & (pl.col("unable") == 0))


@detects("H08")
def job_without_labour(w: World) -> Frame:
    return of_people(w, w.open).filter(has("07") & (pl.col("handy") == 0))


@detects("H09")
def job_without_record(w: World) -> Frame:
    recorded = pl.concat(
        [w["work_monitor"].select("household_id"), w.worker.select("household_id")]
    )
    return without(of_people(w, w.open).filter(has("07")), recorded)


@detects("H10")
def wrong_type(w: World) -> Frame:
    kinds = w.home.select("household_id", "household_type")
    lifted = pl.col("household_type").is_in(LIFTED)
    return w.case.join(kinds, on="household_id").filter(
        ((pl.col("monitor_type") == "MT1_UNSTABLE") & ~lifted)
        | ((pl.col("monitor_type") == "MT2_MARGINAL") & lifted)
    )


@detects("H11")
def disaster_kind(w: World) -> Frame:
    return w.case.filter(has("02") & pl.col("disaster_kind").is_null())


def since(w: World, months: int) -> pl.Expr:
    """Whether that many whole months have passed since identification."""
    today = w.as_of.year * 12 + w.as_of.month
    then = pl.col("identified_month").dt.year() * 12 + pl.col("identified_month").dt.month().cast(
        pl.Int32
    )
    return (today - then) >= months


@detects("H12")
def no_measure(w: World) -> Frame:
    late = w.open.filter(since(w, 2) & (STATUS == "none"))
    return w.unanswered(late)


@detects("H13")
def no_development(w: World) -> Frame:
    late = of_people(w, w.open).filter(since(w, 6) & (pl.col("handy") > 0))
    return w.unanswered(late, *DEVELOPMENTAL)


@detects("H14")
def not_begun(w: World) -> Frame:
    idle = w.open.filter(STATUS.is_null() | (STATUS == "none"))
    return w.answered(idle, *DEVELOPMENTAL)


@detects("H15")
def in_name_only(w: World) -> Frame:
    own = w.measure.filter(pl.col("measure_class").is_in(DEVELOPMENTAL))
    trivial = (
        pl.when(pl.col("measure_class") == "40")
        .then(pl.col("measure_kinds").list.set_difference(["99", "4001"]).list.len() == 0)
        .when(pl.col("measure_class").is_in(["39", "41"]))
        .then(pl.col("measure_kinds").list.set_difference(["99"]).list.len() == 0)
        .otherwise(pl.lit(value=False))
    )
    only = (
        own.group_by("household_id", "case_id")
        .agg(trivial.all().alias("trivial"))
        .filter("trivial")
    )
    return within(w.open.filter(STATUS == "done"), only, "case_id")


@detects("H16")
def education_unanswered(w: World) -> Frame:
    concerned = w.case.filter((pl.col("is_open") | pl.col("is_supported")) & has("09"))
    return w.unanswered(concerned, "46", "47", "52")


@detects("H17")
def illness_unanswered(w: World) -> Frame:
    concerned = w.case.filter((pl.col("is_open") | pl.col("is_supported")) & has("01"))
    return w.unanswered(concerned, "45", "48", "52")


@detects("H18")
def allowance_of_nobody(w: World) -> Frame:
    return within(of_people(w, w.open).filter(pl.col("low") == 0), w.with_kind("4801"))


@detects("H19")
def disability_of_nobody(w: World) -> Frame:
    disabled = w.everyone.filter(HEALTH.list.contains("04"))
    return without(within(w.home, w.with_kind("4803")), disabled)


@detects("H20")
def job_for_unable(w: World) -> Frame:
    unable = w.member.filter(pl.col("labour_capacity").is_in(["04", "05"]))
    return within(w.measure.filter(pl.col("measure_class") == "40"), unable, "person_id")


@detects("H21")
def nothing_to_live_on(w: World) -> Frame:
    late = of_people(w, w.open).filter(since(w, 4) & (pl.col("handy") > 0))
    return w.unanswered(late, "39", "40")


@detects("H22")
def too_early(w: World) -> Frame:
    cases = w.case.select("case_id", "identified_month")
    return w.measure.join(cases, on="case_id").filter(
        pl.col("started_on") < pl.col("identified_month").dt.offset_by("-3mo")
    )


@detects("H23")
def cadre(w: World) -> Frame:
    people = w.member.select(responsible_id_number="id_number")
    helpers = w["responsible"].filter(pl.col("responsible_id_number").is_not_null())
    return within(helpers, people, "responsible_id_number")


@detects("H24")
def nobody_responsible(w: World) -> Frame:
    people = w["responsible"].filter(pl.col("ended_on").is_null())
    return without(w.open, people)


@detects("H25")
def not_marked(w: World) -> Frame:
    marked = w.home.filter("is_whole_no_labour")
    return without(of_people(w, w.open).filter(pl.col("handy") == 0), marked)


@detects("H26")
def marked(w: World) -> Frame:
    return within(w.home.filter("is_whole_no_labour"), w.member.filter(LABOURER))


@detects("H27")
def crowd(w: World) -> Frame:
    villages = w.home.select("household_id", "village_code")
    day = pl.coalesce("eliminated_on", "eliminated_month")
    closed = w.closed.join(villages, on="household_id").with_columns(day=day)
    return closed.filter(pl.len().over("village_code", "day", "elimination_type") >= 10)


@detects("H28")
def not_screened(w: World) -> Frame:
    since_day = pl.lit(w.ago(90))
    lately = (
        (pl.col("subsistence_type").is_in(LOW) & (pl.col("subsistence_from_on") >= since_day))
        | (
            (pl.col("destitute_type").fill_null("00") != "00")
            & (pl.col("destitute_from_on") >= since_day)
        )
        | (HEALTH.list.contains("03") & (pl.col("diagnosed_on") >= since_day))
        | (
            pl.col("disability_grade").is_in(["1", "2"])
            & (pl.col("disability_certified_on") >= since_day)
        )
    )
    noted = w.home.filter(pl.col("sweep_note").is_not_null())
    return without(without(w.member.filter(lately), w.case), noted)


@detects("H29")
def large_cost(w: World) -> Frame:
    return without(w.member.filter(pl.col("medical_self_pay_yuan") >= ALERT), w.case)


@detects("H30")
def not_closed(w: World) -> Frame:
    closed, day = pl.col("closed_on"), pl.col("reported_on")
    old = (day <= date(2021, 9, 30)) & (closed.is_null() | (closed > date(2021, 10, 31)))
    return w["self_report"].filter((closed.is_null() & (day < w.ago(15))) | old)


@detects("H31")
def unexplained(w: World) -> Frame:
    return w["self_report"].filter(
        (pl.col("handling_result") == "not_included") & pl.col("explained_on").is_null()
    )


@detects("H32")
def no_contact(w: World) -> Frame:
    return w.closed.filter(pl.col("contact_name").is_null() | pl.col("contact_phone").is_null())
