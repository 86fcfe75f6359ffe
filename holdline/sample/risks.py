"""When and why each monitored household was taken in, consistent with who lives in it."""

import numpy as np
from numpy.random import Generator

from holdline.sample.conditions import LOST, NONE, WEAK, certify, is_monitored
from holdline.sample.content import figures
from holdline.sample.county import NEVER, Bools, County, Floats, Ints, chosen, spread
from holdline.sample.homes import SEVERE
from holdline.sample.stream import stream

ILLNESS, DISASTER, DISABILITY, NO_HANDS, ACCIDENT, VENTURE, JOB, EDUCATION = 1, 2, 3, 4, 5, 6, 7, 9
HOUSE, WATER, OTHER = 11, 12, 99
FLOOD, WEATHER, DROUGHT = "0201", "0205", "0203"
FURTHER = (ILLNESS, DISABILITY, NO_HANDS, ACCIDENT, JOB, EDUCATION)
FURTHER_WEIGHT = (0.4, 0.22, 0.18, 0.05, 0.1, 0.05)
SUDDEN = {ILLNESS: 0.58, ACCIDENT: 0.27, DISASTER: 0.15}
RAIN = (np.datetime64("2021-10"), np.datetime64("2021-11"))
RAIN_FELL = np.datetime64("2021-10-06")


def identify(county: County) -> None:
    """Fill homes' identified_on: the day of the first spell, NaT for the never monitored."""
    chance = county.chance("identified")
    plan = figures("histories")
    weights = np.outer(plan["year_weight"], plan["month_weight"]).ravel()
    rows = np.flatnonzero(is_monitored(county))
    first = np.datetime64(plan["first_month"], "M")
    month = first + spread(chance, len(rows), weights).astype("timedelta64[M]")
    day = month.astype("datetime64[D]") + chance.integers(0, 28, len(rows))
    county.homes["identified_on"] = np.full(county.households, NEVER)
    county.homes["identified_on"][rows] = day


def is_rained_on(county: County) -> bool:
    """Whether the continuous rain of autumn 2021 hit the county."""
    rain = figures("rain")
    lot = stream(county.seed, county.code, "rain").random()
    return county.code in rain["always"] or bool(lot < rain["counties"])


def take_risks(county: County) -> None:
    """Fill homes' risks (five columns, 0 where none) and is_flooded, and make people bear them."""
    chance = county.chance("risks")
    homes = county.homes
    able = _able(county)
    codes = np.array([int(code) for code in figures("risks")])
    shares = np.array([share for share, _ in figures("risks").values()])
    rows = np.flatnonzero(is_monitored(county))
    weights = _weights(county, rows, codes, shares, able)
    homes["risks"] = np.zeros((county.households, 5), dtype=int)
    homes["risks"][rows, 0] = codes[chosen(chance, weights)]
    _flood(chance, county)
    homes["risks"][homes["is_natural"], 0] = ILLNESS
    _further(chance, county, rows, able)
    _bear(chance, county)


def _able(county: County) -> dict[int, Bools]:
    """For each risk that needs someone to bear it, the households where it is possible."""
    people = county.people
    labour = people["labour"]
    hands = county.count(labour <= 2)
    everyone = np.maximum(county.count(people["is_active"]), 1)
    return {
        EDUCATION: county.any(people["school"] > 10),
        JOB: hands > 0,
        VENTURE: county.any(labour <= WEAK),
        NO_HANDS: (hands / everyone <= 0.25) & county.any(labour >= WEAK),
    }


def _weights(
    county: County, rows: Ints, codes: Ints, shares: Floats, able: dict[int, Bools]
) -> Floats:
    """A weight for each risk in each of *rows*, so that shares hold over all of them."""
    weights = np.tile(shares, (len(rows), 1))
    for column, code in enumerate(codes):
        if code in able and len(rows):
            mask = able[int(code)][rows]
            weights[:, column] *= mask / max(float(mask.mean()), 0.05)
    sudden = county.homes["monitor_type"][rows] == SEVERE
    weights[sudden] = [SUDDEN.get(int(code), 0.0) for code in codes]
    return weights


def _flood(chance: Generator, county: County) -> None:
    """In a county hit by the rain, half of the cases of that autumn are due to it."""
    homes = county.homes
    homes["is_flooded"] = np.zeros(county.households, dtype=bool)
    if not is_rained_on(county):
        return
    month = homes["identified_on"].astype("datetime64[M]")
    autumn = (month >= RAIN[0]) & (month <= RAIN[1])
    autumn &= homes["identified_on"] > RAIN_FELL + 22
    hit = autumn & (chance.random(county.households) < figures("rain")["share"])
    homes["is_flooded"] = hit
    homes["risks"][hit, 0] = DISASTER


def _further(chance: Generator, county: County, rows: Ints, able: dict[int, Bools]) -> None:
    """A second and a third risk for some, none twice, none that cannot be borne."""
    plan, risks = figures("histories"), county.homes["risks"]
    weights = np.tile(FURTHER_WEIGHT, (len(rows), 1))
    for column, code in enumerate(FURTHER):
        weights[:, column] *= able[code][rows] if code in able else 1.0
        weights[:, column] *= risks[rows, 0] != code
    lot = np.where(county.homes["is_natural"][rows], 1.0, chance.random(len(rows)))
    for place, share in ((1, plan["second_risk"]), (2, plan["third_risk"])):
        _exclude(county, rows, weights)
        some = np.flatnonzero((lot < share) & (weights.sum(axis=1) > 0))
        found = chosen(chance, weights[some])
        risks[rows[some], place] = np.array(FURTHER)[found]
        weights[some, found] = 0.0


def _exclude(county: County, rows: Ints, weights: Floats) -> None:
    """Disability and an unstable job together need someone besides the worker."""
    risks = county.homes["risks"][rows]
    lonely = ~county.any(county.people["labour"] > 2)[rows]
    weights[(risks == JOB).any(axis=1) & lonely, FURTHER.index(DISABILITY)] = 0.0
    weights[(risks == DISABILITY).any(axis=1) & lonely, FURTHER.index(JOB)] = 0.0


def has_risk(county: County, code: int) -> Bools:
    """Whether each household carries *code* among its risks."""
    return np.asarray((county.homes["risks"] == code).any(axis=1))


def _bear(chance: Generator, county: County) -> None:
    """Someone is ill where illness is the risk, disabled where disability is."""
    people = county.people
    age, free = people["age"], people["labour"] > 2
    ill = has_risk(county, ILLNESS) & ~_anyone(county, people["chronic"] | people["major"])
    patient = _bearer(county, age + 1 + 200 * free, ill)
    grave = chance.random(len(patient)) < 0.4
    grave &= (age[patient] >= 60) | (people["labour"][patient] > 2)
    people["major"][patient[grave]] = True
    people["chronic"][patient[~grave]] = True
    crippled = has_risk(county, DISABILITY) & ~_anyone(county, people["disabled"])
    bearer = _bearer(county, age + 1 + 200 * free, crippled)
    mask = np.zeros(len(age), dtype=bool)
    mask[bearer] = True
    certify(chance, county, mask, (3, 4))
    able = mask & (people["labour"] <= 2)
    people["labour"][able] = WEAK
    _sink(county)


def _sink(county: County) -> None:
    """The gravely ill of working age do not do ordinary work."""
    people = county.people
    grave = people["major"] & (people["labour"] <= 2)
    people["labour"][grave] = WEAK
    old = people["major"] & (people["age"] >= 60) & (people["labour"] == LOST)
    people["labour"][old] = NONE


def _anyone(county: County, mask: Bools) -> Bools:
    """Whether *mask* holds anyone of each household: who is there, or all of an ended one."""
    ended = county.homes["is_natural"][county.people["home"]]
    home = county.people["home"][mask & (county.people["is_active"] | ended)]
    return np.bincount(home, minlength=county.households) > 0


def _bearer(county: County, priority: Ints, wanted: Bools) -> Ints:
    """The person of highest *priority* in each household of *wanted*, as in _anyone."""
    active = county.people["is_active"]
    ended = county.homes["is_natural"][county.people["home"]]
    county.people["is_active"] = active | ended
    found = county.first(priority, wanted)
    county.people["is_active"] = active
    return found[found >= 0]
