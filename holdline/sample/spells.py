"""Table `monitor_case`: one row a spell, with its steps and the incomes at both ends."""

import numpy as np
import polars as pl

from holdline.sample.cadres import Cadres
from holdline.sample.cells import moments, month_start, picked, present, two_digits, yuan
from holdline.sample.content import words
from holdline.sample.county import NEVER, Array, Bools, County, Floats, Ints
from holdline.sample.histories import BY_SUPPORT, NATURAL, OPEN, people_then
from holdline.sample.homes import SEVERE
from holdline.sample.money import FIRST_YEAR, lines
from holdline.sample.registers import TYPES
from holdline.sample.risks import DISASTER, HOUSE, OTHER, WATER
from holdline.sample.tables import conformed

STATUSES = ("MONITORED", "ELIMINATING", "ELIM_BY_SUPPORT", "ELIM_NATURAL")
ENDINGS = ("NONE", "ELIM_BY_SUPPORT", "ELIM_NATURAL")
DEVELOPED = ("none", "done", "not_needed")
KINDS_OF_DISASTER = ("0201", "0205", "0203")


def case_ids(county: County) -> pl.Series:
    """The number of each spell."""
    cases = county.cases
    home = pl.Series(county.homes["household_id"][cases["home"]]).cast(pl.String)
    return "J" + home + pl.Series(cases["spell"]).cast(pl.String)


def monitor_cases(county: County, cadres: Cadres, links: pl.DataFrame) -> pl.DataFrame:
    """Table `monitor_case`; *links* holds report_id, warning_id and department of each spell."""
    columns = (
        _stepped(county, links)
        | _risky(county)
        | _earning(county)
        | _ended(county)
        | _handled(county, cadres)
    )
    return conformed("monitor_case", columns)


def _stepped(county: County, links: pl.DataFrame) -> dict[str, object]:
    cases, homes = county.cases, county.homes
    ids = case_ids(county)
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
    previous = ids.str.slice(0, 17) + "1"
    again = cases["spell"] == 2
    found: dict[str, object] = {
        "case_id": ids,
        "household_id": pl.Series(homes["household_id"][cases["home"]]).cast(pl.String),
        "monitor_type": picked(TYPES, homes["monitor_type"][cases["home"]]),
        "monitor_status": picked(STATUSES, status),
        "source_channel": two_digits(cases["channel"]),
        "warning_department": links["department"],
        "report_id": links["report_id"],
        "warning_id": links["warning_id"],
        "has_asset_consent": np.ones(len(ids), dtype=bool),
        "identified_month": moments(month_start(cases["identified_on"])),
        "eliminated_month": moments(month_start(cases["eliminated_on"])),
        "is_eliminated": cases["ending"] != OPEN,
        "elimination_type": picked(ENDINGS, cases["ending"]),
        "previous_case_id": previous.zip_with(pl.Series(again), pl.Series([None], dtype=pl.String)),
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
    people = people_then(county, cases)
    line = _line_of(cases["identified_on"])
    sudden = homes["monitor_type"][home] == SEVERE
    ratio = np.clip(np.exp(chance.normal(-0.16, 0.2, size)), 0.52, 1.05)
    ratio = np.where(sudden, np.clip(np.exp(chance.normal(0.27, 0.3, size)), 0.6, 2.6), ratio)
    scale = line * ratio * people * 100 / np.maximum(homes["net_fen"][home], 1)
    wage = np.rint(homes["wage_fen"][home] * scale).astype(np.int64)
    part = {
        name: np.rint(homes[f"{name}_fen"][home] * scale).astype(np.int64)
        for name in ("business", "property", "transfer", "cost")
    }
    small = (wage > 0) & (wage < 60_000)
    part["transfer"] = part["transfer"] + np.where(small, wage, 0)
    wage = np.where(small, 0, wage)
    net = wage + part["business"] + part["property"] + part["transfer"] - part["cost"]
    ceiling = np.rint(line * chance.uniform(0.62, 0.98, size) * people * 100).astype(np.int64)
    rigid = np.maximum(net - ceiling, np.rint(net * chance.uniform(0.02, 0.12, size))).astype(
        np.int64
    )
    developed = cases.get("developed", np.ones(size, dtype=int))
    cases["people"] = people
    return {
        "member_count_when_identified": people,
        "wage_income_when_identified_yuan": yuan(wage),
        "business_income_when_identified_yuan": yuan(part["business"]),
        "property_income_when_identified_yuan": yuan(part["property"]),
        "transfer_income_when_identified_yuan": yuan(part["transfer"]),
        "business_cost_when_identified_yuan": yuan(part["cost"]),
        "rigid_spending_when_identified_yuan": yuan(rigid),
        "net_income_per_head_when_identified_yuan": yuan(np.rint(net / people).astype(np.int64)),
        "reference_income_per_head_when_identified_yuan": yuan(
            np.rint((net - rigid) / people).astype(np.int64)
        ),
        "developmental_status": picked(DEVELOPED, developed),
    }


def _ended(county: County) -> dict[str, object]:
    chance = county.chance("case ends")
    cases, homes = county.cases, county.homes
    home, size = cases["home"], len(cases["home"])
    ended = cases["ending"] != OPEN
    day = np.where(ended, cases["eliminated_on"], county.day)
    per_head = np.maximum(homes["per_head_fen"][home] / 100, 1)
    floor = _line_of(day) * chance.uniform(1.03, 1.35, size)
    now = np.maximum(per_head * chance.uniform(0.86, 1.02, size), floor)
    scale = now / per_head
    return {
        "has_dropout_when_eliminated": _no(ended),
        "has_house_problem_when_eliminated": _no(ended),
        "has_water_problem_when_eliminated": _no(ended),
        "has_uninsured_when_eliminated": _no(ended),
        "wage_income_when_eliminated_yuan": yuan(
            np.rint(homes["wage_fen"][home] * scale).astype(np.int64), ended
        ),
        "business_income_when_eliminated_yuan": yuan(
            np.rint(homes["business_fen"][home] * scale).astype(np.int64), ended
        ),
        "net_income_per_head_when_eliminated_yuan": yuan(
            np.rint(now * 100).astype(np.int64), ended
        ),
        "stable_months": present(chance.integers(6, 13, size), cases["ending"] == BY_SUPPORT),
    }


def _no(ended: Bools) -> pl.Series:
    return present(np.zeros(len(ended), dtype=bool), ended)


def _handled(county: County, cadres: Cadres) -> dict[str, object]:
    chance = county.chance("case handling")
    cases = county.cases
    size = len(cases["home"])
    cadre = cadres.of_home[cases["home"]]
    seconds = (8 * 3600 + (chance.random(size) * 36_000).astype(int)).astype("timedelta64[s]")
    entered = cases["identified_on"].astype("datetime64[s]") + seconds
    last = np.where(
        cases["ending"] == OPEN, county.day - chance.integers(3, 60, size), cases["eliminated_on"]
    )
    updated = np.maximum(last.astype("datetime64[s]"), entered) + (
        chance.random(size) * 36_000
    ).astype("timedelta64[s]")
    town = pl.Series(county.homes["household_id"][cases["home"]]).cast(pl.String).str.slice(0, 9)
    return {
        "contact_name": cadres.names.gather(cadre),
        "contact_phone": cadres.phones.gather(cadre),
        "entered_by": "U" + town,
        "entered_at": moments(entered),
        "updated_at": moments(updated),
    }
