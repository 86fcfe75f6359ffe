"""Table `monitor_case`: one row a spell, with its steps and the incomes at both ends."""

import numpy as np
import polars as pl

from holdline.sample.alerts import WARNED, department_of_case
from holdline.sample.cadres import Cadres
from holdline.sample.cells import moments, month_start, picked, present, two_digits, yuan
from holdline.sample.clues import REPORTED
from holdline.sample.content import words
from holdline.sample.county import Array, Bools, Columns, County, Floats, Ints
from holdline.sample.departures import at_work
from holdline.sample.histories import BY_SUPPORT, NATURAL, OPEN, people_then
from holdline.sample.homes import SEVERE
from holdline.sample.money import FIRST_YEAR, lines
from holdline.sample.quotes import Quotes
from holdline.sample.registers import TYPES
from holdline.sample.risks import DISASTER, HOUSE, OTHER, WATER
from holdline.sample.tables import conformed

STATUSES = ("MONITORED", "ELIMINATING", "ELIM_BY_SUPPORT", "ELIM_NATURAL")
ENDINGS = ("NONE", "ELIM_BY_SUPPORT", "ELIM_NATURAL")
DEVELOPED = ("none", "done", "not_needed")
KINDS_OF_DISASTER = ("0201", "0205", "0203")
TRIFLE_FEN = 60_000
TITLES = {
    "wage": "wage_income",
    "business": "business_income",
    "property": "property_income",
    "transfer": "transfer_income",
    "cost": "business_cost",
    "rigid": "rigid_spending",
}


def monitor_cases(county: County, cadres: Cadres, quotes: Quotes) -> pl.DataFrame:
    """Table `monitor_case`."""
    columns = (
        _stepped(county, quotes)
        | _risky(county)
        | _earning(county)
        | _ended(county)
        | _handled(county, cadres)
    )
    return conformed("monitor_case", columns)


def _stepped(county: County, quotes: Quotes) -> dict[str, object]:
    cases, homes = county.cases, county.homes
    every = np.arange(len(cases["home"]))
    ids = quotes.case(every)
    is_reported, is_warned = np.isin(cases["channel"], REPORTED), np.isin(cases["channel"], WARNED)
    steps = (
        "clue_on", "visited_on", "appraised_on", "publicity_from_on", "publicity_to_on",
        "town_reviewed_on", "county_reviewed_on", "identified_on", "eliminated_on",
        "elimination_appraised_on", "elimination_publicity_from_on", "elimination_publicity_to_on",
        "elimination_county_reviewed_on", "assessed_on",
    )  # fmt: skip
    status = np.select(
        [cases["ending"] == NATURAL, cases["ending"] == BY_SUPPORT, cases["is_assessed"]],
        [3, 2, 1],
        0,
    )
    before = np.where(cases["spell"] > 1, every - 1, -1)
    found: dict[str, object] = {
        "case_id": ids,
        "household_id": pl.Series(homes["household_id"][cases["home"]]).cast(pl.String),
        "monitor_type": picked(TYPES, homes["monitor_type"][cases["home"]]),
        "monitor_status": picked(STATUSES, status),
        "source_channel": two_digits(cases["channel"]),
        "warning_department": two_digits(department_of_case(county)),
        "report_id": "S" + quotes.case(np.where(is_reported, every, -1)),
        "warning_id": "W" + quotes.case(np.where(is_warned, every, -1)),
        "has_asset_consent": np.ones(len(ids), dtype=bool),
        "identified_month": moments(month_start(cases["identified_on"])),
        "eliminated_month": moments(month_start(cases["eliminated_on"])),
        "is_eliminated": cases["ending"] != OPEN,
        "elimination_type": picked(ENDINGS, cases["ending"]),
        "previous_case_id": quotes.case(before),
        "is_rolled_back": ~np.isnat(cases["rolled_back_on"]),
        "rolled_back_on": moments(cases["rolled_back_on"]),
    }
    return found | {name: moments(cases[name]) for name in steps}


def _risky(county: County) -> dict[str, object]:
    chance = county.chance("case flags")
    cases = county.cases
    risks = county.homes["risks"][cases["home"]]
    size = len(cases["home"])
    notes = words("phrases")["case"]["risk_notes"]
    disaster = (risks == DISASTER).any(axis=1)
    flooded = county.homes["is_flooded"][cases["home"]]
    kind = np.where(flooded, 0, np.where(chance.random(size) < 0.6, 1, 2))
    other = (risks == OTHER).any(axis=1)
    found: dict[str, object] = {
        f"risk_{place + 1}": two_digits(np.where(risks[:, place] > 0, risks[:, place], -1))
        for place in range(5)
    }
    return found | {
        "disaster_kind": picked(KINDS_OF_DISASTER, np.where(disaster, kind, -1)),
        "risk_note": picked(notes, np.where(other, np.arange(size) % len(notes), -1)),
        "has_dropout_when_identified": np.zeros(size, dtype=bool),
        "has_house_problem_when_identified": (risks == HOUSE).any(axis=1),
        "has_water_problem_when_identified": (risks == WATER).any(axis=1),
        "has_uninsured_when_identified": chance.random(size) < 0.015,
    }


def _line_of(days: Array) -> Floats:
    year = days.astype("datetime64[Y]").astype(int) + 1970
    found: Floats = lines()[np.clip(year - FIRST_YEAR, 0, 3)].astype(float)
    return found


def _earning(county: County) -> dict[str, object]:
    """Incomes at identification: the household's own mixture, brought to the level of that day."""
    chance = county.chance("case incomes")
    cases, homes = county.cases, county.homes
    home, size = cases["home"], len(cases["home"])
    people, line = people_then(county, cases), _line_of(cases["identified_on"])
    sudden = homes["monitor_type"][home] == SEVERE
    low = np.clip(np.exp(chance.normal(-0.16, 0.2, size)), 0.52, 1.05)
    high = np.clip(np.exp(chance.normal(0.27, 0.3, size)), 0.6, 2.6)
    wanted = line * np.where(sudden, high, low) * people * 100
    part = _mixture(county, home, wanted / np.maximum(homes["net_fen"][home], 1))
    net = part["wage"] + part["business"] + part["property"] + part["transfer"] - part["cost"]
    ceiling = line * chance.uniform(0.62, 0.98, size) * people * 100
    least = net * chance.uniform(0.02, 0.12, size)
    part["rigid"] = np.rint(np.maximum(net - ceiling, least)).astype(np.int64)
    found: dict[str, object] = {
        f"{title}_when_identified_yuan": yuan(part[name]) for name, title in TITLES.items()
    }
    reference = np.rint((net - part["rigid"]) / people).astype(np.int64)
    return found | {
        "member_count_when_identified": people,
        "net_income_per_head_when_identified_yuan": yuan(np.rint(net / people).astype(np.int64)),
        "reference_income_per_head_when_identified_yuan": yuan(reference),
        "developmental_status": picked(DEVELOPED, cases["developed"]),
    }


def _mixture(county: County, home: Ints, scale: Floats) -> Columns:
    """The sources of *home*, each multiplied by *scale*; a trifle of wages counts as transfers."""
    homes = county.homes
    names = ("wage", "business", "property", "transfer", "cost")
    part = {name: np.rint(homes[f"{name}_fen"][home] * scale).astype(np.int64) for name in names}
    small = (part["wage"] > 0) & (part["wage"] < TRIFLE_FEN)
    part["transfer"] = part["transfer"] + np.where(small, part["wage"], 0)
    part["wage"] = np.where(small, 0, part["wage"])
    return part


def _ended(county: County) -> dict[str, object]:
    """What was found when the spell ended: no problem left, and income above the line."""
    chance = county.chance("case ends")
    cases, homes = county.cases, county.homes
    home, size = cases["home"], len(cases["home"])
    ended = cases["ending"] != OPEN
    day = np.where(ended, cases["eliminated_on"], county.day)
    per_head = np.maximum(homes["per_head_fen"][home], 1)
    floor = 100 * _line_of(day) * chance.uniform(1.03, 1.35, size)
    now = np.maximum(per_head * chance.uniform(0.86, 1.02, size), floor)

    def then(name: str) -> pl.Series:
        values = homes[f"{name}_fen"][home] * (now / per_head)
        return yuan(np.rint(values).astype(np.int64), ended)

    return {
        "has_dropout_when_eliminated": _no(ended),
        "has_house_problem_when_eliminated": _no(ended),
        "has_water_problem_when_eliminated": _no(ended),
        "has_uninsured_when_eliminated": _no(ended),
        "wage_income_when_eliminated_yuan": then("wage"),
        "business_income_when_eliminated_yuan": then("business"),
        "net_income_per_head_when_eliminated_yuan": yuan(np.rint(now).astype(np.int64), ended),
        "stable_months": present(chance.integers(6, 13, size), cases["ending"] == BY_SUPPORT),
    }


def _no(ended: Bools) -> pl.Series:
    return present(np.zeros(len(ended), dtype=bool), ended)


def _handled(county: County, cadres: Cadres) -> dict[str, object]:
    chance = county.chance("case handling")
    cases = county.cases
    size = len(cases["home"])
    cadre = cadres.of_home[cases["home"]]
    entered = at_work(chance, cases["identified_on"])
    still = np.maximum(county.day - chance.integers(3, 60, size), cases["identified_on"])
    last = np.where(cases["ending"] == OPEN, still, cases["eliminated_on"])
    town = pl.Series(county.homes["household_id"][cases["home"]]).cast(pl.String).str.slice(0, 9)
    return {
        "contact_name": cadres.names.gather(cadre),
        "contact_phone": cadres.phones.gather(cadre),
        "entered_by": "U" + town,
        "entered_at": moments(entered),
        "updated_at": moments(np.maximum(at_work(chance, last), entered)),
    }
