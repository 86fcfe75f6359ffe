"""One county from its quota to the contract's tables, without faults."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from holdline.sample import (
    alerts,
    annotations,
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
    loans,
    matches,
    members,
    money,
    naming,
    places,
    projects,
    registers,
    risks,
    rounds,
    schooling,
    spells,
    support,
    suspects,
    tables,
    territory,
    work,
)
from holdline.sample.content import figures
from holdline.sample.county import Columns, County
from holdline.sample.plan import Quota
from holdline.sample.quotes import Quotes, quotes
from holdline.sample.tables import Tables


@dataclass(frozen=True)
class Made:
    """A county with all that its tables are written from."""

    county: County
    places: places.Places
    cadres: cadres.Cadres
    kin: Columns
    kin_numbers: tuple[pl.Series, pl.Series]
    cells: Quotes


def tables_of(quota: Quota, *, seed: int, as_of: date) -> Tables:
    """Every table of the contract for one county row of the legal tree."""
    made = make(quota, seed=seed, as_of=as_of)
    county, cells = made.county, made.cells
    found: Tables = {name: tables.empty(name) for name in tables.names()}
    found["division"] = territory.divisions(county, made.places)
    found["county_income"] = territory.county_income(county, made.places)
    if county.households == 0:
        return found
    return (
        found
        | _registered(made)
        | _monitored(made)
        | _compared(made)
        | {
            "work_monitor": jobs.work_monitor(county, cells),
            "member_change": changes.member_changes(county, cells),
            "micro_credit": loans.micro_credits(county, cells),
            "project": projects.projects(county, made.places),
            "suspected": suspects.suspected(county, cells),
        }
    )


def _registered(made: Made) -> Tables:
    county, cells = made.county, made.cells
    return {
        "household": registers.households(county, made.places, cells, made.cadres),
        "member": members.members(county, cells),
        "responsible": cadres.responsible(county, made.cadres, cells),
    }


def _monitored(made: Made) -> Tables:
    """Measures first: they tell how far each case's developmental support has come."""
    county, cells = made.county, made.cells
    return {
        "support_measure": support.measures(county, cells),
        "monitor_case": spells.monitor_cases(county, made.cadres, cells),
        "self_report": clues.self_reports(county, cells),
        "warning": alerts.warnings(county, cells),
    }


def _compared(made: Made) -> Tables:
    county, cells = made.county, made.cells
    rows = rounds.hold_rounds(county)
    quoted = matches.Quoted(cells, made.kin, made.kin_numbers, rows)
    return {
        "kin_link": kin.kin_links(county, made.kin, made.kin_numbers, cells),
        "annotation": annotations.annotations(county, made.places, rows, cells),
        "annotation_file": rounds.annotation_files(county, rows, cells),
        "dept_match": matches.dept_matches(county, quoted),
    }


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
    cells = quotes(county, where, numbers)
    return Made(county, where, found_cadres, found_kin, kin_numbers, cells)


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
