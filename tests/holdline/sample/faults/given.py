"""What the tests of this folder are given: a county, its seed and its day."""

from datetime import date

from holdline.sample import plan
from holdline.sample.making import tables_of
from holdline.sample.tables import Tables

AS_OF = date(2022, 12, 31)
SEED = 7
COUNTY = "370403"


def county(code: str, seed: int = SEED) -> Tables:
    """The clean tables of a county."""
    quota = next(one for one in plan.quotas("province", seed) if one.county == code)
    return tables_of(quota, seed=seed, as_of=AS_OF)
