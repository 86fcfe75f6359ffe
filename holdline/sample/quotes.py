"""What tables quote of the county's people, households and spells."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from holdline.sample.cells import moments, picked, present
from holdline.sample.county import Bools, County, Ints
from holdline.sample.families import HEAD
from holdline.sample.identity import with_certificate
from holdline.sample.naming import spelled
from holdline.sample.places import Places


@dataclass(frozen=True)
class Quotes:
    """Cells by row of the county's arrays; row -1 quotes nothing.

    `homes`: household_id, village_code, head (row of the person), last_visited_on, last_case (row).
    `people`: person_id, name, id_number, id_type. `cases`: case_id.
    """

    homes: pl.DataFrame
    people: pl.DataFrame
    cases: pl.DataFrame

    def home(self, rows: Ints, name: str = "household_id") -> pl.Series:
        """Column *name* of the households at *rows*."""
        return self.homes[name].gather(present(rows, rows >= 0))

    def person(self, rows: Ints, name: str = "person_id") -> pl.Series:
        """Column *name* of the people at *rows*."""
        return self.people[name].gather(present(rows, rows >= 0))

    def head(self, rows: Ints, name: str = "person_id") -> pl.Series:
        """Column *name* of the heads of the households at *rows*."""
        return self.people[name].gather(self.homes["head"].gather(rows))

    def case(self, rows: Ints) -> pl.Series:
        """The numbers of the spells at *rows*."""
        return picked(self.cases["case_id"], rows)


def is_certified(county: County) -> Bools:
    """Who carries a disability certificate as identity paper: three in four of the disabled."""
    people = county.people
    lot = county.chance("certificates").random(len(people["home"]))
    return np.asarray(people["disabled"] & (lot < 0.75))


def quotes(county: County, places: Places, numbers: pl.Series) -> Quotes:
    """What may be quoted; *numbers* are the identity numbers of the county's people."""
    return Quotes(_homes(county, places), _people(county, numbers), _cases(county))


def _cases(county: County) -> pl.DataFrame:
    cases = county.cases
    home = pl.Series(county.homes["household_id"][cases["home"]]).cast(pl.String)
    return pl.DataFrame({"case_id": "J" + home + pl.Series(cases["spell"]).cast(pl.String)})


def _people(county: County, numbers: pl.Series) -> pl.DataFrame:
    people = county.people
    starts = np.flatnonzero(np.r_[True, people["home"][1:] != people["home"][:-1]])
    place = np.arange(len(people["home"])) - starts[people["home"]] + 1
    ids = pl.Series(county.homes["household_id"][people["home"]] * 1000 + place)
    certified = is_certified(county)
    return pl.DataFrame(
        {
            "person_id": ids.cast(pl.String),
            "name": spelled(people["surname"], people["given"]),
            "id_number": with_certificate(numbers, people["category"], people["grade"], certified),
            "id_type": picked(("01", "02"), certified.astype(int)),
        }
    )


def _homes(county: County, places: Places) -> pl.DataFrame:
    chance = county.chance("visits")
    homes, cases = county.homes, county.cases
    last = np.full(county.households, -1)
    last[cases["home"][cases["is_last"]]] = np.flatnonzero(cases["is_last"])
    visited = county.day - chance.integers(5, 120, county.households)
    ended = np.minimum(visited, homes["natural_on"])
    return pl.DataFrame(
        {
            "household_id": pl.Series(homes["household_id"]).cast(pl.String),
            "village_code": places.villages["division_code"].gather(homes["village"]),
            "head": np.flatnonzero(county.people["relation"] == HEAD),
            "last_case": last,
            "last_visited_on": moments(np.where(homes["is_natural"], ended, visited)),
        }
    )
