"""Table `suspected`: the issues that the nation and the province sent down, and their handling."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from holdline.sample.cells import moments, picked
from holdline.sample.content import words
from holdline.sample.county import NEVER, County, Ints, drawn
from holdline.sample.quotes import Quotes
from holdline.sample.tables import conformed

STATUSES = ("corrected", "true_kept", "false_alarm", "pending")
PENDING = 3
SEVERITIES = ("error", "warning")


@dataclass(frozen=True)
class Batch:
    """Issues sent down on one day, for a share of the households."""

    level: str
    sent: str
    due: str
    share: float
    number: int

    @property
    def days(self) -> int:
        """Days from sending to the day they are due."""
        return int((np.datetime64(self.due) - np.datetime64(self.sent)).astype(int))


BATCHES = (
    Batch("national", "2021-10-09", "2021-10-31", 0.014, 1),
    Batch("province", "2022-05-12", "2022-06-10", 0.006, 1),
    Batch("city", "2022-09-19", "2022-10-15", 0.004, 2),
    Batch("national", "2022-12-19", "2023-01-15", 0.002, 3),
)


def suspected(county: County, quotes: Quotes) -> pl.DataFrame:
    """The issues of each batch; nearly all handled in time, by two people."""
    return pl.concat([_issues(county, batch, quotes) for batch in BATCHES])


def _issues(county: County, batch: Batch, quotes: Quotes) -> pl.DataFrame:
    chance = county.chance(f"suspected {batch.sent}")
    some = chance.random(county.households) < batch.share
    home = np.flatnonzero(some & ~county.homes["is_natural"])
    phrase = words("phrases")["suspected"]
    check = drawn(chance, len(home), np.ones(len(phrase["checks"])))
    year = batch.sent[:4]
    columns: dict[str, object] = {
        "issue_id": f"Q{batch.sent.replace('-', '')}" + quotes.home(home),
        "issuing_level": batch.level,
        "batch": phrase["batch"].format(year=year, number=batch.number),
        "issued_on": moments(np.full(len(home), np.datetime64(batch.sent))),
        "due_on": moments(np.full(len(home), np.datetime64(batch.due))),
        "check_code": "N" + pl.Series(101 + check).cast(pl.String),
        "check_name": picked(phrase["checks"], check),
        "issue_severity": picked(SEVERITIES, check % 2),
        "village_code": quotes.home(home, "village_code"),
        "household_id": quotes.home(home),
        "person_id": quotes.head(home),
        "field_name": picked(phrase["fields"], check),
    }
    return conformed("suspected", columns | _handled(county, batch, home))


def _handled(county: County, batch: Batch, home: Ints) -> dict[str, object]:
    """Four in a hundred late, five in a thousand never; the reviewer is another person."""
    chance = county.chance(f"handled {batch.sent}")
    size, lot = len(home), chance.random(len(home))
    late = batch.days + chance.integers(1, 14, size)
    after = np.where(lot > 0.96, late, chance.integers(2, batch.days, size))
    day = np.datetime64(batch.sent) + after
    done = (day <= county.day - 1) & (lot < 0.995)
    status = np.where(done, drawn(chance, size, [0.6, 0.28, 0.12]), PENDING)
    note = np.select([status == 0, status == 1, status == 2], [home % 2, 2, 3], -1)
    reviewed = done & (day < county.day - 3)
    handlers = words("phrases")["report"]["handlers"]
    half = len(handlers) // 2
    return {
        "issue_status": picked(STATUSES, status),
        "handling_note": picked(words("phrases")["suspected"]["notes"], note),
        "handler_name": picked(handlers, np.where(done, home % half, -1)),
        "handled_on": moments(np.where(done, day, NEVER)),
        "reviewer_name": picked(handlers, np.where(reviewed, half + home % half, -1)),
        "reviewed_on": moments(np.where(reviewed, day + 2, NEVER)),
    }
