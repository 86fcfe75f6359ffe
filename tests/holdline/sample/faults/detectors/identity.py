"""Group A."""

import polars as pl

from tests.holdline.sample.faults.detectors.world import ROOT, Frame, World, detects

WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
CHECKS = list("10X98765432")


def digit(place: int) -> pl.Expr:
    """The digit at a place of the number, counted from 1; null when it is none."""
    return pl.col("id_number").str.slice(place - 1, 1).cast(pl.Int32, strict=False)


def fails_checksum() -> pl.Expr:
    total = pl.sum_horizontal(w * digit(at + 1) for at, w in enumerate(WEIGHTS))
    wanted = (total % 11).replace_strict(dict(enumerate(CHECKS)), return_dtype=pl.String)
    return pl.col("id_number").str.slice(17, 1) != wanted


@detects("A01")
def length_of_number(w: World) -> Frame:
    return w.member.filter(~pl.col("is_number"))


@detects("A02")
def checksum(w: World) -> Frame:
    return w.member.filter(pl.col("is_number")).filter(fails_checksum())


@detects("A03")
def certificate(w: World) -> Frame:
    long = w.member.filter(pl.col("length").is_in([20, 22]))
    return long.filter(fails_checksum() | ~digit(19).is_between(1, 7) | ~digit(20).is_between(1, 4))


@detects("A04")
def number_twice(w: World) -> Frame:
    return w.member.filter(pl.col("is_number")).filter(pl.len().over("first18") > 1)


@detects("A05")
def number_without_a_day(w: World) -> Frame:
    day = pl.col("digits_day")
    old = (w.as_of.year - day.dt.year()) > 120
    return w.member.filter("is_number").filter(day.is_null() | (day > w.as_of) | old)


@detects("A06")
def number_and_sex(w: World) -> Frame:
    told = pl.when(digit(17) % 2 == 1).then(pl.lit("1")).otherwise(pl.lit("2"))
    return w.member.filter("is_number").filter(
        pl.col("sex").is_in(["1", "2"]) & (told != pl.col("sex"))
    )


@detects("A07")
def number_and_birth(w: World) -> Frame:
    return w.member.filter("is_number").filter(pl.col("birth_on") != pl.col("digits_day"))


@detects("A08")
def number_and_county(w: World) -> Frame:
    known = pl.read_parquet(ROOT / "data/reference/divisions_cn.parquet")["division_code"]
    counties = known.filter(known.str.len_chars() == 6)
    cities = known.filter(known.str.len_chars() == 4)
    area = pl.col("id_number").str.slice(0, 6)
    test = area.str.slice(0, 4).is_in(cities.implode()) & area.str.ends_with("99")
    return w.member.filter("is_number").filter(~area.is_in(counties.implode()) & ~test)


@detects("A09")
def name(w: World) -> Frame:
    return w.member.filter(~pl.col("name").str.contains("^[\u4e00-\u9fa5·]{2,}$"))


@detects("A10")
def same_name(w: World) -> Frame:
    return w.member.filter(pl.len().over("household_id", "name") > 1)


@detects("A11")
def head_number(w: World) -> Frame:
    pairs = w.home.select("household_id", "head_id_number").join(w.head, on="household_id")
    fits = (pl.col("head_id_number") == pl.col("head_number")).any()
    return pairs.group_by("household_id").agg(fits.alias("fits")).filter(~pl.col("fits"))


@detects("A12")
def disabled_without_paper(w: World) -> Frame:
    return w.member.filter(
        pl.col("health_status").list.contains("04")
        & (pl.col("id_type").fill_null("01") != "02")
        & pl.col("disability_grade").is_null()
    )


@detects("A13")
def paper_without_disability(w: World) -> Frame:
    return w.member.filter(
        pl.col("disability_grade").is_not_null() & ~pl.col("health_status").list.contains("04")
    )


@detects("A14")
def telephone(w: World) -> Frame:
    form = r"^(1[0-9]{10}|0[0-9]{2,3}-?[0-9]{7,8})$"
    return w.home.filter(pl.col("phone").is_not_null()).filter(
        ~pl.col("phone").str.contains(form) | (pl.len().over("phone") > 5)
    )


@detects("X21")
def one_person_twice(w: World) -> Frame:
    """Name and birth are another's too, and one digit of the two numbers differs."""
    keys = ["name", "birth_on", "sex"]
    card = w.member.filter(pl.col("is_number"))
    near = card.join(card, on=keys, suffix="_other").filter(
        (pl.col("household_id") != pl.col("household_id_other"))
        & (
            pl.sum_horizontal(
                pl.col("id_number").str.slice(at, 1) != pl.col("id_number_other").str.slice(at, 1)
                for at in range(18)
            )
            == 1
        )
    )
    return near.select(w.member.columns).unique("person_id")
