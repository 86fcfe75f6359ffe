"""The plan of a week's visits: drawn from what is suspected, kept once, the same for everybody."""

from dataclasses import dataclass

import polars as pl

from holdline.access import audit
from holdline.quality.progress import today
from holdline.quality.visiting import drawn, seed_of
from holdline.shell import findings_rows
from holdline.shell.view import View
from holdline.state import visits
from holdline.state.clock import now
from holdline.state.store import store
from holdline.state.visits import Home, Plan

# A pattern rarer than one in a thousand counts against a household.
SELDOM = 3.0
# Households judged already need no visit for it.
WAITING = ("new", "claimed", "verifying", "unchanged", "expired")


@dataclass(frozen=True)
class Drawn:
    """A plan and its households; not kept yet while `is_kept` is false."""

    plan: Plan
    homes: tuple[Home, ...]
    is_kept: bool


def week() -> str:
    """This week, as ISO 8601 writes it."""
    year, number, _ = today().isocalendar()
    return f"{year}-W{number:02d}"


def classes(view: View) -> pl.DataFrame:
    """Every household of the division with its class: error, warning, pattern or none."""
    inputs = view.chosen("division")
    homes = view.query("quality/visit_homes", **inputs, least=SELDOM).rows
    rows = findings_rows.standing(view).filter(pl.col("state").is_in(WAITING))
    found = {
        severity: rows.filter(pl.col("severity") == severity)["household_id"].drop_nulls().unique()
        for severity in ("error", "warning")
    }
    told = pl.col("household_id")
    return homes.with_columns(
        pl.when(told.is_in(found["error"].to_list()))
        .then(pl.lit("error"))
        .when(told.is_in(found["warning"].to_list()))
        .then(pl.lit("warning"))
        .when(pl.col("is_in_pattern"))
        .then(pl.lit("pattern"))
        .otherwise(pl.lit("none"))
        .alias("class")
    )


def of(view: View, homes: pl.DataFrame, few: int) -> Drawn:
    """The plan of this week for the division: the kept one, else one that may be kept."""
    snapshot, division = view.manifest.snapshot_id, view.selection.division
    name = f"{week()}-{division}-{few}"
    with store().reading() as db:
        kept = visits.plan(db, name)
        if kept:
            return Drawn(kept, tuple(visits.homes(db, name)), is_kept=True)
    seed = seed_of(snapshot, division, week(), str(few))
    plan = Plan(name, division, snapshot, week(), str(seed), view.person.account, now())
    rows = drawn(homes, few, seed)
    return Drawn(plan, tuple(_home(name, row) for row in rows.iter_rows(named=True)), is_kept=False)


def keep(view: View, plan: Drawn) -> None:
    """Keep the plan, so that what is found can be written beside it.

    Raises:
        NotPermitted: the role does not allow it.
    """
    view.person.must("act.triage")
    few, division = len(plan.homes), plan.plan.division_code
    with store().writing() as db:
        visits.keep(db, plan.plan, plan.homes)
        name = plan.plan.plan
        audit.within(db, view.person, "visits.planned", name, households=few, division=division)


def find(view: View, plan: Drawn, household: str) -> None:
    """What was found at a household: not visited, then right, then wrong, then not visited."""
    view.person.must("act.triage")
    order = (None, *visits.FOUND)
    before = next(one.found for one in plan.homes if one.household_id == household)
    after = order[(order.index(before) + 1) % len(order)]
    with store().writing() as db:
        visits.find(db, plan.plan.plan, household, after, view.person.account)
        audit.within(db, view.person, "visits.found", household, plan=plan.plan.plan, found=after)


def _home(name: str, row: dict[str, object]) -> Home:
    return Home(
        plan=name,
        household_id=str(row["household_id"]),
        village_code=str(row["village_code"]),
        kind=str(row["class"]),
        size=int(str(row["size"])),
        chance=float(str(row["chance"])),
    )
