"""One county from its quota to the contract's tables, without faults."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from holdline.sample import (
    benefits,
    cadres,
    changes,
    clues,
    conditions,
    departures,
    dwelling,
    families,
    histories,
    homes,
    identity,
    jobs,
    kin,
    matches,
    members,
    money,
    naming,
    places,
    registers,
    risks,
    rounds,
    schooling,
    spells,
    support,
    suspects,
    tables,
    territory,
    ventures,
    work,
)
from holdline.sample.cells import moments, picked
from holdline.sample.content import figures
from holdline.sample.county import Columns, County
from holdline.sample.members import Persons
from holdline.sample.plan import Quota
from holdline.sample.tables import Tables


@dataclass(frozen=True)
class Made:
    """A county with all that its tables are written from."""

    county: County
    places: places.Places
    cadres: cadres.Cadres
    kin: Columns
    kin_numbers: tuple[pl.Series, pl.Series]
    persons: Persons
    register: pl.DataFrame


def tables_of(quota: Quota, *, seed: int, as_of: date) -> Tables:
    """Every table of the contract for one county; those of the whole province are empty."""
    made = make(quota, seed=seed, as_of=as_of)
    found: Tables = {name: tables.empty(name) for name in tables.names()}
    county = made.county
    found["division"] = territory.divisions(county, made.places)
    found["county_income"] = territory.county_income(county, made.places)
    if county.households == 0:
        return found
    found["household"] = registers.households(county, made.places, made.register, made.cadres)
    found["member"] = members.members(county, made.persons, made.register)
    found["support_measure"] = support.measures(county, made.persons, made.register)
    villages = made.places.villages["division_code"]
    found_clues = clues.clues(county, made.persons, made.register, villages)
    found["self_report"], found["warning"] = found_clues.reports, found_clues.warnings
    found["monitor_case"] = spells.monitor_cases(county, made.cadres, found_clues.links)
    found["kin_link"] = kin.kin_links(county, made.kin, made.kin_numbers, made.register)
    found["responsible"] = cadres.responsible(county, made.cadres, made.register)
    found["work_monitor"] = jobs.work_monitor(county, made.persons, made.register)
    found["member_change"] = changes.member_changes(county, made.persons, made.register)
    found["micro_credit"] = ventures.micro_credits(county, made.persons, made.register)
    found["project"] = ventures.projects(county, made.places)
    found["suspected"] = suspects.suspected(county, made.persons, made.register, villages)
    rows = rounds.hold_rounds(county)
    register = made.register.with_columns(lifted_out_year=found["household"]["lifted_out_year"])
    found["annotation"] = rounds.annotations(county, made.places, rows, register)
    found["annotation_file"] = rounds.annotation_files(county, rows, register)
    quoted = matches.Quoted(made.persons, made.register, made.kin, made.kin_numbers, rows)
    found["dept_match"] = matches.dept_matches(county, quoted)
    return found


def make(quota: Quota, *, seed: int, as_of: date) -> Made:
    """The people, cases, kin and cadres of one county."""
    county = County(quota.county, seed, as_of)
    where = places.places(county)
    _populate(county, where, quota)
    found_kin = kin.look_up(county)
    found_cadres = cadres.appoint(county, where)
    kin_numbers, numbers = _identify(county, found_kin, found_cadres)
    members.fall_due(county)
    money.earn(county)
    naming.name_people(county, where)
    kin.name_kin(county, found_kin)
    persons = _persons(county, numbers)
    register = _register(county, persons)
    return Made(county, where, found_cadres, found_kin, kin_numbers, persons, register)


def _populate(county: County, where: places.Places, quota: Quota) -> None:
    homes.settle(county, where, quota)
    families.found_families(county)
    risks.identify(county)
    departures.mark_natural(county, figures("histories")["natural"])
    departures.depart(county)
    conditions.fall_ill(county)
    schooling.school(county)
    conditions.work_ability(county)
    risks.take_risks(county)
    histories.live_through(county)
    benefits.provide(county)
    work.employ(county)
    benefits.insure(county)
    dwelling.house(county, where)


def _identify(
    county: County, relatives: Columns, staff: cadres.Cadres
) -> tuple[tuple[pl.Series, pl.Series], pl.Series]:
    """Identity numbers for everyone at once, so that none is given twice."""
    people = county.people
    spouse_sex = families.MALE + families.FEMALE - relatives["sex"]
    born = np.concatenate(
        [people["birth"], relatives["birth"], relatives["spouse_birth"], staff.birth]
    )
    sex = np.concatenate([people["sex"], relatives["sex"], spouse_sex, staff.sex])
    born = identity.birthdays(county, born, sex)
    numbers = identity.numbers(county, born, sex)
    size, more = len(people["home"]), len(relatives["home"])
    people["birth"] = born[:size]
    relatives["birth"], relatives["spouse_birth"] = (
        born[size : size + more],
        born[size + more : size + 2 * more],
    )
    staff.numbers = numbers[size + 2 * more :]
    return (numbers[size : size + more], numbers[size + more : size + 2 * more]), numbers[:size]


def _persons(county: County, numbers: pl.Series) -> Persons:
    people = county.people
    starts = np.flatnonzero(np.r_[True, people["home"][1:] != people["home"][:-1]])
    place = np.arange(len(people["home"])) - starts[people["home"]] + 1
    ids = pl.Series(county.homes["household_id"][people["home"]] * 1000 + place).cast(pl.String)
    names = naming.spelled(people["surname"], people["given"])
    certified = members.is_certified(county)
    full = identity.with_certificate(numbers, people["category"], people["grade"], certified)
    return Persons(ids, names, full)


def _register(county: County, persons: Persons) -> pl.DataFrame:
    """What other tables quote of each household, one row a household."""
    chance = county.chance("visits")
    homes_, cases = county.homes, county.cases
    head = registers.head_rows(county)
    last = np.full(county.households, -1)
    last[cases["home"][cases["is_last"]]] = np.flatnonzero(cases["is_last"])
    visited = county.day - chance.integers(5, 120, county.households)
    gone = homes_["is_natural"]
    visited = np.where(gone, np.minimum(visited, homes_["natural_on"]), visited)
    certified = members.is_certified(county)[head]
    return pl.DataFrame(
        {
            "household_id": pl.Series(homes_["household_id"]).cast(pl.String),
            "head_person_id": persons.ids.gather(head),
            "head_name": persons.names.gather(head),
            "head_id_number": persons.numbers.gather(head),
            "head_id_type": pl.Series(["01", "02"]).gather(certified.astype(int)),
            "last_case_id": picked(spells.case_ids(county), last),
            "last_visited_on": moments(visited),
        }
    )
