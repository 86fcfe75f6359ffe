"""Table `suspected`: the issues that the nation and the province sent down, and their handling."""

import numpy as np
import polars as pl

from holdline.sample.cells import moments, picked
from holdline.sample.content import words
from holdline.sample.county import NEVER, County, drawn
from holdline.sample.members import Persons
from holdline.sample.registers import head_rows
from holdline.sample.tables import conformed

BATCHES = (  # issuing level, sent down, due, share of households
    ("national", "2021-10-09", "2021-10-31", 0.014),
    ("province", "2022-05-12", "2022-06-10", 0.006),
    ("city", "2022-09-19", "2022-10-15", 0.004),
    ("national", "2022-12-19", "2023-01-15", 0.002),
)
STATUSES = ("corrected", "true_kept", "false_alarm")
SEVERITIES = ("error", "warning")


def suspected(county: County, persons: Persons, register: pl.DataFrame, villages: pl.Series) -> pl.DataFrame:
    """The issues of each batch; nearly all handled in time, by two people."""
    frames = [
        _batch(county, number, persons, register, villages) for number in range(len(BATCHES))
    ]
    return pl.concat(frames)


def _batch(
    county: County, number: int, persons: Persons, register: pl.DataFrame, villages: pl.Series
) -> pl.DataFrame:
    level, sent, due, share = BATCHES[number]
    chance = county.chance(f"suspected {sent}")
    home = np.flatnonzero((chance.random(county.households) < share) & ~county.homes["is_natural"])
    size = len(home)
    phrase = words("phrases")["suspected"]
    check = drawn(chance, size, np.ones(len(phrase["checks"])))
    days = int((np.datetime64(due) - np.datetime64(sent)).astype(int))
    lot = chance.random(size)
    late = lot > 0.96
    handled = np.datetime64(sent) + np.where(late, days + chance.integers(1, 14, size), chance.integers(2, days, size))
    is_done = (handled <= county.day - 1) & (lot < 0.995)
    status = np.where(is_done, drawn(chance, size, [0.6, 0.28, 0.12]), -1)
    note = np.where(status == 0, home % 2, np.where(status == 1, 2, 3))
    handlers = words("phrases")["report"]["handlers"]
    reviewed = is_done & (handled < county.day - 3)
    ids = register["household_id"].gather(home)
    year = sent[:4]
    batch = phrase["batch"].format(year=year, number=1 + [b[1][:4] for b in BATCHES[:number]].count(year))
    head = head_rows(county)[home]
    return conformed(
        "suspected",
        {
            "issue_id": f"Q{year}{number}" + ids,
            "issuing_level": pl.Series([level] * size, dtype=pl.String),
            "batch": pl.Series([batch] * size, dtype=pl.String),
            "issued_on": moments(np.full(size, np.datetime64(sent))),
            "due_on": moments(np.full(size, np.datetime64(due))),
            "check_code": "N" + pl.Series(101 + check).cast(pl.String),
            "check_name": picked(phrase["checks"], check),
            "issue_severity": picked(SEVERITIES, check % 2),
            "village_code": villages.gather(county.homes["village"][home]),
            "household_id": ids,
            "person_id": persons.ids.gather(head),
            "field_name": picked(phrase["fields"], check),
            "issue_status": picked((*STATUSES, "pending"), np.where(is_done, status, 3)),
            "handling_note": picked(phrase["notes"], np.where(is_done, note, -1)),
            "handler_name": picked(handlers, np.where(is_done, home % 4, -1)),
            "handled_on": moments(np.where(is_done, handled, NEVER)),
            "reviewer_name": picked(handlers, np.where(reviewed, 4 + home % 4, -1)),
            "reviewed_on": moments(np.where(reviewed, np.minimum(handled + 2, county.day), NEVER)),
        },
    )  # fmt: skip
