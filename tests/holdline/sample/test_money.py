"""Incomes that add up to the fen."""

import tomllib

import polars as pl

from holdline.paths import REFERENCE
from holdline.sample.money import lines
from holdline.sample.tables import Tables


def fen(*names: str) -> pl.Expr:
    return sum(((pl.col(f"{name}_yuan") * 100).round().cast(pl.Int64) for name in names), pl.lit(0))


def unequal(tables: Tables, left: pl.Expr, right: pl.Expr) -> int:
    return tables["household"].filter(left != right).height


def test_each_source_is_the_sum_of_its_parts(xuecheng: Tables) -> None:
    sums = {
        "wage_income": ("migrant_wage", "public_post_wage", "other_wage"),
        "business_income": ("crop_income", "livestock_income", "other_business_income"),
        "property_income": ("dividend", "other_property_income"),
        "transfer_income": (
            "subsistence_income",
            "destitute_income",
            "pension_income",
            "other_transfer_income",
        ),
    }

    found = {whole: unequal(xuecheng, fen(whole), fen(*parts)) for whole, parts in sums.items()}
    assert dict.fromkeys(sums, 0) == found


def test_net_income_is_the_sources_less_the_cost(xuecheng: Tables) -> None:
    sources = fen("wage_income", "business_income", "property_income", "transfer_income")

    assert unequal(xuecheng, fen("net_income"), sources - fen("business_cost")) == 0


def test_income_a_head_follows_from_the_people_there(xuecheng: Tables) -> None:
    homes = xuecheng["household"].filter(pl.col("member_count") > 0)
    exact = pl.col("net_income_yuan") / pl.col("member_count")
    kept = pl.col("net_income_yuan") + pl.col("claims_income_yuan") - pl.col("rigid_spending_yuan")
    gap = homes.select(
        (pl.col("net_income_per_head_yuan") - exact).abs().max().alias("net"),
        (pl.col("reference_income_per_head_yuan") - kept / pl.col("member_count"))
        .abs()
        .max()
        .alias("reference"),
    )

    assert max(gap.row(0)) <= 0.0051


def test_nobody_outside_a_case_lies_below_the_line(xuecheng: Tables) -> None:
    low = xuecheng["household"].filter(
        (pl.col("household_type") != "HT_ORDINARY")
        & pl.col("monitor_type").is_null()
        & (pl.col("net_income_per_head_yuan") < lines()[-1])
    )

    assert low.height == 0


def test_the_line_is_the_one_of_the_parameters() -> None:
    with (REFERENCE / "parameters" / "monitoring_line.toml").open("rb") as file:
        values = tomllib.load(file)["monitoring_line"]["values"]
    told = {row["valid_from"].year: row["value"] for row in values if row["jurisdiction"] == "37"}

    assert [told[year] for year in (2020, 2021, 2022)] == lines()[1:].tolist()
