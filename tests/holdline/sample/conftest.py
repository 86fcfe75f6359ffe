"""Clean and faulty tables of one county, made once."""

from datetime import date

import pytest

from holdline.sample import making, plan
from holdline.sample.tables import Tables

AS_OF = date(2022, 12, 31)


@pytest.fixture(scope="session")
def xuecheng() -> Tables:
    """Xuecheng, whose three streets are managed by the High-tech Zone, without faults."""
    (quota,) = plan.quotas("small", 7)
    return making.tables_of(quota, seed=7, as_of=AS_OF)
