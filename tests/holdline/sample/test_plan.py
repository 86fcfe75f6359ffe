"""Totals that meet the published figures."""

import polars as pl

from holdline.sample import plan
from holdline.sample.tables import Tables


def test_the_province_meets_its_totals() -> None:
    found = plan.quotas("province", 7)

    assert sum(quota.policy for quota in found) == 834_000
    assert sum(quota.monitored for quota in found) == 20_750


def test_zaozhuang_meets_its_published_figures_at_every_seed() -> None:
    for seed in (1, 7, 99):
        found = plan.quotas("city", seed)
        assert (sum(q.policy for q in found), sum(q.monitored for q in found)) == (29_800, 1_188)


def test_a_county_has_the_same_share_at_every_size() -> None:
    (alone,) = plan.quotas("small", 7)

    assert alone in plan.quotas("city", 7)
    assert alone in plan.quotas("province", 7)
    assert alone in plan.quotas("nation", 7)


def test_the_nation_comes_to_27_million() -> None:
    """Elsewhere 1,173 households are written for 1,000 lifted out: 8.4 million were counted."""
    quotas = plan.quotas("nation", 7)
    detailed = sum(quota.policy for quota in quotas if quota.county.startswith(plan.DETAILED))
    elsewhere = sum(quota.policy for quota in quotas) - detailed

    assert abs(elsewhere * 1.1728 + 899_503 - 27_000_000) < 50_000


def test_a_county_meets_its_quota(xuecheng: Tables) -> None:
    (quota,) = plan.quotas("small", 7)
    kept = xuecheng["household"].filter(pl.col("household_type") == "HT_POV_ENJOY")

    assert quota.policy == kept.height
    assert quota.monitored == xuecheng["monitor_case"]["household_id"].n_unique()


def test_households_are_as_large_as_the_published_ones(xuecheng: Tables) -> None:
    kept = xuecheng["household"].filter(pl.col("household_type") == "HT_POV_ENJOY")
    first = xuecheng["monitor_case"].filter(pl.col("previous_case_id").is_null())

    assert abs(kept["member_count"].mean() / (67_900 / 29_800) - 1) < 0.015
    assert abs(first["member_count_when_identified"].mean() / (3_212 / 1_188) - 1) < 0.06
