"""The day an import shows, when nothing says it: the day its records end."""

from datetime import date

import duckdb

from holdline.errors import AsOfUnknown

# A stray date in the future must not date the whole import: one record in a thousand is let go.
PLAUSIBLE = 0.999
RECORDED = """
with recorded as (
    select unnest([updated_at::date, entered_at::date, collected_on, last_visited_on]) as day
    from source_household
    union all
    select unnest([updated_at::date, entered_at::date]) as day from source_monitor_case
),
acted as (
    select unnest([
        last_day(identified_month), last_day(eliminated_month), identified_on, eliminated_on
    ]) as day
    from source_monitor_case
)
select coalesce(
    (select quantile_disc(day, $plausible) from recorded),
    (select quantile_disc(day, $plausible) from acted)
)
"""
INFORMATION = """
create table snapshot_info as
select
    $as_of::date as as_of_on,
    $is_sample::boolean as is_sample,
    least(
        greatest(
            coalesce(least(min(identified_month), min(eliminated_month)), $last::date),
            $earliest::date
        ),
        $last::date
    ) as first_month,
    $last::date as last_month
from source_monitor_case
"""
# The sample's history begins in 2019; no household was registered before 2014.
BEGINS = {True: date(2019, 1, 1), False: date(2014, 1, 1)}


def latest(db: duckdb.DuckDBPyConnection) -> date:
    """The last plausible day of the records: the 99.9th percentile of the days they were made.

    Those of households and monitoring cases are entered_at, updated_at, collected_on and
    last_visited_on; where a file has none of them, the end of the last month a case was
    identified or eliminated in.

    Raises:
        AsOfUnknown: no record bears a day.
    """
    day = db.execute(RECORDED, {"plausible": PLAUSIBLE}).fetchall()[0][0]
    if not isinstance(day, date):
        raise AsOfUnknown
    return day


def inform(db: duckdb.DuckDBPyConnection, as_of: date, *, is_sample: bool) -> None:
    """Make the one-row table snapshot_info: as_of_on, is_sample, first_month, last_month.

    The months run from the first a case was identified or eliminated in, but not before the
    register began, to the month of *as_of*.
    """
    db.execute(
        INFORMATION,
        {
            "as_of": as_of,
            "is_sample": is_sample,
            "last": as_of.replace(day=1),
            "earliest": BEGINS[is_sample],
        },
    )
