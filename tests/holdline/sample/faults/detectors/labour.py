"""Group E."""

import polars as pl

from tests.holdline.sample.faults.detectors.world import Frame, World, detects, within, without

AGE = pl.col("age")
PLACE = pl.col("work_place")
MONTHS = pl.col("work_months")
POST = pl.col("public_post")
POST_MONTHS = pl.col("public_post_months").fill_null(0)
COUNTY = "[\u53bf\u533a\u5e02\u65d7]"  # county, district, city, banner


def busy() -> pl.Expr:
    return pl.col("is_working").fill_null(value=False) | pl.col("plans_work").fill_null(value=False)


@detects("E01")
def months(w: World) -> Frame:
    return w.member.filter(~MONTHS.is_between(0, 12))


@detects("E02")
def place_only(w: World) -> Frame:
    return w.member.filter(PLACE.is_not_null() & (MONTHS.fill_null(0) == 0))


@detects("E03")
def months_only(w: World) -> Frame:
    return w.member.filter(PLACE.is_null() & (MONTHS > 0))


@detects("E04")
def without_labour(w: World) -> Frame:
    unable = w.member.filter(pl.col("labour_capacity").is_in(["04", "05"]))
    by_job = within(unable, w["work_monitor"].filter(busy()), "person_id")
    by_months = unable.filter(MONTHS > 0)
    return pl.concat([by_job, by_months]).unique(maintain_order=True)


@detects("E05")
def vague_place(w: World) -> Frame:
    vague = ~PLACE.str.contains(COUNTY)
    return pl.concat(
        [
            w.job.filter(pl.col("is_working") & vague).select("household_id", "person_id"),
            w.member.filter((MONTHS > 0) & vague).select("household_id", "person_id"),
        ]
    )


@detects("E06")
def overlap(w: World) -> Frame:
    spells = w.job.filter(pl.col("started_on").is_not_null()).sort("person_id", "started_on")
    before = pl.col("ended_on").shift(1).over("person_id")
    return spells.filter(pl.col("started_on") < before)


@detects("E07")
def far_workshop(w: World) -> Frame:
    return w.job.filter(
        ~pl.col("work_region").is_in(["01", "02"]) & pl.col("work_channel").is_in(["03", "05"])
    )


@detects("E08")
def destitute(w: World) -> Frame:
    return w.job.filter(
        (pl.col("destitute_type").fill_null("00") != "00") & (pl.col("work_channel") == "01")
    )


@detects("E09")
def child_post(w: World) -> Frame:
    return w.member.filter((AGE < 16) & POST.is_not_null())


@detects("E10")
def elder_post(w: World) -> Frame:
    return w.member.filter((AGE >= 70) & POST.is_not_null())


@detects("E11")
def post_only(w: World) -> Frame:
    return w.member.filter(POST.is_not_null() & (POST_MONTHS == 0))


@detects("E12")
def post_months_only(w: World) -> Frame:
    return w.member.filter(POST.is_null() & (POST_MONTHS > 0))


@detects("E13")
def posts(w: World) -> Frame:
    held = w.job.filter(POST.is_not_null())
    held = held.group_by("household_id", "person_id").agg(POST.n_unique().alias("posts"))
    return held.filter(pl.col("posts") >= 3)


@detects("E14")
def needs(w: World) -> Frame:
    empty = pl.col("service_needs").is_null() | (pl.col("service_needs").list.len() == 0)
    return w.job.filter(pl.col("plans_work") & empty)


@detects("E15")
def subsidy(w: World) -> Frame:
    granted = w.measure.filter(
        (pl.col("measure_class") == "40") & pl.col("measure_kinds").list.contains("4002")
    )
    named = granted.filter(pl.col("person_id").is_not_null())
    whole = granted.filter(pl.col("person_id").is_null())
    unpaid = w.job.group_by("household_id", "person_id").agg(
        pl.col("transport_subsidy_yuan").fill_null(0).max().alias("paid")
    )
    paid_home = unpaid.filter(pl.col("paid") > 0)
    unpaid = unpaid.filter(pl.col("paid") == 0)
    by_person = within(unpaid, named, "person_id").select("household_id", "person_id")
    by_home = without(within(unpaid, whole), paid_home).select("household_id", "person_id")
    return pl.concat([by_person, by_home])


@detects("E16")
def no_wages(w: World) -> Frame:
    earning = within(w.home.filter(pl.col("wage_income_yuan").fill_null(0) == 0), w.open)
    return within(earning, w.worker)


@detects("E17")
def no_workers(w: World) -> Frame:
    holders = w.member.filter(POST.is_not_null() | (POST_MONTHS > 0))
    paid = w.home.filter(pl.col("wage_income_yuan") > 0)
    return without(without(paid, w.worker), holders)
