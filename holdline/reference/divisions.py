"""The shipped divisions: levels, parents, and codes as other systems write them."""

from collections.abc import Collection
from functools import lru_cache

import polars as pl

from holdline.errors import DivisionCodeMalformed
from holdline.paths import REFERENCE

LENGTHS = {2: 1, 4: 2, 6: 3, 9: 4, 12: 5}
DETAILED = "37"
NATION = "0"  # stands above several provinces; padded with zeros as other systems write it


def is_code(text: str) -> bool:
    """Whether *text* could be the code of a division."""
    return text == NATION or (text.isascii() and text.isdigit() and len(text) in LENGTHS)


def level_of(code: str) -> int:
    """The level of *code*, 0 nation, 1 province to 5 village.

    Raises:
        DivisionCodeMalformed: neither 0 nor 2, 4, 6, 9 or 12 digits.
    """
    if code == NATION:
        return 0
    if not is_code(code):
        raise DivisionCodeMalformed(code=code)
    return LENGTHS[len(code)]


def normalise(code: str) -> str:
    """*code* as the contract writes it: without the zeros that pad it to a longer level.

    "370400" is the city "3704" and "370403000000" the county "370403". The four units that
    really end so (441900, 442000, 460400 and 350527000) become their parents, which cover
    the same ground.

    Raises:
        DivisionCodeMalformed: what remains is neither 0 nor 2, 4, 6, 9 or 12 digits.
    """
    bare = code.strip()
    if bare and set(bare) == {NATION}:
        return NATION
    for longer, shorter in ((12, 9), (9, 6), (6, 4), (4, 2)):
        if len(bare) == longer and set(bare[shorter:]) == {"0"}:
            bare = bare[:shorter]
    level_of(bare)
    return bare


def ancestors(code: str) -> tuple[str, ...]:
    """*code*, then each division above it, nearest first; the nation, "", comes last."""
    above = [code[:length] for length in sorted(LENGTHS, reverse=True) if length < len(code)]
    return (code, *above, "") if code else ("",)


def shipped(provinces: Collection[str] = (DETAILED,)) -> pl.DataFrame:
    """The divisions of *provinces* (two-digit codes), by division_code.

    Columns as table `division` of the contract, level as INTEGER. Shandong goes down to the
    village, other provinces to the township; () gives the nation to the township.
    """
    if tuple(provinces) == (DETAILED,):
        return _table("divisions_37")
    nation = _table("divisions_cn")
    chosen = pl.col("division_code").str.slice(0, 2).is_in(list(provinces))
    rows = nation.filter(chosen) if provinces else nation
    if DETAILED not in provinces:
        return rows
    villages = _table("divisions_37").filter(pl.col("level") == max(LENGTHS.values()))
    return pl.concat([rows, villages]).sort("division_code")


@lru_cache(maxsize=2)
def _table(name: str) -> pl.DataFrame:
    return pl.read_parquet(REFERENCE / f"{name}.parquet")


def ground_of(code: str) -> str:
    """The county whose ground holds *code*, county or below: its host if in a coded zone."""
    county = code[:6]
    return _hosts().get(county, county)


@lru_cache(maxsize=1)
def _hosts() -> dict[str, str]:
    zones = _table("divisions_cn").filter(pl.col("host_code").is_not_null())
    return dict(zones.select("division_code", "host_code").iter_rows())


def manager_of(code: str) -> str | None:
    """The zone that manages the township of *code*, where another county holds its code."""
    return _managers().get(code[:9])


@lru_cache(maxsize=1)
def _managers() -> dict[str, str]:
    towns = _table("divisions_cn").filter(pl.col("manager_code").is_not_null())
    return dict(towns.select("division_code", "manager_code").iter_rows())
