"""Sample incomes of counties: a city's recalled figure times a factor of the county's own."""

import zlib

import polars as pl

LOWEST, HIGHEST = 0.85, 1.12


def factor(county: str) -> float:
    """A number between 0.85 and 1.12 that belongs to *county*: the same in every year."""
    share = zlib.crc32(f"rural-income-{county}".encode()) / 0xFFFFFFFF
    return round(LOWEST + (HIGHEST - LOWEST) * share, 3)


def table(cities: pl.DataFrame, counties: pl.DataFrame) -> pl.DataFrame:
    """A figure for each of *counties* in each year that its city has one, to the yuan.

    Args:
        cities: city_rural_income.csv, all strings.
        counties: division_code and division_name of the 136 counties.
    """
    source = pl.format(
        "{}{}[{}]×{}",
        "division_name",
        "income_per_head_yuan",
        "mark",
        pl.col("factor").cast(pl.String),
    )
    value = pl.col("income_per_head_yuan").cast(pl.Float64) * pl.col("factor")
    factors = counties.select(
        county_code="division_code",
        county_name="division_name",
        city=pl.col("division_code").str.slice(0, 4),
        factor=pl.col("division_code").map_elements(factor, pl.Float64),
    )
    return (
        factors.join(cities, left_on="city", right_on="division_code")
        .select(
            pl.col("income_year").cast(pl.Int32),
            "county_code",
            "county_name",
            value.round().cast(pl.Int64).alias("county_income_per_head_yuan"),
            source.alias("source"),
            "status",
        )
        .sort("income_year", "county_code")
    )
