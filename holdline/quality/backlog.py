"""What is still to be done: the findings of a snapshot beside what triage knows of them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import polars as pl

from holdline.state.triage import NEW, STATES, Item

KEPT = ("false_alarm", "exempt")
# A record as it is shown: where triage has it, or why it is back, or why it is not shown.
SHOWN = (*STATES, "unchanged", "expired", "remembered")
SETTLED = ("closed", "remembered")
OPEN = tuple(one for one in SHOWN if one not in SETTLED)
TOLD = {
    "state": pl.String,
    "owner": pl.String,
    "due_on": pl.Date,
    "verdict": pl.String,
    "verdict_by": pl.String,
}


def stood(
    rows: pl.DataFrame, items: Sequence[Item], *, on: date, built_at: datetime
) -> pl.DataFrame:
    """The findings with what triage knows of each.

    Args:
        rows: mark, check_id, village_code and household_id, and whatever else.
        items: of the divisions the rows lie in, or more.
        on: the day; what is remembered until an earlier one is shown again.
        built_at: when the snapshot was built; a record closed before that as put right, whose
            data stand there unchanged, is back.

    Returns:
        The rows in their order, and state, owner, due_on, verdict, verdict_by; the state is one
        of SHOWN: `remembered` when it, or its household or village, is kept as a false alarm or
        an exemption; `expired` when that has run out; `unchanged` when it was closed as put
        right and was not; null owner and so on while it is new.
    """
    known = _frame(items, built_at)
    memory = {scope: _remembered(items, on, scope) for scope in ("record", "household", "village")}
    joined = rows.join(known, on="mark", how="left", maintain_order="left")
    is_kept = (
        pl.col("mark").is_in(memory["record"])
        | pl.concat_str("check_id", pl.lit("|"), "household_id").is_in(memory["household"])
        | pl.concat_str("check_id", pl.lit("|"), "village_code").is_in(memory["village"])
    ).fill_null(value=False)
    was_kept = pl.col("verdict").is_in(KEPT) & (pl.col("state") == "closed")
    shown = (
        pl.when(is_kept & pl.col("state").fill_null(NEW).is_in([NEW, "closed"]))
        .then(pl.lit("remembered"))
        .when(was_kept)
        .then(pl.lit("expired"))
        .when(pl.col("is_unchanged"))
        .then(pl.lit("unchanged"))
        .otherwise(pl.col("state").fill_null(NEW))
    )
    return joined.with_columns(state=shown).drop("is_unchanged")


def _frame(items: Iterable[Item], built_at: datetime) -> pl.DataFrame:
    told = [
        {
            "mark": one.mark,
            **{name: getattr(one, name) for name in TOLD},
            "is_unchanged": one.verdict == "confirmed"
            and one.closed_at is not None
            and one.closed_at < built_at,
        }
        for one in items
    ]
    schema = {"mark": pl.String, **TOLD, "is_unchanged": pl.Boolean}
    return pl.DataFrame(told, schema=schema)


def _remembered(items: Iterable[Item], on: date, scope: str) -> list[str]:
    """The marks, or check and household, or check and village, kept out of sight on that day."""
    kept = (
        one
        for one in items
        if one.state == "closed"
        and one.verdict in KEPT
        and one.scope == scope
        and (one.expires_on is None or one.expires_on >= on)
    )
    if scope == "record":
        return sorted({one.mark for one in kept})
    place = "household_id" if scope == "household" else "village_code"
    return sorted({f"{one.check_id}|{getattr(one, place)}" for one in kept if getattr(one, place)})
