"""Table `dept_match`: what departments found when asked, and how far they looked."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from holdline.sample.cells import constant, moments, picked, yuan
from holdline.sample.content import words
from holdline.sample.county import NEVER, Array, Columns, County, Ints
from holdline.sample.departures import DIED
from holdline.sample.findings import of_children, of_members
from holdline.sample.kin import link_ids
from holdline.sample.naming import spelled
from holdline.sample.quotes import Quotes
from holdline.sample.tables import conformed

DEPARTMENTS = {
    "vehicle": "10", "house": "15", "enterprise": "16", "payroll": "19", "subsistence_roll": "01",
    "destitute_roll": "01", "disability_roll": "08", "medical_cost": "05", "death": "10",
    "registration_cancelled": "10", "employment": "02", "disaster": "09",
}  # fmt: skip
LATEST, ROUND_DAY = np.datetime64("2022-11-30"), np.datetime64("2021-10-15")
COVERED = tuple(item for item in DEPARTMENTS if item not in ("employment", "disaster"))
CRITERIA = ("vehicle", "house", "enterprise", "payroll")
ROWS = ("_home", "_person", "_kin")


@dataclass(frozen=True)
class Quoted:
    """What the rows quote: people, households and kin, by row; `rows` are those of the rounds."""

    cells: Quotes
    kin: Columns
    kin_numbers: tuple[pl.Series, pl.Series]
    rows: Columns


def dept_matches(county: County, quoted: Quoted) -> pl.DataFrame:
    """Coverage of the county, hits on people, and what was looked for and not found."""
    chance = county.chance("matches")
    frames = [
        _covered(county),
        *_rolls(county),
        *of_members(chance, county, quoted.rows),
        *of_children(chance, county, quoted.kin),
        *_nothing(county, quoted.rows),
    ]
    named = [_named(frame, quoted) for frame in frames if len(frame)]
    table = pl.concat(named, how="diagonal")
    number = pl.Series(10_000_000 + np.arange(len(table))).cast(pl.String).str.slice(1)
    department = table["match_item"].replace_strict(DEPARTMENTS)
    columns = {name: table[name] for name in table.columns}
    return conformed(
        "dept_match",
        columns
        | {
            "match_id": f"D{county.code}" + number,
            "department": department,
            "received_on": table["as_of_on"].dt.offset_by("6d"),
        },
    )


def _covered(county: County) -> pl.DataFrame:
    items = [*COVERED, *CRITERIA]
    days = np.array([LATEST] * len(COVERED) + [ROUND_DAY] * len(CRITERIA))
    return pl.DataFrame(
        {
            "match_item": items,
            "match_result": ["covered"] * len(items),
            "as_of_on": moments(days),
            "scope_code": [county.code] * len(items),
        }
    )


def _rolls(county: County) -> Iterator[pl.DataFrame]:
    """The rolls a person stands on, as the departments keep them."""
    people = county.people
    active = people["is_active"]
    allowed = (
        active & np.isin(people["subsistence"], (1, 2)) & (people["subsistence_from_on"] <= LATEST)
    )
    yield _hits("subsistence_roll", np.flatnonzero(allowed), people, "subsistence_from_on")
    poor = active & (people["destitute"] > 0) & (people["destitute_from_on"] <= LATEST)
    yield _hits("destitute_roll", np.flatnonzero(poor), people, "destitute_from_on")
    disabled = np.flatnonzero(active & people["disabled"] & (people["certified_on"] <= LATEST))
    grades = words("phrases")["match"]["grades"]
    yield _hits("disability_roll", disabled, people, "certified_on").with_columns(
        grade=picked(grades, people["grade"][disabled] - 1)
    )
    grave = np.flatnonzero(active & people["major"])
    yield _hits("medical_cost", grave, people, None).with_columns(
        amount_yuan=yuan(people["self_fen"][grave])
    )
    dead = np.flatnonzero((people["reason"] == DIED) & (people["left_on"] <= LATEST))
    yield _hits("death", dead, people, "left_on")
    graduates = np.flatnonzero(~np.isnat(people["graduated_on"]) & active)
    yield _hits("employment", graduates, people, "employed_from").with_columns(
        months=pl.Series(people["months"][graduates])
    )
    stopped = np.flatnonzero(active & ~np.isnat(people["subsistence_to_on"]))
    yield _hits("subsistence_roll", stopped, people, None).with_columns(
        match_result=pl.lit("none"), ended_on=moments(people["subsistence_to_on"][stopped])
    )
    flooded = np.flatnonzero(county.homes["is_flooded"])
    yield pl.DataFrame(
        {"_home": flooded, "match_item": constant("disaster", len(flooded))}
    ).with_columns(
        match_result=pl.lit("hit"),
        as_of_on=pl.lit(np.datetime64("2021-10-20").item()),
        event_on=pl.lit(np.datetime64("2021-10-06").item()),
        verify_result=pl.lit("true"),
    )


def _hits(item: str, at: Ints, people: Columns, event: str | None) -> pl.DataFrame:
    days: Array = people[event][at] if event else np.full(len(at), NEVER)
    return pl.DataFrame(
        {
            "_person": at,
            "_home": people["home"][at],
            "match_item": constant(item, len(at)),
            "match_result": constant("hit", len(at)),
            "as_of_on": moments(np.full(len(at), LATEST)),
            "event_on": moments(days),
            "holder_role": constant("member", len(at)),
        }
    )


def _nothing(county: County, rows: Columns) -> Iterator[pl.DataFrame]:
    """For a household in a round, the items that were compared without a hit."""
    criterion = county.homes["criterion"][rows["home"]]
    found = {3: "vehicle", 4: "house", 5: "enterprise"}
    for item in CRITERIA:
        own = [code for code, name in found.items() if name == item]
        at = rows["home"][~np.isin(criterion, own)]
        day = rows["matched_on"][~np.isin(criterion, own)]
        yield pl.DataFrame(
            {
                "_home": at,
                "match_item": constant(item, len(at)),
                "match_result": constant("none", len(at)),
                "as_of_on": moments(day),
            }
        )


def _named(frame: pl.DataFrame, quoted: Quoted) -> pl.DataFrame:
    """The numbers and names behind the rows that *frame* points to."""
    cells, kin = quoted.cells, quoted.kin
    given = {name: frame[name].to_numpy() for name in ROWS if name in frame.columns}
    nobody = np.full(len(frame), -1)
    home, person, child = (given.get(name, nobody) for name in ROWS)
    names = picked(spelled(kin["surname"], kin["given"]), child)
    return frame.drop(*given).with_columns(
        household_id=cells.home(home),
        person_id=cells.person(person),
        holder_name=cells.person(person, "name").fill_null(names),
        holder_id_number=cells.person(person, "id_number").fill_null(
            picked(quoted.kin_numbers[0], child)
        ),
        link_id=picked(link_ids(kin, cells), child),
    )
