"""Group B."""

import polars as pl

from tests.holdline.sample.faults.detectors.world import Frame, World, detects, without

MALE = ["03", "06", "07", "09", "11", "13", "15", "17", "19", "23", "25", "27"]
FEMALE = ["04", "05", "08", "10", "12", "14", "16", "18", "20", "22", "24", "26", "28"]
RELATION = pl.col("relation_to_head")


def beside_head(w: World) -> Frame:
    """Members other than the head, with the head's age and sex."""
    return w.member.filter(RELATION != "01").join(w.head, on="household_id")


@detects("B01")
def no_head(w: World) -> Frame:
    heads = w.count(heads=RELATION == "01")
    return heads.filter(pl.col("heads") == 0)


@detects("B02")
def heads(w: World) -> Frame:
    return w.member.filter(RELATION == "01").filter(pl.len().over("household_id") > 1)


@detects("B03")
def people(w: World) -> Frame:
    counted = w.home.join(w.size("people", w.member), on="household_id", how="left")
    return counted.filter(pl.col("member_count") != pl.col("people").fill_null(0))


@detects("B04")
def empty(w: World) -> Frame:
    natural = w.case.filter(pl.col("elimination_type") == "ELIM_NATURAL")
    return without(without(w.home, w.member), natural)


@detects("B05")
def spouse_sex(w: World) -> Frame:
    return beside_head(w).filter((RELATION == "02") & (pl.col("sex") == pl.col("head_sex")))


@detects("B06")
def relation_sex(w: World) -> Frame:
    wrong = (RELATION.is_in(MALE) & (pl.col("sex") == "2")) | (
        RELATION.is_in(FEMALE) & (pl.col("sex") == "1")
    )
    return w.member.filter(wrong)


@detects("B07")
def spouses(w: World) -> Frame:
    return w.member.filter(RELATION == "02").filter(pl.len().over("household_id") > 1)


@detects("B08")
def children_age(w: World) -> Frame:
    return beside_head(w).filter(
        RELATION.is_in(["03", "04"]) & (pl.col("age") >= pl.col("head_age") - 12)
    )


@detects("B09")
def parents_age(w: World) -> Frame:
    return beside_head(w).filter(
        RELATION.is_in(["11", "12", "13", "14", "15", "16"])
        & (pl.col("age") <= pl.col("head_age") + 12)
    )


@detects("B10")
def spouse_age(w: World) -> Frame:
    legal = pl.when(pl.col("sex") == "2").then(20).otherwise(22)
    return beside_head(w).filter(
        (RELATION == "02")
        & (((pl.col("age") - pl.col("head_age")).abs() > 25) | (pl.col("age") < legal))
    )


@detects("B11")
def head_age(w: World) -> Frame:
    grown = beside_head(w).filter(pl.col("age") >= 18)
    return grown.filter(pl.col("head_age") < 16).select("household_id")


@detects("B12")
def in_laws(w: World) -> Frame:
    return beside_head(w).filter(
        (RELATION.is_in(["13", "14"]) & (pl.col("head_sex") == "2"))
        | (RELATION.is_in(["15", "16"]) & (pl.col("head_sex") == "1"))
    )


@detects("B13")
def two_homes(w: World) -> Frame:
    numbers = w.member.filter("is_number")
    return numbers.filter(pl.col("household_id").n_unique().over("first18") > 1)


@detects("B14")
def split(w: World) -> Frame:
    parent = w.home.select(
        split_from_household_id="household_id",
        parent_address="address",
        parent_income="net_income_per_head_yuan",
    )
    pair = w.home.join(parent, on="split_from_household_id").join(
        w.case.select("household_id", "case_id", "identified_month"), on="household_id"
    )
    gap = (pl.col("identified_month") - pl.col("split_on")).dt.total_days()
    return pair.filter(
        gap.is_between(0, 365)
        & (pl.col("address") == pl.col("parent_address"))
        & (pl.col("parent_income") > pl.col("net_income_per_head_yuan"))
    )


@detects("B15")
def household_number(w: World) -> Frame:
    length = pl.col("household_id").str.len_chars()
    return w.home.filter(~length.is_between(16, 20) | pl.col("household_id").is_duplicated())


@detects("B16")
def ethnicity(w: World) -> Frame:
    return w.member.filter(pl.col("ethnicity").is_null())


@detects("B17")
def party(w: World) -> Frame:
    status = pl.col("political_status")
    return w.member.filter(
        ((status == "03") & (pl.col("age") > 28)) | ((status == "01") & (pl.col("age") < 18))
    )
