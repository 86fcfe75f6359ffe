"""Which proposed households may not be handed on yet, and why: the lock on their export."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from holdline.timeline.procedure import ONE, Legs, notice_ends

ZONE = ZoneInfo("Asia/Shanghai")
# In the order of the procedure. Each of these locks; lacking papers lock only on wish.
REASONS = (
    "stopped",
    "not_appraised",
    "not_reviewed",
    "not_published",
    "order_broken",
    "notice_short",
    "handed_early",
    "notice_running",
    "objection_unsettled",
)
PAPERS = "papers_lacking"
Row = Mapping[str, Any]


def day_in_beijing(moment: datetime) -> date:
    """The day in Beijing at *moment*; one without a zone is taken as UTC.

    A notice that ends on the tenth is over at 16:00 UTC of the tenth, not at midnight UTC.
    """
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(ZONE).date()


def locks(
    proposed: pl.DataFrame, on: date, steps: Legs, *, with_papers: bool = False
) -> pl.DataFrame:
    """Why each proposed household is locked on a day.

    Args:
        proposed: rows of queues/proposed, asked for the same day.
        on: a day in Beijing.
        steps: the days of the notice, and whether they are calendar or working days.
        with_papers: whether a file that lacks papers locks too.

    Returns:
        household_id; least_on, the last day the notice must hang, null when none was put up;
        free_on, the first day its notice alone would free it, null when that is not known;
        reasons, of REASONS and PAPERS in that order, empty when there is none; is_locked.
    """
    found = [_lock(row, on, steps) for row in proposed.iter_rows(named=True)]
    schema = pl.Schema(
        {
            "household_id": pl.String(),
            "least_on": pl.Date(),
            "free_on": pl.Date(),
            "reasons": pl.List(pl.String()),
        }
    )
    locking = [*REASONS, PAPERS] if with_papers else list(REASONS)
    return pl.DataFrame(found, schema=schema, orient="row").with_columns(
        is_locked=pl.col("reasons").list.set_intersection(locking).list.len() > 0
    )


def _lock(row: Row, on: date, steps: Legs) -> tuple[str, date | None, date | None, list[str]]:
    first: date | None = row["publicity_from_on"]
    least = first and notice_ends(first, steps.publicity, working=steps.working)
    ends, handed = row["publicity_to_on"], row["to_county_on"]
    is_short = bool(least and ends and ends < least)
    over = None if least is None or is_short else max(least, ends or least)
    holds = {
        "stopped": row["is_stopped"],
        "not_appraised": row["appraised_on"] is None,
        "not_reviewed": row["town_reviewed_on"] is None,
        "not_published": first is None,
        "order_broken": _is_out_of_order(row),
        "notice_short": is_short,
        "handed_early": bool(least and handed and handed <= least),
        "notice_running": over is not None and on <= over,
        "objection_unsettled": not row["is_objection_settled"],
        PAPERS: bool(row["lacking"]),
    }
    reasons = [one for one in (*REASONS, PAPERS) if holds[one]]
    return row["household_id"], least, over and over + ONE, reasons


def _is_out_of_order(row: Row) -> bool:
    """Whether a step was taken before the one it follows."""
    days = [row[one] for one in ("appraised_on", "town_reviewed_on", "publicity_from_on")]
    told = [day for day in days if day is not None]
    return told != sorted(told)
