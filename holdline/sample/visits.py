"""Positions, sweeps and collection: what was brought home from a visit to each household."""

import numpy as np
import polars as pl
from numpy.random import Generator

from holdline.geo.crs import wgs_to_gcj
from holdline.geo.seeds import points_in_village
from holdline.sample.cadres import Cadres
from holdline.sample.cells import moments, picked, present
from holdline.sample.content import words
from holdline.sample.county import NEVER, Bools, County, drawn
from holdline.sample.departures import at_work, days_between
from holdline.sample.homes import NO_ROUND, NO_TYPE, ORDINARY
from holdline.sample.places import Places
from holdline.sample.quotes import Quotes
from holdline.sample.risks import DISASTER, RAIN_FELL, has_risk, is_rained_on

SYSTEMS = ("cgcs2000", "wgs84", "gcj02")
GCJ = 2
FOCUS_DAYS = 120
EASTERNMOST = 122.699


def located(county: County, places: Places) -> dict[str, object]:
    """Positions in the datum of the township; every case has one, most others too."""
    chance = county.chance("positions")
    homes, size = county.homes, county.households
    points = points_in_village(places.villages["division_code"].gather(homes["village"]), chance)
    lon, lat = points["lon"].to_numpy().copy(), points["lat"].to_numpy().copy()
    datum = places.facts["datum"][homes["village"]]
    shifted = datum == GCJ
    lon[shifted], lat[shifted] = wgs_to_gcj(lon[shifted], lat[shifted])
    lon = np.minimum(lon, EASTERNMOST) if county.code.startswith("37") else lon
    known = (homes["monitor_type"] != NO_TYPE) | (chance.random(size) < 0.9)
    source = np.where(known, drawn(chance, size, [0.8, 0.15, 0.05]), -1)
    day = days_between(chance, np.datetime64("2021-10-16"), np.datetime64("2021-11-28"), size)
    day = np.where(np.isnat(homes["identified_on"]), day, np.maximum(day, homes["identified_on"]))
    at = at_work(chance, np.minimum(day, county.day - 1))
    return {
        "longitude": present(np.round(lon, 6), known),
        "latitude": present(np.round(lat, 6), known),
        "coordinate_system": picked(SYSTEMS, np.where(known, datum, -1)),
        "coordinate_source": picked(("device", "map_pick", "typed"), source),
        "coordinates_collected_at": moments(np.where(known, at, np.datetime64("NaT", "s"))),
    }


def focus(county: County) -> Bools:
    """Households where something new within the last months calls for a visit."""
    people, edge = county.people, county.day - FOCUS_DAYS
    found = people["subsistence_from_on"] > edge
    for name in ("destitute_from_on", "diagnosed_on", "certified_on"):
        found |= people[name] > edge
    return county.any(np.asarray(found))


def swept(county: County, quotes: Quotes) -> dict[str, object]:
    """The sweep of autumn 2021; a note wherever a focus household was not taken in."""
    chance = county.chance("sweep")
    homes, size = county.homes, county.households
    phrase = words("phrases")["household"]
    day = days_between(chance, np.datetime64("2021-10-14"), np.datetime64("2021-11-27"), size)
    done = (chance.random(size) < 0.985) & ~(homes["natural_on"] < day)
    month = homes["identified_on"].astype("datetime64[M]")
    taken = np.isin(month, [np.datetime64("2021-10"), np.datetime64("2021-11")])
    rained = _touched(county, chance)
    watched = (homes["group"] == ORDINARY) & (homes["monitor_type"] == NO_TYPE) | focus(county)
    result = np.select([taken, ~done, chance.random(size) < 0.006], [1, -1, 2], 0)
    note = np.select([rained, watched], [0, 1], -1)
    return {
        "swept_on": moments(np.where(done, day, NEVER)),
        "sweep_result": picked(("no_risk", "included", "absent"), result),
        "sweep_note": picked((phrase["rain_note"], phrase["focus_note"]), note),
        "last_visited_on": quotes.homes["last_visited_on"],
    } | _struck(chance, county, rained)


def _struck(chance: Generator, county: County, rained: Bools) -> dict[str, object]:
    """The rain of autumn 2021, and the disaster behind an open case; the loss not made good."""
    homes, size = county.homes, county.households
    flooded = homes["is_flooded"] | rained
    hit = has_risk(county, DISASTER) & homes["is_open"] & ~flooded
    heavy = homes["is_flooded"] | hit
    loss = np.where(heavy, chance.uniform(2500, 9000, size), chance.uniform(200, 1200, size))
    day = np.where(hit, homes["identified_on"] - 25, NEVER)
    return {
        "disaster_tag": picked((words("phrases")["household"]["rain"],), np.where(flooded, 0, -1)),
        "hardship_event": picked(("disaster",), np.where(flooded | hit, 0, -1)),
        "hardship_on": moments(np.where(flooded, RAIN_FELL, day)),
        "hardship_loss_yuan": present(np.round(loss, 2), flooded | hit),
    }


def _touched(county: County, chance: Generator) -> Bools:
    """Where the rain fell, some households lost a little and were visited."""
    homes = county.homes
    some = chance.random(county.households) < words("figures")["rain"]["other_homes"]
    free = (homes["monitor_type"] == NO_TYPE) & (homes["round"] == NO_ROUND)
    return np.asarray(some & free & is_rained_on(county))


def collected(county: County, quotes: Quotes, cadres: Cadres) -> dict[str, object]:
    """Who collected the household's data, when, and when they were entered and last changed."""
    chance = county.chance("collection")
    homes, size = county.homes, county.households
    year = (homes["income_year"].astype(int) - 1970).astype("datetime64[Y]")
    day = year.astype("datetime64[D]") + chance.integers(273, 352, size)
    lately = np.maximum(county.day - chance.integers(12, 200, size), homes["identified_on"])
    day = np.minimum(np.where(homes["is_open"], lately, day), county.day - 6)
    entered = day + chance.integers(1, 4, size)
    first = np.maximum(entered + 1, np.datetime64("2021-11-01"))
    changed = days_between(chance, first, county.day - 1, size)
    cadre = cadres.of_home
    worker = quotes.homes["village_code"] + pl.Series(cadres.in_village[cadre]).cast(pl.String)
    return {
        "collector_name": cadres.names.gather(cadre),
        "collector_phone": cadres.phones.gather(cadre),
        "collector_id": "C" + worker,
        "device_id": "D" + worker,
        "collected_on": moments(day),
        "entered_at": moments(at_work(chance, entered)),
        "updated_at": moments(at_work(chance, changed)),
    }
