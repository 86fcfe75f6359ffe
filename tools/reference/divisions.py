"""The division table, from the package's five levels and our own tables of zones."""

from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

COLUMNS = (
    "division_code",
    "division_name",
    "division_short_name",
    "level",
    "division_kind",
    "parent_code",
    "host_code",
    "manager_code",
    "code_source",
)
PARENTS = {
    "cities": "provinceCode",
    "areas": "cityCode",
    "streets": "areaCode",
    "villages": "streetCode",
}
LEVELS = ("provinces", "cities", "areas", "streets", "villages")
ZONES = (70, 79)


def table(
    levels: dict[str, pl.DataFrame], zones: pl.DataFrame, local: pl.DataFrame
) -> pl.DataFrame:
    """Every division of the package and every local zone, by code; no short names yet.

    Args:
        levels: the package's frames.
        zones: zone, host, ...: the county whose ground each coded zone stands on.
        local: code, name, host, towns (";" between): zones without a national code.
    """
    coded = pl.concat([_level(levels[name], depth, name) for depth, name in enumerate(LEVELS, 1)])
    everything = pl.concat([coded, _local_zones(local)])
    hosts = dict(zones.select("zone", "host").iter_rows()) | dict(
        local.select("code", "host").iter_rows()
    )
    managers = {
        town: zone
        for zone, towns in local.select("code", "towns").iter_rows()
        for town in towns.split(";")
    }
    code = pl.col("division_code")
    return everything.with_columns(
        host_code=code.replace_strict(hosts, default=None, return_dtype=pl.String),
        manager_code=code.replace_strict(managers, default=None, return_dtype=pl.String),
    ).sort("division_code")


def _level(frame: pl.DataFrame, depth: int, name: str) -> pl.DataFrame:
    parent = pl.col(PARENTS[name]) if name in PARENTS else pl.lit(None, pl.String)
    return frame.select(
        division_code="code",
        division_name="name",
        level=pl.lit(depth, pl.Int32),
        division_kind=_kind(depth),
        parent_code=parent,
        code_source=pl.lit("national"),
    )


def _local_zones(local: pl.DataFrame) -> pl.DataFrame:
    return local.select(
        division_code="code",
        division_name="name",
        level=pl.lit(3, pl.Int32),
        division_kind=pl.lit("zone_local"),
        parent_code=pl.col("code").str.slice(0, 4),
        code_source=pl.lit("local"),
    )


def _kind(depth: int) -> pl.Expr:
    if depth <= len(("province", "prefecture")):
        return pl.lit(("province", "prefecture")[depth - 1])
    return (_county_kind, _township_kind, _village_kind)[depth - 3]()


def _county_kind() -> pl.Expr:
    last = pl.col("name").str.slice(-1)
    return (
        pl.when(_number(4, 2).is_between(*ZONES))
        .then(pl.lit("zone"))
        .when(last == "\u533a")
        .then(pl.lit("district"))
        .when(last == "\u5e02")
        .then(pl.lit("county_city"))
        .otherwise(pl.lit("county"))
    )


def _township_kind() -> pl.Expr:
    return _by_range(_number(6, 3), {99: "street", 199: "town", 399: "township", 999: "pseudo"})


def _village_kind() -> pl.Expr:
    return _by_range(_number(9, 3), {199: "juwei", 399: "cunwei", 499: "like_ju", 999: "like_cun"})


def _number(start: int, length: int) -> pl.Expr:
    return pl.col("code").str.slice(start, length).cast(pl.Int32)


def _by_range(number: pl.Expr, kinds: dict[int, str]) -> pl.Expr:
    chosen: pl.Expr = pl.lit(None, pl.String)
    for last, kind in sorted(kinds.items(), reverse=True):
        chosen = pl.when(number <= last).then(pl.lit(kind)).otherwise(chosen)
    return chosen


def write(divisions: pl.DataFrame, path: Path) -> None:
    """Write *divisions* as Parquet (zstd), the same bytes for the same rows."""
    pq.write_table(
        divisions.select(COLUMNS).to_arrow(compat_level=pl.CompatLevel.oldest()),
        path,
        compression="zstd",
        compression_level=19,
        use_dictionary=[
            "division_kind",
            "parent_code",
            "host_code",
            "manager_code",
            "code_source",
            "level",
        ],
        column_encoding={"division_code": "DELTA_BYTE_ARRAY"},
    )
